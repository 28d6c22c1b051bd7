"""The files that "digitise parts" draws into: new ones, earlier ones, and those that the role was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until
from plugin.tooling import DEMO, Host, Panel, make_layer_of, new_canvas
from qgis.core import QgsPointXY, QgsProject, QgsVectorLayer

from xq_gis_plugin.core.model import PART_COLUMNS
from xq_gis_plugin.io.read import read_parts
from xq_gis_plugin.qgis_plugin import tool_parts
from xq_gis_plugin.qgis_plugin.drawing import make_layer
from xq_gis_plugin.qgis_plugin.tool_parts import PartsTool
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.qt import QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.gui import QgsMapCanvas

CORNER = QgsPointXY(106.2851, 38.4752)


@pytest.fixture
def canvas(project: QgsProject) -> Iterator[QgsMapCanvas]:  # noqa: ARG001 - it needs QGIS
    made = new_canvas()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def start(canvas: QgsMapCanvas) -> Iterator[Any]:
    started: list[tuple[PartsTool, Host]] = []

    def go(view: Any = None, **chosen: RoleChoice) -> tuple[PartsTool, Host]:
        host = Host(Panel(**chosen), view=view)
        tool = PartsTool(canvas, host)  # type: ignore[arg-type]
        started.append((tool, host))
        canvas.setMapTool(tool)
        until(lambda: not host.jobs.running("stations"), "the stations")
        return tool, host

    yield go
    for tool, host in started:
        tool.close_down()
        host.jobs.close_down()


@pytest.fixture
def stations(project: QgsProject) -> QgsVectorLayer:
    rows = [
        {"hazard_id": identity, "name": name, "kind": "petrol_station", "wkt": f"POINT(106.285 38.47{at})"}
        for identity, name, at in (("S1", "甲站", 6), ("S2", "<b>乙</b>", 7))
    ]
    layer = make_layer_of("Point", "站", rows)
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def parts(project: QgsProject, tmp_path: Path) -> QgsVectorLayer:  # noqa: ARG001 - the layer goes into it
    return make_layer(tmp_path / "设施.gpkg", "设施", PART_COLUMNS, "Point")


def of(layer: QgsVectorLayer) -> RoleChoice:
    return RoleChoice(f"layer:{layer.id()}")


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[dict[str, Any]]:
    """Let a person name this file whenever he is asked where to draw; return how he was asked."""
    asked: list[dict[str, Any]] = []

    def choose(_parent: Any, title: str, start: str, _kinds: str, **how: Any) -> tuple[str, str]:
        asked.append({"title": title, "start": start, **how})
        return str(path), ""

    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", choose)
    return asked


def test_a_file_of_parts_that_is_there_already_is_gone_on_with_and_it_is_said(
    start: Any,
    stations: QgsVectorLayer,
    parts: QgsVectorLayer,
    project: QgsProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tool, _ = start(hazards=of(stations), parts=of(parts))
    assert tool.put(CORNER)
    assert parts.commitChanges()
    project.removeMapLayer(parts.id())
    asked = answer(monkeypatch, tmp_path / "设施.gpkg")
    tool, host = start(hazards=of(stations))
    assert tool.put(QgsPointXY(106.286, 38.476))
    # The dialog would ask whether to replace what is not replaced.
    assert asked[0]["options"] == QtWidgets.QFileDialog.Option.DontConfirmOverwrite
    (layer,) = project.mapLayersByName("设施")
    assert host.panel.settings().parts == of(layer)
    assert any("设施.gpkg 已经存在" in message and "1 个" in message for message, _ in host.told)
    assert layer.commitChanges()
    assert len(read_parts(tmp_path / "设施.gpkg")) == 2


@pytest.mark.parametrize("made_of", ["text", "lines", "bare"])
def test_a_file_that_is_something_else_is_left_alone(
    start: Any, stations: QgsVectorLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_of: str
) -> None:
    file = tmp_path / "别的.gpkg"
    if made_of == "text":
        file.write_text("not a GeoPackage", encoding="utf-8")
    else:
        columns = PART_COLUMNS if made_of == "lines" else ("name", "geometry")
        other = make_layer(file, "别的", columns, "LineString" if made_of == "lines" else "Point")
        QgsProject.instance().removeMapLayer(other.id())
    before = file.read_bytes()
    answer(monkeypatch, file)
    tool, host = start(hazards=of(stations))
    assert not tool.put(CORNER)
    assert len(host.told) == 1
    assert host.told[0][0].startswith("图层“设施”缺少字段" if made_of == "bare" else str(file))
    assert file.read_bytes() == before
    assert host.panel.settings().parts is None


def test_nothing_is_drawn_where_nobody_names_a_file(
    start: Any, stations: QgsVectorLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    tool, host = start(hazards=of(stations))
    assert not tool.put(CORNER)
    assert (host.told, host.panel.settings().parts) == ([], None)


def test_what_a_file_of_the_role_holds_is_carried_over_and_points_alone_are_agreed_to(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = {
        "hazards": RoleChoice(f"file:{DEMO / 'hazards.geojson'}"),
        "parts": RoleChoice(f"file:{DEMO / 'parts.geojson'}"),
    }
    before = read_parts(DEMO / "parts.geojson")
    points = before[before.geometry.geom_type == "Point"]
    questions: list[str] = []
    agrees = False

    def asked(_parent: Any, question: str, subject: str) -> bool:
        questions.append(f"{question} {subject}")
        return agrees

    monkeypatch.setattr(tool_parts, "confirmed", asked)
    answer(monkeypatch, tmp_path / "设施.gpkg")
    tool, host = start(**demo)
    assert not tool.put(CORNER)
    assert f"{len(before)} 处，其中 {len(before) - len(points)} 处不是点" in questions[0]
    assert "parts.geojson" in questions[0]
    assert host.panel.settings().parts == demo["parts"]
    agrees = True
    assert tool.put(CORNER)
    (layer,) = QgsProject.instance().mapLayersByName("设施")
    assert layer.commitChanges()
    after = read_parts(tmp_path / "设施.gpkg")
    assert set(after["part_id"]) >= set(points["part_id"])
    assert len(after) == len(points) + 1
    kept = after.set_index("part_id").loc[points["part_id"]]
    for column in ("hazard_id", "kind", "fuel", "position_source", "position_accuracy_m"):
        assert kept[column].fillna("").tolist() == points[column].fillna("").tolist()
    assert kept.geometry.geom_equals_exact(points.set_index("part_id").geometry, 1e-9).all()
    assert any(f"{len(points)} 处" in message for message, _ in host.told)


def test_a_geopackage_of_the_role_is_drawn_into_itself(
    start: Any, stations: QgsVectorLayer, parts: QgsVectorLayer, project: QgsProject, tmp_path: Path
) -> None:
    project.removeMapLayer(parts.id())
    file = tmp_path / "设施.gpkg"
    tool, host = start(hazards=of(stations), parts=RoleChoice(f"file:{file}"))
    assert tool.put(CORNER)
    (layer,) = project.mapLayersByName("设施")
    assert host.panel.settings().parts == of(layer)
    assert layer.commitChanges()
    assert len(read_parts(file)) == 1


def test_a_file_of_the_role_that_cannot_be_read_is_not_replaced_in_silence(
    start: Any, stations: QgsVectorLayer, tmp_path: Path
) -> None:
    file = tmp_path / "设施.csv"
    file.write_text("编号,类型,经度,纬度\nT1,油罐,106.285,38.475\n", encoding="utf-8")
    tool, host = start(hazards=of(stations), parts=RoleChoice(f"file:{file}"))
    assert tool.card.station.count() == 2
    assert not tool.put(CORNER)
    assert "设施.csv" in host.told[0][0]
    assert host.panel.settings().parts == RoleChoice(f"file:{file}")
