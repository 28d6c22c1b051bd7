"""What each street (乡镇街道) may and should have, from a CSV file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.siting.model import StreetQuota
from xq_gis_plugin.io.raw import find_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_quotas"]

_HEADERS = {
    "street": ("street", "乡镇街道", "街道", "街道办"),
    "quota": ("quota", "限额", "不超过", "上限"),
    "minimum": ("minimum", "尽量不少于", "下限"),
    "at_least": ("at_least", "至少", "不少于"),
    "last_year": ("last_year", "上年数", "去年数", "上年"),
}
_ENCODINGS = ("utf-8-sig", "gb18030")
_MOST_DIGITS = 9
"""No district has a thousand million shops."""
_MOST_TOLD = 60


def read_quotas(path: str | Path) -> tuple[StreetQuota, ...]:
    """Read a table with a row for each street.

    Parameters
    ----------
    path
        CSV in UTF-8 or GB 18030 with the columns ``street`` (乡镇街道), ``quota`` (限额), ``minimum``
        (尽量不少于), ``at_least`` (至少), ``last_year`` (上年数); an empty cell asks for nothing.

    Raises
    ------
    InputError
        ``quota_file`` with line and field for what is no number of shops, a street without a name or one
        that stands there twice, a column that is there twice, and what is no table; ``file_missing``.
    """
    found = find_file(path).path
    table = _rows(found)
    if not table:
        raise _wrong(found, 1, "street", "", "需要表头和数据 / a header and rows are needed")
    places = _places(found, [header.strip() for header in table[0][1]])
    quotas: list[StreetQuota] = []
    for line, row in table[1:]:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        if not cells["street"]:
            raise _wrong(found, line, "street", "", "请写街道名称 / write the street's name")
        if cells["street"] in {one.street for one in quotas}:
            allowed = "每个街道只写一行 / one row for each street"
            raise _wrong(found, line, "street", cells["street"], allowed)
        numbers = {
            name: _number(found, line, name, cells.get(name, "")) for name in _HEADERS if name != "street"
        }
        quotas.append(StreetQuota(cells["street"], **numbers))
    return tuple(quotas)


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows with the line of the file that each begins on."""
    # Lines may end as on any system; a cell may hold several.
    lines = csv.reader(io.StringIO(_text(path), newline=None))
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in lines:
            rows.append((begin, row))
            begin = lines.line_num + 1
    except csv.Error as error:
        allowed = "请另存为 CSV（逗号分隔）/ save it as CSV with commas"
        raise _wrong(path, begin, "street", "", allowed) from error
    return rows


def _places(path: Path, headers: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for name, spellings in _HEADERS.items():
        columns = [number for number, header in enumerate(headers) if header in spellings]
        if len(columns) > 1:
            allowed = "同一内容只能有一列 / one column for each thing"
            raise _wrong(path, 1, name, ",".join(headers[number] for number in columns), allowed)
        if columns:
            places[name] = columns[0]
    if "street" not in places:
        allowed = "需要列 street（乡镇街道）/ the column street is needed"
        raise _wrong(path, 1, "street", ",".join(headers), allowed)
    return places


def _number(path: Path, line: int, field: str, text: str) -> int | None:
    if not text:
        return None
    if text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise _wrong(path, line, field, text, "请写 0 或正整数，不限则留空 / 0 or a whole number, or nothing")


def _text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _wrong(path, 1, "street", "", "请存成 UTF-8 / save it as UTF-8")


def _wrong(path: Path, line: int, field: str, value: str, allowed: str) -> InputError:
    told = value if len(value) <= _MOST_TOLD else f"{value[:_MOST_TOLD]}…"
    message = f"{path.name}, line {line}, field {field}: {told!r} cannot be used."
    facts = {"path": path.name, "line": line, "field": field, "value": told, "allowed": allowed}
    return InputError("quota_file", message, f"{allowed}.", **facts)
