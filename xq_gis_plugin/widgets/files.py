"""Choosing files: which ones can be read, which layer of one is meant, where the last one lay."""

from __future__ import annotations

from pathlib import Path

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.raw import TABLE_SUFFIXES, FilePlace, known_suffixes
from xq_gis_plugin.widgets.contract import SourceChoice
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtWidgets

__all__ = [
    "ENCODINGS",
    "FILE",
    "ask_file",
    "ask_layer",
    "ask_target",
    "file_choice",
    "is_plain",
    "layers_in",
    "path_of",
    "split_place",
]

FILE = "file:"
ENCODINGS = ("", "utf-8", "gb18030", "big5")
"""What a person can say that a file's text is in; "" takes its own word."""
_READABLE = " ".join(f"*{ending}" for ending in known_suffixes())
_WITH_LAYERS = (".gpkg", ".xlsx", ".xls", ".kml", ".gpx")
_folder = [""]


def ask_file(parent: QtWidgets.QWidget, title: str, kinds: str = "") -> str:
    """Let a person choose a file that exists; "" if he does not.

    Parameters
    ----------
    parent
        The widget that asks.
    title
        Heading of the window.
    kinds
        Patterns such as ``*.csv``; by default those of all readable data.
    """
    pattern = f"{ui('kind_file' if kinds else 'kind_data')} ({kinds or _READABLE});;{ui('kind_any')} (*)"
    return _remembered(QtWidgets.QFileDialog.getOpenFileName(parent, title, _folder[0], pattern)[0])


def ask_target(parent: QtWidgets.QWidget, title: str, start: str, suffix: str) -> str:
    """Let a person name a file to write, with its ending; "" if he does not.

    Whether an existing one may be replaced is asked later, when it is going to be written.
    """
    options = QtWidgets.QFileDialog.Option.DontConfirmOverwrite
    pattern = f"{ui('kind_file')} (*{suffix})"
    chosen = QtWidgets.QFileDialog.getSaveFileName(
        parent, title, start or _folder[0], pattern, options=options
    )[0]
    if chosen and not chosen.lower().endswith(suffix):
        chosen += suffix
    return _remembered(chosen)


def ask_layer(parent: QtWidgets.QWidget, path: str) -> str:
    """Return the name of the layer that is meant: asked for where the file has several.

    Returns
    -------
    str
        "" where there is no choice to be made, or none was made.
    """
    names = layers_in(path)
    if len(names) <= 1:
        return ""
    title, question = ui("which_layer"), ui("which_layer_of", file=Path(path).name)
    name, accepted = QtWidgets.QInputDialog.getItem(parent, title, question, names, 0, False)  # noqa: FBT003 - Qt's call
    return str(name) if accepted else ""


def layers_in(path: str) -> list[str]:
    """Return the layers of a file of a format that can have several; none where it cannot be read."""
    if Path(path).suffix.lower() not in _WITH_LAYERS:
        return []
    from xq_gis_plugin.io.grids import grid_names
    from xq_gis_plugin.io.vector import layer_names

    place = FilePlace(Path(path), None)
    try:
        return grid_names(place) if place.suffix in TABLE_SUFFIXES else layer_names(place)
    except InputError:
        return []


def file_choice(path: str, layer: str = "") -> SourceChoice:
    """Return a file, or one layer of it, as something that a role can be given."""
    name = Path(path).name
    place = f"{path}#{layer}" if layer else path
    return SourceChoice(FILE + place, f"{name} · {layer}" if layer else name, detail=place)


def path_of(key: str) -> str:
    """Return the ``path[#layer]`` of a source's key, "" where it is no file."""
    return key.removeprefix(FILE) if key.startswith(FILE) else ""


def split_place(place: str) -> tuple[str, str]:
    """Return the file and the layer of ``path[#layer]``; a file's own name may have a # in it."""
    if "#" not in place or Path(place).exists():
        return place, ""
    path, _, layer = place.rpartition("#")
    return path, layer


def is_plain(text: str) -> bool:
    """Return whether a path could be one: no control characters, of a bearable length."""
    return len(text) <= 4096 and text.isprintable()  # noqa: PLR2004 - PATH_MAX of Linux


def _remembered(path: str) -> str:
    if path:
        _folder[0] = str(Path(path).parent)
    return str(path)
