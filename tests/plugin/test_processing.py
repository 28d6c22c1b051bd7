"""The Processing provider: every algorithm gives what the command line gives, and says what is wrong."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from xq_gis_plugin import resources
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.qgis_plugin.processing.provider import XqProvider
from xq_gis_plugin.run import Given, Request, run_check
from xq_gis_plugin.widgets import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xq_gis_plugin.core.model import Assessment

DEMO = resources.path("layers", "demo")
HAZARDS, PROTECTED, PARTS = (str(DEMO / f"{name}.geojson") for name in ("hazards", "protected", "parts"))


class Quiet:
    """Nobody watches, nobody cancels."""

    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _told: None


class Listener(QgsProcessingFeedback):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(False)  # noqa: FBT003 - do not log
        self.warnings: list[str] = []

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)


@pytest.fixture(scope="module")
def provider(qgis_app: QgsApplication) -> Iterator[XqProvider]:
    sys.path.append(str(Path(qgis_app.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    made = XqProvider()
    qgis_app.processingRegistry().addProvider(made)
    yield made
    qgis_app.processingRegistry().removeProvider(made)


@pytest.fixture
def run(provider: XqProvider, project: QgsProject) -> Callable[..., dict[str, Any]]:  # noqa: ARG001
    import processing

    def start(name: str, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict[str, Any]:
        found: dict[str, Any] = processing.run(f"xq:{name}", parameters, feedback=feedback or Listener())
        return found

    return start


@pytest.fixture(scope="module")
def expected() -> Assessment:
    request = Request(Given(HAZARDS), Given(PROTECTED), Given(PARTS), accuracy_m=12.0)
    return run_check(request, Quiet())


def rows(layer: QgsVectorLayer) -> pd.DataFrame:
    names = [field.name() for field in layer.fields()]
    values = [[_plain(value) for value in feature.attributes()] for feature in layer.getFeatures()]
    return pd.DataFrame(values, columns=names)


def _plain(value: Any) -> Any:
    null = value is None or (hasattr(value, "isNull") and value.isNull())
    return None if null or (isinstance(value, float) and np.isnan(value)) else value


def _shape(feature: QgsFeature) -> Any:
    geometry = feature.geometry()
    return None if geometry.isNull() else shapely.from_wkb(bytes(geometry.asWkb()))


def points() -> QgsVectorLayer:
    """Return some points; the demo's own file mixes points and areas."""
    layer = QgsVectorLayer("Point?crs=EPSG:4490&field=name:string&field=kind:string", "点", "memory")
    there = shapely.centroid(pyogrio.read_dataframe(HAZARDS).geometry.dropna().to_numpy()[:5])
    for number, place in enumerate(there):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"站{number}", "petrol_station"])
        feature.setGeometry(QgsGeometry.fromWkt(place.wkt))
        layer.dataProvider().addFeature(feature)
    layer.dataProvider().addFeature(QgsFeature(layer.fields()))
    return layer


def assert_same(layer: QgsVectorLayer, frame: pd.DataFrame) -> None:
    """Compare row by row, cell by cell; numbers as numbers, all else as text."""
    found = rows(layer)
    columns = [column for column in frame.columns if column != "geometry"]
    assert list(found.columns) == columns
    assert len(found) == len(frame) > 0
    for column in columns:
        for here, there in zip(found[column], frame[column], strict=True):
            if there is None or pd.isna(there):
                assert here is None or pd.isna(here), column
            elif isinstance(there, int | float | np.number) and not isinstance(there, bool | np.bool_):
                assert float(here) == pytest.approx(float(there), abs=1e-9), column
            else:
                assert str(here) == str(there), column


def test_check_returns_what_the_command_line_returns(
    run: Callable[..., dict[str, Any]], expected: Assessment, tmp_path: Path
) -> None:
    found = run(
        "check", HAZARDS=HAZARDS, PROTECTED=PROTECTED, PARTS=PARTS, ACCURACY="12", WITHIN="200.0",
        FINDINGS="memory:", SUMMARY="memory:", RINGS="memory:", OVERLAPS="memory:", SURVEY="memory:",
        FINDING_RULES="memory:", WORKSPACE=str(tmp_path / "w.gpkg"), HTML=str(tmp_path / "w.html"),
        XLSX=str(tmp_path / "w.xlsx"),
    )  # fmt: skip
    for output, table in (
        ("FINDINGS", "findings"), ("SUMMARY", "hazard_summary"), ("RINGS", "rings"), ("OVERLAPS", "overlaps"),
        ("SURVEY", "survey"), ("FINDING_RULES", "finding_rules"),
    ):  # fmt: skip
        assert_same(found[output], getattr(expected, table))
    counts = expected.findings["verdict"].value_counts()
    assert (found["CONFLICTS"], found["UNRESOLVED"]) == (counts["conflict"], counts["unresolved"])
    lines = [_shape(one) for one in found["FINDINGS"].getFeatures()]
    for here, there in zip(lines, expected.findings.geometry, strict=True):
        assert (here is None and there.is_empty) or shapely.equals_exact(here, there, 1e-11)
    written = pyogrio.read_dataframe(tmp_path / "w.gpkg", layer="findings", read_geometry=False)
    assert written["finding_id"].tolist() == expected.findings["finding_id"].tolist()
    assert (tmp_path / "w.html").stat().st_size > 100_000
    assert (tmp_path / "w.xlsx").exists()


