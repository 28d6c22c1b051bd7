"""What the command line says, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.cli_chinese import SENTENCES
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.export.words import ErrorText, error_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.core.errors import XqGisError
    from xq_gis_plugin.export.words import Language

__all__ = ["CallError", "choose_language", "clean", "tell", "tr"]

LONGEST_NAME = 60
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_LANGUAGES: dict[str, Language] = {"zh": "zh", "chinese": "zh", "en": "en", "english": "en"}
# What moves a terminal's cursor or turns the direction of text; names come from other people's files.
_UNSAFE = {
    *range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A),
}  # fmt: skip
_BLANKS: dict[int, str] = dict.fromkeys(_UNSAFE, " ")


class CallError(InputError):
    """A call that cannot be answered: what is wrong with it and what to do, in both languages."""

    def __init__(self, code: str, message: str, hint: str, **facts: object) -> None:
        """Take English templates, which are filled with the facts."""
        super().__init__(code, message.format_map(facts), hint.format_map(facts), **facts)
        self.templates = (message, hint)


def tr(text: str, lang: Language, **values: object) -> str:
    """Return a sentence of the command line in a language, its values filled in.

    Parameters
    ----------
    text
        The English sentence; its Chinese is in `SENTENCES`.
    lang
        ``zh`` or ``en``.
    **values
        What stands in the braces.
    """
    chosen = SENTENCES.get(text, text) if lang == "zh" else text
    return chosen.format_map(values) if values else chosen


def tell(error: XqGisError, lang: Language) -> ErrorText:
    """Return an error's sentence and what to do, in a language."""
    if isinstance(error, CallError):
        message, hint = error.templates
        return ErrorText(tr(message, lang, **error.facts), tr(hint, lang, **error.facts))
    return error_text(error, lang)


def clean(text: object, most: int = LONGEST_NAME) -> str:
    """Return text that is safe on a terminal and no longer than ``most`` characters.

    Examples
    --------
    >>> clean("a" + chr(27) + "[2Jb" + chr(10) + "c")
    'a [2Jb c'
    >>> clean("x" * 100, most=5)
    'xxxx…'
    """
    # A file's name may hold bytes that are no UTF-8.
    flat = str(text).translate(_BLANKS).encode("utf-8", "replace").decode("utf-8")
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str], locale_name: str | None, encoding: str
) -> Language:
    """Return the language to speak: ``--lang``, else the locale's, else Chinese.

    A stream that cannot carry Chinese gets English unless Chinese was asked for.

    Parameters
    ----------
    arguments
        The words of the command line.
    environment
        Environment variables; the first of LC_ALL, LC_MESSAGES and LANG that is set counts.
    locale_name
        What the operating system calls the locale, where no variable is set (Windows).
    encoding
        Encoding of the standard output.

    Examples
    --------
    >>> choose_language(["check", "--lang=en"], {"LANG": "zh_CN.UTF-8"}, None, "utf-8")
    'en'
    >>> choose_language([], {"LANG": "C.UTF-8"}, None, "utf-8")
    'zh'
    """
    asked = _asked(arguments)
    if asked is not None:
        return asked
    stated = next((environment[name] for name in _LOCALES if environment.get(name)), locale_name or "")
    found = next((_LANGUAGES[key] for key in _LANGUAGES if stated.lower().startswith(key)), None)
    if found == "en":
        return found
    return "zh" if _carries_chinese(encoding) else "en"


def _asked(arguments: Sequence[str]) -> Language | None:
    """Return what ``--lang`` says, wherever it stands; the parser refuses a wrong value later."""
    found: Language | None = None
    for word, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if word == "--":
            break
        value = (
            following if word == "--lang" else word.partition("=")[2] if word.startswith("--lang=") else ""
        )
        if value.lower() in ("zh", "en"):
            found = _LANGUAGES[value.lower()]
    return found


def _carries_chinese(encoding: str) -> bool:
    try:
        "不符合现行间距".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
