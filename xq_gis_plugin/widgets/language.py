"""The language that the widgets speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.qt import BINDING, QtCore

if TYPE_CHECKING:
    from xq_gis_plugin.export.words import Language

__all__ = ["choose", "ui", "ui_language"]

_CHOSEN: list[Language] = []


def choose(lang: Language | None) -> None:
    """Speak this language from now on; with `None`, that of QGIS or of the system."""
    _CHOSEN[:] = [] if lang is None else [lang]


def ui_language() -> Language:
    """Return ``zh`` or ``en``: what was chosen, else what QGIS speaks, else the system's language.

    Chinese is spoken to whoever asks for any Chinese, English to all others.
    """
    if _CHOSEN:
        return _CHOSEN[0]
    stated = ""
    if BINDING == "qgis.PyQt":
        stated = str(QtCore.QSettings().value("locale/userLocale", "") or "")
    name = stated or QtCore.QLocale().name()
    return "zh" if name.lower().startswith("zh") else "en"


def ui(key: str, **values: object) -> str:
    """Return a text of the group ``ui`` of ``layers/words_dock.csv``, its values filled in."""
    text = word("ui", key, ui_language())
    return text.format_map(values) if values else text
