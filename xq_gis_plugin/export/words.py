"""What planners read: every column, table, value and error in Chinese and English."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from xq_gis_plugin import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xq_gis_plugin.core.errors import XqGisError
    from xq_gis_plugin.core.model import Check

__all__ = [
    "ErrorText",
    "Language",
    "Word",
    "check_hint",
    "check_text",
    "error_text",
    "join",
    "label",
    "note_text",
    "rejected_text",
    "say",
    "word",
    "words_of",
    "wrong_text",
]

Language = Literal["zh", "en"]

_LABEL_GROUPS = (
    "column", "table", "verdict", "fact", "hazard_kind", "object_kind", "part_kind", "run", "severity",
    "color",
)  # fmt: skip


_ROWS_TOLD = 5
_FACTS = {
    "column": ("column",),
    "kind": ("hazard_kind", "object_kind", "part_kind"),
    "candidates": ("nothing",),
    "unsure": ("nothing",),
}
"""Facts that are the model's words, and the groups that have their Chinese names."""
_PATH = "\0"
"""Stands for the file where its name is left out."""


@dataclass(frozen=True)
class Word:
    """One word in both languages."""

    zh: str
    en: str

    def text(self, lang: Language) -> str:
        """Return the word in one language."""
        return self.zh if lang == "zh" else self.en


class ErrorText(NamedTuple):
    """What to show of an error: the sentence, and what to do."""

    message: str
    hint: str


def label(name: str, lang: Language = "zh") -> str:
    """Return the label of a column, table, value or run key; the name itself where there is none.

    Examples
    --------
    >>> label("clause"), label("findings", "en"), label("conflict")
    ('条款', 'findings', '不符合现行间距')
    """
    for group in _LABEL_GROUPS:
        found = _words().get((group, name))
        if found is not None:
            return found.text(lang)
    return name


def word(group: str, key: str, lang: Language = "zh") -> str:
    """Return one word of a group of ``layers/words*.csv``; the key itself where there is none.

    Examples
    --------
    >>> word("part_kind", "building"), word("object_kind", "building", "en")
    ('站房', 'building (use unknown)')
    """
    found = _words().get((group, key))
    return key if found is None else found.text(lang)


def words_of(group: str) -> Mapping[str, Word]:
    """Return all words of a group by key, in the order of the file."""
    return {key: found for (of, key), found in _words().items() if of == group}


def join(group: str, keys: str, lang: Language = "zh") -> str:
    """Return a comma-separated list of keys in words.

    Examples
    --------
    >>> join("fact", "protection_class,grade")
    '建筑分类、油罐等级'
    """
    found = [word(group, key.strip(), lang) for key in keys.split(",") if key.strip()]
    return word("say", "separator", lang).join(found)


def say(key: str, lang: Language = "zh", **values: object) -> str:
    """Return a sentence of the group ``say`` with its values filled in.

    Examples
    --------
    >>> say("headline", conflicts=2, hazards=5)
    '2 处不符合、5 家企业待核实'
    """
    return word("say", key, lang).format_map(values)


def note_text(note: str, lang: Language = "zh") -> str:
    """Return one code of the column ``notes`` in words.

    Examples
    --------
    >>> note_text("own_buildings:3")
    '站内建筑 3 座，不作为保护对象'
    """
    code, _, value = note.partition(":")
    found = _words().get(("note", code))
    return note if found is None else found.text(lang).replace("{value}", value)


def error_text(error: XqGisError, lang: Language = "zh") -> ErrorText:
    """Return an error's sentence and hint in a language.

    English is the error's own. A Chinese sentence is filled from the error's facts; where there is
    none for its code, or a fact is missing, the English one is given rather than half a sentence.
    """
    message = _words().get(("error", error.code))
    hint = _words().get(("error_hint", error.code))
    if lang == "en" or message is None or hint is None:
        return ErrorText(error.message, error.hint)
    facts = {key: _shown(key, value) for key, value in error.facts.items()}
    try:
        return ErrorText(message.zh.format_map(facts), hint.zh.format_map(facts))
    except KeyError:
        return ErrorText(error.message, error.hint)


