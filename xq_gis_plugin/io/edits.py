"""The edits that somebody made on a siting plan by hand, kept beside it until the edited plan is saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.output import atomic_output

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["edits_beside", "keep_edits", "read_edits", "set_edits_aside"]

_MOST_BYTES = 50_000_000


def edits_beside(plan: Path) -> Path:
    """Return where the edits of a plan are kept: ``布点_edits.json`` beside ``布点.gpkg``."""
    return plan.with_name(f"{plan.stem}_edits.json")


def read_edits(path: Path) -> list[dict[str, Any]]:
    """Read edits, as `keep_edits` has written them or a person has.

    Returns
    -------
    list of dict
        For `xq_gis_plugin.core.siting.session.PlanSession.replay`, which looks at each of them.

    Raises
    ------
    InputError
        ``journal_wrong`` for whatever is no list of objects.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= _MOST_BYTES else None
    except (OSError, UnicodeDecodeError, ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        message, hint = f"{path.name} is no list of edits", "Give a journal that a session has written."
        raise InputError("journal_wrong", message, hint, value=path.name)
    return found


def keep_edits(plan: Path, edits: Sequence[dict[str, Any]]) -> None:
    """Write the edits of a plan beside it, whole or not at all; without any, nothing is left there.

    Raises
    ------
    OutputError
        ``output_unwritable``.
    """
    path = edits_beside(plan)
    if not edits:
        path.unlink(missing_ok=True)
        return
    with atomic_output(path, overwrite=True) as draft:
        draft.write_text(json.dumps(list(edits), ensure_ascii=False, indent=1), encoding="utf-8")


def set_edits_aside(plan: Path) -> Path:
    """Put the edits that are kept beside a plan out of the way of new ones; return where they are."""
    path = edits_beside(plan)
    free = (path.with_name(f"{path.stem}_{number}.json") for number in range(1, 1_000_000))
    aside = next(one for one in free if not one.exists())
    return path.rename(aside)
