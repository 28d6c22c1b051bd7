"""Identities that stay the same from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from pandas.api.types import infer_dtype

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.raw import listed
from xq_gis_plugin.io.rejected import Rejected

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["identify", "is_made", "repeated"]

# 1e-7 degrees are about 1 cm: formats and reprojections that differ by less give one identity.
_DECIMALS = 7
_DIGITS, _ALL_DIGITS = 12, 16
_POINT = 0
_HINT = "Give each row its own, or empty the column: identities are then made from place and name."
_UNUSED = np.uint64(4 * (_ALL_DIGITS - _DIGITS))
_HEX = frozenset("0123456789abcdef")


def identify(
    raw: RawLayer, role: Role, given: NDArray[np.object_], names: NDArray[np.object_]
) -> NDArray[np.object_]:
    """Return an identity for each row: the file's own, else one made of geometry and name.

    Parameters
    ----------
    raw
        With valid geometries in longitude and latitude.
    role
        Gives the name of the column that an error names.
    given
        The identities that the file has, null where it has none.
    names
        The names of the rows.

    Returns
    -------
    (n,) text
        Unique. A made one is a hash of the normalised geometry, rounded to about 1 cm, and the name;
        rows alike in both get the endings ``-2``, ``-3`` in the file's order.

    Raises
    ------
    InputError
        ``id_duplicate`` if the file gives one identity to two rows.
    """
    own = pd.notna(given)
    if own.any():
        _refuse_duplicates(raw, role, given)
    geometry = raw.geometry if raw.geometry is not None else np.full(len(raw.rows), None, dtype=object)
    made = _hashes(geometry[~own], names[~own])
    digits = _digits(made)
    if not own.any() and len(np.unique(made >> _UNUSED)) == len(made):
        return np.array(digits, dtype=object)
    identities = np.empty(len(given), dtype=object)
    identities[own] = [str(identity) for identity in given[own]]
    taken = set(identities[own].tolist())
    for row, start in zip(np.flatnonzero(~own).tolist(), digits, strict=True):
        unique, number = start, 1
        while unique in taken:
            number += 1
            unique = f"{start}-{number}"
        taken.add(unique)
        identities[row] = unique
    return identities


def repeated(raw: RawLayer, role: Role, given: NDArray[np.object_]) -> list[Rejected]:
    """Return the rows whose identity an earlier row has, each naming that one.

    Parameters
    ----------
    raw, role
        As for `identify`.
    given
        (n,) the identities that the file has, null where it has none.
    """
    series = pd.Series(given, dtype=object)
    again = (series.duplicated() & series.notna()).to_numpy()
    if not again.any():
        return []
    first = dict(zip(given[~again].tolist(), raw.rows[~again].tolist(), strict=True))
    found = []
    for value, row in zip(given[again].tolist(), raw.rows[again].tolist(), strict=True):
        where = f"{raw.place.path.name}, row {row}, field {role.id_column}"
        message = f"{where}: {value!r} is the identity of row {first[value]} already."
        facts = {"path": raw.place.shown, "row": row, "field": role.id_column, "value": value}
        facts["wrong"] = f"is the identity of row {first[value]} already"
        found.append(Rejected.of(InputError("id_duplicate", message, _HINT, **facts)))
    return found


def _refuse_duplicates(raw: RawLayer, role: Role, given: NDArray[np.object_]) -> None:
    series = pd.Series(given, dtype=object)
    doubled = (series.duplicated(keep=False) & series.notna()).to_numpy()
    if not doubled.any():
        return
    first = series[doubled].iloc[0]
    same = (series == first).to_numpy()
    where = f"{raw.place.path.name}, {listed(raw.rows[same])}, field {role.id_column}"
    message = f"{where}: {first!r} is given more than once."
    raise InputError("id_duplicate", message, _HINT, path=raw.place.shown, field=role.id_column, value=first)


def _hashes(geometry: NDArray[np.object_], names: NDArray[np.object_]) -> NDArray[np.uint64]:
    """Return (n,) hashes of places and names, of which the first digits are used."""
    places = np.empty(len(geometry), dtype=np.uint64)
    points = (shapely.get_type_id(geometry) == _POINT) & ~shapely.is_empty(geometry)
    # Most layers of a million rows are points: their coordinates are as good as their WKB, and at hand.
    whole = np.round(shapely.get_coordinates(geometry[points]) * 10.0**_DECIMALS).astype(np.int64)
    lon, lat = whole.view(np.uint64).reshape(-1, 2).T
    places[points] = _mixed(_mixed(lon) ^ lat)
    others = geometry[~points]
    rounded = shapely.transform(others, lambda at: np.round(at, _DECIMALS) + 0.0)
    wkb = shapely.to_wkb(shapely.normalize(rounded), byte_order=1)
    wkb[shapely.is_missing(others)] = b""
    places[~points] = pd.util.hash_array(wkb, categorize=False)
    return _mixed(places ^ _mixed(_text_hashes(names)))


def _text_hashes(names: NDArray[np.object_]) -> NDArray[np.uint64]:
    texts = names
    if infer_dtype(texts, skipna=False) != "string":
        texts = np.where(pd.isna(names), "", names)
    if texts is not names and infer_dtype(texts) != "string":
        texts = np.array([str(text) for text in texts], dtype=object)
    try:
        return pd.util.hash_array(texts, categorize=False)
    except UnicodeEncodeError:
        # Half a surrogate pair, as a damaged file has it.
        encoded = np.empty(len(texts), dtype=object)
        encoded[:] = [text.encode("utf-8", "surrogatepass") for text in texts]
        return pd.util.hash_array(encoded, categorize=False)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Let every bit depend on every other: the last step of SplitMix64 (Steele, Lea, Flood 2014)."""
    with np.errstate(over="ignore"):
        mixed = values + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64)


def is_made(identity: str) -> bool:
    """Return whether an identity looks like one that `identify` makes."""
    return len(identity) == _DIGITS and set(identity) <= _HEX


def _digits(hashes: NDArray[np.uint64]) -> list[str]:
    text = hashes.astype(">u8").tobytes().hex()
    return [text[at : at + _DIGITS] for at in range(0, len(text), _ALL_DIGITS)]