def check_text(check: Check, lang: Language = "zh") -> str:
    """Return what was noticed in an input, as one line: the file, what it is, how many and which rows.

    English is the check's own sentence, and so is a Chinese one that nobody has written. That is filled from
    the check's facts; where one is missing the English one is given rather than half a sentence.
    """
    known = _words().get(("check", check.code))
    layer = "" if check.layer is None else f"{check.layer}: " if lang == "en" else f"{check.layer}："
    if lang == "en" or known is None:
        return layer + check.message
    sentence = _filled(known, check)
    if sentence is None:
        return layer + check.message
    rows = "、".join(str(row) for row in check.rows[:_ROWS_TOLD])
    more = "…" if check.count > min(len(check.rows), _ROWS_TOLD) else ""
    told = [say("check_count", lang, count=check.count)] if check.count else []
    told += [say("check_rows", lang, rows=f"{rows}{more}")] if rows else []
    file, colon, _ = check.message.partition(": ")
    source = f"{file}：" if colon and "." in file and " " not in file else ""
    source += layer
    where = "，".join(told)
    return f"{source}{sentence}（{where}）" if where else f"{source}{sentence}"


def check_hint(check: Check, lang: Language = "zh") -> str:
    """Return what to do about what was noticed; in English where nobody has written it in Chinese."""
    known = _words().get(("check_hint", check.code))
    told = None if lang == "en" or known is None else _filled(known, check)
    return check.hint if told is None else told


def rejected_text(
    code: str, message: str, field: str, facts: Iterable[tuple[str, str]], lang: Language = "zh"
) -> str:
    """Return why a row was set aside, without the file; in English where nobody has written it in Chinese.

    Parameters
    ----------
    code, message
        The reason, and its English sentence.
    field
        The column.
    facts
        The values that the sentence names, each with its name.
    """
    known = _words().get(("error", code))
    english = message.rpartition(": ")[2]
    if lang == "en" or known is None:
        return english
    named = dict(facts) | {"path": _PATH, "field": label(field, lang)}
    try:
        told = known.zh.format_map(named).replace(f"：{_PATH}", "").replace(_PATH, "")
    except KeyError:
        return english
    return f"{told}（{wrong_text(named['wrong'])}）" if "wrong" in named else told


def wrong_text(wrong: str, lang: Language = "zh") -> str:
    """Return what is wrong with a value; in English where nobody has written it in Chinese.

    The group ``wrong`` has the English words as keys, with blanks for what differs from case to case.
    """
    for key, one in words_of("wrong").items():
        blanks = re.split(r"\{(\w+)\}", key)
        pattern = "".join(f"(?P<{p}>.+)" if i % 2 else re.escape(p) for i, p in enumerate(blanks))
        found = re.fullmatch(pattern, wrong)
        if found:
            return one.text(lang).format_map(found.groupdict())
    return wrong


def _filled(known: Word, check: Check) -> str | None:
    """Return a Chinese sentence with the facts of a check in it, None where one is not known any more."""
    try:
        return known.zh.format_map({name: _named(name, value) for name, value in check.facts})
    except KeyError:
        return None


def _named(fact: str, value: str) -> str:
    """Return what a fact of a sentence says in Chinese: a column and a kind by their names."""
    for group in _FACTS.get(fact, ()):
        found = _words().get((group, value))
        if found is not None:
            return found.zh
    return value


def _shown(name: str, fact: object) -> str:
    several = fact if isinstance(fact, (list, tuple)) else [fact]
    return "、".join(_named(name, str(one)) for one in several)


@cache
def _words() -> dict[tuple[str, str], Word]:
    """Read ``words.csv``, the domain's, and the ``words_*.csv`` of the faces."""
    found: dict[tuple[str, str], Word] = {}
    for file in sorted(resources.path("layers").glob("words*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as handle:
            found.update({(r["group"], r["key"]): Word(r["zh"], r["en"]) for r in csv.DictReader(handle)})
    return found
