"""What the map tools ask of whoever holds them, and what the three of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsVectorLayer,
)

from xq_gis_plugin.core.model import CRS, Datum
from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.bridge import can_be_read
from xq_gis_plugin.qgis_plugin.tasks import failure_of
from xq_gis_plugin.widgets.language import ui_language

if TYPE_CHECKING:
    from qgis.core import QgsPointXY
    from qgis.gui import QgsMapCanvas

    from xq_gis_plugin.core.errors import XqGisError
    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.qgis_plugin.tasks import Jobs
    from xq_gis_plugin.widgets.contract import CheckSettings, ResultView

__all__ = [
    "HAZARD",
    "PART",
    "PROTECTED",
    "ToolHost",
    "from_degrees",
    "is_shifted",
    "layer_of",
    "say",
    "tell",
    "to_degrees",
]

HAZARD, PART, PROTECTED = "hazard", "part", "protected"
"""The roles, as the panel names them."""
_LAYER = "layer:"


class ToolPanel(Protocol):
    """Where a person chooses the data."""

    stateChanged: Any
    """Signal: something was chosen, or is gone."""

    def settings(self) -> CheckSettings:
        """Return what is chosen."""
        ...


class ToolNotices(Protocol):
    """QGIS's message bar."""

    def tell(self, message: str, hint: str = "", *, level: str = "info") -> None:
        """Say something; ``level`` is ``error``, ``warning`` or ``info``."""
        ...


class ToolHost(Protocol):
    """The dock, as far as the map tools know it.

    Attributes
    ----------
    panel
        Where the roles are given their data.
    jobs
        Runs what takes long; closed down with the host.
    notices
        Tells what went wrong.
    view
        The result that is shown, None where there is none.
    """

    panel: ToolPanel
    jobs: Jobs
    notices: ToolNotices
    view: ResultView | None

    def plan(self) -> tuple[PlanEntry, ...]:
        """Return the plan that is worked on."""
        ...

    def give(self, role: str, layer: QgsVectorLayer) -> None:
        """Choose a layer for a role as a person would; what it holds is read again."""
        ...

    def edit(self, layer: QgsVectorLayer) -> None:
        """Make a layer QGIS's current one: its edit buttons and undo list are those of what was drawn."""
        ...


def layer_of(key: str) -> QgsVectorLayer | None:
    """Return the layer of the project that a role was given; None for a file, or where it is gone."""
    if not key.startswith(_LAYER):
        return None
    layer = QgsProject.instance().mapLayer(key.removeprefix(_LAYER))
    return layer if isinstance(layer, QgsVectorLayer) and can_be_read(layer) else None


def is_shifted(datum: str) -> bool:
    """Return whether coordinates of a datum lie some hundred metres off where they are read to be."""
    return datum in {Datum.GCJ02, Datum.BD09}


def to_degrees(canvas: QgsMapCanvas, point: QgsPointXY) -> QgsPointXY | None:
    """Return a point of the map in degrees on CGCS2000; None where the projection does not reach it."""
    moved = _moved(canvas, point, back=False)
    # Also what is no number fails here.
    reached = moved is not None and abs(moved.x()) <= 180 and abs(moved.y()) < 90  # noqa: PLR2004 - degrees
    return moved if reached else None


def from_degrees(canvas: QgsMapCanvas, point: QgsPointXY) -> QgsPointXY | None:
    """Return where on the map a point in degrees is; None where the projection does not reach it."""
    return _moved(canvas, point, back=True)


def _moved(canvas: QgsMapCanvas, point: QgsPointXY, *, back: bool) -> QgsPointXY | None:
    crs = canvas.mapSettings().destinationCrs()
    if not crs.isValid():
        return point
    ends = (crs, QgsCoordinateReferenceSystem(CRS))
    transform = QgsCoordinateTransform(*(reversed(ends) if back else ends), QgsProject.instance())
    try:
        return transform.transform(point)
    except QgsCsException:
        return None


def tell(host: ToolHost, error: XqGisError) -> None:
    """Say in the message bar why something was not done."""
    failure = failure_of(error)
    host.notices.tell(failure.message, failure.hint, level="error")


def say(key: str, **values: object) -> str:
    """Return a text of the group ``tool`` of ``layers/words_tools.csv``, its values filled in."""
    text = word("tool", key, ui_language())
    return text.format_map(values) if values else text
