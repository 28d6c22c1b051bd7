#!/usr/bin/env python3
"""Make styles/layout_a3.qpt and styles/layout_a4.qpt: where everything stands on the two sheets.

The templates hold no words and no font of their own: texts are variables of the layout, and the font
is called `FONT`, for which `xq_gis_plugin.qgis_plugin.layouts` puts one that is installed. Run with
QGIS 3.22, the oldest that must read them.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsApplication,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMultiFrame,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from style_text import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsLayoutItem

__all__ = ["SHEETS", "make_layouts"]

FONT = "XQ-CJK"
STYLES = Path(__file__).resolve().parent.parent / "styles"
_INK, _QUIET, _MARK = QColor("#1b2430"), QColor("#4a5560"), QColor("#a3121a")
_FAINT = QColor(110, 20, 0, 36)
_GROUND = QColor("#f3f2ee")

Box = tuple[float, float, float, float]
"""x, y, width and height in millimetres from the sheet's upper left corner."""


@dataclass(frozen=True)
class Sheet:
    """Where things stand on one sheet, and how large its letters are."""

    name: str
    page: tuple[float, float]
    title: Box
    subtitle: Box
    mark: Box
    review: Box
    map: Box
    scale_bar: Box
    north: Box
    legend: Box
    legend_columns: int
    table_title: Box
    table: Box
    foot: Box
    foot_right: Box
    letters: dict[str, float]


SHEETS = (
    Sheet(
        "a3", (420, 297),
        title=(10, 8, 300, 12), subtitle=(10, 20.5, 300, 9),
        mark=(330, 8, 80, 9), review=(300, 19.5, 110, 7),
        map=(10, 32, 286, 176), scale_bar=(14, 192, 110, 14), north=(280, 35, 13, 17),
        legend=(300, 32, 110, 176), legend_columns=1,
        table_title=(10, 209.5, 400, 7), table=(10, 216.5, 400, 52),
        foot=(10, 270.5, 310, 21.5), foot_right=(324, 270.5, 86, 21.5),
        letters={"title": 22, "subtitle": 14, "mark": 13, "small": 8.5, "legend": 8.8, "table": 8.5,
                 "head": 11, "across": 150},
    ),
    Sheet(
        "a4", (210, 297),
        title=(8, 7, 140, 9), subtitle=(8, 16.5, 194, 7),
        mark=(152, 7, 50, 7), review=(132, 23, 70, 5),
        map=(8, 28.5, 194, 120), scale_bar=(11, 134, 80, 12), north=(188, 31, 11, 14),
        legend=(8, 150, 194, 70), legend_columns=3,
        table_title=(8, 220.5, 194, 6), table=(8, 226.5, 194, 36),
        foot=(8, 264, 142, 28), foot_right=(152, 264, 50, 28),
        letters={"title": 16, "subtitle": 11, "mark": 10, "small": 7, "legend": 7, "table": 7, "head": 8.5,
                 "across": 84},
    ),
)  # fmt: skip

# What differs from page to page; the overview comes before the atlas's first feature.
_HEADING = "attribute(@atlas_feature,'heading')"
_SUBTITLE = f"[% coalesce({_HEADING},@xq_overview) %]"
_LISTED = "coalesce(attribute(@atlas_feature,'listed'),to_int(@xq_listed))"
_CUT = f"if({_LISTED}>to_int(@xq_rows),'　'||@xq_cut,'')"
_TABLE_TITLE = f"[% if({_HEADING} is null,@xq_worst,@xq_worst_here)||{_CUT} %]"
_MAP_SCALE = "map_get(item_variables('map'),'map_scale')"
_SCALE = f"replace(@xq_scale,'{{scale}}',format_number(round({_MAP_SCALE}),0))"
_NUMBER = "if(@atlas_feature is null,1,@atlas_featurenumber+1)"
_PAGE = f"replace(replace(@xq_page,'{{page}}',{_NUMBER}),'{{pages}}',@xq_pages)"
_FOOT_RIGHT = f"[% {_SCALE}||'\\n'||@xq_date||'\\n'||{_PAGE} %]"
# An arrow, half of it dark.
_NORTH = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="52" viewBox="0 0 40 52">'
    '<path d="M20 2L34 44L20 36Z" fill="#1b2430"/>'
    '<path d="M20 2L6 44L20 36Z" fill="#ffffff" stroke="#1b2430" stroke-width="2" '
    'stroke-linejoin="round"/></svg>'
)


