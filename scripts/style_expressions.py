"""QGIS expressions that turn a result's codes into words, and data into inert HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import say, word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xq_gis_plugin.export.words import Language

__all__ = [
    "Tip",
    "escaped",
    "in_words",
    "listed",
    "metres",
    "notes",
    "quoted",
    "required",
    "spoken",
    "wanted",
]

_LONGEST_NAME = 18
"""Characters of a name that a label shows."""


def quoted(text: str) -> str:
    """Return a text as a literal of an expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def in_words(value: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return an expression for a code in words; the code itself where it has none."""
    listing = ",".join(f"{quoted(key)},{quoted(text)}" for key, text in pairs)
    return f"coalesce(map_get(map({listing}),{value}),{value})"


def spoken(column: str, group: str, lang: Language) -> str:
    """Return an expression for a column of codes in the words of a group."""
    return in_words(f'"{column}"', _pairs(group, lang))


def listed(column: str, group: str, lang: Language) -> str:
    """Return an expression for a comma-separated list of codes in words; NULL where there is none."""
    one = in_words("trim(@element)", _pairs(group, lang))
    words = f'array_foreach(string_to_array("{column}"),{one})'
    return f"nullif(array_to_string({words},{quoted(say('separator', lang))}),'')"


def notes(column: str, lang: Language) -> str:
    """Return an expression for the notes on a hazard: codes, some with a value behind a colon."""
    code, value = "regexp_substr(@element,'^([^:]+)')", "coalesce(regexp_substr(@element,':(.*)$'),'')"
    one = f"replace({in_words(code, _pairs('note', lang))},'{{value}}',{value})"
    return f"nullif(array_to_string(array_foreach(string_to_array(\"{column}\"),{one}),'；'),'')"


def wanted(name: str, kind: str, group: str, lang: Language, *, whole: bool = False) -> str:
    """Return an expression for a name; where there is none, for the kind and that it is nameless."""
    unnamed = quoted(f"（{say('unnamed', lang)}）")
    nameless = f"{spoken(kind, group, lang)}||{unnamed}"
    called = f"coalesce(nullif(\"{name}\",''),{nameless})"
    if whole:
        return called
    return f"if(length({called})>{_LONGEST_NAME},left({called},{_LONGEST_NAME - 1})||'…',{called})"


def metres(column: str) -> str:
    """Return an expression for a length, to the decimetre."""
    return f'format_number("{column}",1)'


def required() -> str:
    """Return an expression for a required distance, or its range; NULL where no distance is asked."""
    low, high = '"required_low_m"', '"required_high_m"'
    short = "regexp_replace(to_string(round({},1)),'\\\\.0$','')"
    one, other = short.format(low), short.format(high)
    return f"if({high} is null,null,if({low}={high},{other},{one}||'–'||{other}))"


def escaped(expression: str) -> str:
    """Return an expression whose value is plain text in HTML, whatever the data say."""
    text = f"coalesce(to_string({expression}),'')"
    for sign, inert in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = f"replace({text},'{sign}','{inert}')"
    return text


class Tip:
    """A map tip: a heading and rows, of which those without a value are left out."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._lines: list[str] = []

    def heading(self, expression: str) -> Tip:
        """Add a line that stands out."""
        self._lines.append(f"<b>[% {escaped(expression)} %]</b><br>")
        return self

    def line(self, expression: str) -> Tip:
        """Add a plain line."""
        self._lines.append(f"[% if(({expression}) is null,'',{escaped(expression)}||'<br>') %]")
        return self

    def row(self, key: str, expression: str, unit: str = "") -> Tip:
        """Add what a word of the group ``layout`` names."""
        name = quoted(f"{word('layout', key, self._lang)}{'：' if self._lang == 'zh' else ': '}")
        unit_text = quoted(f" {unit}" if unit else "")
        shown = f"{name}||{escaped(expression)}||{unit_text}||'<br>'"
        self._lines.append(f"[% if(({expression}) is null,'',{shown}) %]")
        return self

    def text(self) -> str:
        """Return the template."""
        return '<div style="max-width:26em">' + "".join(self._lines) + "</div>"


def _pairs(group: str, lang: Language) -> list[tuple[str, str]]:
    return [(key, one.text(lang)) for key, one in words_of(group).items()]
