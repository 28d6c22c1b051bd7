"""The map tool "plan by hand": shops are dragged, added, fixed and removed, with every verdict at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsRubberBand

from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.geodesy import Frame
from xq_gis_plugin.export.site_words import with_reasons
from xq_gis_plugin.io.edits import edits_beside, keep_edits, read_edits, set_edits_aside
from xq_gis_plugin.io.site_plan import write_site_plan
from xq_gis_plugin.qgis_plugin.notices import confirmed
from xq_gis_plugin.qgis_plugin.sources import given, stoppable
from xq_gis_plugin.qgis_plugin.tasks import Job, failure_of
from xq_gis_plugin.qgis_plugin.tool_host import from_degrees, to_degrees
from xq_gis_plugin.run_site import open_session
from xq_gis_plugin.widgets.files import ask_target
from xq_gis_plugin.widgets.language import ui
from xq_gis_plugin.widgets.qt import QtCore, QtGui
from xq_gis_plugin.widgets.site_card import SiteCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

    from xq_gis_plugin.core.siting.session import PlanSession
    from xq_gis_plugin.core.siting.shop import Baseline, ShopState
    from xq_gis_plugin.qgis_plugin.dock import Dock
    from xq_gis_plugin.qgis_plugin.tasks import Failure
    from xq_gis_plugin.widgets.contract import SiteView

__all__ = ["SitingTool"]

_JOB = "plan by hand"
_CATCH_PX = 14.0
_CORNERS = 24
_FREE, _TAKEN = "#17a34a", "#b3261e"


class SitingTool(QgsMapTool):
    """Edits a session of the plan that the panel shows; the plan's own file is not touched.

    The edits are kept in a file beside the plan until the edited plan is saved.

    Parameters
    ----------
    canvas
        The map.
    host
        The dock.
    """

    def __init__(self, canvas: QgsMapCanvas, host: Dock) -> None:
        super().__init__(canvas)
        self._canvas, self._host = canvas, host
        self.card = SiteCard(canvas.window())
        self.session: PlanSession | None = None
        self._view: SiteView | None = None
        self._solved: Baseline | None = None
        self._unkept = False
        self._held: str | None = None
        self._last: str | None = None
        kinds = QgsWkbTypes.GeometryType
        self.shops = _band(canvas, kinds.PointGeometry, "#0b3f8a", 12)
        self.ring = _band(canvas, kinds.PolygonGeometry, _FREE, 2)
        self.lines = _band(canvas, kinds.LineGeometry, _TAKEN, 3)
        for signal, slot in (
            (self.card.closed, self._leave),
            (self.card.undoRequested, self.undo),
            (self.card.redoRequested, self.redo),
            (self.card.saveRequested, self.save),
        ):
            signal.connect(slot)
        self.setCursor(QtGui.QCursor(QtCore.Qt.CursorShape.CrossCursor))

    def activate(self) -> None:
        """Show the card, and begin with the plan that the panel shows."""
        super().activate()
        self._canvas.installEventFilter(self)
        self.card.show_beside(self._canvas)
        self._canvas.setFocus()
        view = self._host.siting.view
        if view is None:
            self.session, self._view = None, None
            self.card.set_waiting(ui("hand_no_plan"))
        elif view is not self._view:
            self._prepare(view)
        else:
            self._show(self._last)

    def deactivate(self) -> None:
        """Leave nothing on the map, and nothing running; the edits stay for the next time."""
        self._canvas.removeEventFilter(self)
        self._host.jobs.abandon(_JOB)
        self._clear()
        self.card.hide()
        super().deactivate()

    def close_down(self) -> None:
        """Leave nothing at all."""
        self.card.closed.disconnect(self._leave)
        self._leave()
        self.deactivate()
        for band in (self.shops, self.ring, self.lines):
            self._canvas.scene().removeItem(band)
        self.card.close()
        self.card.deleteLater()
        self.session = None

    # What a person does

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Take hold of a shop, or add one with Ctrl."""
        if self.session is None or event.button() != QtCore.Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.add(event.mapPoint())
            return
        self._held = self.nearest(event.mapPoint())
        self._show(self._held)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Say what the shop would be where it is dragged to."""
        place = self._degrees(event.mapPoint())
        if self.session is None or self._held is None or place is None:
            return
        shop = self.session.shops[self._held]
        if shop.locked:
            self.card.set_waiting(ui("hand_locked", name=shop.name or shop.site_id))
            return
        self._draw(place, self.session.preview(*place, self._held), shop.name or shop.site_id)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Put the shop where it was dragged to."""
        held, self._held = self._held, None
        place = self._degrees(event.mapPoint())
        if self.session is None or held is None or place is None:
            return
        was = from_degrees(self._canvas, _middle(self.session.shops[held].geometry))
        if was is None or was.distance(event.mapPoint()) <= self._canvas.mapUnitsPerPixel():
            return
        self._edit(lambda session: session.move(held, *place), held)

    def eventFilter(self, _watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Undo, redo, remove and lock by the keys; Escape ends the tool."""
        if event.type() != QtCore.QEvent.Type.KeyPress or self.session is None:
            return False
        keys, sequences = QtCore.Qt.Key, QtGui.QKeySequence.StandardKey
        if event.matches(sequences.Undo):
            self.undo()
        elif event.matches(sequences.Redo) or (
            event.key() == keys.Key_Y and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier
        ):
            self.redo()
        elif event.key() == keys.Key_Escape:
            self._leave()
        elif event.key() in (keys.Key_Delete, keys.Key_Backspace) and self._last in self.session.shops:
            last = str(self._last)
            self._edit(lambda session: session.remove(last), None)
        elif event.key() == keys.Key_L and self._last in self.session.shops:
            last, locked = str(self._last), not self.session.shops[str(self._last)].locked
            self._edit(lambda session: session.lock(last, locked=locked), last)
        else:
            return False
        return True

    def add(self, spot: QgsPointXY) -> None:
        """Add a shop at a point of the map."""
        place = self._degrees(spot)
        if self.session is None or place is None:
            return
        added: list[str] = []
        self._edit(lambda session: added.append(session.add(*place)), None)
        self._show(added[0] if added else None)

    def undo(self) -> None:
        """Take the last edit back."""
        self._edit(lambda session: session.undo(), self._last)

    def redo(self) -> None:
        """Do it again."""
        self._edit(lambda session: session.redo(), self._last)

    def save(self) -> None:
        """Write the plan by hand beside the solved one."""
        view, session = self._view, self.session
        if view is None or session is None:
            return
        start = str(Path(view.path).with_name(f"{Path(view.path).stem}_hand.gpkg"))
        chosen = ask_target(self._host.panel, ui("hand_save"), start, ".gpkg")
        if not chosen:
            return
        plan = with_reasons(session.to_plan(view.plan))
        try:
            write_site_plan(plan, Path(chosen))
        except XqGisError as error:
            self._host.notices.fail(failure_of(error))
            return
        self._host.notices.tell(ui("hand_saved", path=chosen))
        self._keep([])

    def nearest(self, spot: QgsPointXY) -> str | None:
        """Return the shop of the plan under a point of the map, None where there is none."""
        if self.session is None:
            return None
        reach, best = _CATCH_PX * self._canvas.mapUnitsPerPixel(), None
        for shop in self.session.shops.values():
            at = from_degrees(self._canvas, _middle(shop.geometry)) if shop.in_plan else None
            if at is not None and at.distance(spot) <= reach:
                reach, best = at.distance(spot), shop.site_id
        return best

    # The inside

    def _prepare(self, view: SiteView) -> None:
        settings = self._host.panel.site_settings()
        try:
            protected = given(settings.protected)
            hazards = None if settings.hazards is None else given(settings.hazards)
        except XqGisError as error:
            self.card.set_waiting(failure_of(error).message)
            return
        self._view, self.session = view, None
        self._clear()
        self.card.set_waiting(ui("hand_preparing"))

        def work(job: Job) -> tuple[PlanSession, Baseline]:
            around = None if hazards is None else stoppable(hazards, job)
            session = open_session(view.plan, stoppable(protected, job), around, job)
            session.totals()
            return session, session.baseline(view.plan.sites)

        job = Job(ui("hand_title"), work)
        job.done.connect(self._prepared)
        job.failed.connect(self._not_prepared)
        self._host.jobs.start(_JOB, job)

    def _prepared(self, made: tuple[PlanSession, Baseline]) -> None:
        self.session, self._solved = made
        self._go_on()
        self._show(None)
        self.card.name.setText(ui("hand_ready"))

    def _not_prepared(self, failure: Failure) -> None:
        self._view = None
        self.card.set_waiting(" ".join(part for part in (failure.message, failure.hint) if part))

    def _edit(self, edit: Callable[[PlanSession], Any], shown: str | None) -> None:
        if self.session is None:
            return
        try:
            edit(self.session)
        except XqGisError as error:
            self.card.name.setText(failure_of(error).message)
            return
        self._keep(self.session.journal)
        self._show(shown)

    def _keep(self, edits: list[dict[str, Any]]) -> None:
        """Keep the edits beside the plan, so that none is lost with the window."""
        if self._view is None:
            return
        try:
            keep_edits(Path(self._view.path), edits)
        except XqGisError as error:
            if not self._unkept:
                self._host.notices.fail(failure_of(error))
            self._unkept = True

    def _go_on(self) -> None:
        """Offer the edits that were made on this plan before and never saved."""
        view, session = self._view, self.session
        if view is None or session is None or not edits_beside(Path(view.path)).exists():
            return
        plan = Path(view.path)
        question = ui("hand_go_on")
        try:
            edits = read_edits(edits_beside(plan))
            if confirmed(self._canvas.window(), question, str(edits_beside(plan))):
                session.replay(edits)
                return
        except XqGisError as error:
            self._host.notices.fail(failure_of(error))
        self._host.notices.tell(ui("hand_set_aside", path=set_edits_aside(plan)))

    def _show(self, site_id: str | None) -> None:
        """Show the plan as it is now, and one of its shops."""
        session = self.session
        if session is None or self._solved is None:
            return
        self._last = site_id
        self._clear()
        for shop in session.shops.values():
            at = from_degrees(self._canvas, _middle(shop.geometry)) if shop.in_plan else None
            if at is not None:
                self.shops.addPoint(at, False)  # noqa: FBT003 - drawn once, below
        self.shops.updatePosition()
        self.shops.show()
        self.card.set_session(session, session.totals(), session.compare(self._solved))
        if site_id is not None and site_id in session.shops:
            shop = session.shops[site_id]
            middle = _middle(shop.geometry)
            name = shop.name or (ui("hand_new") if shop.added else shop.site_id)
            self._draw((middle.x(), middle.y()), session.state(site_id), name)

    def _draw(self, place: tuple[float, float], state: ShopState, name: str) -> None:
        """Draw the spacing around a place, and a line to each shop that is too near."""
        self.card.set_state(name, state)
        color = QtGui.QColor(_FREE if state.fits else _TAKEN)
        self.ring.setColor(color)
        self.ring.setFillColor(QtGui.QColor(color.red(), color.green(), color.blue(), 40))
        metres = 0.0 if self.session is None else self.session.spacing_m
        circle = shapely.buffer(shapely.Point(0, 0), metres, quad_segs=_CORNERS)
        ring = Frame(*place).to_lonlat(np.array([circle], dtype=object))[0]
        self.ring.setToGeometry(self._on_map(ring), None)
        shops = self.session.shops if self.session else {}
        ends = [shapely.centroid(shops[one.site_id].geometry) for one in state.near if one.site_id in shops]
        lines = shapely.MultiLineString([[place, (end.x, end.y)] for end in ends])
        self.lines.setToGeometry(self._on_map(lines), None)

    def _on_map(self, shape: Any) -> QgsGeometry:  # noqa: ANN401 - a shapely geometry in degrees
        def moved(xy: Any) -> Any:  # noqa: ANN401 - an array of corners
            points = [from_degrees(self._canvas, QgsPointXY(x, y)) or QgsPointXY(x, y) for x, y in xy]
            return np.array([(point.x(), point.y()) for point in points]).reshape(-1, 2)

        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shapely.transform(shape, moved)))
        return geometry

    def _degrees(self, spot: QgsPointXY) -> tuple[float, float] | None:
        place = to_degrees(self._canvas, spot)
        return None if place is None else (place.x(), place.y())

    def _clear(self) -> None:
        kinds = QgsWkbTypes.GeometryType
        for band, kind in (
            (self.shops, kinds.PointGeometry),
            (self.ring, kinds.PolygonGeometry),
            (self.lines, kinds.LineGeometry),
        ):
            band.reset(kind)

    def _leave(self) -> None:
        self._canvas.unsetMapTool(self)


def _band(canvas: QgsMapCanvas, kind: Any, color: str, size: int) -> QgsRubberBand:  # noqa: ANN401
    band = QgsRubberBand(canvas, kind)
    band.setColor(QtGui.QColor(color))
    band.setWidth(min(size, 3))
    band.setIcon(QgsRubberBand.IconType.ICON_FULL_DIAMOND)
    band.setIconSize(size)
    return band


def _middle(shape: Any) -> QgsPointXY:  # noqa: ANN401 - a shapely point or plot
    point = shapely.centroid(shape)
    return QgsPointXY(point.x, point.y)