def make_layouts(folder: Path) -> list[Path]:
    """Write both templates into a folder and return their paths."""
    written = []
    for sheet in SHEETS:
        path = folder / f"layout_{sheet.name}.qpt"
        path.write_text(_template(sheet), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _template(sheet: Sheet) -> str:
    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(f"layout_{sheet.name}")
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*sheet.page))
    drawn = _map(layout, sheet)
    _texts(layout, sheet)
    _scale_bar(layout, sheet, drawn)
    _north(layout, sheet, drawn)
    _legend(layout, sheet, drawn)
    _table(layout, sheet)
    _across(layout, sheet)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layout.qpt"
        if not layout.saveAsTemplate(str(path), QgsReadWriteContext()):
            raise SystemExit(str(path))
        text = path.read_text(encoding="utf-8")
    return settled(text, f"layout/{sheet.name}")


def _map(layout: QgsPrintLayout, sheet: Sheet) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    _put(layout, item, "map", sheet.map)
    # Any extent of this shape: without one, nothing could be zoomed to later.
    item.setExtent(QgsRectangle(0, 0, *sheet.map[2:]))
    item.setBackgroundColor(_GROUND)
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(_INK)
    item.setAtlasDriven(True)
    item.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Predefined)
    return item


def _texts(layout: QgsPrintLayout, sheet: Sheet) -> None:
    letters, right = sheet.letters, Qt.AlignmentFlag.AlignRight
    _label(layout, "title", sheet.title, "[% @xq_title %]", letters["title"], bold=True)
    _label(layout, "subtitle", sheet.subtitle, _SUBTITLE, letters["subtitle"], bold=True, color=_MARK)
    mark = _label(layout, "mark", sheet.mark, "[% @xq_internal %]", letters["mark"], bold=True, color=_MARK)
    mark.setHAlign(Qt.AlignmentFlag.AlignHCenter)
    mark.setFrameEnabled(True)
    mark.setFrameStrokeColor(_MARK)
    review = _label(layout, "review", sheet.review, "[% @xq_review %]", letters["small"], color=_QUIET)
    review.setHAlign(right)
    _label(layout, "table_title", sheet.table_title, _TABLE_TITLE, letters["head"], bold=True)
    foot = _label(layout, "foot", sheet.foot, "[% @xq_foot %]", letters["small"], color=_QUIET)
    foot.setVAlign(Qt.AlignmentFlag.AlignTop)
    page = _label(layout, "foot_right", sheet.foot_right, _FOOT_RIGHT, letters["small"], color=_QUIET)
    page.setVAlign(Qt.AlignmentFlag.AlignTop)
    page.setHAlign(right)


def _scale_bar(layout: QgsPrintLayout, sheet: Sheet, drawn: QgsLayoutItemMap) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(drawn)
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceMeters)
    bar.setUnitLabel("m")
    bar.setNumberOfSegments(4)
    bar.setNumberOfSegmentsLeft(0)
    bar.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
    bar.setMinimumBarWidth(sheet.scale_bar[2] * 0.45)
    bar.setMaximumBarWidth(sheet.scale_bar[2] * 0.8)
    bar.setHeight(2.2)
    bar.setTextFormat(_format(sheet.letters["small"]))
    bar.setBackgroundEnabled(True)
    bar.setBackgroundColor(QColor(255, 255, 255, 215))
    _put(layout, bar, "scale_bar", sheet.scale_bar)


def _north(layout: QgsPrintLayout, sheet: Sheet, drawn: QgsLayoutItemMap) -> None:
    arrow = QgsLayoutItemPicture(layout)
    drawing = base64.b64encode(_NORTH.encode()).decode()
    arrow.setPicturePath(f"base64:{drawing}", QgsLayoutItemPicture.Format.FormatSVG)
    arrow.setLinkedMap(drawn)
    # The meridian, not the grid: they differ by up to a degree within a zone.
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    _put(layout, arrow, "north", sheet.north)