def test_check_takes_the_selected_features_only(
    run: Callable[..., dict[str, Any]], project: QgsProject
) -> None:
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer = QgsVectorLayer(HAZARDS, "h", "ogr")
    project.addMapLayer(layer)
    layer.selectByExpression("\"hazard_id\" in ('H01', 'H02')")
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)  # noqa: FBT003 - QGIS's own
    found = run("check", HAZARDS=chosen, PROTECTED=PROTECTED, SUMMARY="memory:")
    assert rows(found["SUMMARY"])["hazard_id"].tolist() == ["H01", "H02"]


def test_check_honours_a_layers_filter(run: Callable[..., dict[str, Any]], project: QgsProject) -> None:
    layer = QgsVectorLayer(HAZARDS, "h", "ogr")
    layer.setSubsetString("\"hazard_id\" = 'H03'")
    project.addMapLayer(layer)
    found = run("check", HAZARDS=layer, PROTECTED=PROTECTED, SUMMARY="memory:")
    assert rows(found["SUMMARY"])["hazard_id"].tolist() == ["H03"]


def test_it_runs_again_and_again_in_the_threads_of_qgiss_pool(
    qgis_app: QgsApplication, provider: XqProvider, project: QgsProject
) -> None:
    from qgis.core import QgsProcessingAlgRunnerTask

    algorithm = qgis_app.processingRegistry().algorithmById("xq:check")
    assert algorithm.provider() is provider
    done: list[tuple[bool, int]] = []
    for _ in range(3):
        context, feedback = QgsProcessingContext(), Listener()
        context.setProject(project)
        parameters = {"HAZARDS": HAZARDS, "PROTECTED": PROTECTED, "FINDINGS": "memory:"}
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        task.executed.connect(lambda good, found: done.append((good, found.get("CONFLICTS"))))
        before = len(done)
        qgis_app.taskManager().addTask(task)
        deadline = time.monotonic() + 60
        while len(done) == before:
            assert time.monotonic() < deadline
            qgis_app.processEvents()
    assert [good for good, _ in done] == [True] * 3
    assert len({conflicts for _, conflicts in done}) == 1


def test_a_cancel_ends_the_check_without_a_result(run: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    feedback = Listener()
    feedback.cancel()
    target = tmp_path / "w.gpkg"
    assert not run("check", feedback, HAZARDS=HAZARDS, PROTECTED=PROTECTED, WORKSPACE=str(target)).get(
        "CONFLICTS"
    )
    assert not target.exists()


def test_a_layer_in_web_mercator_gives_the_same_distances(
    run: Callable[..., dict[str, Any]], project: QgsProject
) -> None:
    import processing

    layer = points()
    layer.dataProvider().deleteFeatures([6])
    project.addMapLayer(layer)
    moved = processing.run(
        "native:reprojectlayer", {"INPUT": layer, "TARGET_CRS": "EPSG:3857", "OUTPUT": "memory:"}
    )["OUTPUT"]
    assert moved.crs().authid() == "EPSG:3857"
    both = [
        rows(run("check", HAZARDS=one, PROTECTED=PROTECTED, ACCURACY=12, FINDINGS="memory:")["FINDINGS"])
        for one in (layer, moved)
    ]
    here, there = (frame.sort_values(["object_id", "distance_m"]) for frame in both)
    assert here["object_id"].tolist() == there["object_id"].tolist() != []
    assert here["verdict"].tolist() == there["verdict"].tolist()
    assert np.nanmax(np.abs(here["distance_m"].to_numpy(float) - there["distance_m"].to_numpy(float))) < 0.001


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        ("Point?field=kind:string", "坐标系"),
        ("Point?crs=EPSG:4490&field=kind:string", "没有任何一行"),
    ],
)
def test_a_layer_that_cannot_be_used_is_said_in_words(
    run: Callable[..., dict[str, Any]], project: QgsProject, definition: str, told: str
) -> None:
    layer = QgsVectorLayer(definition, "怪图层", "memory")
    if "crs" not in definition:
        layer.setCrs(QgsCoordinateReferenceSystem())
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["petrol_station"])
        feature.setGeometry(QgsGeometry.fromWkt("POINT(106.3 38.4)"))
        layer.dataProvider().addFeature(feature)
    project.addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match=told):
        run("check", HAZARDS=layer, PROTECTED=PROTECTED)


