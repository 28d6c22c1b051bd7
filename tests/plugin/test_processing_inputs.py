"""What goes into an algorithm: selections, filters, edits, bad layers, and what is said of these."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pytest
import shapely
from plugin.algorithms import (
    HAZARDS,
    PROTECTED,
    Listener,
    assert_same,
    command_line,
    contents,
    memory_layer,
    registered,
    rows,
    run,
    shapes,
    town,
)
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)

from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.widgets import language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qgis.core import QgsApplication

pytestmark = pytest.mark.usefixtures("project")

INPUTS = [
    ("check", "HAZARDS"), ("check", "PROTECTED"), ("check", "PARTS"), ("rings", "HAZARDS"),
    ("rings", "PARTS"), ("permittedzone", "AREA"), ("permittedzone", "PROTECTED"),
    ("permittedzone", "EXISTING"), ("convertdatum", "INPUT"), ("locatebyname", "CANDIDATES"),
]  # fmt: skip
"""Every input layer of every algorithm."""
FIELDS = "field=hazard_id:string&field=name:string&field=kind:string"
NAMES = ("银古加油站", "新华东街", "北门加油站")
KINDS = {"CANDIDATES": "", "PARTS": "tank", "PROTECTED": "residence"}
WITH_FILTERS = 33200
"""From QGIS 3.32 on an input may have a filter of its own."""


@pytest.fixture(scope="module", autouse=True)
def _provider(qgis_app: QgsApplication) -> Iterator[None]:
    with registered(qgis_app):
        yield


def features(name: str, count: int = 3) -> list[tuple[str, list[Any]]]:
    """Return features that an input takes; the first has the hazard's own name."""
    places = [shapely.Point(106.29 + number / 1000, 38.47) for number in range(count)]
    drawn = [place.buffer(0.0004, cap_style="square") if name == "AREA" else place for place in places]
    kind = KINDS.get(name, "fireworks_retail")
    return [(shape.wkt, ["S0", NAMES[number], kind]) for number, shape in enumerate(drawn)]


def layer_for(name: str, crs: str = "EPSG:4490", count: int = 3) -> QgsVectorLayer:
    geometry = "Polygon" if name == "AREA" else "Point"
    found = features(name, count)
    if name != "PARTS":
        found = [(wkt, [f"S{number}", *values[1:]]) for number, (wkt, values) in enumerate(found)]
    return memory_layer(f"{geometry}?crs={crs}&{FIELDS}", *found, name=f"{name} 图层")


def inputs_of(name: str, **given: Any) -> dict[str, Any]:
    """Return layers for all inputs of an algorithm, those that are given among them."""
    return {key: layer_for(key) for algorithm, key in INPUTS if algorithm == name} | given


def outputs_of(name: str) -> dict[str, str]:
    if name != "check":
        return {"OUTPUT": "memory:"}
    return dict.fromkeys(("FINDINGS", "SUMMARY", "FINDING_RULES", "RINGS"), "memory:")


def results(name: str, feedback: Listener | None = None, **given: Any) -> dict[str, Any]:
    """Run an algorithm, and return all its rows and geometries."""
    found = run(name, feedback, **inputs_of(name, **given), **outputs_of(name))
    layers = {key: found[key] for key in outputs_of(name)}
    told = {
        key: (rows(layer).astype(object).where(rows(layer).notna(), None).to_numpy().tolist(),
              [shape and shapely.to_wkt(shape, 9) for shape in shapes(layer)])
        for key, layer in layers.items()
    }  # fmt: skip
    assert any(told[key][0] for key in told)
    return told


@pytest.mark.parametrize(("name", "key"), INPUTS)
@pytest.mark.parametrize("way", ["selection", "subset", "filter", "edits", "read_only"])
def test_every_input_takes_what_is_there_and_says_so(name: str, key: str, way: str) -> None:
    layer, feedback, given, left = layer_for(key), Listener(), None, layer_for(key, count=2)
    if way == "selection":
        layer.selectByIds([1, 2])
        given = QgsProcessingFeatureSourceDefinition(layer.id(), True)  # noqa: FBT003 - QGIS's own
    elif way == "filter":
        given = QgsProcessingFeatureSourceDefinition(layer.id())
        if Qgis.QGIS_VERSION_INT < WITH_FILTERS:
            # Its older kin: only the first so many.
            given = QgsProcessingFeatureSourceDefinition(layer.id(), False, 2)  # noqa: FBT003 - QGIS's own
        else:
            given.filterExpression = "\"name\" <> '北门加油站'"
    elif way == "subset":
        layer.setSubsetString("\"name\" <> '北门加油站'")
    elif way == "edits":
        layer.startEditing()
        layer.deleteFeature(3)
    else:
        layer.setReadOnly(True)
        left = layer_for(key)
    found = results(name, feedback, **{key: given or layer})
    assert found == results(name, **{key: left})
    # A converter and a matcher change nothing for whoever does not look; a check of half a layer does.
    warned = any("未保存的编辑" in one or "只读取了" in one for one in feedback.warnings)
    assert warned is (way != "read_only" and name in {"check", "rings", "permittedzone"} and key != "AREA")


