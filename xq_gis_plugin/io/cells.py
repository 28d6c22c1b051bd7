"""Cells that hold several things, name and address and telephone, taken apart where the parts are certain."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.model import CheckSeverity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["taken_apart"]

_TELEPHONE = ("电话", "联系方式")
_BETWEEN = r"[\s,，;；、/|]+"
_NUMBER = r"(?:\(?0\d{2,3}\)?-?)?\d{7,8}|1[3-9]\d{9}"
_PHONE = re.compile(rf"(?P<rest>.*?\S){_BETWEEN}(?:电话[:：]?)?\s*(?P<phone>{_NUMBER})")
_SURE_NUMBER = r"\(?0\d{2,3}(?:\)|-)\d{7,8}|1[3-9]\d{9}"
_GLUED_PHONE = re.compile(rf"(?P<rest>.*[^\d\s(-])(?P<phone>{_SURE_NUMBER})")
"""A number right behind the address: only one that no house can have."""
_PHONE_ALONE = re.compile(rf"(?P<rest>)(?:电话[:：]?)?\s*(?P<phone>{_SURE_NUMBER})")
# What such a name ends with, and what an address surely has in it: without both nothing is certain.
_ENDS = (
    "加油站|加气站|油气站|供气站|公司|商店|门店|超市|学校|小学|中学|幼儿园|医院|卫生院|小区|商场|商城|广场|厂|仓库|"
    "冷库|敬老院|福利院"
)
_NAME_AND_ADDRESS = re.compile(
    rf"(?P<name>\S{{1,38}}?(?:{_ENDS})(?:[(（][^)）]{{1,12}}[)）])?){_BETWEEN}"
    rf"(?P<address>[^,，;；|]*?(?:路|街|巷|大道|号|村|乡|镇|工业园|交叉口).*)"
)


def taken_apart(raw: RawLayer, targets: Mapping[str, str]) -> RawLayer:
    """Return a layer in which a cell of ours holds one thing.

    Only where the header says that several things are in its cells; a cell whose parts are not certain stays
    whole, and a check says how many these are.

    Parameters
    ----------
    raw
        With its columns named.
    targets
        The column of ours that each header stands for.
    """
    return _phones(_addresses(raw, targets), targets)


def _headers(targets: Mapping[str, str], column: str, *marks: str) -> list[str]:
    return [
        header
        for header, target in targets.items()
        if target == column and any(mark in header for mark in marks)
    ]


def _addresses(raw: RawLayer, targets: Mapping[str, str]) -> RawLayer:
    """Take the address out of the name."""
    if not _headers(targets, "name", "地址") or "address" in raw.table.columns:
        return raw
    cells = raw.table["name"].tolist()
    found = [_NAME_AND_ADDRESS.fullmatch(cell.strip()) if isinstance(cell, str) else None for cell in cells]
    table = raw.table.copy()
    table["name"] = [one["name"] if one else cell for one, cell in zip(found, cells, strict=True)]
    table["address"] = [one["address"].strip() if one else None for one in found]
    whole = np.array([one is None for one in found]) & raw.table["name"].notna().to_numpy()
    raw = dataclasses.replace(raw, table=table)
    if not whole.any():
        return raw
    message = "name and address stand in one cell and could not surely be told apart; the cell is the name."
    hint = "Write them into two columns, 名称 and 地址."
    return raw.with_checks(raw.check(CheckSeverity.NOTE, "cell_not_split", message, hint, whole))


def _phones(raw: RawLayer, targets: Mapping[str, str]) -> RawLayer:
    """Take the telephone number out of an address, of which nothing may be left."""
    both = _headers(targets, "address", *_TELEPHONE) or _headers(targets, "name", *_TELEPHONE)
    if not both or "phone" in raw.table.columns or "address" not in raw.table.columns:
        return raw
    cells = raw.table["address"].tolist()
    found = [_phone(cell.strip()) if isinstance(cell, str) else None for cell in cells]
    table = raw.table.copy()
    table["phone"] = [one["phone"] if one else None for one in found]
    table["address"] = [one["rest"] or None if one else cell for one, cell in zip(found, cells, strict=True)]
    return dataclasses.replace(raw, table=table)


def _phone(cell: str) -> re.Match[str] | None:
    return _PHONE.fullmatch(cell) or _PHONE_ALONE.fullmatch(cell) or _GLUED_PHONE.fullmatch(cell)
