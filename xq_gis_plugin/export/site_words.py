"""The siting plan in plain words: why a site is in or out, under what conditions, what contradicts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.siting.model import BY_HAND, Reason, SiteStatus
from xq_gis_plugin.export.words import join, say, word, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xq_gis_plugin.core.siting.model import Answer, Demand, SitePlan
    from xq_gis_plugin.export.words import Language

__all__ = ["because", "contradiction", "headline", "how_sure", "missing_text", "with_reasons"]

_IN_PLAN = (SiteStatus.CHOSEN.value, SiteStatus.KEPT.value)


def because(row: Mapping[str, Any], lang: Language = "zh") -> str:
    """Return why a site is in the plan, or not, as one sentence.

    Parameters
    ----------
    row
        A row of `SITE_COLUMNS`.
    lang
        ``zh`` or ``en``.
    """
    reason, status = _text(row["reason"]), str(row["status"])
    if status in _IN_PLAN:
        if reason:
            return say("site_kept_doubt", lang, doubt=_reason(row, reason, lang))
        conditions = _text(row["conditions"])
        if not conditions:
            return say("site_in_plan", lang)
        return say("site_in_plan_if", lang, conditions=join("site_condition", conditions, lang))
    return _reason(row, reason, lang)


def missing_text(facts: str, lang: Language = "zh") -> str:
    """Return what is not known of a site, in words that fit a shop.

    Parameters
    ----------
    facts
        Comma-separated, as the column ``missing`` has them.
    lang
        ``zh`` or ``en``.

    Examples
    --------
    >>> missing_text("position,fence")
    '网点的准确位置、围墙位置'
    """
    own = words_of("site_fact")
    found = [one.strip() for one in facts.split(",") if one.strip()]
    told = [own[one].text(lang) if one in own else word("fact", one, lang) for one in found]
    return say("separator", lang).join(dict.fromkeys(told))


def with_reasons(plan: SitePlan) -> SitePlan:
    """Return the plan with the columns ``because`` and ``because_en`` beside the reasons."""
    import dataclasses

    sites = plan.sites.copy()
    rows = sites.drop(columns="geometry").to_dict("records")
    place = list(sites.columns).index("reason") + 1
    sites.insert(place, "because", [because(row) for row in rows])
    sites.insert(place + 1, "because_en", [because(row, "en") for row in rows])
    return dataclasses.replace(plan, sites=sites)


def headline(plan: SitePlan, lang: Language = "zh") -> str:
    """Return how many sites are in the plan and out of it."""
    counts = plan.sites["status"].value_counts()
    figures = {one.value: int(counts.get(one.value, 0)) for one in SiteStatus}
    return say("site_headline", lang, **figures)


def how_sure(answer: Answer, lang: Language = "zh") -> str:
    """Return whether a better plan may exist, and how much better."""
    if answer.proven:
        return say("site_proven", lang)
    if answer.solver == BY_HAND:
        return say("site_by_hand", lang)
    if answer.solver == "greedy":
        return say("site_first_only", lang)
    worst = max((one for one in answer.levels if not one.proven), key=lambda one: one.gap)
    gap = f"{abs(worst.bound - worst.value):,.0f}"
    return say("site_gap", lang, objective=word("objective", worst.objective, lang), gap=gap)


def contradiction(demands: Sequence[Demand], lang: Language = "zh") -> str:
    """Return demands that no plan meets together, in words."""
    nowhere = say("demand_no_street", lang)
    told = [
        say(f"demand_{one.kind}", lang, subject=one.subject or nowhere, value=one.value) for one in demands
    ]
    return "；".join(told) if lang == "zh" else "; ".join(told)


def _reason(row: Mapping[str, Any], reason: str, lang: Language) -> str:
    facts = {
        "rules": join("rule", _text(row["rule_ids"]) or _text(row["rule_id"]), lang),
        "object": _object(row, lang),
        "distance": _metres(row["distance_m"], math.floor),
        "required": _metres(row["required_m"], math.ceil),
        "short": _metres(row["shortfall_m"], math.ceil),
        "missing": missing_text(_text(row["missing"]), lang),
        "street": _text(row["street"]),
    }
    near = facts["distance"] and facts["required"]
    if reason == Reason.RULE:
        key = "site_rule" if near else "site_rule_place" if facts["object"] else "site_rule_alone"
    elif reason == Reason.UNKNOWN:
        key = "site_unknown_object" if near and facts["object"] else "site_unknown"
    else:
        key = f"site_{reason}"
    return say(key, lang, **facts)


def _object(row: Mapping[str, Any], lang: Language) -> str:
    kind, name, identity = (_text(row[key]) for key in ("object_kind", "object_name", "object_id"))
    if not identity:
        return ""
    told = word("object_kind", kind, lang)
    if told == kind:
        told = word("hazard_kind", kind, lang)
    key = "site_object" if name else "site_object_unnamed"
    return say(key, lang, kind=told, name=name, id=identity)


def _metres(value: object, whole: Callable[[float], int]) -> str:
    """Return metres to the centimetre; rounded to the nearest, a site would seem to meet what is asked."""
    number = float("nan") if value is None else float(str(value))
    if not math.isfinite(number):
        return ""
    # What a micrometre says is how numbers are stored.
    return f"{whole(round(number * 100, 4)) / 100:.2f}"


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN
