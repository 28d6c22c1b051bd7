"""Whether a role's data are still those that were read: layers are listened to, files are looked at."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.qgis_plugin.tool_host import layer_of
from xq_gis_plugin.widgets.files import path_of, split_place
from xq_gis_plugin.widgets.qt import QtCore, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsVectorLayer

    from xq_gis_plugin.widgets.contract import RoleChoice

__all__ = ["Revisions", "Same", "file_stamp", "stamp_of"]

_CHANGES = (
    # In the edit buffer; undo, redo and a rollback say the same.
    "featureAdded", "featureDeleted", "geometryChanged", "attributeValueChanged",
    "attributeAdded", "attributeDeleted", "editingStopped",
    # In the data.
    "committedFeaturesAdded", "committedFeaturesRemoved", "committedGeometriesChanges",
    "committedAttributeValuesChanges", "committedAttributesAdded", "committedAttributesDeleted",
    "dataChanged", "dataSourceChanged", "subsetStringChanged", "crsChanged", "updatedFields",
)  # fmt: skip
_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg")
_SOON_MS = 50


class Revisions(QtCore.QObject):
    """Counts what happens to layers, each from when it was first asked about.

    Neither the undo list nor the number of features tells: a move that was committed leaves both as
    they were.
    """

    changed = Signal()
    """Something has happened to some layer; once for many things at a time."""

    def __init__(self, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        # One count for all: a layer that is removed and opened again keeps its id, but no number.
        self._count = itertools.count(1)
        self._numbers: dict[str, int] = {}
        self._links: dict[str, list[tuple[Any, Callable[..., None]]]] = {}
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.changed)

    def of(self, layer: QgsVectorLayer) -> int:
        """Return a number that was never there before for whatever the layer holds now."""
        identity = str(layer.id())
        if identity not in self._numbers:
            self._numbers[identity] = next(self._count)
            self._links[identity] = self._follow(layer, identity)
        return self._numbers[identity]

    def close_down(self) -> None:
        """Listen to nothing any more."""
        self._soon.stop()
        for links in self._links.values():
            for signal, slot in links:
                signal.disconnect(slot)
        self._numbers.clear()
        self._links.clear()

    def _follow(self, layer: QgsVectorLayer, identity: str) -> list[tuple[Any, Callable[..., None]]]:
        def bump(*_: object) -> None:
            # A layer that goes still ends its editing.
            if identity in self._links:
                self._numbers[identity] = next(self._count)
                self._soon.start()

        def forget() -> None:
            # The layer takes its connections with it.
            del self._numbers[identity], self._links[identity]
            self._soon.start()

        links: list[tuple[Any, Callable[..., None]]] = [(getattr(layer, name), bump) for name in _CHANGES]
        links.append((layer.willBeDeleted, forget))
        for signal, slot in links:
            signal.connect(slot)
        return links


@dataclass(frozen=True, eq=False)
class Same:
    """A stamp that equals another one of the same object only.

    Attributes
    ----------
    kept
        It stays, so that no other object comes to lie where it was.
    """

    kept: object

    def __eq__(self, other: object) -> bool:
        """Return whether it is of the same object."""
        return isinstance(other, Same) and other.kept is self.kept

    def __hash__(self) -> int:
        """Return the same number for the same object."""
        return id(self.kept)


def stamp_of(choice: RoleChoice | None, revisions: Revisions) -> object:
    """Return what is equal for a role only as long as what would be read for it is the same.

    Parameters
    ----------
    choice
        What the role was given; None or an empty key for nothing.
    revisions
        Knows what has happened to the layers.
    """
    if choice is None or not choice.key:
        return None
    layer = layer_of(choice.key)
    if layer is None:
        return choice, file_stamp(split_place(path_of(choice.key))[0])
    selected = tuple(sorted(layer.selectedFeatureIds())) if choice.selected_only else ()
    # A script may write past the layer, through its provider or into its file.
    told = (layer.featureCount(), file_stamp(layer.source().partition("|")[0]))
    return choice, layer.name(), selected, revisions.of(layer), told


def file_stamp(path: str) -> tuple[object, ...]:
    """Return times and sizes of a file and of those that belong to it; () where there is no such file."""
    file = Path(path)
    if not path or not file.is_file():
        return ()
    # What is committed to a GeoPackage may lie in its log for a while, what is in a shapefile beside it.
    beside = [file.with_name(f"{file.name}-wal")]
    if file.suffix.lower() == ".shp":
        beside += [file.with_suffix(ending) for ending in _SHAPEFILE]
    return tuple(_told(one) for one in (file, *beside))


def _told(file: Path) -> tuple[int, int] | None:
    if not file.is_file():
        return None
    told = file.stat()
    # An empty log comes and goes with whoever looks.
    return (told.st_mtime_ns, told.st_size) if told.st_size else None
