"""The sheets: complete, true to scale, searchable, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeedback,
    QgsLayoutItemLabel,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
)

from xq_gis_plugin.core.errors import InputError, OutputError
from xq_gis_plugin.export.digest import headline
from xq_gis_plugin.export.words import error_text, say, word
from xq_gis_plugin.io.workspace import read_workspace, write_workspace
from xq_gis_plugin.qgis_plugin import layouts
from xq_gis_plugin.qgis_plugin.layout_legend import text_size
from xq_gis_plugin.qgis_plugin.layout_pages import metric_crs, worst_hazards
from xq_gis_plugin.qgis_plugin.layouts import export_pdf, make_layout, open_project
from xq_gis_plugin.qgis_plugin.processing import layout_pdf
from xq_gis_plugin.run import CancelledError, Given, Request, demo_request, run_check
from xq_gis_plugin.widgets.products_page import LONGEST_REVIEW
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsPrintLayout

    from xq_gis_plugin.export.words import Language

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "<b>[% 'a'||'b' %]</b>&"

pytestmark = pytest.mark.usefixtures("qgis_app")


class Quiet:
    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _told: None


@pytest.fixture(scope="module")
def workspace(qgis_app: QgsApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001
    path = tmp_path_factory.mktemp("layouts") / "demo.gpkg"
    write_workspace(run_check(demo_request(), Quiet()), path)
    return path


@pytest.fixture(scope="module")
def sheets(workspace: Path) -> dict[tuple[str, str], Path]:
    """Return the demo's PDF in both sizes, and in English too."""
    made = {}
    for size, lang in (("a3", "zh"), ("a4", "zh"), ("a4", "en")):
        project = open_project(workspace, lang)
        layout = make_layout(project, workspace, size=size, lang=lang)
        made[size, lang] = export_pdf(layout, workspace.with_name(f"{size}_{lang}.pdf"), atlas=True)
    return made


def output_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def texts_of(layout: QgsPrintLayout) -> str:
    """Return what the labels of the sheet say now, one after the other.

    Not read from the PDF: Qt names many letters in it by their radicals.
    """
    return "\n".join(item.currentText() for item in layout.items() if isinstance(item, QgsLayoutItemLabel))


def table_of(layout: QgsPrintLayout) -> list[list[str]]:
    table = layout.multiFrames()[0]
    table.refresh()
    return [[str(cell) for cell in row] for row in table.contents()]


def legend_of(layout: QgsPrintLayout) -> list[str]:
    model = layout.itemById("legend").model()
    texts = []
    for node in model.rootGroup().findLayers():
        texts += [leaf.data(QtCore.Qt.ItemDataRole.DisplayRole) for leaf in model.layerLegendNodes(node)]
    return [" ".join(text.split("|")) for text in texts]


def facts_of(pdf: Path) -> dict[str, str]:
    lines = (line.split(":", 1) for line in output_of("pdfinfo", str(pdf)).splitlines() if ":" in line)
    return {key: value.strip() for key, value in lines}


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (106.2, 38.5, 4544), (106.6, 38.5, 4545), (75.2, 39.5, 4534), (134.9, 48.4, 4554),
        (24.9, 60.2, 32635), (-58.4, -34.6, 32721),
    ],
)  # fmt: skip
def test_the_map_is_drawn_in_metres_of_the_nearest_meridian(
    longitude: float, latitude: float, code: int
) -> None:
    crs = metric_crs(QgsRectangle(longitude - 0.01, latitude - 0.01, longitude + 0.01, latitude + 0.01))
    assert crs.authid() == f"EPSG:{code}"
    assert crs.isValid()
    assert "3857" not in crs.authid()


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_a_millimetre_on_the_sheet_is_what_the_scale_says(workspace: Path, size: layouts.Size) -> None:
    layout = make_layout(open_project(workspace, "zh"), workspace, size=size)
    drawn = layout.itemById("map")
    extent, width_mm = drawn.extent(), drawn.rect().width()
    back = QgsCoordinateTransform(
        drawn.crs(), QgsCoordinateReferenceSystem("EPSG:4490"), QgsProject.instance()
    )
    middle = extent.center().y()
    ends = [back.transform(QgsPointXY(x, middle)) for x in (extent.xMinimum(), extent.xMaximum())]
    measure = QgsDistanceArea()
    measure.setEllipsoid("EPSG:7024")
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4490"), QgsProject.instance().transformContext())
    true_m = measure.measureLine(ends)
    assert width_mm / 1000 * drawn.scale() == pytest.approx(true_m, rel=1e-3)
    bar = layout.itemById("scale_bar")
    drawn_mm = bar.numberOfSegments() * bar.unitsPerSegment() / drawn.scale() * 1000
    assert 20 < drawn_mm < bar.rect().width()


