"""The journal of a session: edits as JSON has them, done again one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.core.siting.session import PlanSession

__all__ = ["apply_edit"]

_ADDED = ("name", "street", "facts", "accuracy_m")


def apply_edit(session: PlanSession, entry: Mapping[str, Any]) -> None:
    """Do one edit of a journal.

    Raises
    ------
    InputError
        ``journal_wrong`` for what is no edit, or what the edit itself raises.
    """
    edit, site_id = entry.get("edit"), str(entry.get("site_id"))
    try:
        if edit == "add":
            given = {name: entry[name] for name in _ADDED if entry.get(name) is not None}
            session.add(float(entry["lon"]), float(entry["lat"]), site_id=site_id, **given)
        elif edit == "move":
            session.move(site_id, float(entry["lon"]), float(entry["lat"]))
        elif edit == "remove":
            session.remove(site_id)
        elif edit == "choose":
            session.choose(site_id)
        elif edit == "lock":
            session.lock(site_id, locked=bool(entry.get("locked")))
        elif edit == "fact":
            session.state_fact(site_id, str(entry.get("fact")), entry.get("value"))
        else:
            raise _wrong(edit)
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(edit) from error


def _wrong(edit: object) -> InputError:
    message, hint = f"{edit!r} is no edit of a plan", "Give a journal that a session has written."
    return InputError("journal_wrong", message, hint, value=str(edit))