def test_what_is_no_number_is_refused_with_its_name(run: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(QgsProcessingException):
        run("check", HAZARDS=HAZARDS, PROTECTED=PROTECTED, ACCURACY="十二")


def test_rings_are_those_of_the_check(run: Callable[..., dict[str, Any]], expected: Assessment) -> None:
    found = run("rings", HAZARDS=HAZARDS, PARTS=PARTS, ACCURACY=12, OUTPUT="memory:")
    layer = found["OUTPUT"]
    assert_same(layer, expected.rings)
    for here, there in zip(layer.getFeatures(), expected.rings.geometry, strict=True):
        shape = shapely.from_wkb(bytes(here.geometry().asWkb()))
        assert shapely.area(shapely.symmetric_difference(shape, there)) < 1e-16


@pytest.mark.parametrize(("start", "end"), [("gcj02", "cgcs2000"), ("wgs84", "bd09"), ("bd09", "gcj02")])
def test_a_datum_is_converted_there_and_exactly_back(
    run: Callable[..., dict[str, Any]], project: QgsProject, start: str, end: str
) -> None:
    first = points()
    project.addMapLayer(first)
    there = run("convertdatum", INPUT=first, FROM=start, TO=end, OUTPUT="memory:")["OUTPUT"]
    back = run("convertdatum", INPUT=there, FROM=end, TO=start, OUTPUT="memory:")["OUTPUT"]
    assert there.featureCount() == back.featureCount() == first.featureCount() == 6
    for one, moved, again in zip(first.getFeatures(), there.getFeatures(), back.getFeatures(), strict=True):
        assert one.attributes() == moved.attributes() == again.attributes()
        if one.geometry().isNull():
            assert again.geometry().isNull()
            continue
        before, after, point = (each.geometry().asPoint() for each in (one, again, moved))
        assert np.hypot(before.x() - after.x(), before.y() - after.y()) < 1e-8
        lon, lat = convert([before.x()], [before.y()], start, end)
        assert (point.x(), point.y()) == pytest.approx((lon[0], lat[0]), abs=1e-12)


def test_a_feature_that_the_output_cannot_take_is_never_lost_in_silence(
    run: Callable[..., dict[str, Any]],
) -> None:
    with pytest.raises(QgsProcessingException, match="按图形类型分开"):
        run("convertdatum", INPUT=HAZARDS, FROM="gcj02", TO="cgcs2000", OUTPUT="memory:")


def test_heights_and_attributes_survive_and_places_abroad_are_said_to_stay(
    run: Callable[..., dict[str, Any]], project: QgsProject
) -> None:
    layer = QgsVectorLayer("PointZ?crs=EPSG:4326&field=name:string", "p", "memory")
    for name, wkt in (("银川", "POINTZ(106.28 38.47 1112)"), ("Wien", "POINTZ(16.37 48.21 171)")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeature(feature)
    project.addMapLayer(layer)
    feedback = Listener()
    found = run("convertdatum", feedback, INPUT=layer, FROM="wgs84", TO="gcj02", OUTPUT="memory:")["OUTPUT"]
    here, abroad = (feature.geometry().constGet() for feature in found.getFeatures())
    assert (here.z(), abroad.z()) == (1112, 171)
    assert (abroad.x(), abroad.y()) == (16.37, 48.21)
    assert abs(here.x() - 106.28) > 0.001
    assert any("1 个要素在中国以外" in one for one in feedback.warnings)


def test_import_gives_every_row_a_place_or_says_that_it_has_none(
    run: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    table = tmp_path / "清单.csv"
    table.write_text(
        "名称,类型,经度,纬度\n甲站,加油站,106.28,38.47\n<b>乙</b>站,加油站,106.29,38.47\n丙站,加油站,,\n",
        encoding="gb18030",
    )
    feedback = Listener()
    found = run("import", feedback, FILE=str(table), ROLE="hazards", POINTS="memory:", WITHOUT="memory:")
    assert (found["ROWS"], found["UNLOCATED"]) == (3, 1)
    placed, without = rows(found["POINTS"]), rows(found["WITHOUT"])
    assert placed["name"].tolist() == ["甲站", "<b>乙</b>站"]
    assert placed["kind"].tolist() == ["petrol_station"] * 2
    assert without["name"].tolist() == ["丙站"]
    assert feedback.warnings


def test_the_plans_names_get_proposals_and_nothing_more(
    run: Callable[..., dict[str, Any]], project: QgsProject
) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=招牌:string", "候选", "memory")
    for number, name in enumerate(("中石油北门加油站", "某某理发店")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT(106.{28 + number} 38.47)"))
        layer.dataProvider().addFeature(feature)
    project.addMapLayer(layer)
    found = run("locatebyname", CANDIDATES=layer, NAME_FIELD="招牌", BOXES=["专栏2"], OUTPUT="memory:")
    proposals = rows(found["OUTPUT"])
    assert proposals["candidate_name"].tolist() == ["中石油北门加油站"]
    assert proposals["score"].tolist() == [1.0]
    assert proposals["evidence"].tolist() == ["名称相同"]
    assert (found["ENTRIES"], found["WITH_PROPOSAL"]) == (35, 1)


def test_the_permitted_zone_fills_the_area_with_its_verdicts(
    run: Callable[..., dict[str, Any]], project: QgsProject
) -> None:
    area = QgsVectorLayer("Polygon?crs=EPSG:4490", "区", "memory")
    feature = QgsFeature()
    corners = "106.28 38.47,106.285 38.47,106.285 38.474,106.28 38.474,106.28 38.47"
    feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({corners}))"))
    area.dataProvider().addFeature(feature)
    project.addMapLayer(area)
    found = run(
        "permittedzone", AREA=area, PROTECTED=PROTECTED, EXISTING=HAZARDS, KIND="fireworks_retail",
        TEMPORARY="no", OUTPUT="memory:",
    )["OUTPUT"]  # fmt: skip
    zones = rows(found)
    assert zones["zone"].iloc[0] == "permitted"
    shapes = [shape for one in found.getFeatures() if (shape := _shape(one)) is not None]
    whole = shapely.from_wkb(bytes(feature.geometry().asWkb()))
    assert shapely.area(shapely.symmetric_difference(shapely.union_all(shapes), whole)) < 1e-13


def test_the_map_of_a_workspace_is_written_and_a_file_that_is_none_refused(
    run: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    run("check", HAZARDS=HAZARDS, PROTECTED=PROTECTED, WORKSPACE=str(tmp_path / "w.gpkg"))
    found = run("htmlmap", WORKSPACE=str(tmp_path / "w.gpkg"), OUTPUT=str(tmp_path / "w.html"))
    assert "<title>" in Path(found["OUTPUT"]).read_text(encoding="utf-8")
    other = tmp_path / "other.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"a": [1]}), other)
    with pytest.raises(QgsProcessingException, match="工作空间"):
        run("htmlmap", WORKSPACE=str(other), OUTPUT=str(tmp_path / "x.html"))
    assert not (tmp_path / "x.html").exists()


def test_import_and_check_work_one_after_the_other_in_a_model(
    project: QgsProject,
    provider: XqProvider,  # noqa: ARG001 - it starts Processing
) -> None:
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("链", "test")
    first = QgsProcessingModelChildAlgorithm("xq:import")
    first.setChildId("import")
    for name, value in (("FILE", HAZARDS), ("ROLE", "hazards"), ("DATUM", "auto")):
        first.addParameterSources(name, [source.fromStaticValue(value)])
    model.addChildAlgorithm(first)
    second = QgsProcessingModelChildAlgorithm("xq:check")
    second.setChildId("check")
    second.addParameterSources("HAZARDS", [source.fromChildOutput("import", "POINTS")])
    second.addParameterSources("PROTECTED", [source.fromStaticValue(PROTECTED)])
    output = QgsProcessingModelOutput("结论")
    output.setChildId("check")
    output.setChildOutputName("SUMMARY")
    second.setModelOutputs({"结论": output})
    model.addChildAlgorithm(second)
    context, feedback = QgsProcessingContext(), Listener()
    context.setProject(project)
    found, done = model.run({"check:结论": "memory:"}, context, feedback)
    assert done, feedback.warnings
    layer = context.takeResultLayer(found["check:结论"])
    assert layer.featureCount() == 3  # the demo has so many points; its other hazards are plots


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_algorithm_has_its_help_and_every_parameter_its_words(provider: XqProvider, lang: Any) -> None:
    language.choose(lang)
    for algorithm in provider.algorithms():
        fresh = algorithm.create()
        texts = [fresh.displayName(), fresh.group(), fresh.shortHelpString(), *fresh.tags()]
        texts += [one.description() for one in fresh.parameterDefinitions()]
        texts += [one.description() for one in fresh.outputDefinitions()]
        assert all(text and not text.startswith(("p_", "group_")) for text in texts), fresh.id()
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in fresh.displayName())
        assert chinese is (lang == "zh") or fresh.name() == "x"
        assert fresh.shortHelpString().count("<p>") == 2
