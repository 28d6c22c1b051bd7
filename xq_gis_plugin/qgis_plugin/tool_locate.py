"""The map tool "locate": the plan's unlocated entries get their places from a person, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsRubberBand

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CRS, ObjectKind
from xq_gis_plugin.core.plan import AREA
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.drawing import accuracy_m, add_feature
from xq_gis_plugin.qgis_plugin.located import HAZARD_KINDS, layer_for, located_ids, located_layers
from xq_gis_plugin.qgis_plugin.proposals import SERVICE, Proposals, candidate_layers, online_services
from xq_gis_plugin.qgis_plugin.revisions import Revisions
from xq_gis_plugin.qgis_plugin.spotlight import Spotlight
from xq_gis_plugin.qgis_plugin.tool_host import say, tell
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.locate_card import LocateCard
from xq_gis_plugin.widgets.qt import QtCore, QtGui

if TYPE_CHECKING:
    import geopandas as gpd
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.qgis_plugin.tool_host import ToolHost

__all__ = ["LocateTool"]


class LocateTool(QgsMapTool):
    """A click places a point; for a road clicks draw its line, a right click or Enter ends it.

    Places go into layers of the tool's own, hazards, roads and complexes apart; each carries who placed
    it where from and how far off it may be. What is undone is offered again.

    Parameters
    ----------
    canvas
        The map.
    host
        The dock.
    """

    def __init__(self, canvas: QgsMapCanvas, host: ToolHost) -> None:
        super().__init__(canvas)
        self._canvas, self.host = canvas, host
        self.card = LocateCard(canvas.window())
        self.corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._band.setColor(QtGui.QColor("#1463b0"))
        self._band.setWidth(3)
        self._spotlight = Spotlight(canvas)
        self._revisions = Revisions(self)
        self._proposals = Proposals(host, self._revisions, self)
        self._offered: list[PlanEntry] | None = None
        self._links = self._to_follow()
        self._active = False
        self.card.chosen.connect(self._entry_chosen)
        self.card.candidatesChosen.connect(self._proposals.compare_with)
        self.card.proposalShown.connect(self._show_proposal)
        self.card.accepted.connect(self.accept)
        self.card.closed.connect(self._leave)
        self._proposals.changed.connect(self._show_proposals)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card with what has no position yet."""
        super().activate()
        if not self._active:
            self._active = True
            for signal, slot in self._links:
                signal.connect(slot)
        self._look_again()
        self.card.show_beside(self._canvas)
        self._canvas.setFocus()

    def deactivate(self) -> None:
        """Leave nothing on the map, and nothing running."""
        if self._active:
            self._active = False
            for signal, slot in self._links:
                signal.disconnect(slot)
        self._proposals.stop()
        self._drop_line()
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self.card.closed.disconnect(self._leave)
        self._leave()
        self.deactivate()
        self._revisions.close_down()
        self._canvas.scene().removeItem(self._band)
        self.card.close()
        self.card.deleteLater()

    def choose(self, plan_id: str) -> None:
        """Go to an entry of the plan."""
        self.card.choose(plan_id)

    def refresh(self) -> None:
        """Look again at what is located; what an undo has taken away is offered again."""
        for layer in located_layers():
            # From here on it is listened to.
            self._revisions.of(layer)
        there = located_ids()
        open_ones = [entry for entry in self.host.plan() if entry.kind != AREA and entry.plan_id not in there]
        # The same list again would drop the line that is being drawn.
        if open_ones != self._offered:
            self._offered = open_ones
            self.card.set_entries(open_ones)

    # What a person does

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Place the entry, or a corner of its line."""
        entry = self._entry()
        if entry is None:
            return
        if event.button() == QtCore.Qt.MouseButton.RightButton:
            self._end_line()
        elif event.button() == QtCore.Qt.MouseButton.LeftButton:
            if entry.kind == ObjectKind.ROAD:
                self.corners.append(QgsPointXY(event.mapPoint()))
                self._band.addPoint(event.mapPoint())
            else:
                self.place(
                    [QgsPointXY(event.mapPoint())], self._canvas.mapSettings().destinationCrs(), "map_click"
                )

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Enter ends a line, Escape drops it or ends the tool."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self._end_line()
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            self._drop_line() if self.corners else self._leave()
        else:
            return
        event.accept()

    def place(
        self,
        points: list[QgsPointXY],
        source: QgsCoordinateReferenceSystem,
        how: str,
        sure_m: float | None = None,
    ) -> bool:
        """Write the place of the chosen entry; False where it was not written.

        ``sure_m`` is how far off it may be by its source; None for what is seen on the map.
        """
        entry = self._entry()
        if entry is None:
            return False
        kind = entry.kind or self.card.stated_kind()
        if not kind:
            self.card.told.setText(say("locate_no_kind"))
            self.card.kind.setFocus()
            return False
        try:
            layer = layer_for(self.host, self.card, kind, line=len(points) > 1)
            if layer is None:
                return False
            if entry.plan_id in located_ids():
                # A file that was gone on with may have it already.
                self.refresh()
                self.card.told.setText(say("locate_there", name=entry.name, layer=layer.name()))
                return False
            add_feature(layer, points, self._values(entry, kind, how, sure_m), source, entry.name)
        except XqGisError as error:
            tell(self.host, error)
            return False
        self._drop_line()
        self.host.edit(layer)
        self.refresh()
        self.card.told.setText(say("locate_placed", name=entry.name, layer=layer.name()))
        return True

    def accept(self, number: int) -> bool:
        """Take a proposal for the chosen entry; False where it was not written."""
        entry, proposed = self._entry(), self._proposed()
        if entry is None or not 0 <= number < len(proposed):
            return False
        shape = proposed.geometry.iloc[number]
        if entry.kind == ObjectKind.ROAD and shapely.get_dimensions(shape) == 1:
            longest = max(shapely.get_parts(shape), key=shapely.length)
            corners = shapely.get_coordinates(longest)
        else:
            corners = shapely.get_coordinates(shapely.point_on_surface(shape))
        points = [QgsPointXY(x, y) for x, y in corners]
        of = self.card.candidates()
        layer = QgsProject.instance().mapLayer(of)
        name = layer.name() if layer else of.removeprefix(SERVICE)
        sure = self._proposals.accuracy_m(number, entry.plan_id)
        return self.place(points, QgsCoordinateReferenceSystem(CRS), f"proposal: {name}", sure)

    # The inside

    def _to_follow(self) -> list[tuple[Any, Any]]:
        """Return what may change the list of entries or of layers, and what is done then."""
        project = QgsProject.instance()
        followed = (
            self._revisions.changed, self.host.panel.stateChanged, project.layersAdded, project.layersRemoved,
        )  # fmt: skip
        return [(signal, self._look_again) for signal in followed]

    def _look_again(self, *_: object) -> None:
        self.card.set_layers([*candidate_layers(), *online_services()])
        self.refresh()
        self._proposals.look_again(self.card.candidates())

    def _entry(self) -> PlanEntry | None:
        chosen = self.card.entry()
        return next((entry for entry in self.host.plan() if entry.plan_id == chosen), None)

    def _entry_chosen(self, _plan_id: str) -> None:
        self._drop_line()
        entry = self._entry()
        if entry is not None:
            kind = "line" if entry.kind == ObjectKind.ROAD else "click" if entry.kind else "no_kind"
            self.card.ask_kind(asked=entry.kind is None)
            self.card.told.setText(say(f"locate_{kind}"))
        self._show_proposals()

    def _proposed(self) -> gpd.GeoDataFrame:
        return self._proposals.of(self.card.entry())

    def _show_proposals(self) -> None:
        lang = ui_language()
        rows = self._proposed().to_dict("records")
        self.card.set_proposals(
            [
                (
                    str(row["candidate_name"]),
                    float(row["score"]),
                    word("evidence", str(row["evidence"]), lang),
                )
                for row in rows
            ],
            self._proposals.told(self.card.entry()),
        )

    def _show_proposal(self, number: int) -> None:
        self._spotlight.show(self._proposed().geometry.iloc[number], CRS)

    def _values(self, entry: PlanEntry, kind: str, how: str, sure_m: float | None) -> dict[str, Any]:
        accuracy = accuracy_m(self._canvas) if sure_m is None else sure_m
        if kind in HAZARD_KINDS:
            # The radius holds the whole site, not only the error of the click.
            accuracy += measure("site_radius", kind).high_m
        return {
            "hazard_id": entry.plan_id,
            "object_id": entry.plan_id,
            "name": entry.name,
            "kind": kind,
            "plan_box": entry.box,
            "measured_as": "line" if kind == ObjectKind.ROAD else "point",
            "position_status": "located",
            "position_source": how,
            "position_accuracy_m": accuracy,
        }

    def _end_line(self) -> None:
        if len(self.corners) > 1:
            self.place(list(self.corners), self._canvas.mapSettings().destinationCrs(), "map_click")

    def _drop_line(self) -> None:
        self.corners = []
        self._band.reset(QgsWkbTypes.GeometryType.LineGeometry)

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)