@pytest.mark.parametrize(("name", "key"), INPUTS)
def test_every_input_may_be_in_web_mercator(name: str, key: str) -> None:
    import processing

    layer = layer_for(key)
    parameters = {"INPUT": layer, "TARGET_CRS": "EPSG:3857", "OUTPUT": "memory:"}
    moved = processing.run("native:reprojectlayer", parameters)["OUTPUT"]
    found, expected = (results(name, **{key: one}) for one in (moved, layer))
    for output, (told, drawn) in found.items():
        there, drawn_there = expected[output]
        assert len(told) == len(there)
        for here, other in zip(told, there, strict=True):
            assert all(_near(*pair) for pair in zip(here, other, strict=True))
        for here, other in zip(drawn, drawn_there, strict=True):
            assert here is other is None or shapely.from_wkt(here).hausdorff_distance(
                shapely.from_wkt(other)
            ) < 1e-7  # fmt: skip


def _near(here: Any, there: Any) -> bool:
    """Whether two values are one; numbers to 1 cm, areas to a millionth."""
    if isinstance(here, float) and isinstance(there, float):
        return here == pytest.approx(there, rel=1e-6, abs=0.01)
    return bool(here == there)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "key"), INPUTS)
@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("no_crs", {"zh": "没有坐标系", "en": "no coordinate system"}),
        ("gone", {"zh": "数据源打不开", "en": "cannot be read"}),
        ("invalid", {"zh": "数据源打不开", "en": "cannot be read"}),
        ("no_file", {"zh": "数据源打不开", "en": "cannot be read"}),
    ],
)
def test_a_layer_that_cannot_be_used_is_said_in_words(
    name: str, key: str, bad: str, words: dict[str, str], lang: Any, tmp_path: Path
) -> None:
    language.choose(lang)
    layer: Any = layer_for(key)
    if bad == "no_crs":
        layer.setCrs(QgsCoordinateReferenceSystem())
    elif bad == "gone":
        frame = gpd.GeoDataFrame({"name": ["1"]}, geometry=shapely.from_wkt([features(key)[0][0]]), crs=4490)
        pyogrio.write_dataframe(frame, tmp_path / "x.gpkg", dataset_options={"VERSION": "1.3"})
        layer = QgsVectorLayer(str(tmp_path / "x.gpkg"), "坏图层", "ogr")
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        (tmp_path / "x.gpkg").unlink()
        layer.reload()
    elif bad == "invalid":
        layer = QgsVectorLayer(str(tmp_path / "x.gpkg"), "坏图层", "ogr")
        QgsProject.instance().addMapLayer(layer)
        layer = layer.id()
    else:
        layer = str(tmp_path / "没有.gpkg")
    before, target = contents(tmp_path), str(tmp_path / "out.gpkg")
    output = "FINDINGS" if name == "check" else "OUTPUT"
    with pytest.raises(QgsProcessingException, match=words[lang]) as refused:
        run(name, **inputs_of(name, **{key: layer}), **{output: target})
    # What is wrong, and what to do.
    assert sum(str(refused.value).count(stop) for stop in "。.") >= 2, str(refused.value)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(("name", "key"), [pair for pair in INPUTS if pair[1] != "INPUT"])
def test_a_layer_without_features_is_said_in_words(name: str, key: str, tmp_path: Path) -> None:
    output = "FINDINGS" if name == "check" else "OUTPUT"
    with pytest.raises(QgsProcessingException, match=f"没有任何一行.*{key} 图层.*请"):
        run(name, **inputs_of(name, **{key: layer_for(key, count=0)}), **{output: str(tmp_path / "o.gpkg")})
    assert contents(tmp_path) == {}


