"""The products of a run: asked for, written in a task, opened by whoever wants to see them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qgis.core import QgsFeedback, QgsProject

from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.layouts import export_pdf, make_layout
from xq_gis_plugin.qgis_plugin.notices import confirmed
from xq_gis_plugin.qgis_plugin.tasks import Job, Watch
from xq_gis_plugin.run import Product, write_products
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.qgis_plugin.notices import Notices
    from xq_gis_plugin.qgis_plugin.tasks import Jobs
    from xq_gis_plugin.widgets.contract import ResultView

__all__ = ["Exports", "Target", "ask_target", "product_work"]

_SIZES = ("a3", "a4")


@dataclass(frozen=True)
class Target:
    """The file that a product goes to, and the ``size`` of its paper where it is for paper."""

    path: Path
    size: Literal["a3", "a4"] = "a3"


class Exports:
    """Asks where to, writes beside the window, and says when it is done.

    Parameters
    ----------
    window
        The parent of the file dialog.
    jobs
        Where the work is started.
    notices
        How to say that it is done, and that it is not.
    """

    def __init__(self, window: QtWidgets.QWidget, jobs: Jobs, notices: Notices) -> None:
        self._window, self._jobs, self._notices = window, jobs, notices

    def ask(self, kind: str, view: ResultView) -> None:
        """Ask for a file and write a product to it: ``html``, ``xlsx`` or ``pdf``."""
        target = ask_target(self._window, kind, Path(view.workspace).with_suffix(f".{kind}"))
        if target is None:
            return
        if kind == "pdf":
            self.write_atlas(view, target)
        else:
            self.write(kind, view, target.path)

    def write_atlas(self, view: ResultView, target: Target) -> bool:
        """Write the PDF of what the map shows now; False where it was not written.

        As QGIS does with its own: layouts belong to the main thread, so a window with a cancel stands
        before the others until all pages are written.
        """
        lang = ui_language()
        dialog = QtWidgets.QProgressDialog(
            word("qgis", "task_pdf", lang), word("qgis", "cancel", lang), 0, 100, self._window
        )
        dialog.setWindowModality(QtCore.Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        feedback = QgsFeedback()
        dialog.canceled.connect(feedback.cancel)
        feedback.progressChanged.connect(lambda share: _show_progress(dialog, share))
        _show_progress(dialog, 0.0)
        with Watch() as watch:
            layout = make_layout(QgsProject.instance(), Path(view.workspace), size=target.size, lang=lang)
            export_pdf(layout, target.path, feedback=feedback, overwrite=True)
        dialog.close()
        dialog.deleteLater()
        if watch.failure is not None:
            self._notices.fail(watch.failure)
        elif not watch.cancelled:
            self._done(target.path)
        return watch.failure is None and not watch.cancelled

    def write(self, kind: str, view: ResultView, target: Path) -> Job:
        """Write the map or the workbook; a file that is there is replaced."""
        lang = ui_language()
        job = Job(word("qgis", f"task_{kind}", lang), product_work(kind, view, target))
        job.done.connect(self._done)
        job.failed.connect(self._notices.fail)
        return self._jobs.start(f"export {target}", job)

    def _done(self, path: Path) -> None:
        lang = ui_language()
        url = QtCore.QUrl.fromLocalFile(str(path))
        action = (word("qgis", "open_file", lang), lambda: QtGui.QDesktopServices.openUrl(url))
        told = word("qgis", "exported", lang).format_map({"path": path})
        self._notices.tell(told, level="success", action=action)


def _show_progress(dialog: QtWidgets.QProgressDialog, share: float) -> None:
    dialog.setValue(int(share))
    # A page takes half a second: between two the button must be heard.
    QtWidgets.QApplication.processEvents()


def ask_target(window: QtWidgets.QWidget, kind: str, suggested: Path) -> Target | None:
    """Ask where a product goes, and on what paper; the dialog itself asks before a file is replaced."""
    lang = ui_language()
    title = word("qgis", f"task_{kind}", lang)
    papers = {f"{word('qgis', f'paper_{size}', lang)} (*.pdf)": size for size in _SIZES}
    patterns = ";;".join(papers) if kind == "pdf" else f"{kind.upper()} (*.{kind})"
    name, pattern = QtWidgets.QFileDialog.getSaveFileName(window, title, str(suggested), patterns)
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() != f".{kind}":
        path = path.with_name(f"{path.name}.{kind}")
        # The dialog has not asked about this one.
        if path.exists() and not confirmed(window, word("qgis", "replace_file", lang), str(path)):
            return None
    return Target(path, "a4" if papers.get(pattern) == "a4" else "a3")


def product_work(kind: str, view: ResultView, target: Path) -> Callable[[Job], Path]:
    """Return the work of writing a product; it raises what `write_products` raises."""
    title = word("qgis", "title_fictional" if view.fictional else "title", ui_language())

    def work(job: Job) -> Path:
        job.begin("write")
        product = Product(f".{kind}", target)
        write_products(view.result, [product], title=title, fictional=view.fictional, overwrite=True)
        return target

    return work
