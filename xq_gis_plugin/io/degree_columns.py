"""Coordinates in more columns than they have headers: 经度(度), 经度(分), 经度(秒); or 坐标 over two."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.coordinate_headers import LAT, LON, PAIR, coordinate_header, plain_header
from xq_gis_plugin.io.coordinates import parse_degrees
from xq_gis_plugin.io.gaps import says_something
from xq_gis_plugin.io.values import WrongValueError

if TYPE_CHECKING:
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["with_joined_degrees", "with_joined_pairs"]

_AXES = {"经度": LON, "东经": LON, "lon": LON, "lng": LON, "long": LON, "longitude": LON,
         "纬度": LAT, "北纬": LAT, "lat": LAT, "latitude": LAT}  # fmt: skip
_PARTS = {"分": "m", "′": "m", "'": "m", "min": "m", "minute": "m", "minutes": "m",
          "秒": "s", "′′": "s", "''": "s", '"': "s", "sec": "s", "second": "s", "seconds": "s"}  # fmt: skip
# No m and no s: lon_m may be metres, and an m beside lon and lat is the M of a survey.
_PART_HEADER = re.compile(
    r"(?P<axis>经度|东经|longitude|long|lon|lng|纬度|北纬|latitude|lat)?[(\[/-]?"
    r"(?P<part>minutes?|min|seconds?|sec|′′|''|[分秒′'\"])(?:数|值)?[)\]]?"
)
_MARK = {"m": "′", "s": "″"}


@dataclasses.dataclass
class _Group:
    """The columns of one coordinate: that of the degrees, and those of what is to be added."""

    axis: str
    degrees: str
    parts: dict[str, str] = dataclasses.field(default_factory=dict)


def with_joined_degrees(raw: RawLayer) -> RawLayer:
    """Return a table with the minutes and seconds of its coordinates in the cells of their degrees.

    ``106``, ``16`` and ``30`` in three columns become ``106°16′30″`` in the first of them; the other two stay
    as they are. Read alone, the degrees would be a place up to a hundred kilometres away.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    """
    if raw.geometry is not None:
        return raw
    groups = _groups([str(header) for header in raw.table.columns])
    if not groups:
        return raw
    table = raw.table.copy(deep=False)
    joined = np.zeros(len(raw.rows), dtype=np.bool_)
    for group in groups:
        cells = [_texts(raw, group.degrees), *(_texts(raw, header) for header in group.parts.values())]
        marks = ["°", *(_MARK[part] for part in group.parts)]
        whole = [_joined(row, marks) for row in zip(*cells, strict=True)]
        has_more = np.array([len([text for text in row if text]) > 1 for row in zip(*cells, strict=True)])
        joined |= has_more
        table[group.degrees] = raw.table[group.degrees].astype(object).mask(has_more, whole)
    columns = ", ".join(header for group in groups for header in (group.degrees, *group.parts.values()))
    message = f"degrees, minutes and seconds stand in columns of their own and were put together: {columns}."
    hint = "Nothing, if that is so."
    check = raw.check(CheckSeverity.NOTE, "degrees_joined", message, hint, joined, columns=columns)
    return dataclasses.replace(raw, table=table).with_checks(check)


def with_joined_pairs(raw: RawLayer) -> RawLayer:
    """Return a table with both coordinates in the cells below a header that stands over two columns.

    坐标 over two columns, the second of which has no header or the same one, each with one number.

    Parameters
    ----------
    raw
        With its columns as the file names them.
    """
    headers = [str(header) for header in raw.table.columns]
    if raw.geometry is not None:
        return raw
    for at, header in enumerate(headers[:-1]):
        meaning, beside = coordinate_header(header), headers[at + 1]
        unnamed = re.fullmatch(rf"(?:column|{re.escape(header)})_\d+", beside)
        if meaning is None or meaning.column != PAIR or not unnamed:
            continue
        cells = [_texts(raw, one) for one in (header, beside)]
        both = np.array([bool(one and other) for one, other in zip(*cells, strict=True)])
        if not both.any() or not all(_is_one(text) for column in cells for text in column):
            continue
        table = raw.table.copy(deep=False)
        pairs = [f"{one},{other}" for one, other in zip(raw.table[header], raw.table[beside], strict=True)]
        table[header] = raw.table[header].astype(object).mask(both, pairs)
        table = table.rename(columns={beside: f"column_{at + 2}"})
        message = f"the header {header} stands over two columns, which were read together."
        hint = "Nothing, if they are the two coordinates."
        check = raw.check(CheckSeverity.NOTE, "pair_joined", message, hint, both, header=header)
        return dataclasses.replace(raw, table=table).with_checks(check)
    return raw


def _is_one(text: str) -> bool:
    """Return whether a text is one coordinate, or none."""
    try:
        parse_degrees(text)
    except WrongValueError:
        return False
    return True


def _groups(headers: list[str]) -> list[_Group]:
    """Return the coordinates that have columns of minutes, or of minutes and seconds."""
    groups: list[_Group] = []
    beside: _Group | None = None
    for header in headers:
        # A header that the file has twice is numbered: 分_7.
        plain = plain_header(re.sub(r"_\d+$", "", header))
        part = _PART_HEADER.fullmatch(plain)
        if part is None:
            meaning = coordinate_header(header)
            beside = _Group(meaning.column, header) if meaning and meaning.column in (LON, LAT) else None
            groups += [beside] if beside else []
            continue
        axis, kind = part["axis"], _PARTS[part["part"]]
        owner = beside if axis is None else _last_of(groups, _AXES[axis])
        if owner is not None and kind not in owner.parts:
            owner.parts[kind] = header
    return [
        dataclasses.replace(one, parts=dict(sorted(one.parts.items()))) for one in groups if "m" in one.parts
    ]


def _last_of(groups: list[_Group], axis: str) -> _Group | None:
    return next((one for one in reversed(groups) if one.axis == axis), None)


def _texts(raw: RawLayer, header: str) -> list[str]:
    """Return the cells of a column as text without the marks of degrees, minutes and seconds, "" for none."""
    column = raw.table[header]
    there = says_something(column)
    return [
        re.sub(r"[°度′'分″\"秒]\s*$", "", str(cell).strip()) if says else ""
        for cell, says in zip(column, there, strict=True)
    ]


def _joined(parts: tuple[str, ...], marks: list[str]) -> str:
    return "".join(f"{text}{mark}" for text, mark in zip(parts, marks, strict=True) if text)
