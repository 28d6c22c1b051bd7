"""What the panel remembers in a project, as JSON; whatever is not understood is left out."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.io.columns import Role, meanings_of
from xq_gis_plugin.io.said_columns import KEPT
from xq_gis_plugin.io.values import kind_words
from xq_gis_plugin.widgets.contract import RoleChoice
from xq_gis_plugin.widgets.files import ENCODINGS, is_plain
from xq_gis_plugin.widgets.role_box import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Memory", "read_memory", "write_memory"]

_VERSION = 1
_EPSG = re.compile(r"(?i)epsg:[0-9]{1,6}")
_MOST_METRES = 10_000.0
_LONGEST_LINE = 200


@dataclass(frozen=True)
class Memory:
    """What was chosen and what was open; None where nothing is remembered."""

    roles: Mapping[str, RoleChoice] = field(default_factory=dict)
    editions: tuple[str, ...] | None = None
    rule_file: str | None = None
    accuracy_m: float | None = None
    within_m: float | None = None
    workspace: str | None = None
    review: str | None = None
    open: Mapping[str, bool] = field(default_factory=dict)
    findings: Mapping[str, object] = field(default_factory=dict)
    siting: Mapping[str, object] = field(default_factory=dict)


def write_memory(memory: Memory) -> str:
    """Return a memory as JSON."""
    roles = {
        role: {
            "key": one.key,
            "datum": one.datum,
            "selected_only": one.selected_only,
            "encoding": one.encoding,
            "crs": one.crs,
            "kind": one.kind,
            "crs_accuracy_m": one.crs_accuracy_m,
            "columns": [[*pair] for pair in one.columns],
        }
        for role, one in memory.roles.items()
    }
    content = {
        "version": _VERSION,
        "roles": roles,
        "editions": memory.editions,
        "rule_file": memory.rule_file,
        "accuracy_m": memory.accuracy_m,
        "within_m": memory.within_m,
        "workspace": memory.workspace,
        "review": memory.review,
        "open": dict(memory.open),
        "findings": dict(memory.findings),
        "siting": dict(memory.siting),
    }
    return json.dumps(content, ensure_ascii=False)


def read_memory(text: str) -> Memory:
    """Return what a text remembers; a damaged one, or one of another version, remembers nothing."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return Memory()
    if not isinstance(content, dict) or content.get("version") != _VERSION:
        return Memory()
    roles, shown = _mapping(content.get("roles")), _mapping(content.get("open"))
    editions = content.get("editions")
    return Memory(
        roles={role: _choice(_mapping(roles[role]), Role(role)) for role in ROLES if role in roles},
        editions=tuple(map(str, editions)) if isinstance(editions, list) else None,
        rule_file=_path(content.get("rule_file")),
        accuracy_m=_metres(content.get("accuracy_m")),
        within_m=_metres(content.get("within_m")),
        workspace=_path(content.get("workspace")),
        review=_line(content.get("review")),
        open={key: value for key, value in shown.items() if isinstance(value, bool)},
        findings=_mapping(content.get("findings")),
        siting=_mapping(content.get("siting")),
    )


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _choice(content: dict[str, Any], role: Role) -> RoleChoice:
    datum, kind = content.get("datum"), content.get("kind")
    known = isinstance(datum, str) and datum in {one.value for one in Datum}
    return RoleChoice(
        _path(content.get("key")) or "",
        str(datum) if known else "",
        content.get("selected_only") is True,
        encoding if isinstance(encoding := content.get("encoding"), str) and encoding in ENCODINGS else "",
        crs if isinstance(crs := content.get("crs"), str) and _EPSG.fullmatch(crs) else "",
        kind if isinstance(kind, str) and kind in kind_words(role).values() else "",
        _metres(content.get("crs_accuracy_m")),
        _columns(content.get("columns"), role),
    )


def _columns(value: object, role: Role) -> tuple[tuple[str, str], ...]:
    known = {*meanings_of(role), KEPT}
    found = [
        (pair[0], pair[1])
        for pair in (value if isinstance(value, list) else ())
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)  # noqa: PLR2004
    ]
    return tuple((meaning, header) for meaning, header in found if meaning in known)


def _path(value: object) -> str | None:
    return value if isinstance(value, str) and is_plain(value) else None


def _line(value: object) -> str | None:
    return " ".join(value.split())[:_LONGEST_LINE] if isinstance(value, str) else None


def _metres(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and 0 <= value <= _MOST_METRES else None
