"""The products of a run: asked for, written beside the window, opened by whoever wants to see them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from xq_gis_plugin.export.words import word
from xq_gis_plugin.qgis_plugin.atlas import Atlas
from xq_gis_plugin.qgis_plugin.notices import confirmed
from xq_gis_plugin.qgis_plugin.tasks import Job
from xq_gis_plugin.run import Product, write_products
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from xq_gis_plugin.qgis_plugin.notices import Notices
    from xq_gis_plugin.qgis_plugin.tasks import Failure, Jobs
    from xq_gis_plugin.widgets.contract import ResultView
    from xq_gis_plugin.widgets.products_page import ProductsPage

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
    page
        Where it is asked for, and shown how far it is.
    """

    def __init__(self, window: QtWidgets.QWidget, jobs: Jobs, notices: Notices, page: ProductsPage) -> None:
        self._window, self._jobs, self._notices, self._page = window, jobs, notices, page
        self._atlases: list[Atlas] = []

    def ask(self, kind: str, view: ResultView) -> None:
        """Ask for a file and write a product to it: ``html``, ``xlsx`` or ``pdf``."""
        target = ask_target(self._window, kind, Path(view.workspace).with_suffix(f".{kind}"))
        if target is None:
            return
        if kind == "pdf":
            self.write_atlas(view, target)
        else:
            self.write(kind, view, target.path)

    def write_atlas(self, view: ResultView, target: Target) -> Atlas:
        """Write the PDF of what the map shows now; a file that is there is replaced."""
        self._atlases = [one for one in self._atlases if not one.at_rest]
        review = self._page.review.text()
        atlas = Atlas(Path(view.workspace), target.path, size=target.size, review=review)
        atlas.advanced.connect(lambda page, pages: self._tell("pdf", "export_page", page=page, pages=pages))
        atlas.written.connect(lambda path: self._done("pdf", path))
        atlas.failed.connect(lambda failure: self._failed("pdf", failure))
        atlas.cancelled.connect(lambda: self._cancelled("pdf"))
        self._atlases.append(atlas)
        self._tell("pdf", "export_reading")
        self._jobs.start("export pdf", atlas.job)
        return atlas

    def write(self, kind: str, view: ResultView, target: Path) -> Job:
        """Write the map or the workbook; a file that is there is replaced."""
        job = Job(word("qgis", f"task_{kind}", ui_language()), product_work(kind, view, target))
        job.done.connect(lambda path: self._done(kind, path))
        job.failed.connect(lambda failure: self._failed(kind, failure))
        job.cancelled.connect(lambda: self._cancelled(kind))
        self._tell(kind, "export_writing")
        return self._jobs.start(f"export {kind}", job)

    def stop(self, kind: str) -> None:
        """Stop the writing of a product."""
        self._jobs.cancel(f"export {kind}")

    def close_down(self) -> None:
        """Stop all writing, and leave nothing behind."""
        for atlas in self._atlases:
            atlas.close_down()
        self._atlases.clear()

    def _tell(self, kind: str, key: str, **values: object) -> None:
        self._page.set_written(kind, word("qgis", key, ui_language()).format_map(values))

    def _done(self, kind: str, path: Path) -> None:
        lang = ui_language()
        self._page.set_written(kind, "")
        url = QtCore.QUrl.fromLocalFile(str(path))
        action = (word("qgis", "open_file", lang), lambda: QtGui.QDesktopServices.openUrl(url))
        told = word("qgis", "exported", lang).format_map({"path": path})
        self._notices.tell(told, level="success", action=action)

    def _failed(self, kind: str, failure: Failure) -> None:
        self._page.set_written(kind, "")
        self._notices.fail(failure)

    def _cancelled(self, kind: str) -> None:
        self._page.set_written(kind, "")
        self._notices.tell(word("qgis", "export_cancelled", ui_language()))


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
        products, confirm = [Product(f".{kind}", target)], job.commit
        write_products(
            view.result, products, title=title, fictional=view.fictional, overwrite=True, confirm=confirm
        )
        return target

    return work