def test_of_nothing_a_conversion_makes_nothing() -> None:
    found = run("convertdatum", INPUT=layer_for("INPUT", count=0), OUTPUT="memory:")["OUTPUT"]
    assert found.featureCount() == 0
    assert found.crs().authid() == "EPSG:4490"


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("check", {"HAZARDS": ("Point", "field=name:string", ["甲"])}, "类型.*请"),
        ("rings", {"HAZARDS": ("Point", "field=name:string", ["甲"])}, "类型.*请"),
        ("check", {"HAZARDS": ("Point", "field=kind:string", ["面包店"])}, "面包店.*请"),
        ("check", {"PARTS": ("Point", "field=kind:string", ["tank"])}, "危险源编号.*请"),
        ("permittedzone", {"AREA": ("Point", "field=name:string", ["甲"])}, "范围.*请"),
        ("locatebyname", {"CANDIDATES": ("Point", "field=招牌:string", ["甲"])}, "没有字段“name”.*请"),
    ],
)
def test_wrong_columns_are_named(name: str, given: dict[str, Any], told: str, tmp_path: Path) -> None:
    layers = {
        key: memory_layer(f"{kind}?crs=EPSG:4490&{fields}", ("POINT(106.29 38.47)", values))
        for key, (kind, fields, values) in given.items()
    }
    output = "FINDINGS" if name == "check" else "OUTPUT"
    with pytest.raises(QgsProcessingException, match=told):
        run(name, **inputs_of(name, **layers), **{output: str(tmp_path / "o.gpkg")})
    assert contents(tmp_path) == {}


def test_a_field_that_is_not_there_is_never_replaced_by_another() -> None:
    with pytest.raises(QgsProcessingException, match="没有字段“招牌”"):
        run("locatebyname", CANDIDATES=layer_for("CANDIDATES"), NAME_FIELD="招牌", OUTPUT="memory:")


def test_a_required_layer_that_is_not_given_is_asked_for() -> None:
    with pytest.raises(QgsProcessingException, match="没有选择图层。 请选择"):
        run("rings", HAZARDS=None, OUTPUT="memory:")


def test_a_mixed_layer_is_refused_before_a_feature_is_lost(tmp_path: Path) -> None:
    for target in ("memory:", str(tmp_path / "o.shp")):
        with pytest.raises(QgsProcessingException, match="按图形类型分开"):
            run("convertdatum", INPUT=HAZARDS, FROM="gcj02", TO="cgcs2000", OUTPUT=target)
    assert contents(tmp_path) == {}


