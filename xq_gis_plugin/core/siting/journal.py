"""The journal of a session: edits as JSON has them, done again one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from xq_gis_plugin.core.siting.session import PlanSession

__all__ = ["apply_edit"]


def apply_edit(session: PlanSession, entry: Mapping[str, Any]) -> None:
    """Do one edit of a journal.

    Raises
    ------
    InputError
        ``journal_wrong`` for what is no edit, or what the edit itself raises.
    """
    if not isinstance(entry, Mapping):
        raise _wrong(entry)
    edit, site_id = entry.get("edit"), entry.get("site_id")
    if not (isinstance(site_id, str) and site_id):
        raise _wrong(edit)
    if edit == "add":
        facts = entry.get("facts") or {}
        if not isinstance(facts, Mapping):
            raise _wrong(edit)
        accuracy_m = 0.0 if entry.get("accuracy_m") is None else _number(entry, "accuracy_m")
        name, street = _text(entry, "name"), _text(entry, "street")
        place = _number(entry, "lon"), _number(entry, "lat")
        session.add(*place, site_id=site_id, name=name, street=street, facts=facts, accuracy_m=accuracy_m)
    elif edit == "move":
        session.move(site_id, _number(entry, "lon"), _number(entry, "lat"))
    elif edit == "remove":
        session.remove(site_id)
    elif edit == "choose":
        session.choose(site_id)
    elif edit == "lock" and isinstance(entry.get("locked"), bool):
        session.lock(site_id, locked=entry["locked"])
    elif edit == "fact":
        session.state_fact(site_id, str(entry.get("fact")), entry.get("value"))
    else:
        raise _wrong(edit)


def _number(entry: Mapping[str, Any], field: str) -> float:
    value = entry.get(field)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong(entry.get("edit"))
    return float(value)


def _text(entry: Mapping[str, Any], field: str) -> str | None:
    value = entry.get(field)
    if not (value is None or isinstance(value, str)):
        raise _wrong(entry.get("edit"))
    return value


def _wrong(edit: object) -> InputError:
    message, hint = f"{edit!r} is no edit of a plan", "Give a journal that a session has written."
    return InputError("journal_wrong", message, hint, value=str(edit))
