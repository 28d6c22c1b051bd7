"""The risk colours, with the shapes and signs that tell them apart without colour."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xq_gis_plugin import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CJK_FAMILIES", "RiskStyle", "risk_styles"]

CJK_FAMILIES = (
    "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
    "WenQuanYi Micro Hei", "SimHei",
)  # fmt: skip
"""Fonts that Chinese is set in, on Windows, macOS and Linux: the first that is installed."""


@dataclass(frozen=True)
class RiskStyle:
    """How one risk colour looks, on paper and on every screen.

    ``fill`` and ``outline`` are ``#rrggbb``, ``shape`` is that of a marker, ``sign`` one character in it,
    ``line`` and ``width_mm`` are for the line between hazard and object.
    """

    color: str
    fill: str
    outline: str
    shape: str
    sign: str
    line: str
    width_mm: float


@cache
def risk_styles() -> Mapping[str, RiskStyle]:
    """Return the four styles by colour, the worst first.

    Examples
    --------
    >>> [style.shape for style in risk_styles().values()]
    ['octagon', 'triangle', 'circle', 'square']
    """
    with resources.path("styles", "colours.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {
        row["color"]: RiskStyle(
            row["color"], row["fill"], row["outline"], row["shape"], row["sign"], row["line"],
            float(row["width_mm"]),
        )
        for row in rows
    }  # fmt: skip
