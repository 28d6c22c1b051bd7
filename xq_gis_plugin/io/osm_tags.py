"""The mapping from OpenStreetMap tags to hazards and protected objects, as an editable table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin import resources
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import HazardKind, MeasuredAs, ObjectKind
from xq_gis_plugin.io.columns import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["TagMapping", "TagRule", "load_tags"]

_COLUMNS = ("role", "key", "value", "geometry", "kind", "measured_as", "road_class", "note")
_ROLES = (Role.HAZARD.value, Role.PROTECTED.value)
# ``any`` is a place that mappers draw as a node or as an area; lines have to be asked for.
_GEOMETRIES = {"node": ("node",), "way": ("way",), "area": ("area",), "any": ("node", "area")}
_ROAD_CLASSES = ("", "main", "minor")
_ANY_VALUE = "*"


@dataclass(frozen=True, slots=True)
class TagRule:
    """One line of the mapping: what an object with this tag is.

    An empty ``kind`` leaves the object out, whatever later lines say. ``measured_as`` is for areas;
    nodes are points and ways are lines.
    """

    order: int
    role: Role
    key: str
    value: str
    geometry: str
    kind: str
    measured_as: str
    road_class: str


@dataclass(frozen=True)
class TagMapping:
    """The lines of a mapping, in their order; the first that matches wins."""

    rules: tuple[TagRule, ...]
    _index: dict[tuple[Role, str, str, str], TagRule]

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that some line asks for."""
        return tuple(dict.fromkeys(rule.key for rule in self.rules))

    def match(self, role: Role, geometry: str, tags: Iterable[tuple[str, str]]) -> TagRule | None:
        """Return the first line that an object's tags match.

        Parameters
        ----------
        role
            Lines of this role are looked at.
        geometry
            What the object is: ``node``, ``way`` (as a line) or ``area``.
        tags
            Key and value of each tag.
        """
        found: TagRule | None = None
        for key, value in tags:
            for asked in (value, _ANY_VALUE):
                rule = self._index.get((role, geometry, key, asked))
                if rule is not None and (found is None or rule.order < found.order):
                    found = rule
        return found


def load_tags(path: Path | None = None) -> TagMapping:
    """Load a mapping from a CSV file.

    Parameters
    ----------
    path
        `None`: the mapping that ships, ``layers/osm_tags.csv``.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable`` or ``tags_wrong`` with line, field and value.

    Examples
    --------
    >>> load_tags().match(Role.HAZARD, "node", [("amenity", "fuel")]).kind
    'petrol_station'
    """
    file = resources.path("layers", "osm_tags.csv") if path is None else Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        message = f"{file} does not exist."
        hint = "Check the name of the tag mapping, or leave the option out."
        raise InputError("file_missing", message, hint, path=str(file)) from error
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file.name} cannot be read: {error}."
        raise InputError("file_unreadable", message, "Save it as CSV in UTF-8.", path=str(file)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in _COLUMNS[:-1] if column not in (reader.fieldnames or ())]
    if missing:
        raise _wrong(file, 1, "header", ",".join(reader.fieldnames or ()), f"lacks {', '.join(missing)}")
    rules = [
        _rule(
            file, reader.line_num, number, {key: (value or "").strip() for key, value in line.items() if key}
        )
        for number, line in enumerate(reader)
    ]
    index: dict[tuple[Role, str, str, str], TagRule] = {}
    for rule in rules:
        for geometry in _GEOMETRIES[rule.geometry]:
            index.setdefault((rule.role, geometry, rule.key, rule.value), rule)
    return TagMapping(tuple(rules), index)


def _rule(file: Path, line: int, order: int, cells: dict[str, str]) -> TagRule:
    for field, allowed in (
        ("role", _ROLES),
        ("geometry", tuple(_GEOMETRIES)),
        ("road_class", _ROAD_CLASSES),
        ("measured_as", ("", *MeasuredAs)),
    ):
        if cells[field] not in allowed:
            raise _wrong(
                file, line, field, cells[field], f"is not one of {', '.join(a or '(empty)' for a in allowed)}"
            )
    for field in ("key", "value"):
        if not cells[field]:
            raise _wrong(file, line, field, "", "is empty")
    kinds = ("", *(HazardKind if cells["role"] == Role.HAZARD else ObjectKind))
    if cells["kind"] not in kinds:
        raise _wrong(file, line, "kind", cells["kind"], f"is no kind of a {cells['role']} object")
    return TagRule(
        order,
        Role(cells["role"]),
        cells["key"],
        cells["value"],
        cells["geometry"],
        cells["kind"],
        cells["measured_as"],
        cells["road_class"],
    )


def _wrong(file: Path, line: int, field: str, value: str, wrong: str) -> InputError:
    message = f"{file.name}, line {line}, field {field}: {value!r} {wrong}."
    hint = "Correct the line; layers/osm_tags.csv shows how each field is written."
    return InputError("tags_wrong", message, hint, path=str(file), line=line, field=field, value=value)
