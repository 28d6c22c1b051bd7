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
        that stands there twice; ``file_missing``.
    """
    found = find_file(path).path
    table = list(csv.reader(io.StringIO(_text(found))))
    if not table:
        raise _wrong(found, 1, "street", "", "需要表头和数据 / a header and rows are needed")
    places = _places(found, [header.strip() for header in table[0]])
    quotas: list[StreetQuota] = []
    for line, row in enumerate(table[1:], 2):
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


def _places(path: Path, headers: list[str]) -> dict[str, int]:
    places = {
        name: headers.index(spelling)
        for name, spellings in _HEADERS.items()
        for spelling in spellings
        if spelling in headers
    }
    if "street" not in places:
        allowed = "需要列 street（乡镇街道）/ the column street is needed"
        raise _wrong(path, 1, "street", ",".join(headers), allowed)
    return places


def _number(path: Path, line: int, field: str, text: str) -> int | None:
    if not text:
        return None
    if text.isdecimal():
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
    message = f"{path.name}, line {line}, field {field}: {value!r} cannot be used."
    facts = {"path": path.name, "line": line, "field": field, "value": value, "allowed": allowed}
    return InputError("quota_file", message, f"{allowed}.", **facts)
