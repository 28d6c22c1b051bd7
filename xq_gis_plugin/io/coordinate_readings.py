"""The ways to read coordinates from the columns of a table, by the words and the datums of their headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.coordinate_headers import LAT, LON, PAIR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.io.coordinate_headers import CoordinateHeader
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["OWN", "TRUE_DATUMS", "Reading", "are_one", "datums_disagree", "readings_of"]

TRUE_DATUMS = (Datum.CGCS2000, Datum.WGS84)
"""Datums that are taken as one."""
OWN = -1


@dataclass(frozen=True)
class Reading:
    """One way to read coordinates from a table: from two columns, or from one of pairs.

    Attributes
    ----------
    headers
        Of longitude and latitude, or of both in one cell.
    datum
        What they say of it.
    wording
        How plainly they say what they are, `OWN` for lon and lat themselves.
    """

    headers: tuple[str, ...]
    datum: Datum | None
    wording: int

    @property
    def columns(self) -> dict[str, str]:
        """The column of ours that each header stands for."""
        return dict(zip(self.headers, (LON, LAT) if len(self.headers) > 1 else (PAIR,), strict=True))


def readings_of(raw: RawLayer, headers: Mapping[str, CoordinateHeader], said: Datum | None) -> list[Reading]:
    """Return the ways to read the coordinates: longitudes and latitudes that are worded alike go together.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    headers
        What each header of coordinates says.
    said
        The datum that a person said, if any.

    Raises
    ------
    InputError
        ``datums_disagree``: a longitude and a latitude are left that name different datums.
    """
    found = []
    kin: dict[tuple[object, ...], tuple[list[str], list[str]]] = {}
    for header, meaning in headers.items():
        if meaning.column == PAIR:
            found.append(Reading((header,), meaning.datum, meaning.wording))
            continue
        key = (meaning.datum, meaning.wording, header.isascii())
        kin.setdefault(key, ([], []))[meaning.column == LAT].append(header)
    single: tuple[list[str], list[str]] = ([], [])
    for both in kin.values():
        if not all(both):
            single[0].extend(both[0])
            single[1].extend(both[1])
            continue
        lon, lat = (sorted(side, key=lambda header: header.lower() not in (LON, LAT)) for side in both)
        for at in range(max(len(lon), len(lat))):
            two = lon[min(at, len(lon) - 1)], lat[min(at, len(lat) - 1)]
            own = [header.lower() for header in two] == [LON, LAT]
            meaning = headers[two[0]]
            found.append(Reading(two, meaning.datum, OWN if own else meaning.wording))
    return found + ([] if any(len(one.headers) > 1 for one in found) else _mixed(raw, headers, single, said))


def _mixed(
    raw: RawLayer,
    headers: Mapping[str, CoordinateHeader],
    single: tuple[list[str], list[str]],
    said: Datum | None,
) -> list[Reading]:
    """Return the reading of a longitude and a latitude that are not worded alike, such as lon and 纬度."""
    if not all(single):
        return []
    datums = {headers[header].datum for side in single for header in side} - {None}
    if len(datums) > 1 and not datums <= {*TRUE_DATUMS} and said is None:
        raise datums_disagree(raw, (*single[0], *single[1]))

    def plainest(header: str) -> tuple[bool, bool, int]:
        meant = said is None or are_one(headers[header].datum, said)
        return not meant, header.lower() not in (LON, LAT), headers[header].wording

    lon, lat = (min(side, key=plainest) for side in single)
    datum = said if said in datums else next((one for one in Datum if one in datums), None)
    return [Reading((lon, lat), datum, max(headers[lon].wording, headers[lat].wording))]


def are_one(one: Datum | None, other: Datum | None) -> bool:
    """Return whether two statements of the datum can both be true of the same numbers."""
    return one is None or other is None or one is other or {one, other} <= {*TRUE_DATUMS}


def datums_disagree(raw: RawLayer, headers: tuple[str, ...]) -> InputError:
    """Return the error for headers that name different datums for the same coordinates."""
    told = " and ".join(headers)
    message = f"{raw.place.path.name}: the headers {told} name different datums for the same coordinates."
    hint = "Say which it is (--datum gcj02, bd09, wgs84 or cgcs2000), or rename the columns."
    return InputError("datums_disagree", message, hint, path=raw.place.shown, headers=[*headers])