def _legend(layout: QgsPrintLayout, sheet: Sheet, drawn: QgsLayoutItemMap) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setAutoUpdateModel(False)
    legend.setWrapString("|")
    legend.setLinkedMap(drawn)
    legend.setColumnCount(sheet.legend_columns)
    legend.setSplitLayer(True)
    legend.setResizeToContents(False)
    legend.setFrameEnabled(True)
    legend.setFrameStrokeColor(_INK)
    legend.setBoxSpace(2.5)
    legend.setColumnSpace(4)
    legend.setSymbolWidth(8)
    legend.setSymbolHeight(0.4 * sheet.letters["legend"])
    legend.setMaximumSymbolSize(0.58 * sheet.letters["legend"])
    small, head = sheet.letters["legend"], sheet.letters["head"]
    looks = ((QgsLegendStyle.Style.Title, head + 1, True), (QgsLegendStyle.Style.Group, small + 0.5, True),
             (QgsLegendStyle.Style.Subgroup, small + 0.5, True),
             (QgsLegendStyle.Style.SymbolLabel, small, False))  # fmt: skip
    for style, size, bold in looks:
        legend.setStyleFont(style, _font(size, bold=bold))
    for style, side, millimetres in (
        (QgsLegendStyle.Style.Symbol, QgsLegendStyle.Side.Top, 0.7),
        (QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Side.Top, 1.3),
        (QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Side.Bottom, 0.6),
        (QgsLegendStyle.Style.Title, QgsLegendStyle.Side.Bottom, 0.6),
    ):
        legend.setStyleMargin(style, side, millimetres)
    _put(layout, legend, "legend", sheet.legend)


def _table(layout: QgsPrintLayout, sheet: Sheet) -> None:
    table = QgsLayoutItemAttributeTable(layout)
    layout.addMultiFrame(table)
    table.setContentTextFormat(_format(sheet.letters["table"]))
    table.setHeaderTextFormat(_format(sheet.letters["table"], bold=True))
    table.setCellMargin(0.65)
    table.setGridColor(QColor("#9aa3ad"))
    table.setGridStrokeWidth(0.15)
    table.setVerticalGrid(False)
    table.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)
    table.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
    frame = QgsLayoutFrame(layout, table)
    table.addFrame(frame)
    frame.attemptMove(QgsLayoutPoint(*sheet.table[:2]))
    frame.attemptResize(QgsLayoutSize(*sheet.table[2:]))
    frame.setId("table")


def _across(layout: QgsPrintLayout, sheet: Sheet) -> None:
    """Put the word for made-up data across the whole sheet, above everything."""
    width, height = sheet.page
    box = (width * 0.06, height * 0.42, width * 0.88, height * 0.16)
    label = _label(
        layout, "across", box, "[% @xq_across %]", sheet.letters["across"], bold=True, color=_FAINT
    )
    label.setHAlign(Qt.AlignmentFlag.AlignHCenter)
    label.setReferencePoint(label.ReferencePoint.Middle)
    label.setItemRotation(-20)


def _label(
    layout: QgsPrintLayout,
    name: str,
    box: Box,
    text: str,
    size: float,
    *,
    bold: bool = False,
    color: QColor = _INK,
) -> QgsLayoutItemLabel:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(_font(size, bold=bold))
    label.setFontColor(color)
    label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
    label.setHAlign(Qt.AlignmentFlag.AlignLeft)
    label.setMarginX(0)
    label.setMarginY(0)
    _put(layout, label, name, box)
    return label


def _put(layout: QgsPrintLayout, item: QgsLayoutItem, name: str, box: Box) -> None:
    layout.addLayoutItem(item)
    item.setId(name)
    item.attemptMove(QgsLayoutPoint(*box[:2]))
    item.attemptResize(QgsLayoutSize(*box[2:]))


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont(FONT)
    font.setPointSizeF(size)
    font.setBold(bold)
    return font


def _format(size: float, *, bold: bool = False) -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(_font(size, bold=bold))
    text.setNamedStyle("Bold" if bold else "Regular")
    text.setSize(size)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(_INK)
    return text


def main(arguments: Sequence[str]) -> int:
    """Write the templates into the folder that is named, else into the repository."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QgsApplication([], False)  # noqa: FBT003 - QGIS's own signature
    application.initQgis()
    for path in make_layouts(Path(arguments[0]) if arguments else STYLES):
        print(path)
    application.exitQgis()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
