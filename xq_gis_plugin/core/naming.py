"""Which place of a layer may be meant by a name in the plan: proposals with their evidence, never decisions.

The plan writes registered names (宁夏银古石油有限公司银古加油站), a map writes what stands on the sign
(银古加油站). Names are compared by what is left when region, legal form and trade are taken off. Two
names that differ in a compass word (北区, 南区) are never one place, whatever else they share.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, HazardKind, ObjectKind
from xq_gis_plugin.core.plan import AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["PROPOSAL_COLUMNS", "name_core", "name_on_sign", "propose_locations"]

PROPOSAL_COLUMNS = (
    "plan_id",
    "name",
    "box",
    "candidate_id",
    "candidate_name",
    "score",
    "evidence",
    "geometry",
)

_BRANDS = (("中国石油化工", "中石化"), ("中国石油", "中石油"), ("中国石化", "中石化"), ("中油", "中石油"))
_REGIONS = ("宁夏回族自治区", "宁夏", "银川市", "银川", "兴庆区")
_FORMS = (
    "股份有限公司", "有限责任公司", "责任有限公司", "有限公司", "集团", "分公司", "公司",
    "新能源", "石油", "经营管理",
)  # fmt: skip
_TRADES = (
    ("加油加气站", "油气站"), ("油气站", "油气站"), ("加气站", "加气站"), ("供气站", "加气站"),
    ("加油站", "加油站"), ("购物中心", "商场"), ("商业广场", "商场"), ("百货大楼", "商场"),
    ("购物广场", "商场"), ("商城", "商场"),
)  # fmt: skip
_COMPASS = re.compile("[东西南北]")
_ROAD = re.compile("^(?P<core>.+?)(?P<part>[东西南北中]?)(?P<ending>路|街|大道|大街|巷)$")
_FAMILIES = (
    {k.value for k in HazardKind},
    {ObjectKind.ROAD.value},
    {k.value for k in ObjectKind} - {ObjectKind.ROAD.value},
)

_EXACT, _SAME, _SECTION, _WITHIN, _ALIKE = 1.0, 0.95, 0.9, 0.8, 0.7
_LEAST_ALIKE = 0.6
_SHORTEST_CORE = 2


@dataclass(frozen=True)
class _Name:
    """A name taken apart: what tells the place, its trade, and whose it is."""

    plain: str
    core: str
    trade: str
    brand: str


def propose_locations(
    wanted: Sequence[PlanEntry],
    candidates: gpd.GeoDataFrame,
    *,
    least: float = 0.5,
    progress: Callable[[float, str], None] | None = None,
) -> gpd.GeoDataFrame:
    """Propose, for entries of the plan, the places of a layer that may be meant.

    Parameters
    ----------
    wanted
        Entries of the plan; fields of work (kind ``area``) name no place and get none.
    candidates
        A frame with ``name`` and geometry in lon/lat degrees (EPSG:4490), and ``hazard_id`` or ``object_id``,
        and ``kind`` where it is known: an enterprise is never proposed for a road.
    least
        Proposals below this score, from 0 to 1, are left out.
    progress
        Called with (fraction done, step); it may raise to cancel.

    Returns
    -------
    GeoDataFrame
        `PROPOSAL_COLUMNS`, best first within an entry. ``evidence`` says why: ``name_equal``, ``name_same``
        (but for region, legal form and brand), ``road_section`` (新华东街 of 新华街), ``name_within`` or
        ``name_alike``. The score orders; it is no probability, and nobody but a person accepts.

    Raises
    ------
    InputError
        ``name_missing`` where the candidates have no names.
    """
    if "name" not in candidates or not candidates["name"].notna().any():
        message = "the layer of candidates has no names to compare with"
        raise InputError("name_missing", message, "Choose a layer with a column name (名称).")
    named = candidates[candidates["name"].notna() & candidates.geometry.notna()]
    known = [(_taken_apart(str(name)), number) for number, name in enumerate(named["name"])]
    kinds = [str(kind or "") for kind in named["kind"]] if "kind" in named else [""] * len(named)
    ids = next(
        (named[c] for c in ("hazard_id", "object_id") if c in named),
        pd.Series(named.index, index=named.index),
    )
    rows = []
    for number, entry in enumerate(wanted):
        if progress:
            progress(number / len(wanted), "locate")
        found = [] if entry.kind == AREA else sorted(_scores(entry, known, kinds), reverse=True)
        rows += [
            (
                entry.plan_id, entry.name, entry.box, str(ids.iloc[at]), str(named["name"].iloc[at]), score,
                evidence, named.geometry.iloc[at],
            )
            for score, evidence, at in found
            if score >= least
        ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(PROPOSAL_COLUMNS))
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def name_core(text: str) -> str:
    """Return what of a name tells the place: without region, legal form, brand and trade; of a road its stem.

    Examples
    --------
    >>> name_core("宁夏银古石油有限公司银古加油站"), name_core("新华东街")
    ('银古', '新华')
    """
    name = _taken_apart(text)
    road = _ROAD.match(name.plain)
    return road["core"] if road else name.core


def name_on_sign(text: str) -> str:
    """Return what may stand on the sign of a registered name: brand, what tells the place, and trade.

    A search that knows no registered names finds it by that. "" where nothing tells the place, and for roads.

    Examples
    --------
    >>> [name_on_sign(name) for name in ("宁夏银古石油有限公司银古加油站", "中国石油南门加油站", "上海路")]
    ['银古加油站', '中石油南门加油站', '']
    """
    name = _taken_apart(text)
    if len(name.core) < _SHORTEST_CORE or _ROAD.match(name.plain):
        return ""
    return name.brand + name.core + name.trade


def _scores(
    entry: PlanEntry, known: Sequence[tuple[_Name, int]], kinds: Sequence[str]
) -> Iterator[tuple[float, str, int]]:
    """Yield (score, evidence, row) of every candidate that has anything to do with an entry."""
    wanted = _taken_apart(entry.name)
    for name, number in known:
        if _other_family(entry.kind, kinds[number]):
            continue
        found = _road_score(wanted, name) if entry.kind == ObjectKind.ROAD else _place_score(wanted, name)
        if found is not None:
            yield (*found, number)


def _other_family(kind: str | None, other: str) -> bool:
    """Return whether the two kinds surely name different sorts of things."""
    return bool(kind and other) and not any({kind, other} <= family for family in _FAMILIES)


def _place_score(wanted: _Name, name: _Name) -> tuple[float, str] | None:
    if wanted.plain == name.plain:
        return _EXACT, "name_equal"
    if (
        _COMPASS.findall(wanted.core) != _COMPASS.findall(name.core)
        or min(len(wanted.core), len(name.core)) < _SHORTEST_CORE
    ):
        return None
    other_trade = bool(wanted.trade and name.trade) and wanted.trade != name.trade
    other_brand = bool(wanted.brand and name.brand) and wanted.brand != name.brand
    if other_brand:
        return None
    # A sign may say 加油站 where gas is sold too; the person who accepts sees both names.
    factor = 0.8 if other_trade else 1.0
    if wanted.core == name.core:
        return _SAME * factor, "name_same"
    if name.core in wanted.core or wanted.core in name.core:
        return _WITHIN * factor, "name_within"
    alike = difflib.SequenceMatcher(None, wanted.core, name.core, autojunk=False).ratio()
    return (round(_ALIKE * alike * factor, 3), "name_alike") if alike >= _LEAST_ALIKE else None


def _road_score(wanted: _Name, name: _Name) -> tuple[float, str] | None:
    """Compare two roads: the plan names a whole street, a map its sections."""
    if wanted.plain == name.plain:
        return _EXACT, "name_equal"
    one, other = _ROAD.match(wanted.plain), _ROAD.match(name.plain)
    if one is None or other is None or one["core"] != other["core"] or one["part"]:
        return None
    return (_SECTION, "road_section") if one["ending"] == other["ending"] else None


def _taken_apart(text: str) -> _Name:
    """Return the parts of a name.

    Examples
    --------
    >>> _taken_apart("宁夏银古石油有限公司银古加油站").core
    '银古'
    >>> _taken_apart("中国石油 滨河服务区加油站（南区）")
    _Name(plain='中石油滨河服务区加油站南区', core='滨河服务区南区', trade='加油站', brand='中石油')
    """
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold() or text
    for long, short in _BRANDS:
        plain = plain.replace(long, short)
    brand = next((short for short in ("中石油", "中石化") if short in plain), "")
    core = plain.replace(brand, "") if brand else plain
    trade = next((group for word, group in _TRADES if word in core), "")
    for word, _ in _TRADES:
        core = core.replace(word, "")
    for region in _REGIONS:
        core = core.removeprefix(region)
    # Behind the legal form stands the place's own name, unless nothing does.
    core = core.rpartition("公司")[2] or core
    for word in _FORMS:
        core = core.replace(word, "") or core
    return _Name(plain, core, trade, brand)
