"""The layers of the files in an archive, by the names by which they can be asked for."""

from __future__ import annotations

from dataclasses import replace

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.archives import contents, unpacked
from xq_gis_plugin.io.grids import grid_names
from xq_gis_plugin.io.raw import TABLE_SUFFIXES, FilePlace
from xq_gis_plugin.io.vector import layer_names

__all__ = ["archive_layers"]


def archive_layers(place: FilePlace, encoding: str | None = None) -> list[str]:
    """Return what can be written behind the # of an archive: its files, and the layers of those with several.

    A file that cannot be read is there too: reading it says why. ``encoding`` is that of their text, where a
    person says it.

    Raises
    ------
    InputError
        As `xq_gis_plugin.io.archives.contents`.
    """
    files = contents(place)
    found: list[str] = []
    for file in files:
        layers = _layers_of(replace(place, layer=file), encoding)
        if len(layers) < 2:  # noqa: PLR2004 - the file is its one layer
            found.append(file)
        elif place.suffix == ".kmz" and len(files) == 1:
            found += layers
        else:
            found += [f"{file}#{layer}" for layer in layers]
    return found


def _layers_of(place: FilePlace, encoding: str | None) -> list[str]:
    try:
        with unpacked(place) as inner:
            return grid_names(inner) if inner.suffix in TABLE_SUFFIXES else layer_names(inner, encoding)
    except InputError:
        return []
