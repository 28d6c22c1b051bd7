"""Layers of QGIS reach the core exactly as the same file read from the disk."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.read import frame_of, read_hazards, read_parts, read_protected
from xq_gis_plugin.qgis_plugin.bridge import snapshot, snapshot_source
from xq_gis_plugin.run import CancelledError
from xq_gis_plugin.widgets.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("project")

READERS = {Role.HAZARD: read_hazards, Role.PROTECTED: read_protected, Role.PART: read_parts}
DEMO = {"hazards": Role.HAZARD, "protected": Role.PROTECTED, "parts": Role.PART}
YINCHUAN = (106.28575, 38.47047)


def layer_of(path: Path | str, provider: str = "ogr", name: str = "某图层") -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), name, provider)
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def memory_layer(what: str = "Point?crs=EPSG:4490", /, **columns: list[Any]) -> QgsVectorLayer:
    """Return a layer that has no file, one feature a value; the column ``wkt`` is its geometry."""
    layer = QgsVectorLayer(what, "临时图层", "memory")
    shapes = columns.pop("wkt", [None] * len(next(iter(columns.values()))))
    types = {str: QtCore.QVariant.String, int: QtCore.QVariant.Int, float: QtCore.QVariant.Double}
    fields = [
        QgsField(name, next(types.get(type(v), types[str]) for v in values if v is not None))
        for name, values in columns.items()
    ]
    layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    for number, wkt in enumerate(shapes):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([values[number] for values in columns.values()])
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


def stations(count: int = 2) -> QgsVectorLayer:
    return memory_layer(
        name=[f"{number} 号站" for number in range(count)],
        kind=["petrol_station"] * count,
        wkt=[f"POINT (106.{number:04} 38.47)" for number in range(count)],
    )


def same(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    """Hold two frames against each other, row by row, with what their readers noticed."""
    assert list(one.columns) == list(other.columns)
    shapes, others = one.geometry.to_numpy(), other.geometry.to_numpy()
    assert [shapely.to_wkt(shape, 9) for shape in shapes] == [shapely.to_wkt(shape, 9) for shape in others]
    left, right = (pd.DataFrame(frame.drop(columns="geometry")) for frame in (one, other))
    pd.testing.assert_frame_equal(left, right, check_dtype=False)
    assert one.attrs["source"].checks == other.attrs["source"].checks


@pytest.mark.parametrize("name", DEMO)
def test_the_demo_district_is_read_as_from_its_files(name: str, tmp_path: Path) -> None:
    # QGIS splits a file of mixed geometry; a GeoPackage with one type a table is what it holds as one layer.
    source = resources.path("layers", "demo", f"{name}.geojson")
    table = gpd.read_file(source)
    kind = table.geom_type.mode()[0]
    path = tmp_path / f"{name}.gpkg"
    pyogrio.write_dataframe(
        table[table.geom_type == kind], path, layer="资料", dataset_options={"VERSION": "1.3"}
    )
    layer = layer_of(f"{path}|layername=资料")
    frame = frame_of(snapshot(layer)(), DEMO[name])
    same(frame, READERS[DEMO[name]](path))
    assert frame.attrs["source"] == READERS[DEMO[name]](path).attrs["source"]


def test_a_layer_that_is_one_kind_of_geometry_of_a_file_says_that_it_is_not_all_of_it() -> None:
    source = resources.path("layers", "demo", "hazards.geojson")
    frame = frame_of(snapshot(layer_of(f"{source}|geometrytype=Point"))(), Role.HAZARD)
    everything = read_hazards(source)
    assert 0 < len(frame) < len(everything)
    assert set(frame["hazard_id"]) == set(everything.loc[everything.geom_type == "Point", "hazard_id"])
    assert "layer_partial" in [check.code for check in frame.attrs["source"].checks]


@pytest.mark.parametrize("marked", [True, False], ids=["with .cpg", "without .cpg"])
def test_a_shapefile_in_gbk_is_read_as_from_its_file(tmp_path: Path, marked: bool) -> None:
    path = tmp_path / "加油站.shp"
    table = gpd.GeoDataFrame(
        {"名称": ["甲站", "乙站"], "类型": ["加油站", "加油站"], "油罐": [30.5, None]},
        geometry=[shapely.Point(YINCHUAN), shapely.Point(106.3, 38.5)],
        crs=4490,
    )
    pyogrio.write_dataframe(table, path, encoding="GBK")
    if not marked:
        path.with_suffix(".cpg").unlink()
        content = bytearray(path.with_suffix(".dbf").read_bytes())
        content[29] = 0  # the language code, the other place that could tell
        path.with_suffix(".dbf").write_bytes(bytes(content))
    frame = frame_of(snapshot(layer_of(path))(), Role.HAZARD)
    same(frame, read_hazards(path))
    assert list(frame["name"]) == ["甲站", "乙站"]
    assert frame.attrs["source"] == read_hazards(path).attrs["source"]


def test_selected_rows_of_a_shapefile_keep_their_text(tmp_path: Path) -> None:
    path = tmp_path / "stations.shp"
    table = gpd.GeoDataFrame(
        {"名称": ["甲站", "乙站", "丙站"], "类型": ["加油站"] * 3},
        geometry=[shapely.Point(106.1 + n / 10, 38.5) for n in range(3)],
        crs=4490,
    )
    pyogrio.write_dataframe(table, path, encoding="GBK")
    path.with_suffix(".cpg").unlink()
    layer = layer_of(path)
    layer.selectByIds([2])
    frame = frame_of(snapshot(layer, selected_only=True)(), Role.HAZARD)
    assert list(frame["name"]) == ["丙站"]


def test_a_table_without_geometry_has_its_coordinates_in_columns(tmp_path: Path) -> None:
    path = tmp_path / "站点.csv"
    text = "名称,类型,经度,纬度,等级\n甲站,加油站,106.28575,38.47047,2\n乙站,加油站,,,\n"
    path.write_text(text, encoding="utf-8")
    uri = f"{path.as_uri()}?type=csv&geomType=none&detectTypes=yes"
    frame = frame_of(snapshot(layer_of(uri, "delimitedtext"))(), Role.HAZARD)
    other = read_hazards(path)
    assert list(frame["name"]) == list(other["name"]) == ["甲站", "乙站"]
    assert [shapely.to_wkt(shape) for shape in frame.geometry] == [shapely.to_wkt(s) for s in other.geometry]
    assert list(frame["grade"]) == list(other["grade"])
    assert list(frame["hazard_id"]) == list(other["hazard_id"])


def test_a_layer_that_has_no_file_is_read_and_has_a_digest_of_its_own() -> None:
    layer = stations()
    frame = frame_of(snapshot(layer)(), Role.HAZARD)
    assert list(frame["name"]) == ["0 号站", "1 号站"]
    source = frame.attrs["source"]
    assert (source.path, source.layer, source.rows) == ("临时图层", None, 2)
    assert len(source.sha256) == 64
    layer.dataProvider().changeAttributeValues({1: {0: "改过"}})
    changed = frame_of(snapshot(layer)(), Role.HAZARD).attrs["source"]
    assert changed.sha256 != source.sha256


def test_values_come_as_plain_python() -> None:
    layer = memory_layer("Point?crs=EPSG:4490", text=["甲", None], number=[1, None], share=[0.5, None])
    provider = layer.dataProvider()
    provider.addAttributes([QgsField("day", QtCore.QVariant.Date), QgsField("at", QtCore.QVariant.DateTime)])
    layer.updateFields()
    moment = QtCore.QDateTime(QtCore.QDate(2026, 11, 24), QtCore.QTime(8, 30))
    provider.changeAttributeValues({1: {3: QtCore.QDate(2026, 11, 24), 4: moment}})
    rows = snapshot(layer)().table.astype(object).where(lambda table: table.notna(), None).to_numpy().tolist()
    assert rows == [["甲", 1, 0.5, "2026-11-24", "2026-11-24T08:30:00"], [None] * 5]


def test_a_layer_in_metres_is_put_where_it_is() -> None:
    x, y = 11_831_675.6, 4_645_862.4
    layer = memory_layer("Point?crs=EPSG:3857", kind=["加油站"], wkt=[f"POINT ({x} {y})"])
    (shape,) = frame_of(snapshot(layer)(), Role.HAZARD).geometry
    file_frame = gpd.GeoSeries([shapely.Point(x, y)], crs=3857).to_crs(4490)
    assert shape.distance(file_frame.iloc[0]) < 1e-9


def test_curves_become_chords_that_hold_the_arc() -> None:
    arc = (
        "CURVEPOLYGON (CIRCULARSTRING (106.28 38.47, 106.29 38.48, 106.30 38.47, 106.29 38.46, 106.28 38.47))"
    )
    layer = memory_layer("CurvePolygon?crs=EPSG:4490", kind=["住宅"], wkt=[arc])
    (shape,) = frame_of(snapshot(layer)(), Role.PROTECTED).geometry
    assert shape.geom_type == "Polygon"
    assert shape.area == pytest.approx(np.pi * 0.01**2, rel=0.001)


def test_a_geometry_that_cannot_be_built_is_mended_or_told_as_from_a_file(tmp_path: Path) -> None:
    bowtie = [[106.28, 38.47], [106.29, 38.48], [106.29, 38.47], [106.28, 38.48], [106.28, 38.47]]
    features = [
        {"type": "Feature", "properties": {"kind": "residence", "name": name}, "geometry": geometry}
        for name, geometry in [
            ("领结", {"type": "Polygon", "coordinates": [bowtie]}),
            ("没有", None),
            ("空", {"type": "Polygon", "coordinates": []}),
        ]
    ]
    path = tmp_path / "homes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    same(frame_of(snapshot(layer_of(path))(), Role.PROTECTED), read_protected(path))


def test_a_layer_without_a_coordinate_system_is_refused_unless_its_datum_is_given() -> None:
    layer = stations()
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(InputError) as refused:
        frame_of(snapshot(layer)(), Role.HAZARD)
    assert refused.value.code == "crs_missing"
    assert len(frame_of(snapshot(layer)(), Role.HAZARD, "gcj02")) == 2


def test_edits_in_progress_count_and_are_told() -> None:
    layer = stations()
    layer.startEditing()
    layer.changeAttributeValue(1, 0, "改过的站")
    layer.changeGeometry(2, QgsGeometry.fromPointXY(QgsPointXY(106.5, 38.5)))
    added = QgsFeature(layer.fields())
    added.setAttributes(["新站", "petrol_station"])
    added.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(106.4, 38.4)))
    layer.addFeature(added)
    taken = snapshot(layer)
    layer.rollBack()
    frame = frame_of(taken(), Role.HAZARD)
    assert sorted(frame["name"]) == ["1 号站", "改过的站", "新站"]
    assert shapely.Point(106.5, 38.5) in set(frame.geometry)
    assert [check.code for check in frame.attrs["source"].checks] == ["layer_edited"]
    # A layer that is open for editing but was not changed is as good as a closed one.
    layer.startEditing()
    assert not frame_of(snapshot(layer)(), Role.HAZARD).attrs["source"].checks


def test_a_filter_and_a_selection_count_and_are_told() -> None:
    layer = stations(4)
    layer.setSubsetString("\"name\" <> '0 号站'")
    filtered = frame_of(snapshot(layer)(), Role.HAZARD)
    layer.selectByExpression("\"name\" = '2 号站'")
    selected = frame_of(snapshot(layer, selected_only=True)(), Role.HAZARD)
    assert list(filtered["name"]) == ["1 号站", "2 号站", "3 号站"]
    assert list(selected["name"]) == ["2 号站"]
    for frame in (filtered, selected):
        assert [check.code for check in frame.attrs["source"].checks] == ["layer_partial"]


def test_nothing_selected_is_an_empty_layer_and_not_all_of_it() -> None:
    with pytest.raises(InputError) as refused:
        snapshot(stations(), selected_only=True)()
    assert refused.value.code == "layer_empty"


def test_a_layer_without_rows_is_told() -> None:
    layer = stations()
    layer.dataProvider().truncate()
    with pytest.raises(InputError) as refused:
        snapshot(layer)()
    assert refused.value.code == "layer_empty"
    assert "临时图层" in refused.value.message


def test_a_layer_whose_data_source_is_broken_is_told(tmp_path: Path) -> None:
    layer = QgsVectorLayer(str(tmp_path / "没有.gpkg"), "坏图层", "ogr")
    with pytest.raises(InputError) as refused:
        snapshot(layer)
    assert refused.value.code == "layer_broken"
    assert "坏图层" in refused.value.message


def test_a_layer_that_is_gone_by_then_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "stations.gpkg"
    table = gpd.GeoDataFrame({"kind": ["加油站"]}, geometry=[shapely.Point(YINCHUAN)], crs=4490)
    pyogrio.write_dataframe(table, path, dataset_options={"VERSION": "1.3"})
    taken = [snapshot(stations()), snapshot(layer_of(path))]
    QgsProject.instance().clear()
    read: list[int] = []
    worker = threading.Thread(target=lambda: read.extend(len(one().rows) for one in taken))
    worker.start()
    worker.join(60)
    assert read == [2, 1]


def test_a_read_only_layer_can_be_read() -> None:
    layer = stations()
    layer.setReadOnly(True)
    assert len(frame_of(snapshot(layer)(), Role.HAZARD)) == 2


def test_reading_stops_where_nobody_wants_it_any_more() -> None:
    def stop() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        replace(snapshot(stations()), tick=stop)()


class Counted:
    """An input of Processing that counts what is read of it."""

    Flag = QgsProcessingFeatureSource.Flag

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.context = QgsProcessingContext()
        self.source = QgsProcessingUtils.variantToSource(layer, self.context)
        self.read = 0

    def getFeatures(self, request: QgsFeatureRequest, flag: Any) -> Iterator[QgsFeature]:
        for feature in self.source.getFeatures(request, flag):
            self.read += 1
            yield feature


def test_reading_an_input_of_processing_stops_in_its_middle() -> None:
    layer = stations(2000)
    source = Counted(layer)

    def stop() -> None:
        if source.read > 700:
            raise CancelledError

    with pytest.raises(CancelledError):
        snapshot_source(source, snapshot(layer), chosen=False, tick=stop)
    assert 700 < source.read <= 1001
    # The rows are made in another thread, and may be stopped there too.
    ticks: list[int] = []
    taken = snapshot_source(Counted(layer), snapshot(layer), chosen=False, tick=lambda: ticks.append(1))
    before = len(ticks)
    assert len(taken().rows) == 2000
    assert len(ticks) == 2 * before == 8


def test_what_is_selected_comes_in_the_order_of_the_layer() -> None:
    layer = stations(400)
    layer.selectAll()
    expected = list(snapshot(layer)().table["name"])
    assert list(snapshot(layer, selected_only=True)().table["name"]) == expected
    source = QgsProcessingFeatureSourceDefinition(layer.id(), True)  # noqa: FBT003 - QGIS's own
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    taken = snapshot_source(
        QgsProcessingUtils.variantToSource(source, context), snapshot(layer), chosen=True, tick=lambda: None
    )
    assert list(taken().table["name"]) == expected


def test_a_file_that_is_gone_since_it_was_opened_is_no_empty_layer(tmp_path: Path) -> None:
    path = tmp_path / "stations.gpkg"
    table = gpd.GeoDataFrame({"kind": ["加油站"]}, geometry=[shapely.Point(YINCHUAN)], crs=4490)
    pyogrio.write_dataframe(table, path, dataset_options={"VERSION": "1.3"})
    layer = layer_of(path, name="油站")
    path.unlink()
    layer.reload()
    with pytest.raises(InputError) as refused:
        snapshot(layer)()
    assert refused.value.code == "layer_broken"
    assert "油站" in refused.value.message


def test_joined_and_computed_fields_are_read_like_others() -> None:
    layer = stations()
    layer.addExpressionField("'2'", QgsField("grade", QtCore.QVariant.String))
    assert list(frame_of(snapshot(layer)(), Role.HAZARD)["grade"]) == ["2", "2"]