def test_there_is_an_overview_and_a_page_per_hazard_that_is_not_clear(
    workspace: Path, sheets: dict[tuple[str, str], Path]
) -> None:
    result = read_workspace(workspace)
    wanted = set(result.hazard_summary.loc[result.hazard_summary["verdict"] != "clear", "hazard_id"])
    order = worst_hazards(result)
    assert set(order) == wanted
    colors = result.hazard_summary.set_index("hazard_id")["risk_color"]
    assert [colors[hazard] for hazard in order] == sorted(
        (colors[hazard] for hazard in order), key=["red", "orange", "yellow"].index
    )
    for pdf in sheets.values():
        assert facts_of(pdf)["Pages"] == str(1 + len(wanted))


def test_each_page_is_headed_by_its_hazard(workspace: Path) -> None:
    result = read_workspace(workspace)
    names = result.hazard_summary.set_index("hazard_id")["name"]
    layout = make_layout(open_project(workspace, "zh"), workspace)
    heading = layout.itemById("subtitle")
    assert heading.currentText() == headline(result).text()
    layout.atlas().beginRender()
    for number, hazard in enumerate(worst_hazards(result)):
        layout.atlas().next()
        assert heading.currentText().startswith(names[hazard])
        told = word("layout", "page_of").format(page=number + 2, pages=1 + len(worst_hazards(result)))
        assert layout.itemById("foot_right").currentText().endswith(told)
        assert layout.itemById("map").scale() <= 10_000
    layout.atlas().endRender()


@pytest.mark.parametrize(("size", "page_mm"), [("a3", "1190.55 x 841.89"), ("a4", "595.276 x 841.89")])
def test_the_page_has_its_size(sheets: dict[tuple[str, str], Path], size: str, page_mm: str) -> None:
    width, height = (float(one) for one in page_mm.split(" x "))
    told = facts_of(sheets[size, "zh"])["Page size"].split(" pts")[0]
    assert [float(one) for one in told.split(" x ")] == pytest.approx([width, height], abs=1.5)