@pytest.fixture
def start() -> Any:
    """Return what starts an algorithm as ``qgis_process`` does: nobody looks at the values before."""

    def starter(qgis_app: QgsApplication, name: str, **parameters: Any) -> dict[str, Any]:
        algorithm = qgis_app.processingRegistry().algorithmById(f"xq:{name}")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        # Not to catch exceptions, so that they are seen here.
        found, _ = algorithm.run(parameters, context, Listener(), {}, False)  # noqa: FBT003 - QGIS's own
        return {**found, "context": context}

    return starter


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"ACCURACY": "十二"}, "ACCURACY.*十二.*请"), ({"ACCURACY": -1}, "ACCURACY.*-1.*请"),
        ({"ACCURACY": float("nan")}, "ACCURACY"), ({"WITHIN": "远"}, "WITHIN.*远.*请"),
        ({"HAZARDS_DATUM": "火星"}, "HAZARDS_DATUM.*火星.*gcj02"), ({"HAZARDS_DATUM": "9"}, "HAZARDS_DATUM"),
        ({"HAZARDS_DATUM": "gcj02,bd09"}, "HAZARDS_DATUM"),
        ({"EDITIONS": "GB50156"}, "EDITIONS.*GB50156-2021"),
        ({"RULE_FILE": "没有.csv"}, "没有.csv"), ({"PARTS": "没有.gpkg"}, "没有.gpkg.*打不开"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_where_qgis_would_take_the_default(
    qgis_app: QgsApplication, start: Any, tmp_path: Path, values: dict[str, Any], told: str
) -> None:
    given = inputs_of("check", **values) | {"FINDINGS": str(tmp_path / "f.gpkg")}
    with pytest.raises(QgsProcessingException, match=told):
        start(qgis_app, "check", **given)
    assert contents(tmp_path) == {}


def test_numbers_and_choices_may_come_as_text_numbers_or_expressions(
    qgis_app: QgsApplication, start: Any
) -> None:
    def outcome(**values: Any) -> list[Any]:
        found = start(qgis_app, "rings", HAZARDS=layer_for("HAZARDS"), OUTPUT="memory:", **values)
        layer = found["context"].takeResultLayer(found["OUTPUT"])
        return [rows(layer).to_numpy().tolist(), [shapely.to_wkt(shape, 9) for shape in shapes(layer)]]

    expected = outcome(ACCURACY=12.0, HAZARDS_DATUM="gcj02")
    assert outcome(ACCURACY="12", HAZARDS_DATUM=3) == expected
    assert outcome(ACCURACY=QgsProperty.fromExpression("6 * 2"), HAZARDS_DATUM="3") == expected
    assert outcome(ACCURACY="", HAZARDS_DATUM="gcj02") == outcome(HAZARDS_DATUM="gcj02") != expected
    assert outcome(ACCURACY=12) != expected


def test_a_shapefile_that_hides_its_encoding_is_read_as_by_the_command_line(tmp_path: Path) -> None:
    table = gpd.read_file(HAZARDS)
    table = table[table.geom_type == "Point"][["hazard_id", "name", "kind", "geometry"]]
    table.to_file(tmp_path / "h.shp", encoding="gbk")
    (tmp_path / "h.cpg").unlink()
    dbf = bytearray((tmp_path / "h.dbf").read_bytes())
    dbf[29] = 0
    (tmp_path / "h.dbf").write_bytes(dbf)
    command_line("check", tmp_path / "h.shp", PROTECTED, "--out", tmp_path / "w.gpkg")
    found = run("check", HAZARDS=str(tmp_path / "h.shp"), PROTECTED=PROTECTED, FINDINGS="memory:")
    assert_same(rows(found["FINDINGS"]), read_workspace(tmp_path / "w.gpkg").findings)
    assert set(rows(found["FINDINGS"])["hazard_name"]) <= set(table["name"])


def test_a_geometry_that_crosses_itself_is_mended_as_by_the_command_line(tmp_path: Path) -> None:
    hazards, protected = town(tmp_path)
    table = gpd.read_file(protected)
    x, y, right, top = table.geometry.iloc[0].bounds
    table.loc[0, "geometry"] = shapely.Polygon([(x, y), (right, top), (right, y), (x, top), (x, y)])
    bowtie = tmp_path / "bowtie.gpkg"
    pyogrio.write_dataframe(table, bowtie, dataset_options={"VERSION": "1.3"})
    command_line("check", hazards, bowtie, "--out", tmp_path / "w.gpkg")
    feedback = Listener()
    found = run("check", feedback, HAZARDS=hazards, PROTECTED=str(bowtie), FINDINGS="memory:")
    assert_same(rows(found["FINDINGS"]), read_workspace(tmp_path / "w.gpkg").findings)
    assert any("修复" in one for one in feedback.warnings)
    moved = run("convertdatum", INPUT=str(bowtie), FROM="cgcs2000", TO="cgcs2000", OUTPUT="memory:")
    assert moved["OUTPUT"].featureCount() == len(table)


def test_a_file_that_is_spoilt_after_it_was_opened_is_no_empty_layer(tmp_path: Path) -> None:
    hazards, protected = town(tmp_path)
    shutil.copy(protected, tmp_path / "copy.geojson")
    layer = QgsVectorLayer(str(tmp_path / "copy.geojson"), "房屋", "ogr")
    QgsProject.instance().addMapLayer(layer)
    assert layer.featureCount() == 5
    (tmp_path / "copy.geojson").write_text("什么也不是", encoding="utf-8")
    layer.reload()
    with pytest.raises(QgsProcessingException, match="数据源打不开"):
        run("check", HAZARDS=hazards, PROTECTED=layer, FINDINGS="memory:")


def test_edits_are_read_and_left_as_they_are() -> None:
    layer = layer_for("HAZARDS")
    layer.startEditing()
    added = QgsFeature(layer.fields())
    added.setAttributes(["S9", "新店", "fireworks_retail"])
    added.setGeometry(QgsGeometry.fromWkt("POINT(106.2905 38.4702)"))
    layer.addFeature(added)
    found = run("check", HAZARDS=layer, PROTECTED=layer_for("PROTECTED"), SUMMARY="memory:")
    assert set(rows(found["SUMMARY"])["hazard_id"]) == {"S0", "S1", "S2", "S9"}
    assert layer.isEditable()
    assert layer.isModified()
    assert len(layer.dataProvider().subsetString() or "") == 0
    layer.rollBack()
    assert layer.featureCount() == 3
