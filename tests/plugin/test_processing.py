"""Every algorithm gives, row by row, what the command line or the library gives for the same input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from plugin.algorithms import (
    DEMO,
    HAZARDS,
    PARTS,
    PROTECTED,
    Impatient,
    Listener,
    assert_same,
    assert_same_shapes,
    command_line,
    memory_layer,
    registered,
    rows,
    run,
    shapes,
)
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsVectorLayer,
)

from tests.io.test_more_formats import shapefile
from xq_gis_plugin import resources
from xq_gis_plugin.core.datum import convert
from xq_gis_plugin.core.naming import propose_locations
from xq_gis_plugin.core.permitted import permitted_zone
from xq_gis_plugin.core.plan import AREA, load_plan
from xq_gis_plugin.core.zones import INSIDE_COLUMNS
from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.district import imports
from xq_gis_plugin.io.read import read_hazards, read_parts, read_protected
from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.widgets import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.core import QgsProject

    from xq_gis_plugin.core.model import Assessment

pytestmark = pytest.mark.usefixtures("project")

TABLES = {
    "FINDINGS": "findings", "SUMMARY": "hazard_summary", "RINGS": "rings", "OVERLAPS": "overlaps",
    "SURVEY": "survey", "FINDING_RULES": "finding_rules",
}  # fmt: skip
AREA_IN = shapely.box(106.5612, 38.4372, 106.5652, 38.4412)
ROLES = {"hazards": read_hazards, "protected": read_protected, "parts": read_parts}


@pytest.fixture(scope="module", autouse=True)
def _provider(qgis_app: QgsApplication) -> Iterator[None]:
    with registered(qgis_app):
        yield


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with what the command line made of the demo."""
    folder = tmp_path_factory.mktemp("cli")
    command_line(
        "check", HAZARDS, PROTECTED, "--parts", PARTS, "--accuracy", 12, "--within", 350, "--title", "会议",
        "--lang", "zh", "--out", folder / "w.gpkg", "--html", folder / "w.html",
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def expected(told: Path) -> Assessment:
    return read_workspace(told / "w.gpkg")


def test_check_returns_what_the_command_line_returns(expected: Assessment) -> None:
    found = run(
        "check", HAZARDS=HAZARDS, PROTECTED=PROTECTED, PARTS=PARTS, ACCURACY="12", WITHIN="350.0",
        **dict.fromkeys(TABLES, "memory:"),
    )  # fmt: skip
    for output, table in TABLES.items():
        frame = getattr(expected, table)
        assert_same(rows(found[output]), frame)
        if output in {"FINDINGS", "RINGS", "OVERLAPS"}:
            assert_same_shapes(shapes(found[output]), frame.geometry)
    points = shapely.point_on_surface(expected.hazard_summary.geometry.to_numpy())
    assert shapely.distance(shapes(found["SUMMARY"]), points).max() < 1e-9
    counts = expected.findings["verdict"].value_counts()
    assert (found["CONFLICTS"], found["UNRESOLVED"], found["CLEAR"]) == (
        counts["conflict"], counts["unresolved"], counts["clear"],
    )  # fmt: skip
    assert found["UNLOCATED"] == len(expected.unlocated) > 0


def test_its_files_are_those_of_the_command_line_too(
    told: Path, expected: Assessment, tmp_path: Path
) -> None:
    workspace, page, book = (tmp_path / f"w.{ending}" for ending in ("gpkg", "html", "xlsx"))
    run(
        "check", HAZARDS=HAZARDS, PROTECTED=PROTECTED, PARTS=PARTS, ACCURACY=12, WITHIN=350, TITLE="会议",
        WORKSPACE=str(workspace), HTML=str(page), XLSX=str(book),
    )  # fmt: skip
    found = read_workspace(workspace)
    for table in (*TABLES.values(), "hazards", "parts", "protected", "unlocated"):
        assert_same(getattr(found, table).drop(columns="geometry", errors="ignore"), getattr(expected, table))
    assert list(found.plan_overlay.columns) == list(expected.plan_overlay.columns)
    assert len(found.plan_overlay) == len(expected.plan_overlay)
    assert found.checks == expected.checks
    # The same files with the same digests; only the moment is another.
    here, there = (frame.run[frame.run["key"] != "time"].to_numpy().tolist() for frame in (found, expected))
    assert here == there
    assert len(page.read_text("utf-8")) == pytest.approx(len((told / "w.html").read_text("utf-8")), abs=20)
    assert pd.read_excel(book, sheet_name=None)


def test_rings_are_those_in_the_command_lines_workspace(expected: Assessment) -> None:
    layer = run("rings", HAZARDS=HAZARDS, PARTS=PARTS, ACCURACY=12, OUTPUT="memory:")["OUTPUT"]
    assert_same(rows(layer), expected.rings.drop(columns=list(INSIDE_COLUMNS)))
    assert_same_shapes(shapes(layer), expected.rings.geometry)


def test_the_map_is_the_one_that_the_command_line_draws(told: Path, tmp_path: Path) -> None:
    command_line("map", told / "w.gpkg", "--title", "会议", "--lang", "zh", "--out", tmp_path / "cli.html")
    found = run("htmlmap", WORKSPACE=str(told / "w.gpkg"), TITLE="会议", OUTPUT=str(tmp_path / "w.html"))
    assert Path(found["OUTPUT"]).read_bytes() == (tmp_path / "cli.html").read_bytes()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_of_ones_own_and_both_editions_count_as_on_the_command_line(tmp_path: Path, lang: Any) -> None:
    language.choose(lang)
    rules = tmp_path / "rules.csv"
    lines = resources.path("layers", "rules.csv").read_text("utf-8-sig").splitlines()
    own = next(line for line in lines if line.startswith("FW-03,"))
    rules.write_text("\n".join([lines[0], own.replace(",100,", ",150,")]), encoding="utf-8")
    both = ["GB50156-2012", "GB50156-2021"]
    command_line(
        "check", HAZARDS, PROTECTED, "--rules", both[0], "--rules", both[1], "--rule-file", rules, "--out",
        tmp_path / "w.gpkg",
    )  # fmt: skip
    expected = read_workspace(tmp_path / "w.gpkg")
    given = {"HAZARDS": HAZARDS, "EDITIONS": ",".join(both), "RULE_FILE": str(rules)}
    assert_same(
        rows(run("check", **given, PROTECTED=PROTECTED, FINDINGS="memory:")["FINDINGS"]), expected.findings
    )
    rings = expected.rings.drop(columns=list(INSIDE_COLUMNS))
    assert_same(rows(run("rings", **given, OUTPUT="memory:")["OUTPUT"]), rings)


def test_the_permitted_zone_is_the_librarys() -> None:
    area = memory_layer("Polygon?crs=EPSG:4490", (AREA_IN.wkt, []))
    found = run(
        "permittedzone", AREA=area, PROTECTED=PROTECTED, EXISTING=HAZARDS, KIND="fireworks_retail",
        TEMPORARY="no", SITE_RADIUS="5", OUTPUT="memory:",
    )["OUTPUT"]  # fmt: skip
    expected = permitted_zone(
        AREA_IN, read_protected(PROTECTED), read_hazards(HAZARDS), kind="fireworks_retail",
        facts={"temporary": "no"}, accuracy_m=5.0,
    )  # fmt: skip
    assert_same(rows(found), expected)
    assert_same_shapes(shapes(found), expected.geometry)
    assert rows(found)["zone"].iloc[0] == "permitted"
    assert set(rows(found)["zone"]) == {"permitted", "forbidden", "uncertain"}
    together = shapely.union_all([shape for shape in shapes(found) if shape is not None])
    assert shapely.area(shapely.symmetric_difference(together, AREA_IN)) < 1e-13


@pytest.mark.parametrize("role", ROLES)
def test_import_gives_the_rows_that_the_command_line_reads(role: str, tmp_path: Path) -> None:
    names = {"POINTS": 0, "LINES": 1, "POLYGONS": 2, "WITHOUT": -1}
    found = run(
        "import", FILE=str(DEMO / f"{role}.geojson"), ROLE=role, **dict.fromkeys(names, "memory:"),
        ALL=str(tmp_path / "all.gpkg"),
    )  # fmt: skip
    frame = ROLES[role](DEMO / f"{role}.geojson")
    dimensions = np.where(frame.geometry.notna(), shapely.get_dimensions(frame.geometry.to_numpy()), -1)
    assert (found["ROWS"], found["UNLOCATED"]) == (len(frame), int((dimensions == -1).sum()))
    for name, dimension in names.items():
        there = frame[dimensions == dimension]
        assert found[name].featureCount() == len(there)
        if len(there):
            assert_same(rows(found[name]), there)
            assert_same_shapes(shapes(found[name]), there.geometry)
    everything = QgsVectorLayer(found["ALL"], "all", "ogr")
    assert_same(rows(everything).drop(columns="fid"), frame)
    assert_same_shapes(shapes(everything), frame.geometry)


def test_import_reads_openstreetmap_with_tags_of_ones_own(tmp_path: Path) -> None:
    file, tags = resources.path("layers", "osm_tags.csv"), tmp_path / "tags.csv"
    lines = file.read_text("utf-8-sig").splitlines()
    tags.write_text("\n".join(line for line in lines if "school" not in line), encoding="utf-8")
    town = str(Path(__file__).parents[1] / "io" / "town.osm")
    counts = []
    for mapping in (None, tags):
        found = run(
            "import", FILE=town, ROLE="protected", MAP_TAGS=str(mapping or ""), ALL="TEMPORARY_OUTPUT"
        )
        everything = QgsVectorLayer(found["ALL"], "all", "ogr")
        assert_same(rows(everything).drop(columns="fid"), read_protected(town, tags=mapping))
        counts.append(found["ROWS"])
    assert counts[0] > counts[1] > 0


def test_import_gives_every_row_a_place_or_says_that_it_has_none(tmp_path: Path) -> None:
    table = tmp_path / "清单.csv"
    text = "名称,类型,经度,纬度\n甲站,加油站,106.28,38.47\n<b>乙</b>站,加油站,106.29,38.47\n丙站,加油站,,\n"
    table.write_text(text, encoding="gb18030")
    feedback = Listener()
    found = run("import", feedback, FILE=str(table), ROLE="hazards", POINTS="memory:", WITHOUT="memory:")
    assert (found["ROWS"], found["UNLOCATED"]) == (3, 1)
    placed, without = rows(found["POINTS"]), rows(found["WITHOUT"])
    assert placed["name"].tolist() == ["甲站", "<b>乙</b>站"]
    assert placed["kind"].tolist() == ["petrol_station"] * 2
    assert without["name"].tolist() == ["丙站"]
    assert feedback.warnings


def test_the_plans_names_get_the_librarys_proposals_and_nothing_more() -> None:
    names = ["中石油北门加油站", "某某理发店", "银古加油站", "新华东街", "北门加油站"]
    places = [shapely.Point(106.28 + number / 100, 38.47) for number in range(len(names))]
    layer = memory_layer(
        "Point?crs=EPSG:4326&field=招牌:string",
        *((place.wkt, [name]) for place, name in zip(places, names, strict=True)),
    )
    found = run("locatebyname", CANDIDATES=layer, NAME_FIELD="招牌", LEAST="0.6", OUTPUT="memory:")
    wanted = [
        entry for entry in load_plan() if entry.box in {"专栏2", "专栏3", "专栏4"} and entry.kind != AREA
    ]
    frame = gpd.GeoDataFrame({"name": names}, geometry=places, crs=4490)
    expected = propose_locations(wanted, frame, least=0.6)
    expected["evidence"] = [word("evidence", code) for code in expected["evidence"]]
    assert_same(rows(found["OUTPUT"]), expected)
    assert_same_shapes(shapes(found["OUTPUT"]), expected.geometry)
    assert (found["ENTRIES"], found["WITH_PROPOSAL"]) == (len(wanted), expected["plan_id"].nunique())
    assert "某某理发店" not in set(expected["candidate_name"])


def test_candidates_in_a_system_that_nobody_can_convert_exactly_are_refused_and_others_are_told_of() -> None:
    east, north = 35611000, 4259000
    for system, refused in ((2359, True), (4523, False)):
        layer = memory_layer(
            f"Point?crs=EPSG:{system}&field=name:string", (f"POINT({east} {north})", ["北门加油站"])
        )
        feedback = Listener()
        if refused:
            with pytest.raises(QgsProcessingException, match="换算"):
                run("locatebyname", feedback, CANDIDATES=layer, LEAST="0.6", OUTPUT="memory:")
            continue
        found = run("locatebyname", feedback, CANDIDATES=layer, LEAST="0.6", OUTPUT="memory:")
        assert rows(found["OUTPUT"])["candidate_name"].tolist() == ["北门加油站"]
        assert any("换算为 CGCS2000" in one for one in feedback.warnings)


def test_candidates_whose_columns_say_their_datum_are_placed_by_it() -> None:
    (lon,), (lat,) = convert([106.285], [38.475], "cgcs2000", "gcj02")
    layer = memory_layer(
        "Point?crs=EPSG:4326&field=name:string&field=高德经度:double&field=高德纬度:double",
        (f"POINT({lon} {lat})", ["北门加油站", float(lon), float(lat)]),
    )
    found = run("locatebyname", CANDIDATES=layer, LEAST="0.6", OUTPUT="memory:")
    (place,) = shapes(found["OUTPUT"])
    assert (place.x, place.y) == pytest.approx((106.285, 38.475), abs=1e-6)


@pytest.mark.parametrize(("start", "end"), [("gcj02", "cgcs2000"), ("wgs84", "bd09"), ("bd09", "gcj02")])
def test_a_datum_is_converted_as_by_the_library_and_exactly_back(start: str, end: str) -> None:
    table = pyogrio.read_dataframe(PROTECTED)
    table = table[table.geom_type == "Polygon"].head(50)
    first = memory_layer(
        "Polygon?crs=EPSG:4490&field=name:string",
        *((shape.wkt, [name]) for shape, name in zip(table.geometry, table["name"], strict=True)),
        (None, ["没有图形"]),
    )
    there = run("convertdatum", INPUT=first, FROM=start, TO=end, OUTPUT="memory:")["OUTPUT"]
    back = run("convertdatum", INPUT=there, FROM=end, TO=start, OUTPUT="memory:")["OUTPUT"]
    assert there.featureCount() == back.featureCount() == 51
    assert_same(rows(there), rows(first))
    before = shapes(first)

    def move(places: Any) -> Any:
        return np.column_stack(convert(places[:, 0], places[:, 1], start, end))

    expected = [None if shape is None else shapely.transform(shape, move) for shape in before]
    assert_same_shapes(shapes(there), expected)
    assert shapely.hausdorff_distance(before[:-1], shapes(back)[:-1]).max() < 1e-8


def test_heights_and_attributes_survive_and_places_abroad_are_said_to_stay() -> None:
    layer = memory_layer(
        "PointZ?crs=EPSG:4326&field=name:string",
        ("POINTZ(106.28 38.47 1112)", ["银川"]),
        ("POINTZ(16.37 48.21 171)", ["Wien"]),
    )
    feedback = Listener()
    found = run("convertdatum", feedback, INPUT=layer, FROM="wgs84", TO="gcj02", OUTPUT="memory:")["OUTPUT"]
    here, abroad = (feature.geometry().constGet() for feature in found.getFeatures())
    assert (here.z(), abroad.z()) == (1112, 171)
    assert (abroad.x(), abroad.y()) == (16.37, 48.21)
    assert abs(here.x() - 106.28) > 0.001
    assert any("1 个要素在中国以外" in one for one in feedback.warnings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_algorithm_and_each_of_its_parameters_has_its_help(qgis_app: QgsApplication, lang: Any) -> None:
    language.choose(lang)
    for algorithm in qgis_app.processingRegistry().providerById("xq").algorithms():
        fresh = algorithm.create()
        definitions = fresh.parameterDefinitions()
        texts = [fresh.displayName(), fresh.group(), *fresh.tags(), fresh.provider().longName()]
        texts += [one.description() for one in (*definitions, *fresh.outputDefinitions())]
        helps = [one.help() for one in definitions]
        assert all(text and not text.startswith(("p_", "group_")) for text in (*texts, *helps)), fresh.id()
        assert not [text for text in helps if text.endswith("_help")]
        for text in (fresh.displayName(), *helps):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text) is (lang == "zh") or "专栏" in text
        assert fresh.shortHelpString().count("<p>") == 2
        # Words that are the same in every language are explained.
        for one in definitions:
            if isinstance(one, QgsProcessingParameterEnum) and one.name() != "EDITIONS":
                untold = [option for option in one.options() if option not in one.help()]
                assert set(untold) <= {"cgcs2000", "wgs84"}, one.name()


def test_a_model_that_imports_and_checks_gives_what_the_command_line_gives(
    project: QgsProject, told: Path, expected: Assessment, tmp_path: Path
) -> None:
    from plugin.modelling import chain

    model = chain(
        ("hazards", "import", {"FILE": HAZARDS, "ROLE": "hazards"}),
        ("protected", "import", {"FILE": PROTECTED, "ROLE": "protected"}),
        ("parts", "import", {"FILE": PARTS, "ROLE": "parts"}),
        (
            "check", "check",
            {"ACCURACY": 12, "WITHIN": 350, "HAZARDS": ("hazards", "ALL"), "PROTECTED": ("protected", "ALL"),
             "PARTS": ("parts", "ALL")},
        ),
        ("map", "htmlmap", {"WORKSPACE": ("check", "WORKSPACE"), "TITLE": "会议"}),
        outputs={"hazards": ["ALL"], "protected": ["ALL"], "parts": ["ALL"],
                 "check": ["FINDINGS", "WORKSPACE"], "map": ["OUTPUT"]},
    )  # fmt: skip
    context, feedback = QgsProcessingContext(), Listener()
    context.setProject(project)
    places = {
        **{f"{role}:ALL": str(tmp_path / f"{role}.gpkg") for role in ROLES},
        "check:FINDINGS": "memory:",
        "check:WORKSPACE": str(tmp_path / "w.gpkg"),
        "map:OUTPUT": str(tmp_path / "w.html"),
    }
    found, done = model.run(places, context, feedback)
    assert done, feedback.warnings
    layer = context.takeResultLayer(found["check:FINDINGS"])
    assert_same(rows(layer), expected.findings)
    assert_same_shapes(shapes(layer), expected.findings.geometry)
    assert_same(read_workspace(tmp_path / "w.gpkg").survey, expected.survey)
    assert (told / "w.html").stat().st_size == pytest.approx((tmp_path / "w.html").stat().st_size, rel=0.01)


def test_a_file_goes_into_the_districts_workspace_and_out_again(tmp_path: Path) -> None:
    workspace = tmp_path / "区.gpkg"
    table = tmp_path / "a.csv"
    table.write_bytes(
        "名称,类型,经度,纬度\n甲站,加油站,106.28,38.47\n乙站,加油站,东边,38.47\n".encode("gb18030")
    )
    feedback = Listener()
    arguments = {"FILE": str(table), "ROLE": "hazards", "WORKSPACE": str(workspace), "BY": "张三"}
    done = run("importinto", feedback, **arguments)
    assert (done["IMPORT_ID"], done["ROWS"], done["ROWS_REJECTED"]) == (1, 1, 1)
    assert any("没有写明等级" in text for text in feedback.warnings)
    assert [one.imported_by for one in imports(workspace)] == ["张三"]
    with pytest.raises(QgsProcessingException, match="里已有其中 1 行"):
        run("importinto", **arguments)
    assert run("importinto", **arguments, IF_THERE="replace")["ROWS_REPLACED"] == 1
    gone = run("undoimport", WORKSPACE=str(workspace), BY="李四")
    assert (gone["IMPORT_ID"], gone["ROWS_REMOVED"], gone["ROWS_RESTORED"]) == (2, 1, 1)
    assert [one.undone_by for one in imports(workspace)] == [None, "李四"]


def test_an_import_that_is_cancelled_leaves_no_workspace(tmp_path: Path) -> None:
    workspace = tmp_path / "区.gpkg"
    town = str(resources.path("layers", "demo", "protected.geojson"))
    impatient = Impatient(3)
    assert not run("importinto", impatient, FILE=town, ROLE="protected", WORKSPACE=str(workspace), BY="a")
    assert [*tmp_path.iterdir()] == []


def test_import_takes_an_encoding_and_a_coordinate_system_at_ones_word(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "GBK")
    path.with_suffix(".prj").unlink()
    said = {"FILE": str(path), "ROLE": "hazards", "CRS": "EPSG:4490", "ENCODING": "gb18030"}
    found = run("import", **said, POINTS="memory:")
    assert "胜利加油站" in list(rows(found["POINTS"])["name"])


def test_import_takes_a_kind_and_an_accuracy_at_ones_word(tmp_path: Path) -> None:
    path = tmp_path / "xian.gpkg"
    gpd.GeoDataFrame({"name": ["胜利站"]}, geometry=[shapely.Point(106.28, 38.47)], crs=4610).to_file(path)
    said = {"FILE": str(path), "ROLE": "hazards"}
    with pytest.raises(QgsProcessingException, match="类型"):
        run("import", **said, CRS_ACCURACY=130, POINTS="memory:")
    with pytest.raises(QgsProcessingException, match="多准"):
        run("import", **said, STATED_KIND="加油站", POINTS="memory:")
    found = rows(run("import", **said, STATED_KIND="加油站", CRS_ACCURACY=130, POINTS="memory:")["POINTS"])
    assert list(found["kind"]) == ["petrol_station"]
    assert found["position_accuracy_m"].min() > 130
    workspace = tmp_path / "区.gpkg"
    run("importinto", **said, STATED_KIND="加油站", CRS_ACCURACY=130, WORKSPACE=str(workspace), BY="张三")
    assert json.loads(imports(workspace)[0].options) == {"crs_accuracy": "130", "kind": "加油站"}


def test_import_reads_columns_as_is_said(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("单位全称,类型,X,Y\n胜利站,加油站,106.28,38.47\n", encoding="utf-8")
    said = {"FILE": str(path), "ROLE": "hazards"}
    found = rows(run("import", **said, STATED_COLUMNS="名称=单位全称；经度=X", POINTS="memory:")["POINTS"])
    assert list(found["name"]) == ["胜利站"]
    for wrong, told in (("公司=单位全称", "没有“公司”这一项"), ("名称", "没有写明哪一列是什么")):
        with pytest.raises(QgsProcessingException, match=told):
            run("import", **said, STATED_COLUMNS=wrong, POINTS="memory:")
    workspace = tmp_path / "区.gpkg"
    run("importinto", **said, STATED_COLUMNS="名称=单位全称", WORKSPACE=str(workspace), BY="张三")
    assert json.loads(imports(workspace)[0].options) == {"columns": "名称=单位全称"}
