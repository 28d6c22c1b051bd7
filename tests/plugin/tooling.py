"""What the map tools stand on in tests: a dock of their own, and a mouse and keys on a real canvas."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsRubberBand

from xq_gis_plugin import resources
from xq_gis_plugin.qgis_plugin.tasks import Jobs
from xq_gis_plugin.widgets.contract import CheckSettings, RoleChoice
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsPointXY

    from xq_gis_plugin.core.plan import PlanEntry

__all__ = ["DEMO", "NOTHING", "Host", "Mouse", "Panel", "bands", "make_layer_of", "new_canvas", "press"]

DEMO = resources.path("layers", "demo")
NOTHING = CheckSettings(
    RoleChoice(""), RoleChoice(""), None, ("GB50156-2021",), "", None, 200.0, "", fictional=False
)
_LEFT = QtCore.Qt.MouseButton.LeftButton
_NO_KEY = QtCore.Qt.KeyboardModifier.NoModifier


class Panel(QtCore.QObject):
    """What the tools ask of the panel."""

    stateChanged = Signal()  # noqa: N815 - Qt's way

    def __init__(self, **chosen: Any) -> None:
        super().__init__()
        self.chosen = replace(NOTHING, **chosen)

    def settings(self) -> CheckSettings:
        return self.chosen

    def choose(self, **chosen: Any) -> None:
        self.chosen = replace(self.chosen, **chosen)
        self.stateChanged.emit()


@dataclass
class Host:
    """What the tools ask of the dock."""

    panel: Panel = field(default_factory=Panel)
    jobs: Jobs = field(default_factory=Jobs)
    told: list[tuple[str, str]] = field(default_factory=list)
    entries: tuple[PlanEntry, ...] = ()
    view: Any = None
    edited: list[str] = field(default_factory=list)

    @property
    def notices(self) -> Any:
        return SimpleNamespace(tell=lambda message, hint="", **_more: self.told.append((message, hint)))

    def plan(self) -> tuple[PlanEntry, ...]:
        return self.entries

    def give(self, role: str, layer: QgsVectorLayer) -> None:
        column = {"hazard": "hazards", "protected": "protected", "part": "parts"}[role]
        self.panel.choose(**{column: RoleChoice(f"layer:{layer.id()}")})

    def edit(self, layer: QgsVectorLayer) -> None:
        self.edited.append(layer.name())


class Mouse:
    """The left button of a mouse over one canvas; places are the map's, with an offset in pixels."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas

    def press(self, place: QgsPointXY, right: int = 0, down: int = 0) -> None:
        self._send(QtCore.QEvent.Type.MouseButtonPress, place, (right, down), _LEFT, _LEFT)

    def drag(self, place: QgsPointXY, right: int = 0, down: int = 0) -> None:
        nothing = QtCore.Qt.MouseButton.NoButton
        self._send(QtCore.QEvent.Type.MouseMove, place, (right, down), nothing, _LEFT)

    def move(self, place: QgsPointXY, right: int = 0, down: int = 0) -> None:
        nothing = QtCore.Qt.MouseButton.NoButton
        self._send(QtCore.QEvent.Type.MouseMove, place, (right, down), nothing, nothing)

    def release(self, place: QgsPointXY, right: int = 0, down: int = 0) -> None:
        nothing = QtCore.Qt.MouseButton.NoButton
        self._send(QtCore.QEvent.Type.MouseButtonRelease, place, (right, down), _LEFT, nothing)

    def click(self, place: QgsPointXY, right: int = 0, down: int = 0, *, button: Any = _LEFT) -> None:
        nothing = QtCore.Qt.MouseButton.NoButton
        self._send(QtCore.QEvent.Type.MouseButtonPress, place, (right, down), button, button)
        self._send(QtCore.QEvent.Type.MouseButtonRelease, place, (right, down), button, nothing)

    def _send(self, kind: Any, place: QgsPointXY, off: tuple[int, int], button: Any, held: Any) -> None:
        at = self._canvas.getCoordinateTransform().transform(place)
        spot = QtCore.QPoint(round(at.x()) + off[0], round(at.y()) + off[1])
        viewport = self._canvas.viewport()
        there = QtCore.QPointF(spot)
        event = QtGui.QMouseEvent(
            kind, there, QtCore.QPointF(viewport.mapToGlobal(spot)), button, held, _NO_KEY
        )
        QtWidgets.QApplication.sendEvent(viewport, event)


def press(canvas: QgsMapCanvas, *codes: QtCore.Qt.Key, release: bool = True, repeated: bool = False) -> None:
    """Press keys over the map, one after the other."""
    kinds = QtCore.QEvent.Type
    for code in codes:
        for kind in (kinds.KeyPress, kinds.KeyRelease) if release else (kinds.KeyPress,):
            event = QtGui.QKeyEvent(kind, code, _NO_KEY, "", repeated)
            QtWidgets.QApplication.sendEvent(canvas, event)


def new_canvas() -> QgsMapCanvas:
    """Return a shown map of 400 × 400 pixels of a place in the fictional district, in degrees."""
    made = QgsMapCanvas()
    made.resize(400, 400)
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
    made.setExtent(QgsRectangle(106.28, 38.47, 106.29, 38.48))
    made.show()
    QtWidgets.QApplication.processEvents()
    return made


def bands(canvas: QgsMapCanvas) -> list[QgsRubberBand]:
    """Return what the tools have drawn on a map."""
    return [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand)]


def make_layer_of(kind: str, name: str, rows: list[Mapping[str, str]], crs: str = "EPSG:4490") -> Any:
    """Return a layer in memory; ``wkt`` among the fields of a row is its geometry."""
    fields = [one for one in rows[0] if one != "wkt"]
    uri = f"{kind}?crs={crs}" + "".join(f"&field={one}:string" for one in fields)
    layer = QgsVectorLayer(uri, name, "memory")
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([row[one] for one in fields])
        feature.setGeometry(QgsGeometry.fromWkt(row["wkt"]))
        layer.dataProvider().addFeature(feature)
    return layer
