"""What the rows of a layer are: as each states, as a person says of those that state nothing, or unknown."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity, HazardKind
from xq_gis_plugin.io import words
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.values import WrongValueError, kind_parser, kind_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["known_kind", "lacking", "note_gas_unsaid", "note_unknown_kinds", "with_kind"]

_HINTS = {
    Role.HAZARD: (
        "Add it: kind (类型), such as petrol_station (加油站) or fireworks_retail (烟花爆竹零售); "
        "or say it for all rows that have none: --kind petrol_station at import, --hazard-kind in a check."
    ),
    Role.PART: (
        "Add it: kind (类型), such as tank (油罐), dispenser (加油机) or vent (通气管); "
        "or say it for all rows that have none: --kind tank at import, --part-kind in a check."
    ),
}


def known_kind(kind: str, *roles: Role) -> str:
    """Return the model's word for a kind that a person names.

    Parameters
    ----------
    kind
        Such as ``petrol_station`` or 加油站.
    roles
        What the rows may be.

    Raises
    ------
    InputError
        ``kind_said_unknown``; the hint lists the kinds that there are.
    """
    for role in roles:
        try:
            found = kind_parser(role)(kind)
        except WrongValueError:
            continue
        if found is not None:
            return str(found)
    chinese: dict[str, str] = {}
    for role in roles:
        for word, value in kind_words(role).items():
            if word != value:
                chinese.setdefault(value, word)
    known = ", ".join(f"{value} ({word})" for value, word in chinese.items())
    message = f"No kind is called {kind!r}."
    raise InputError("kind_said_unknown", message, f"Use one of: {known}.", kind=kind, known=known)


def with_kind(raw: RawLayer, role: Role, kind: str | None) -> RawLayer:
    """Return the layer with the kind that a person says in the rows that state none.

    Parameters
    ----------
    raw
        With its columns named.
    role
        What its rows are.
    kind
        None for nothing said.

    Raises
    ------
    InputError
        ``kind_said_unknown``.
    """
    if kind is None:
        return raw
    value = known_kind(kind, role)
    empty = np.ones(len(raw.rows), dtype=np.bool_)
    cells = pd.Series([None] * len(raw.rows), dtype=object)
    if "kind" in raw.table.columns:
        cells = raw.table["kind"].astype(object)
        told = [str(cell).strip().lower() in words.UNKNOWN for cell in cells]
        empty = cells.isna().to_numpy(dtype=np.bool_) | np.array(told, dtype=np.bool_)
    if not empty.any():
        return raw
    raw = dataclasses.replace(raw, table=raw.table.assign(kind=cells.mask(empty, value)))
    message = f"{int(empty.sum())} rows state no kind and were read as {value}, as was said."
    hint = "See that all of them are that."
    return raw.with_checks(raw.check(CheckSeverity.NOTE, "kind_said", message, hint, empty, kind=value))


def lacking(raw: RawLayer, role: Role, column: str, row: int) -> InputError:
    """Return the error for a row without a fact that every row of its role needs."""
    absent = column not in raw.table.columns
    where = f" has no column {column}" if absent else f", row {row}, field {column}: the value is missing"
    message = f"{raw.place.path.name}{where}; every {role} needs one."
    hint = "Add the column hazard_id (危险源编号) with the identity of the hazard that the part belongs to."
    if column == "kind":
        hint = _HINTS[role]
    facts = {"path": raw.place.shown, "row": row, "field": column}
    return InputError(f"{role}_without_{column}", message, hint, **facts)


def note_unknown_kinds(raw: RawLayer, mask: NDArray[np.bool_]) -> RawLayer:
    """Say how many objects have no kind."""
    if not mask.any():
        return raw
    message = f"{int(mask.sum())} objects have no kind and count as buildings of unknown use."
    hint = (
        "Add the column kind (类型): residence (住宅), school (学校), …; it decides what distance is asked."
    )
    return raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "kind_unknown", message, hint, mask))


def note_gas_unsaid(raw: RawLayer, kinds: NDArray[np.object_]) -> RawLayer:
    """Say which stations count as such of compressed natural gas because nobody says which gas they have.

    Parameters
    ----------
    raw
        With its columns named.
    kinds
        (n,) what its rows are, as the model says it.
    """
    compressed = kinds == HazardKind.CNG_STATION.value
    if "kind" not in raw.table.columns or not compressed.any():
        return raw
    named = re.compile("cng|压缩|天然气", flags=re.IGNORECASE)
    said = np.array([bool(named.search(str(cell))) for cell in raw.table["kind"]], dtype=np.bool_)
    mask = compressed & ~said
    if not mask.any():
        return raw
    message = (
        "the kind does not say which gas it is (加气站); they count as stations of compressed natural gas."
    )
    hint = "Write CNG加气站, LNG加气站 or LPG加气站: other distances are asked of liquefied gas."
    return raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "gas_unsaid", message, hint, mask))