@pytest.mark.parametrize("size", ["a3", "a4"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_says_what_it_is_and_what_it_rests_on(
    workspace: Path, size: layouts.Size, lang: Language
) -> None:
    layout = make_layout(open_project(workspace, lang), workspace, size=size, lang=lang)
    text = texts_of(layout)
    expected = [
        word("layout", "title", lang), word("layout", "internal", lang), word("layout", "review_is", lang),
        word("layout", "across", lang), say("fictional_long", lang), say("not_unlawful", lang), "EPSG:4545",
        "GB50156-2021", "CGCS2000", "hazards.geojson", word("layout", "findings_worst", lang),
    ]  # fmt: skip
    assert [one for one in expected if one not in text] == []
    assert "OpenStreetMap" not in text
    assert str(ROOT) not in text
    assert layout.itemById("across").isVisible()
    legend = legend_of(layout)
    assert legend[0] == say("legend", lang)
    assert {word("color_meaning", color, lang) for color in ("red", "orange", "yellow", "blue")} <= set(
        legend
    )
    # The demo has no forest: the legend has none either.
    assert word("layout", "forest", lang) not in legend


@pytest.mark.parametrize("size", ["a3", "a4"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_legend_has_room(workspace: Path, size: layouts.Size, lang: Language) -> None:
    layout = make_layout(open_project(workspace, lang), workspace, size=size, lang=lang)
    legend = layout.itemById("legend")
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
    assert needed.width() <= legend.rect().width()
    assert needed.height() <= legend.rect().height()
    # Chinese, which the sheets are made for, keeps the template's letters.
    template = layouts._load(QgsProject(), size, layout.itemById("title").font().family())  # noqa: SLF001
    label = QgsLegendStyle.Style.SymbolLabel
    whole = text_size(template.itemById("legend"), label)
    assert text_size(legend, label) >= whole * (1 if lang == "zh" else 0.8)


def test_the_fonts_are_in_the_file(sheets: dict[tuple[str, str], Path]) -> None:
    for pdf in sheets.values():
        rows = output_of("pdffonts", str(pdf)).splitlines()[2:]
        assert rows
        # The columns from the right: object's two numbers, unicode, subset, embedded.
        assert {row.split()[-5] for row in rows} == {"yes"}
        assert {row.split()[-3] for row in rows} == {"yes"}


def test_the_table_lists_the_worst_of_all_then_those_of_the_pages_hazard(workspace: Path) -> None:
    result = read_workspace(workspace)
    layout = make_layout(open_project(workspace, "zh"), workspace)
    overview = table_of(layout)
    assert len(overview) == 8
    assert {row[1] for row in overview} == {word("verdict", "conflict")}
    worst = worst_hazards(result)[0]
    of_it = result.findings[(result.findings["hazard_id"] == worst) & (result.findings["verdict"] != "clear")]
    layout.atlas().beginRender()
    layout.atlas().next()
    named = [str(name or say("alone")) for name in of_it["object_name"]]
    assert sorted(row[0] for row in table_of(layout)) == sorted(named)
    layout.atlas().endRender()


def test_a_finding_between_two_hazards_is_on_the_pages_of_both(workspace: Path) -> None:
    result = read_workspace(workspace)
    two = result.findings[result.findings["object_id"].isin(result.hazard_summary["hazard_id"])]
    two = two[two["verdict"] == "conflict"]
    order = worst_hazards(result)
    layout = make_layout(open_project(workspace, "zh"), workspace)
    layout.atlas().beginRender()
    listed = {}
    for hazard in order:
        layout.atlas().next()
        listed[hazard] = {row[0] for row in table_of(layout)}
    layout.atlas().endRender()
    assert len(two)
    for row in two.itertuples():
        assert row.object_name in listed[row.hazard_id]
        assert row.hazard_name in listed[row.object_id]


def test_without_the_atlas_there_is_one_page(workspace: Path, tmp_path: Path) -> None:
    layout = make_layout(open_project(workspace, "zh"), workspace)
    pdf = export_pdf(layout, tmp_path / "one.pdf", atlas=False)
    assert facts_of(pdf)["Pages"] == "1"
    assert word("layout", "page_of").format(page=1, pages=1) in texts_of(layout)


def test_a_title_is_text_whatever_it_says(workspace: Path) -> None:
    layout = make_layout(open_project(workspace, "zh"), workspace, title=HOSTILE)
    assert layout.itemById("title").currentText() == HOSTILE


@pytest.mark.parametrize(
    ("review", "lang", "told"),
    [
        ("", "zh", "审图号：未经审图，仅限内部使用"),
        (" \u3000\n", "zh", "审图号：未经审图，仅限内部使用"),
        ("宁S(2026)012号", "zh", "审图号：宁S(2026)012号"),
        ("", "en", "Map approval no.: none — for internal use only"),
        ("宁S(2026)012号", "en", "Map approval no.: 宁S(2026)012号"),
        ("[% 'a'||'b' %]<b>{x}", "zh", "审图号：[% 'a'||'b' %]<b>{x}"),
    ],
)
@pytest.mark.parametrize("size", ["a3", "a4"])
def test_each_sheet_says_the_approval_number_or_that_it_has_none(
    workspace: Path, review: str, lang: Language, told: str, size: layouts.Size
) -> None:
    made = make_layout(open_project(workspace, lang), workspace, lang=lang, review=review, size=size)
    assert made.itemById("review").currentText() == told
    made.atlas().beginRender()
    made.atlas().next()
    assert made.itemById("review").currentText() == told
    made.atlas().endRender()


def test_an_approval_number_that_does_not_fit_is_refused_and_none_is_cut_off(workspace: Path) -> None:
    project = open_project(workspace, "zh")
    with pytest.raises(InputError) as caught:
        make_layout(project, workspace, review="宁" * (LONGEST_REVIEW + 1))
    assert caught.value.code == "review_long"
    assert str(LONGEST_REVIEW) in error_text(caught.value, "zh").hint
    made = make_layout(project, workspace, review="宁" * LONGEST_REVIEW, size="a4")
    label = made.itemById("review")
    metrics = QtGui.QFontMetricsF(label.font())
    # In points, as its font; the metrics count the screen's dots.
    inch = QtWidgets.QApplication.primaryScreen().logicalDotsPerInch()
    assert metrics.horizontalAdvance(label.currentText()) / inch * 25.4 < label.rect().width()


def test_processing_takes_the_approval_number_too(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[QgsPrintLayout] = []

    def export(layout: QgsPrintLayout, path: Path, **how: object) -> Path:
        made.append(layout)
        return export_pdf(layout, path, **how)

    monkeypatch.setattr(layout_pdf, "export_pdf", export)
    algorithm = layout_pdf.LayoutPdfAlgorithm()
    algorithm.initAlgorithm()
    for review, told in (("宁S(2026)012号", "审图号：宁S(2026)012号"), ("", word("layout", "review_is"))):
        parameters = {
            "WORKSPACE": str(workspace), "OUTPUT": str(tmp_path / "x.pdf"), "ATLAS": False, "REVIEW": review,
        }  # fmt: skip
        _, done = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback())
        assert done
        assert made[-1].itemById("review").currentText() == told


def test_hostile_names_are_text_on_the_sheet(workspace: Path, tmp_path: Path) -> None:
    result = read_workspace(workspace)
    summary, findings = (
        result.hazard_summary.assign(name=HOSTILE),
        result.findings.assign(hazard_name=HOSTILE),
    )
    path = tmp_path / "hostile.gpkg"
    write_workspace(replace(result, hazard_summary=summary, findings=findings), path)
    layout = make_layout(open_project(path, "zh"), path)
    assert table_of(layout)[0][0].startswith(HOSTILE)
    layout.atlas().beginRender()
    layout.atlas().next()
    assert layout.itemById("subtitle").currentText().startswith(HOSTILE)
    layout.atlas().endRender()


def test_openstreetmap_is_named_where_the_data_are_its(tmp_path: Path) -> None:
    town = str(ROOT / "tests" / "io" / "town.osm")
    path = tmp_path / "town.gpkg"
    write_workspace(run_check(Request(Given(town), Given(town)), Quiet()), path)
    layout = make_layout(open_project(path, "zh"), path)
    assert "© OpenStreetMap" in texts_of(layout)
    assert say("fictional") not in texts_of(layout)
    assert not layout.itemById("across").isVisible()


def test_a_run_in_which_nothing_is_wrong_has_an_overview(workspace: Path, tmp_path: Path) -> None:
    result = read_workspace(workspace)
    clear = result.hazard_summary[result.hazard_summary["verdict"] == "clear"].reset_index(drop=True)
    empty = replace(
        result,
        findings=result.findings.iloc[:0],
        hazard_summary=clear,
        overlaps=result.overlaps.iloc[:0],
    )
    path = tmp_path / "clear.gpkg"
    write_workspace(empty, path)
    pdf = export_pdf(make_layout(open_project(path, "zh"), path), tmp_path / "clear.pdf")
    assert facts_of(pdf)["Pages"] == "1"


def test_the_windows_project_is_left_alone(workspace: Path, tmp_path: Path) -> None:
    project = QgsProject.instance()
    before = (project.mapLayers(), project.layoutManager().layouts(), project.isDirty())
    layout = make_layout(open_project(workspace, "zh"), workspace)
    export_pdf(layout, tmp_path / "x.pdf", atlas=False)
    assert (project.mapLayers(), project.layoutManager().layouts(), project.isDirty()) == before


def test_the_workspace_is_left_alone_and_no_journal_lies_beside_it(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "示例.gpkg"
    shutil.copy(workspace, path)
    before = path.read_bytes()
    layout = make_layout(open_project(path, "zh"), path)
    export_pdf(layout, tmp_path / "x.pdf")
    assert {one.name for one in tmp_path.iterdir()} == {"示例.gpkg", "x.pdf"}
    assert path.read_bytes() == before


def test_a_project_without_the_results_gets_its_legend_and_table_all_the_same(workspace: Path) -> None:
    layout = make_layout(QgsProject(), workspace)
    assert layout.itemById("legend").model().rootGroup().children()
    assert layout.multiFrames()[0].vectorLayer().isValid()


@pytest.fixture
def layout(workspace: Path) -> QgsPrintLayout:
    return make_layout(open_project(workspace, "zh"), workspace, size="a4")


def test_a_cancel_stops_before_the_next_page_and_leaves_nothing(
    layout: QgsPrintLayout, tmp_path: Path
) -> None:
    feedback = QgsFeedback()
    seen: list[float] = []

    def stop(progress: float) -> None:
        seen.append(progress)
        if len(seen) == 2:
            feedback.cancel()

    feedback.progressChanged.connect(stop)
    with pytest.raises(CancelledError):
        export_pdf(layout, tmp_path / "x.pdf", feedback=feedback)
    assert len(seen) == 2
    assert list(tmp_path.iterdir()) == []


def test_progress_reaches_the_end(layout: QgsPrintLayout, tmp_path: Path) -> None:
    feedback = QgsFeedback()
    seen: list[float] = []
    feedback.progressChanged.connect(seen.append)
    export_pdf(layout, tmp_path / "x.pdf", feedback=feedback)
    assert seen == sorted(seen)
    assert seen[-1] == 100


def test_a_file_that_is_there_is_kept_unless_asked(layout: QgsPrintLayout, tmp_path: Path) -> None:
    path = tmp_path / "there.pdf"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        export_pdf(layout, path, atlas=False)
    assert caught.value.code == "output_exists"
    assert path.read_text(encoding="utf-8") == "mine"
    export_pdf(layout, path, atlas=False, overwrite=True)
    assert path.read_bytes().startswith(b"%PDF")


def test_a_missing_folder_is_told(layout: QgsPrintLayout, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        export_pdf(layout, tmp_path / "none" / "x.pdf", atlas=False)
    assert caught.value.code == "output_unwritable"


def test_without_a_chinese_font_nothing_is_made(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "_installed", list)
    with pytest.raises(OutputError) as caught:
        make_layout(open_project(workspace, "zh"), workspace)
    assert caught.value.code == "fonts_missing"
    assert word("error", "fonts_missing") != "fonts_missing"


def test_any_font_with_chinese_letters_will_do(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "_installed", lambda: ["Noto Serif CJK SC"])
    made = make_layout(open_project(workspace, "zh"), workspace)
    assert made.itemById("title").font().family() == "Noto Serif CJK SC"


def test_the_tools_that_look_into_a_pdf_are_there() -> None:
    assert all(shutil.which(tool) for tool in ("pdffonts", "pdfinfo"))


def test_the_templates_that_ship_are_those_that_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    made = __import__("make_layouts").make_layouts(tmp_path)

    def placed(layout: QgsPrintLayout) -> list[tuple[str, float, float, float, float, str]]:
        boxes = [
            (item, item.pagePos(), item.rect())
            for item in layout.items()
            if hasattr(item, "pagePos") and item.id()
        ]
        return sorted(
            (item.id(), p.x(), p.y(), r.width(), r.height(), item.text() if hasattr(item, "text") else "")
            for item, p, r in boxes
        )

    for path in made:
        size = path.stem.removeprefix("layout_")
        shipped = placed(layouts._load(QgsProject(), size, "Noto Sans CJK SC"))  # noqa: SLF001 - before it is filled
        monkeypatch.setattr(layouts.resources, "path", lambda *parts: tmp_path / parts[-1])
        again = placed(layouts._load(QgsProject(), size, "Noto Sans CJK SC"))  # noqa: SLF001
        monkeypatch.undo()
        assert again == shipped
        assert {"map", "legend", "table", "scale_bar", "north", "mark", "review", "foot"} <= {
            one[0] for one in shipped
        }
