"""What a person does in the dock, for the tests that do it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from plugin.hosting import until

from xq_gis_plugin import resources
from xq_gis_plugin.qgis_plugin.results import GROUP
from xq_gis_plugin.widgets.contract import RoleChoice

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.core import QgsProject

    from xq_gis_plugin.qgis_plugin.dock import Dock

__all__ = ["DEMO", "check", "choose", "choose_files", "choose_town", "groups"]

DEMO = resources.path("layers", "demo")


def choose(dock: Dock, workspace: Path, **roles: str) -> None:
    """Choose what a person would, and wait until all of it was read."""
    for role, key in roles.items():
        dock.panel.data.roles[role].choose(RoleChoice(key))
    dock.panel.data.workspace.setText(str(workspace))
    until(lambda: all(dock.panel.data.roles[role].gate.report for role in roles), "the quality gate")


def choose_files(dock: Dock, workspace: Path) -> None:
    """Choose the fictional district that ships."""
    keys = {role: f"file:{DEMO / name}.geojson" for role, name in (("hazard", "hazards"), ("part", "parts"))}
    choose(dock, workspace, protected=f"file:{DEMO / 'protected.geojson'}", **keys)


def choose_town(dock: Dock, workspace: Path) -> None:
    """Choose a shop with five schools around it, which are written beside the workspace: a quick check."""
    shop = _feature(0, hazard_id="S1", name="甲店", kind="fireworks_retail", position_accuracy_m=0)
    schools = [
        _feature(30 + 5 * number, object_id=f"O{number}", name=f"{number}校", kind="school")
        for number in range(5)
    ]
    folder = workspace.parent / "town"
    folder.mkdir(exist_ok=True)
    for name, features in (("h", [shop]), ("p", schools)):
        content = {"type": "FeatureCollection", "features": features}
        (folder / f"{name}.geojson").write_text(json.dumps(content), encoding="utf-8")
    choose(dock, workspace, hazard=f"file:{folder / 'h.geojson'}", protected=f"file:{folder / 'p.geojson'}")


def _feature(east_m: float, **properties: object) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [106.29 + east_m / 87_300.0, 38.47]}
    return {
        "type": "Feature",
        "properties": {"position_accuracy_m": 1, **properties},
        "geometry": point,
    }


def check(dock: Dock) -> None:
    """Run a check and wait for its result."""
    before = dock.view
    reason = dock.panel.reason_not_to_run()
    assert not reason, reason
    dock.panel.check.run.click()
    until(lambda: dock.view is not before and not dock.panel.check.running, "the result")


def groups(project: QgsProject) -> list[str]:
    """Return the names of the result groups at the top of the layer tree."""
    return [
        node.name() for node in project.layerTreeRoot().children() if node.customProperty(GROUP) == "results"
    ]
