"""A file with a wrong encoding, seen, put right and imported in a real QGIS window, beside an open layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.io.district import imports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plugin.qgis_window import WindowRun

FILES = """

from qgis.core import QgsProject, QgsVectorLayer
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import import_into
from xq_gis_plugin.io.read import read_hazards
from xq_gis_plugin.widgets import file_window
from xq_gis_plugin.widgets.contract import RoleChoice

dock = plugin.open_panel()
panel = dock.panel
table = DATA / "加油站.csv"
lines = ["名称,类型,经度,纬度,等级,详细地址及联系电话"] + [
    f"兴庆区第{n}加油站,加油站,{106.27 + n / 500:.4f},{38.46 + n / 900:.4f},二级,胜利街{n}号 0951-602{n:04d}"
    for n in range(1, 40)
]
table.write_bytes("\\n".join(lines).encode("gb18030"))
box = panel.data.roles["hazard"]
box.choose(RoleChoice("file:" + str(table), encoding="big5"))
until(lambda: box.gate.report is not None, what="the quality gate")
panel.area.ensureWidgetVisible(box)
shot("panel")
click(box.look)
window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, file_window.FileWindow))
until(lambda: not window.progress.isVisible(), what="the file")
shot("garbled")
window.said.encoding.setCurrentIndex(0)
window.said.encoding.activated.emit(0)
until(lambda: not window.progress.isVisible(), what="the file again")
assert window.table.item(1, 0).text() == "兴庆区第1加油站", window.table.item(1, 0).text()
shot("read")

workspace = DATA / "兴庆区.gpkg"
file_window.ask_target = lambda *_: str(workspace)
click(window.into)
until(lambda: not window.progress.isVisible(), what="the import")
assert "第 1 次导入完成：39 行" in window.told.said(), window.told.said()
shot("imported")

# The layer lies open in QGIS while more is imported into it, and while that is undone.
layer = QgsVectorLayer(str(workspace) + "|layername=hazards|geometrytype=Point", "hazards", "ogr")
QgsProject.instance().addMapLayer(layer)
assert layer.featureCount() == 39
until(lambda: window.undo.isEnabled(), what="the undo")
click(window.undo)
until(lambda: "已撤销" in window.told.said(), what="the undo")
layer.reload()
assert sum(1 for _ in layer.getFeatures()) == 0
click(window.into)
until(lambda: "第 2 次导入完成" in window.told.said(), what="the second import")
layer.reload()
assert sum(1 for _ in layer.getFeatures()) == 39

# Somebody else imports meanwhile: theirs is not undone in place of ours.
other = DATA / "别人的站.csv"
other.write_text("名称,类型,经度,纬度\\n友邻站,加油站,106.25,38.45\\n", encoding="utf-8")
import_into(read_hazards(other), Role.HAZARD, workspace, by="李四")
click(window.undo)
until(lambda: "第 2 次导入已不是最后一次" in window.told.said(), what="the refusal")
shot("refused")
click(window.instead)
until(lambda: box.gate.report is not None and box.choice().key.endswith("#hazards"), what="the workspace")
assert box.gate.report.error is None, box.gate.report.error
iface.zoomFull()
wait(1000)
shot("instead")
"""


def test_a_file_is_seen_put_right_and_imported_while_its_layer_is_open(
    drive: Callable[..., WindowRun], tmp_path: Path
) -> None:
    run = drive(FILES)
    assert run.status == 0, run.told
    assert {shot.stem for shot in run.shots.glob("*.png")} == {
        "panel",
        "garbled",
        "read",
        "imported",
        "refused",
        "instead",
    }
    done = imports(next(tmp_path.rglob("兴庆区.gpkg")))
    assert [one.undone_at is None for one in done] == [False, True, True]
