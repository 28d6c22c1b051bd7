"""Step 成果: a button a product, which stops what it has started; and the number of the map's approval."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.widgets.products_page import LONGEST_REVIEW

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xq_gis_plugin.widgets.panel import Panel


@pytest.mark.parametrize("kind", ["html", "xlsx", "pdf"])
def test_a_button_stops_what_it_has_started_and_says_how_far_it_is(
    panel: Panel, qtbot: QtBot, kind: str
) -> None:
    page = panel.products
    made, line = page.buttons[kind], page.lines[kind]
    before = (made.text(), line.said())
    page.set_waiting("", "/data/x.gpkg")
    with qtbot.waitSignal(panel.exportRequested) as asked:
        made.click()
    assert asked.args == [kind]
    page.set_written(kind, "正在写出第 3 页，共 <b>9</b> 页")
    assert line.said() == "正在写出第 3 页，共 <b>9</b> 页"
    # Also where a check has been started since.
    page.set_waiting("检查完成后可用", "/data/x.gpkg")
    assert made.isEnabled()
    with (
        qtbot.assertNotEmitted(panel.exportRequested),
        qtbot.waitSignal(panel.exportCancelRequested) as asked,
    ):
        made.click()
    assert asked.args == [kind]
    page.set_waiting("", "/data/x.gpkg")
    page.set_written(kind, "")
    assert (made.text(), line.said()) == before


def test_the_approval_number_is_remembered_and_told(panel: Panel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.stateChanged):
        panel.products.review.setText("宁S(2026)012号")
    state = panel.state()
    panel.products.review.clear()
    with qtbot.assertNotEmitted(panel.stateChanged):
        panel.restore(state)
    assert panel.products.review.text() == "宁S(2026)012号"
    assert "未经审图，仅限内部使用" in panel.products.review.placeholderText()


@pytest.mark.parametrize("review", [7, None, ["x"], "行一\n行二" * 200])
def test_an_approval_number_that_makes_no_sense_does_no_harm(panel: Panel, review: object) -> None:
    state = json.loads(panel.state())
    panel.restore(json.dumps({**state, "review": review}))
    told = panel.products.review.text()
    assert len(told) <= LONGEST_REVIEW
    assert "\n" not in told


def test_where_no_pdf_can_be_made_nobody_is_asked_for_its_number(panel: Panel) -> None:
    panel.sections["products"].set_open(shown=True)
    assert panel.products.review.isVisible()
    panel.set_can("pdf", ok=False, reason="在 QGIS 插件中使用")
    assert not panel.products.review.isVisible()
    assert not panel.products.review_label.isVisible()
