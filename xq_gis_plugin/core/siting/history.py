"""What was edited, what was taken back: every edit with the shop as it was and as it became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.siting.shop import Shop

__all__ = ["Edit", "History"]


@dataclass(frozen=True)
class Edit:
    """One edit: its entry in the journal, and the shop before and after, None where there is none."""

    entry: Mapping[str, Any]
    before: Shop | None
    after: Shop | None


class History:
    """Two stacks: the edits that stand, and those that were taken back and can be done again."""

    def __init__(self) -> None:
        self._done: tuple[Edit, ...] = ()
        self._undone: tuple[Edit, ...] = ()

    @property
    def done(self) -> tuple[Edit, ...]:
        """The edits that stand, in the order in which they were made."""
        return self._done

    @property
    def undone(self) -> tuple[Edit, ...]:
        """The edits that can be done again, the next one last."""
        return self._undone

    def add(self, edit: Edit) -> None:
        """Note a new edit; what was taken back before it cannot be done again."""
        self._done, self._undone = (*self._done, edit), ()

    def back(self) -> Edit | None:
        """Return the edit to take back, None where there is none."""
        if not self._done:
            return None
        edit = self._done[-1]
        self._done, self._undone = self._done[:-1], (*self._undone, edit)
        return edit

    def forth(self) -> Edit | None:
        """Return the edit to do again, None where there is none."""
        if not self._undone:
            return None
        edit = self._undone[-1]
        self._done, self._undone = (*self._done, edit), self._undone[:-1]
        return edit

    def restore(self, done: tuple[Edit, ...], undone: tuple[Edit, ...]) -> None:
        """Make the history what it was."""
        self._done, self._undone = done, undone
