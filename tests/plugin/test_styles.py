"""The styles in a real QGIS: nothing is left undrawn, codes read in words, data stay text."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)

from xq_gis_plugin.export.words import word
from xq_gis_plugin.io.workspace import write_workspace
from xq_gis_plugin.io.workspace_styles import add_styles
from xq_gis_plugin.qgis_plugin.result_layers import RESULT_LAYERS, TABLE, dress, open_layers, result_layers_of
from xq_gis_plugin.run import demo_request, run_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xq_gis_plugin.qgis_plugin.result_layers import ResultLayer

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '<img src=x onerror=alert(1)>&"[% 6*7 %]'
SPATIAL = [one for one in RESULT_LAYERS if one.table not in {"survey", "unlocated", "finding_rules", "run"}]

pytestmark = pytest.mark.usefixtures("qgis_app")


class Quiet:
    def begin(self, _step: str) -> Callable[[float, str], None]:
        return lambda _fraction, _told: None


@pytest.fixture(scope="module")
def workspace(qgis_app: QgsApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001
    path = tmp_path_factory.mktemp("styles") / "demo.gpkg"
    write_workspace(run_check(demo_request(), Quiet()), path)
    return path


@pytest.fixture(scope="module", params=["zh", "en"])
def layers(request: pytest.FixtureRequest, workspace: Path) -> Iterator[dict[str, QgsVectorLayer]]:
    opened = {one.style: layer for one, layer in open_layers(workspace, request.param)}
    yield opened
    # The last test of a process still holds them when QGIS is ended, and would end it with a crash.
    opened.clear()


def rules_of(layer: QgsVectorLayer) -> list[Any]:
    return [rule for rule in layer.renderer().rootRule().descendants() if rule.symbol() is not None]


def context_of(layer: QgsVectorLayer, feature: QgsFeature) -> QgsExpressionContext:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return context


def told(layer: QgsVectorLayer) -> dict[str, object]:
    """Return what a style says, whichever QGIS has read it."""
    fields = layer.fields()
    said: dict[str, object] = {
        "aliases": [layer.attributeAlias(n) for n in range(fields.count())],
        "widgets": [
            (w.type(), w.config()) for w in (layer.editorWidgetSetup(n) for n in range(fields.count()))
        ],
        "tip": layer.mapTipTemplate(),
        "hidden": [(c.name, c.hidden) for c in layer.attributeTableConfig().columns()],
    }
    if layer.isSpatial():
        said["rules"] = [
            (r.filterExpression(), r.label(), r.minimumScale(), r.symbol().symbolLayerCount())
            for r in rules_of(layer)
        ]
        labeling = layer.labeling().rootRule().children() if layer.labeling() else []
        said["labels"] = [
            (r.filterExpression(), r.minimumScale(), r.settings().fieldName, r.settings().priority)
            for r in labeling
        ]
    return said


def test_the_styles_that_ship_are_those_that_the_words_and_colours_make(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    make_styles = __import__("make_styles").make_styles
    made = {(path.parent.name, path.name): path for path in make_styles(tmp_path)}
    for lang in ("zh", "en"):
        for one, layer in open_layers(workspace, lang):
            shipped = told(layer)
            dress(layer, made[lang, one.style])
            assert told(layer) == shipped, one.style
    for name in (
        "style_fields",
        "style_layers",
        "style_labels",
        "style_signs",
        "style_expressions",
        "style_text",
    ):
        sys.modules.pop(name, None)


def test_every_layer_opens_with_its_style(layers: dict[str, QgsVectorLayer], workspace: Path) -> None:
    assert {one.style for one in RESULT_LAYERS} - set(layers) == set()
    for style, layer in layers.items():
        assert layer.isValid()
        assert layer.attributeAlias(layer.fields().count() - 1), style
        if layer.isSpatial():
            assert layer.renderer().type() == "RuleRenderer", style
    found = result_layers_of(list(layers.values()), workspace)
    assert len(found["protected"]) == 3
    assert found["findings"][0].customProperty(TABLE) == "findings"


@pytest.mark.parametrize("one", SPATIAL, ids=lambda one: one.style)
def test_every_row_is_drawn_by_exactly_one_rule(layers: dict[str, QgsVectorLayer], one: ResultLayer) -> None:
    layer = layers[one.style]
    filters = [QgsExpression(rule.filterExpression() or "true") for rule in rules_of(layer)]
    request = QgsFeatureRequest().setLimit(400)
    for feature in layer.getFeatures(request):
        context = context_of(layer, feature)
        met = [f.expression() for f in filters if f.prepare(context) and f.evaluate(context)]
        assert len(met) == 1, (feature.attributes(), met)


@pytest.mark.parametrize("one", SPATIAL, ids=lambda one: one.style)
def test_every_label_is_plain_text_that_can_be_computed(
    layers: dict[str, QgsVectorLayer], one: ResultLayer
) -> None:
    layer = layers[one.style]
    for rule in layer.labeling().rootRule().children() if layer.labeling() else []:
        settings = rule.settings()
        assert not settings.format().allowHtmlFormatting()
        expression = QgsExpression(settings.fieldName)
        for feature in layer.getFeatures(QgsFeatureRequest().setLimit(30)):
            text = expression.evaluate(context_of(layer, feature))
            assert not expression.hasEvalError(), expression.evalErrorString()
            assert "{" not in str(text)


def test_codes_read_in_words_in_the_attribute_table(layers: dict[str, QgsVectorLayer]) -> None:
    unread = set()
    for style, layer in layers.items():
        columns = {c.name for c in layer.attributeTableConfig().columns() if not c.hidden}
        for index, field in enumerate(layer.fields()):
            setup = layer.editorWidgetSetup(index)
            if setup.type() != "ValueMap" or field.name() not in columns:
                continue
            formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter("ValueMap")
            for value in layer.uniqueValues(index):
                shown = formatter.representValue(layer, index, setup.config(), None, value)
                if value is not None and str(value) not in {"", "NULL"} and shown == f"({value})":
                    unread.add((style, field.name(), value))
    # Where a position comes from may be any word that a planner wrote.
    assert {one for one in unread if one[1] != "position_source"} == set()


def test_missing_facts_read_in_words(workspace: Path) -> None:
    layer = next(layer for one, layer in open_layers(workspace, "zh") if one.table == "findings")
    rows = layer.getFeatures(QgsFeatureRequest().setFilterExpression("\"missing\" = 'grade,height_m'"))
    assert {row["missing_in_words"] for row in rows} == {"油罐等级、杆（塔）高度"}
    columns = {column.name: column.hidden for column in layer.attributeTableConfig().columns()}
    assert columns["missing"] is True
    assert columns["missing_in_words"] is False


def hostile(layer: QgsVectorLayer) -> QgsFeature:
    """Return a row of which every text is hostile."""
    feature = QgsFeature(layer.fields())
    for index, field in enumerate(layer.fields()):
        feature.setAttribute(index, 3.0 if field.isNumeric() else HOSTILE)
    return feature


@pytest.mark.parametrize("one", SPATIAL, ids=lambda one: one.style)
def test_a_hostile_name_stays_text_in_the_map_tip(
    layers: dict[str, QgsVectorLayer], one: ResultLayer
) -> None:
    layer = layers[one.style]
    feature = hostile(layer)
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context_of(layer, feature))
    assert "&lt;img" in tip
    assert "<img" not in tip
    assert "[% 6*7 %]" in tip.replace("&quot;", "")


def test_what_a_run_writes_cannot_be_edited_in_a_form(workspace: Path) -> None:
    for one, layer in open_layers(workspace, "zh"):
        stored = [n for n, f in enumerate(layer.fields()) if n and not f.name().endswith("_in_words")]
        locked = {layer.editFormConfig().readOnly(index) for index in stored}
        assert locked == ({False} if one.table in {"hazards", "parts", "protected"} else {True}), one.style


def test_layers_are_named_in_words(workspace: Path) -> None:
    names = [layer.name() for _, layer in open_layers(workspace, "zh")]
    assert word("table", "findings") in names
    assert len(set(names)) == len(names)
    assert [layer.name() for one, layer in open_layers(workspace, "en") if one.table == "rings"] == [
        word("table", "rings", "en")
    ]


def test_plain_qgis_opens_a_workspace_dressed(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "dressed.gpkg"
    copy.write_bytes(workspace.read_bytes())
    add_styles(copy)
    findings = QgsVectorLayer(f"{copy}|layername=findings", "findings", "ogr")
    assert findings.renderer().type() == "RuleRenderer"
    assert findings.attributeDisplayName(findings.fields().lookupField("verdict")) == word(
        "column", "verdict"
    )
    assert QgsVectorLayer(f"{copy}|layername=survey", "survey", "ogr").isValid()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert QgsProject.instance().mapLayers() == {}
