"""Which place of a layer may be meant by a name in the plan: proposals with their evidence, never decisions.

The plan writes registered names (宁夏银古石油有限公司银古加油站), a map writes what stands on the sign
(银古加油站). Names are compared by what is left when region, legal form and trade are taken off. Two
names that differ in a compass word (北区, 南区) are never one place, whatever else they share.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, HazardKind, ObjectKind
from xq_gis_plugin.core.name_parts import taken_apart
from xq_gis_plugin.core.plan import AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xq_gis_plugin.core.name_parts import Name
    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["PROPOSAL_COLUMNS", "name_core", "name_on_sign", "name_score", "propose_locations"]

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

_FAMILIES = (
    {k.value for k in HazardKind},
    {ObjectKind.ROAD.value},
    {k.value for k in ObjectKind} - {ObjectKind.ROAD.value},
)

_EXACT, _SAME, _PLACE, _SECTION, _WITHIN, _ALIKE = 1.0, 0.95, 0.92, 0.9, 0.8, 0.7
_OTHER_TRADE, _NO_TRADE, _OFFICE = 0.8, 0.75, 0.6
_LEAST_ALIKE = 0.6
_SHORTEST = 2


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
    known = [(taken_apart(str(name)), number) for number, name in enumerate(named["name"])]
    told = named["kind"] if "kind" in named else pd.Series([None] * len(named), dtype=object)
    kinds = ["" if pd.isna(kind) else str(kind) for kind in told]
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
    name = taken_apart(text)
    return name.road[0] if name.road else name.place


def name_on_sign(text: str) -> str:
    """Return what may stand on the sign of a registered name: brand, what tells the place, and trade.

    A search that knows no registered names finds it by that. "" where nothing tells the place, and for roads.

    Examples
    --------
    >>> [name_on_sign(name) for name in ("宁夏银古石油有限公司银古加油站", "中国石油南门加油站", "上海路")]
    ['银古加油站', '中石油南门加油站', '']
    """
    name = taken_apart(text)
    if len(name.place) < _SHORTEST or name.road:
        return ""
    return name.brand + name.place + name.trade_word


def _scores(
    entry: PlanEntry, known: Sequence[tuple[Name, int]], kinds: Sequence[str]
) -> Iterator[tuple[float, str, int]]:
    """Yield (score, evidence, row) of every candidate that has anything to do with an entry."""
    wanted = taken_apart(entry.name)
    for name, number in known:
        if _other_family(entry.kind, kinds[number]):
            continue
        found = _road_score(wanted, name) if entry.kind == ObjectKind.ROAD else _place_score(wanted, name)
        if found is not None:
            yield (*found, number)


def _other_family(kind: str | None, other: str) -> bool:
    """Return whether the two kinds surely name different sorts of things."""
    return bool(kind and other) and not any({kind, other} <= family for family in _FAMILIES)


def name_score(wanted: str, found: str, kind: str | None = None) -> tuple[float, str] | None:
    """Return how surely two names mean one place, and why; None where they surely do not.

    Parameters
    ----------
    wanted
        As the plan writes it.
    found
        As a map writes it.
    kind
        Of what the plan names; a road is compared as a road.

    Returns
    -------
    The score, from 0 to 1, which orders and is no probability, and the evidence, as in `propose_locations`.
    """
    score = _road_score if kind == ObjectKind.ROAD else _place_score
    return score(taken_apart(wanted), taken_apart(found))


def _place_score(wanted: Name, name: Name) -> tuple[float, str] | None:
    if wanted.plain == name.plain:
        return _EXACT, "name_equal"
    if _contradict(wanted, name):
        return None
    factor = _trade_factor(wanted, name)
    other_owner = bool(wanted.owner and name.owner) and wanted.owner != name.owner
    if wanted.flat and wanted.flat == name.flat:
        return round(_SAME * factor, 3), "name_same"
    # The plan has the company in front, the sign only the place's own name.
    if len(wanted.place) >= _SHORTEST and wanted.place == name.place and not other_owner:
        return round(_PLACE * factor, 3), "name_same"
    return _alike_score(wanted, name, factor)


def _alike_score(wanted: Name, name: Name, factor: float) -> tuple[float, str] | None:
    """Compare what is left of two names that are not the same."""
    if min(len(wanted.flat), len(name.flat)) < _SHORTEST:
        return None
    own = [one for one in (wanted.flat, wanted.place) if len(one) >= _SHORTEST]
    if any(one in name.flat or name.flat in one for one in own):
        return round(_WITHIN * factor, 3), "name_within"
    alike = difflib.SequenceMatcher(None, wanted.flat, name.flat, autojunk=False).ratio()
    return (round(_ALIKE * alike * factor, 3), "name_alike") if alike >= _LEAST_ALIKE else None


def _contradict(wanted: Name, name: Name) -> bool:
    """Return whether two names say something that cannot be true of one place."""
    townships = bool(wanted.townships and name.townships) and wanted.townships != name.townships
    gases = bool(wanted.gases and name.gases) and wanted.gases != name.gases
    lines = bool(wanted.lines and name.lines) and not wanted.lines & name.lines
    ranks = None not in (wanted.rank, name.rank) and wanted.rank != name.rank
    # A company's own station never bears another company's brand.
    brands = bool(wanted.owner and name.owner and (wanted.brand or name.brand)) and wanted.owner != name.owner
    return (
        wanted.numbers != name.numbers
        or wanted.compass != name.compass
        or wanted.towns != name.towns
        or wanted.districts != name.districts
        or townships
        or gases
        or lines
        or ranks
        or brands
    )


def _trade_factor(wanted: Name, name: Name) -> float:
    """Return what is left of a score where two names do not say the same of what is done there.

    A sign may say 加油站 where gas is sold too; the person who accepts sees both names.
    """
    if wanted.trade == name.trade:
        return 1.0
    if wanted.is_office != name.is_office:
        return _OFFICE
    return _OTHER_TRADE if wanted.trade and name.trade else _NO_TRADE


def _road_score(wanted: Name, name: Name) -> tuple[float, str] | None:
    """Compare two roads: the plan names a whole street, a map its sections."""
    if wanted.plain == name.plain:
        return _EXACT, "name_equal"
    one, other = wanted.road, name.road
    if one is None or other is None or wanted.towns != name.towns or wanted.districts != name.districts:
        return None
    if one == other:
        return _SAME, "name_same"
    whole = one[0] == other[0] and one[2] == other[2] and not one[1]
    return (_SECTION, "road_section") if whole else None
