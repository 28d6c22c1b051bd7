"""What is done to the workspace that is shown, by somebody else."""

from __future__ import annotations

from pathlib import Path

from xq_gis_plugin.widgets.qt import QtCore, Signal

__all__ = ["Elsewhere"]


class Elsewhere(QtCore.QObject):
    """Sees when another workspace is put in the place of the one that is shown."""

    replaced = Signal(str)
    """The path, once each time."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._path = Path()
        self._known: tuple[int, int] | None = None
        self._watcher = QtCore.QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._look)

    def follow(self, workspace: Path | None) -> None:
        """Look at this file, as it is now, from now on."""
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
        self._path = workspace or Path()
        self._known = None if workspace is None else _identity(workspace)
        if self._known is not None:
            self._watcher.addPath(str(workspace))

    def _look(self, _path: str) -> None:
        found = _identity(self._path)
        if found is None or found == self._known:
            # A remark was written, or the file is just being replaced.
            return
        self.follow(self._path)
        self.replaced.emit(str(self._path))


def _identity(path: Path) -> tuple[int, int] | None:
    if not path.is_file():
        return None
    found = path.stat()
    return found.st_dev, found.st_ino
