"""What a row must say: values that mean something to us, and facts without which it means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.kinds import lacking
from xq_gis_plugin.io.raw import bad_value
from xq_gis_plugin.io.rejected import Rejected, set_aside
from xq_gis_plugin.io.values import parse_column, wrong_cells

if TYPE_CHECKING:
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["refuse_gaps", "without_nameless_lines", "wrong_values"]

_NEEDED = {Role.HAZARD: ("kind",), Role.PART: ("hazard_id", "kind")}
_LINE_HINT = "Write road (道路), railway (铁路), power_line (电力线) or communication_line (通信线)."


def wrong_values(raw: RawLayer, role: Role) -> list[Rejected]:
    """Return every cell that says nothing that its column can say, and every needed fact that is missing."""
    found = [Rejected.of(error) for column in role.columns[:-1] for error in wrong_cells(raw, column, role)]
    told = {(one.row, one.field) for one in found}
    for column in _NEEDED.get(role, ()):
        if column in raw.table.columns:
            empty = raw.rows[raw.table[column].isna().to_numpy()]
            found += [
                Rejected.of(lacking(raw, role, column, int(row)))
                for row in empty
                if (row, column) not in told
            ]
    return found


def refuse_gaps(raw: RawLayer, role: Role) -> None:
    """Refuse a layer with a row that lacks a fact without which it means nothing.

    Raises
    ------
    InputError
        ``hazard_without_kind``, ``part_without_kind`` or ``part_without_hazard_id``; ``value_wrong``.
    """
    for column in _NEEDED.get(role, ()):
        gaps = pd.isna(parse_column(raw, column, role))
        if gaps.any():
            raise lacking(raw, role, column, int(raw.rows[gaps][0]))


def without_nameless_lines(raw: RawLayer, role: Role, *, reject: bool) -> RawLayer:
    """Return the layer without lines that have no kind: a line can be anything.

    Parameters
    ----------
    raw
        With its geometry.
    role
        What its rows are; of protected objects alone lines are expected.
    reject
        Whether such rows are set aside; else the first is an error.

    Raises
    ------
    InputError
        ``value_wrong``, or ``no_row_readable`` if there is nothing else.
    """
    if role is not Role.PROTECTED:
        return raw
    lines = shapely.get_dimensions(raw.geometry) == 1
    if not lines.any():
        return raw
    rows = raw.rows[lines & pd.isna(parse_column(raw, "kind", role))]
    wrong = "does not tell what the line is"
    found = [bad_value(raw, int(row), "kind", "", wrong=wrong, hint=_LINE_HINT) for row in rows]
    if found and not reject:
        raise found[0]
    return set_aside(raw, [*map(Rejected.of, found)])
