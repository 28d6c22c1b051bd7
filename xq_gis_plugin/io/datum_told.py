"""What a table says of its datum elsewhere than in the headers of its coordinates."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity, Datum
from xq_gis_plugin.io.coordinate_headers import plain_header
from xq_gis_plugin.io.gaps import says_something
from xq_gis_plugin.io.shifted import SHIFTED

if TYPE_CHECKING:
    from collections.abc import Collection

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.raw import Mask, RawLayer

__all__ = ["datum_of_text", "datum_suspected", "with_datum_of_column"]

_HEADERS = frozenset((
    "坐标系", "坐标系统", "坐标系类型", "坐标系名称", "坐标类型", "坐标基准", "坐标基准面", "坐标参考系",
    "datum", "crs", "coordsys", "coordtype", "coordinatesystem", "coordinatetype",
))  # fmt: skip
"""Columns that say for each row what its coordinates are, by `plain_header`."""
_NAMES = {
    Datum.GCJ02: re.compile("gcj-?0?2|国测局|火星|高德|amap|腾讯|tencent"),
    Datum.BD09: re.compile("bd-?09|百度|baidu"),
    Datum.WGS84: re.compile("wgs-?(?:19)?84|epsg:?4326|gps"),
    Datum.CGCS2000: re.compile("cgcs-?2000|国家2000|2000国家|2000坐标|国家大地2000|天地图|epsg:?4490"),
}
_AMAP = frozenset((
    "typecode", "adname", "pname", "cityname", "pcode", "adcode", "citycode", "biz_type", "gridcode",
    "navi_poiid", "entr_location",
))  # fmt: skip
_AMAP_SURELY = 3
"""So many of Amap's own column names no other table has."""
_LONGEST = 60


def datum_of_text(text: str) -> Datum | None:
    """Return the datum that a text names; None where it names none, or several."""
    plain = plain_header(text)
    found = [datum for datum, names in _NAMES.items() if names.search(plain)]
    return found[0] if len(found) == 1 else None


def with_datum_of_column(raw: RawLayer) -> RawLayer:
    """Return a table with the datum that a column of it says in every row.

    Raises
    ------
    InputError
        ``datums_mixed``: the column names several, of which each row would have to be read by its own.
    """
    headers = [str(one) for one in raw.table.columns if plain_header(str(one)) in _HEADERS]
    # Beside our own record of a position it is what the source was in, before it was converted.
    if raw.geometry is not None or len(headers) != 1 or "position_source" in raw.table.columns:
        return raw
    cells = raw.table[headers[0]]
    says = says_something(cells)
    values = [*dict.fromkeys(str(cell).strip() for cell in cells[says])]
    if not values:
        return raw
    datums = {datum_of_text(value) for value in values}
    shown = ", ".join(values[:4])[:_LONGEST]
    facts = {"header": headers[0], "values": shown}
    if len(datums) > 1 and datums & {*SHIFTED}:
        message = f"{raw.place.path.name}: the column {headers[0]} names several datums ({shown})."
        hint = "Write the rows of each datum into a file of its own, or say what all are in (--datum)."
        raise InputError("datums_mixed", message, hint, path=raw.place.shown, **facts)
    (datum, *others) = datums
    if others or datum is None:
        message = f"the column {headers[0]} says {shown}; it was not heeded."
        hint = "Say what the coordinates are in (--crs or --datum), if it is not CGCS2000 or WGS 84."
        return raw.with_checks(
            raw.check(CheckSeverity.IMPORTANT, "datum_column_unread", message, hint, says, **facts)
        )
    message = f"the column {headers[0]} says that the coordinates are {datum}; they were read so."
    hint = "Nothing, if that is so; else name the datum (--datum)."
    check = raw.check(CheckSeverity.NOTE, "datum_by_column", message, hint, says, datum=str(datum), **facts)
    return dataclasses.replace(raw, said_datum=datum).with_checks(check)


def datum_suspected(raw: RawLayer, there: Mask) -> tuple[Check, ...]:
    """Return that a layer, whose datum nobody stated, has something of a shifted datum about it.

    Parameters
    ----------
    raw
        With ``said_lines``: titles and notes that name a datum; or with the columns that Amap gives.
    there
        (n,) which rows have a place.
    """
    named = [(datum_of_text(line), line[:_LONGEST]) for line in raw.said_lines]
    found = [(datum, f"“{line}”") for datum, line in named if datum in SHIFTED]
    amap = _of_amap([str(header) for header in raw.table.columns])
    if not found and amap:
        found = [(Datum.GCJ02, ", ".join(amap))]
    if not found or not there.any():
        return ()
    datum, evidence = found[0]
    message = f"{evidence}: this looks like {datum}, and the coordinates were read as CGCS2000."
    hint = (
        f"If they are in {datum}, say --datum {datum}: they are off by hundreds of metres otherwise. If not, "
        "say --datum wgs84 or cgcs2000."
    )
    facts = {"datum": str(datum), "evidence": evidence}
    return (raw.check(CheckSeverity.IMPORTANT, "datum_told", message, hint, there, **facts),)


def _of_amap(headers: Collection[str]) -> list[str]:
    """Return the columns by which a table is known to be Amap's, none where it is not."""
    found = [header for header in headers if header.lower() in _AMAP]
    return found if len(found) >= _AMAP_SURELY else []
