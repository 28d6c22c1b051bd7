"""What comes out of an algorithm: all of it or nothing, cancelled or not, once or again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
import pytest
import shapely
from plugin.algorithms import (
    Impatient,
    Listener,
    assert_same,
    contents,
    memory_layer,
    registered,
    rows,
    run,
    town,
)
from plugin.modelling import chain
from qgis.core import (
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop, Qt

from xq_gis_plugin.core.errors import OutputError
from xq_gis_plugin.io.read import read_hazards
from xq_gis_plugin.io.remarks import Remark, read_remarks, write_remarks
from xq_gis_plugin.io.workspace import read_workspace
from xq_gis_plugin.qgis_plugin.processing import import_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from qgis.core import QgsApplication

pytestmark = pytest.mark.usefixtures("project")

SINKS = ("FINDINGS", "SUMMARY", "RINGS", "OVERLAPS", "SURVEY", "FINDING_RULES")
CASES = ("check", "rings", "permittedzone", "convertdatum", "import", "locatebyname", "htmlmap")


@pytest.fixture(scope="module", autouse=True)
def _provider(qgis_app: QgsApplication) -> Iterator[None]:
    with registered(qgis_app):
        yield


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], dict[str, Any]]:
    """Return what gives an algorithm its inputs, from files, and outputs in the folder ``out``."""
    hazards, protected = town(tmp_path)
    out = tmp_path / "out"
    out.mkdir()

    def given(name: str) -> dict[str, Any]:
        workspace, output = tmp_path / "w.gpkg", {"OUTPUT": str(out / "o.gpkg")}
        area = (shapely.box(106.289, 38.469, 106.294, 38.472).wkt, [])
        named = "Point?crs=EPSG:4490&field=name:string"
        if name == "htmlmap" and not workspace.exists():
            run("check", HAZARDS=hazards, PROTECTED=protected, WORKSPACE=str(workspace))
        return {
            "check": {
                "HAZARDS": hazards, "PROTECTED": protected,
                **{key: str(out / f"{key}.gpkg") for key in SINKS},
                "WORKSPACE": str(out / "w.gpkg"), "HTML": str(out / "w.html"), "XLSX": str(out / "w.xlsx"),
            },
            "rings": {"HAZARDS": hazards, **output},
            "permittedzone": {
                "AREA": memory_layer("Polygon?crs=EPSG:4490", area), "PROTECTED": protected,
                "EXISTING": hazards, **output,
            },
            "convertdatum": {"INPUT": hazards, "OUTPUT": str(out / "o.shp")},
            "import": {"FILE": hazards, "POINTS": str(out / "o.gpkg"), "ALL": str(out / "all.gpkg")},
            "locatebyname": {
                "CANDIDATES": memory_layer(named, ("POINT(106.3 38.4)", ["银古加油站"])), **output,
            },
            "htmlmap": {"WORKSPACE": str(workspace), "OUTPUT": str(out / "o.html")},
        }[name]  # fmt: skip

    return given


@pytest.mark.parametrize("name", CASES)
def test_a_cancel_at_any_moment_leaves_everything_as_it_was(
    case: Callable[[str], dict[str, Any]], tmp_path: Path, name: str
) -> None:
    parameters, out = case(name), tmp_path / "out"
    assert not run(name, Impatient(0), **parameters)
    assert contents(out) == {}
    patient = Impatient(1_000_000)
    done = run(name, patient, **parameters)
    assert done
    assert contents(out)
    # From now on there are results that must survive.
    before, asked = contents(tmp_path), patient.asked
    assert asked > 4
    # Processing itself asks when all is done.
    questions = 0
    while True:
        feedback = Impatient(questions)
        found = run(name, feedback, **parameters)
        if "ROWS" in found or set(done) <= set(found):
            break
        assert not found
        assert contents(tmp_path) == before, questions
        questions += 1
    # While a thread works it asks by the clock too: a slow machine is asked more often.
    assert asked // 2 <= questions <= 2 * asked


def test_a_cancel_by_the_progress_bar_stops_a_run_in_its_middle(
    case: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    for share in (0, 30, 50, 85, 95):
        feedback, seen = Listener(), []

        def stop(
            progress: float, feedback: Listener = feedback, seen: list[float] = seen, at: float = share
        ) -> None:
            seen.append(progress)
            if progress > at:
                feedback.cancel()

        feedback.progressChanged.connect(stop, Qt.ConnectionType.DirectConnection)
        assert not run("check", feedback, **case("check"))
        assert contents(tmp_path / "out") == {}
        # It was the last thing that it told.
        assert [progress > share for progress in seen] == [False] * (len(seen) - 1) + [True]


def test_a_file_that_is_read_is_left_to_itself_on_a_cancel(
    case: Callable[[str], dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    feedback = Listener()
    read = import_file.read_role

    def slowly(*arguments: Any) -> Any:
        started.set()
        assert go_on.wait(60)
        frame = read(*arguments)
        ended.set()
        return frame

    def cancel() -> None:
        assert started.wait(60)
        feedback.cancel()

    monkeypatch.setattr(import_file, "read_role", slowly)
    threading.Thread(target=cancel).start()
    assert not run("import", feedback, **case("import"))
    assert not ended.is_set()
    go_on.set()
    assert ended.wait(60)
    assert contents(tmp_path / "out") == {}


def test_what_goes_wrong_while_the_last_file_is_written_leaves_everything_as_it_was(
    case: Callable[[str], dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xq_gis_plugin.export import tables

    def full(*_: Any, **__: Any) -> None:
        raise OutputError("output_unwritable", "w.xlsx cannot be written: full.", "Make room.", path="w.xlsx")

    parameters = case("check")
    run("check", **parameters)
    before = contents(tmp_path)
    monkeypatch.setattr(tables, "write_xlsx", full)
    with pytest.raises(QgsProcessingException, match=r"不能写入：w\.xlsx"):
        run("check", **parameters)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", CASES)
def test_a_folder_that_is_not_there_is_said_in_words(
    case: Callable[[str], dict[str, Any]], tmp_path: Path, name: str
) -> None:
    parameters = {
        key: value.replace(str(tmp_path / "out"), str(tmp_path / "没有")) if isinstance(value, str) else value
        for key, value in case(name).items()
    }
    before = contents(tmp_path)
    with pytest.raises(QgsProcessingException, match=r"不能写入：.*没有.* 请选择存在且可写的文件夹"):
        run(name, **parameters)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"HTML": "w.htm"}, "w.htm：文件名应以 .html 结尾"),
        ({"WORKSPACE": "w.sqlite"}, "文件名应以 .gpkg 结尾"),
        ({"FINDINGS": "w.gpkg"}, "两项输出用了同一个文件"),
        ({"FINDINGS": "SURVEY.gpkg"}, "两项输出用了同一个文件"),
        ({"WORKSPACE": "own.gpkg"}, "不是本软件的工作空间，没有替换它"),
        ({"WORKSPACE": "own.gpkg", "HAZARDS": "own.gpkg"}, "成果不能覆盖正在读取的文件"),
    ],
)
def test_a_file_that_must_not_be_written_is_refused(
    case: Callable[[str], dict[str, Any]], tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    parameters, own = case("check"), tmp_path / "out" / "own.gpkg"
    pyogrio.write_dataframe(read_hazards(parameters["HAZARDS"]), own, dataset_options={"VERSION": "1.3"})
    before = contents(tmp_path)
    places = {key: str(tmp_path / "out" / value) for key, value in changed.items()}
    with pytest.raises(QgsProcessingException, match=told):
        run("check", **{**parameters, **places})
    assert contents(tmp_path) == before
    with pytest.raises(QgsProcessingException, match=r"文件名应以 \.html 结尾"):
        run("htmlmap", WORKSPACE=str(own), OUTPUT=str(own))
    assert contents(tmp_path) == before


def test_a_file_that_is_no_workspace_gives_no_map(tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"a": [1]}), other)
    before = contents(tmp_path)
    with pytest.raises(QgsProcessingException, match="工作空间"):
        run("htmlmap", WORKSPACE=str(other), OUTPUT=str(tmp_path / "x.html"))
    assert contents(tmp_path) == before


def test_a_rerun_replaces_its_files_and_keeps_the_remarks(
    case: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    parameters, workspace = case("check"), tmp_path / "out" / "w.gpkg"
    first = run("check", **parameters)
    identity = read_workspace(workspace).findings["finding_id"].iloc[0]
    write_remarks(workspace, [Remark(identity, "fixing", "已约谈", "2026-11")], seen={})
    again = run("check", **{**parameters, "ACCURACY": 40})
    assert again.keys() == first.keys()
    assert read_remarks(workspace)[identity].remark == "已约谈"
    assert sorted(contents(tmp_path / "out")) == sorted(
        [*(f"{key}.gpkg" for key in SINKS), "w.gpkg", "w.html", "w.xlsx"]
    )
    layer = QgsVectorLayer(again["FINDINGS"], "f", "ogr")
    assert_same(rows(layer).drop(columns="fid"), read_workspace(workspace).findings)


def test_a_table_beside_others_is_written_whole_and_the_others_stay(
    case: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    book = tmp_path / "out" / "其他.gpkg"
    parameters = case("rings")
    pyogrio.write_dataframe(
        pd.DataFrame({"a": [1, 2]}), book, layer="own", dataset_options={"VERSION": "1.3"}
    )
    parameters["OUTPUT"] = f"ogr:dbname='{book}' table=\"rings\" (geom)"
    before, questions = contents(tmp_path), 0
    while not (found := run("rings", Impatient(questions), **parameters)):
        assert contents(tmp_path) == before
        questions += 1
    layer = QgsVectorLayer(f"{book}|layername=rings", "r", "ogr")
    other = run("rings", **{**parameters, "OUTPUT": "memory:"})["OUTPUT"]
    assert_same(rows(layer).drop(columns="fid"), rows(other))
    assert pyogrio.read_dataframe(book, layer="own")["a"].tolist() == [1, 2]
    assert "rings" in found["OUTPUT"]


def test_a_layer_goes_into_the_project_from_where_it_is_now(
    case: Callable[[str], dict[str, Any]], qgis_app: QgsApplication
) -> None:
    parameters, context, feedback = case("check"), QgsProcessingContext(), Listener()
    context.setProject(QgsProject.instance())
    place = parameters["FINDINGS"]
    definition = QgsProcessingOutputLayerDefinition(place, QgsProject.instance())
    definition.destinationName = "本周结论"
    algorithm = qgis_app.processingRegistry().algorithmById("xq:check")
    found, done = algorithm.run({**parameters, "FINDINGS": definition}, context, feedback)
    assert done
    assert found["FINDINGS"] == place
    assert {key: details.name for key, details in context.layersToLoadOnCompletion().items()} == {
        place: "本周结论"
    }
    cancelled = QgsProcessingContext()
    cancelled.setProject(QgsProject.instance())
    algorithm.run({**parameters, "FINDINGS": definition}, cancelled, Impatient(20))
    assert cancelled.layersToLoadOnCompletion() == {}


def test_a_shapefile_comes_with_all_its_files(case: Callable[[str], dict[str, Any]], tmp_path: Path) -> None:
    found = run("convertdatum", **case("convertdatum"))
    assert {"o.shp", "o.shx", "o.dbf", "o.prj"} <= set(contents(tmp_path / "out"))
    assert QgsVectorLayer(found["OUTPUT"], "o", "ogr").featureCount() == 3


def test_a_batch_goes_on_behind_a_row_that_fails(
    case: Callable[[str], dict[str, Any]], qgis_app: QgsApplication, tmp_path: Path
) -> None:
    # As the batch panel does: one algorithm, and a context and a feedback for each of its rows.
    algorithm = qgis_app.processingRegistry().algorithmById("xq:check")
    wanted = [("a", "5", "200"), ("b", "abc", "200"), ("c", "40", "200.5")]
    done = []
    for name, accuracy, within in wanted:
        context, parameters = QgsProcessingContext(), case("check")
        context.setProject(QgsProject.instance())
        parameters |= {"ACCURACY": accuracy, "WITHIN": within, "WORKSPACE": str(tmp_path / f"{name}.gpkg")}
        parameters["FINDINGS"] = str(tmp_path / f"{name}_findings.gpkg")
        done.append(algorithm.run(parameters, context, Listener()))
    assert [good for _, good in done] == [True, False, True]
    assert {path.name for path in tmp_path.glob("*.gpkg")} == {
        "a.gpkg", "a_findings.gpkg", "c.gpkg", "c_findings.gpkg",
    }  # fmt: skip
    for name, accuracy, _ in (wanted[0], wanted[2]):
        findings = read_workspace(tmp_path / f"{name}.gpkg")
        assert findings.run.set_index("key")["value"]["accuracy_m"] == f"{float(accuracy)}"
        layer = QgsVectorLayer(str(tmp_path / f"{name}_findings.gpkg"), name, "ogr")
        assert_same(rows(layer).drop(columns="fid"), findings.findings)


def test_a_model_runs_again_over_its_own_files_and_stops_behind_a_cancelled_step(
    case: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    given = case("check")
    model = chain(
        ("check", "check", {key: given[key] for key in ("HAZARDS", "PROTECTED")}),
        ("map", "htmlmap", {"WORKSPACE": ("check", "WORKSPACE"), "TITLE": "会议"}),
        outputs={"check": ["WORKSPACE"], "map": ["OUTPUT"]},
    )
    places = {"check:WORKSPACE": str(tmp_path / "m.gpkg"), "map:OUTPUT": str(tmp_path / "m.html")}
    for _ in range(2):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        found, done = model.run(places, context, Listener())
        assert done
        assert found["map:OUTPUT"] == places["map:OUTPUT"]
    before = contents(tmp_path)
    feedback = Listener()
    feedback.progressChanged.connect(feedback.cancel, Qt.ConnectionType.DirectConnection)
    model.run(places, context, feedback)
    assert contents(tmp_path) == before


def test_it_runs_again_and_again_in_the_threads_of_qgiss_pool(
    case: Callable[[str], dict[str, Any]], qgis_app: QgsApplication
) -> None:
    algorithm = qgis_app.processingRegistry().algorithmById("xq:check")
    done: list[tuple[bool, int]] = []
    for _ in range(3):
        context, feedback = QgsProcessingContext(), Listener()
        context.setProject(QgsProject.instance())
        parameters = {key: value for key, value in case("check").items() if key in {"HAZARDS", "PROTECTED"}}
        task = QgsProcessingAlgRunnerTask(algorithm, {**parameters, "FINDINGS": "memory:"}, context, feedback)
        loop = QEventLoop()
        task.executed.connect(lambda good, found: done.append((good, found.get("CONFLICTS"))))
        task.executed.connect(loop.quit)
        qgis_app.taskManager().addTask(task)
        loop.exec()
    assert [good for good, _ in done] == [True] * 3
    assert len({conflicts for _, conflicts in done}) == 1
