"""Identities that stay the same from one run to the next."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.raw import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["identify"]

# 1e-7 degrees are about 1 cm: formats and reprojections that differ by less give one identity.
_DECIMALS = 7
_DIGITS = 12


def identify(raw: RawLayer, role: Role, given: Sequence[Any], names: Sequence[Any]) -> list[str]:
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
    list of str
        Unique. A made one is a hash of the normalised geometry, rounded to about 1 cm, and the name;
        rows alike in both get the endings ``-2``, ``-3`` in the file's order.

    Raises
    ------
    InputError
        ``id_duplicate`` if the file gives one identity to two rows.
    """
    _refuse_duplicates(raw, role, given)
    taken = {str(identity) for identity in given if not pd.isna(identity)}
    geometry = raw.geometry if raw.geometry is not None else np.full(len(raw.rows), None, dtype=object)
    made = _hashes(geometry, names)
    identities = []
    for identity, digits in zip(given, made, strict=True):
        if not pd.isna(identity):
            identities.append(str(identity))
            continue
        unique, number = digits, 1
        while unique in taken:
            number += 1
            unique = f"{digits}-{number}"
        taken.add(unique)
        identities.append(unique)
    return identities


def _refuse_duplicates(raw: RawLayer, role: Role, given: Sequence[Any]) -> None:
    series = pd.Series(given, dtype=object)
    doubled = (series.duplicated(keep=False) & series.notna()).to_numpy()
    if not doubled.any():
        return
    first = series[doubled].iloc[0]
    same = (series == first).to_numpy()
    where = f"{raw.place.path.name}, {listed(raw.rows[same])}, field {role.id_column}"
    message = f"{where}: {first!r} is given more than once."
    hint = "Give each row its own, or empty the column: identities are then made from place and name."
    raise InputError(
        "id_duplicate", message, hint, path=str(raw.place.path), field=role.id_column, value=first
    )


def _hashes(geometry: NDArray[np.object_], names: Sequence[Any]) -> list[str]:
    rounded = shapely.transform(geometry, lambda points: np.round(points, _DECIMALS) + 0.0)
    wkb = shapely.to_wkb(shapely.normalize(rounded), byte_order=1)
    hashes = []
    for place, name in zip(wkb, names, strict=True):
        text = "" if pd.isna(name) else str(name)
        hashes.append(
            hashlib.sha256((place or b"") + b"\0" + text.encode("utf-8", "surrogatepass")).hexdigest()[
                :_DIGITS
            ]
        )
    return hashes
