"""What a layout says beside the map: title, marks, sources, rules, date."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import Verdict
from xq_gis_plugin.export.digest import from_osm, headline, run_value
from xq_gis_plugin.export.words import say, word
from xq_gis_plugin.run import is_fictional
from xq_gis_plugin.widgets.products_page import LONGEST_REVIEW

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.export.words import Language

__all__ = ["layout_variables"]

_CONFIDENCES = {"a": "rules_A", "b": "rules_B", "c": "rules_C"}


def layout_variables(
    result: Assessment,
    *,
    title: str,
    review: str,
    crs: QgsCoordinateReferenceSystem,
    pages: int,
    rows: int,
    lang: Language,
) -> dict[str, str]:
    """Return the texts of a layout, by the variables that its template names.

    What differs from page to page is an expression in the template's own labels; all of this is text
    and is never evaluated again, whatever a name or a file is called.

    Parameters
    ----------
    result
        The run.
    title
        Heading of all pages; "" for the usual one.
    review
        Number of the map's approval, 审图号; "" where it has none, which the sheet says.
    crs
        In which the map is drawn.
    pages
        How many hazards have a page.
    rows
        How many findings the table can show.
    lang
        Language of the sheet.

    Raises
    ------
    InputError
        ``review_long`` where the sheet has no room for the number.
    """
    fictional = is_fictional(result)
    return {
        "xq_title": title or word("layout", "title", lang),
        "xq_overview": headline(result).text(lang),
        "xq_internal": word("layout", "internal", lang),
        "xq_review": _review(review, lang),
        "xq_across": word("layout", "across", lang) if fictional else "",
        "xq_worst": word("layout", "findings_worst", lang),
        "xq_worst_here": word("layout", "findings_hazard", lang),
        "xq_cut": word("layout", "findings_more", lang).format(rows=rows),
        "xq_rows": str(rows),
        "xq_listed": str(int(result.findings["verdict"].isin([Verdict.CONFLICT, Verdict.UNRESOLVED]).sum())),
        "xq_foot": "\n".join(_foot(result, crs, lang, fictional=fictional)),
        "xq_date": _date(result, lang),
        "xq_page": word("layout", "page_of", lang),
        "xq_pages": str(pages + 1),
        "xq_scale": word("layout", "scale_about", lang),
        "xq_not_unlawful": say("not_unlawful", lang),
    }


def _review(number: str, lang: Language) -> str:
    number = " ".join(number.split())
    if not number:
        return word("layout", "review_is", lang)
    if len(number) > LONGEST_REVIEW:
        message = f"the map's approval number is too long: {number}"
        hint = f"It has {LONGEST_REVIEW} characters at most; give the number alone."
        raise InputError("review_long", message, hint, review=number, longest=LONGEST_REVIEW)
    return word("layout", "review_no", lang).format_map({"number": number})


def _foot(
    result: Assessment, crs: QgsCoordinateReferenceSystem, lang: Language, *, fictional: bool
) -> list[str]:
    drawn_in = f"{crs.description()} ({crs.authid()})"
    lines = [
        f"{word('layout', 'crs', lang).format(crs=drawn_in)}。{word('layout', 'height', lang)}"
        if lang == "zh"
        else f"{word('layout', 'crs', lang).format(crs=drawn_in)}. {word('layout', 'height', lang)}",
        _sources(result, lang)
        + (f"　{say('osm_licence', lang)}" if from_osm(result) and not fictional else ""),
        _rules(result, lang),
        say("not_unlawful", lang),
    ]
    return [say("fictional_long", lang), *lines] if fictional else lines


def _sources(result: Assessment, lang: Language) -> str:
    texts = {role: _source(result, role, lang) for role in ("hazards", "protected", "parts")}
    told = word("layout", "sources", lang).format(hazards=texts["hazards"], protected=texts["protected"])
    return told + (
        word("layout", "sources_parts", lang).format(parts=texts["parts"]) if texts["parts"] else ""
    )


def _source(result: Assessment, role: str, lang: Language) -> str:
    """Return an input's file name without its folder, which is nobody's business, its rows and datum."""
    path = run_value(result, f"input_{role}")
    if not path:
        return ""
    file = PurePath(path.replace("\\", "/")).name.split("#", 1)[0]
    rows, datum = run_value(result, f"rows_{role}"), run_value(result, f"datum_{role}").upper()
    return word("layout", "datum_of", lang).format(file=file, rows=rows, datum=datum)


def _rules(result: Assessment, lang: Language) -> str:
    counts = {gap: run_value(result, key) for gap, key in _CONFIDENCES.items()}
    return word("layout", "rules", lang).format(editions=run_value(result, "editions"), **counts)


def _date(result: Assessment, lang: Language) -> str:
    told = word("layout", "date", lang).format(
        date=run_value(result, "time")[:10], version=run_value(result, "version")
    )
    missing = len(result.unlocated)
    return f"{told}\n{word('layout', 'unlocated', lang).format(count=missing)}" if missing else told
