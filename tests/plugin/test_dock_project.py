"""What a project keeps of the dock, and when QGIS has to ask before it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plugin.docking import check, choose_town
from plugin.hosting import until

from xq_gis_plugin.qgis_plugin.dock import Dock
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plugin.hosting import Window
    from qgis.core import QgsProject

CHANGES: dict[str, Callable[[Dock], object]] = {
    "the distance of the overlay": lambda dock: dock.panel.check.within.setValue(350),
    "the accuracy": lambda dock: dock.panel.check.accuracy_on.setChecked(True),
    "the workspace": lambda dock: dock.panel.data.workspace.setText("/data/另一个.gpkg"),
    "the edition": lambda dock: dock.panel.rules.choose_editions(["GB50156-2012"]),
    "a role": lambda dock: dock.panel.data.roles["part"].choose(dock.panel.data.choice("hazard")),
    "the approval number": lambda dock: dock.panel.products.review.setText("宁S(2026)012号"),
}


@pytest.fixture
def saved(dock: Dock, project: QgsProject, tmp_path: Path) -> Path:
    """Return a saved project with a choice in it."""
    choose_town(dock, tmp_path / "结果.gpkg")
    path = tmp_path / "项目.qgz"
    assert project.write(str(path))
    assert not project.isDirty()
    return path


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.usefixtures("saved")
def test_what_a_planner_changes_is_asked_about_before_it_is_lost(
    dock: Dock, project: QgsProject, change: Callable[[Dock], object]
) -> None:
    change(dock)
    assert project.isDirty()


def test_a_new_project_is_asked_about_as_well(dock: Dock, project: QgsProject) -> None:
    assert not project.isDirty()
    dock.panel.check.within.setValue(350)
    assert project.isDirty()


@pytest.mark.usefixtures("saved")
def test_what_a_person_looks_at_is_no_reason_to_ask(dock: Dock, project: QgsProject) -> None:
    dock.panel.sections["rules"].set_open(not dock.panel.sections["rules"].is_open())
    dock.panel.check.findings.verdicts["clear"].setChecked(False)
    for role in ("hazard", "protected"):
        box = dock.panel.data.roles[role]
        box.gate.againRequested.emit()
        until(lambda box=box: box.gate.report, "the quality gate")
    assert not project.isDirty()


def test_opening_a_project_leaves_it_clean_with_its_result(
    dock: Dock, project: QgsProject, saved: Path
) -> None:
    check(dock)
    assert project.isDirty()
    assert project.write(str(saved))
    project.clear()
    assert not project.isDirty()
    # As QGIS's window does while it opens a project.
    dock.iface.layerTreeCanvasBridge().setAutoSetupOnFirstLayer(False)
    assert project.read(str(saved))
    until(lambda: dock.view is not None, "the result of the project")
    until(lambda: all(dock.panel.data.roles[role].gate.report for role in ("hazard", "protected")), "gates")
    QtWidgets.QApplication.processEvents()
    assert not project.isDirty()
    assert dock.panel.settings().workspace.endswith("结果.gpkg")


def test_what_was_changed_before_an_older_state_comes_back_is_asked_about_again(
    dock: Dock, project: QgsProject, saved: Path
) -> None:
    dock.panel.check.within.setValue(350)
    assert project.read(str(saved))
    assert not project.isDirty()
    assert dock.panel.check.within_m() == 200
    dock.panel.check.within.setValue(350)
    assert project.isDirty()


def test_the_number_of_the_maps_approval_comes_back_with_its_project(
    window: Window, project: QgsProject, tmp_path: Path
) -> None:
    first = Dock(window)
    first.panel.products.review.setText("宁S(2026)012号")
    assert project.write(str(tmp_path / "项目.qgz"))
    first.close_down()
    project.clear()
    other = Dock(window)
    assert other.panel.products.review.text() == ""
    assert project.read(str(tmp_path / "项目.qgz"))
    assert other.panel.products.review.text() == "宁S(2026)012号"
    project.clear()
    assert other.panel.products.review.text() == ""
    other.close_down()
