"""One import into a district's workspace, whichever face asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xq_gis_plugin.run import read_role

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.district import Existing, ImportRecord
    from xq_gis_plugin.io.rejected import Rejected
    from xq_gis_plugin.run import Given, Steps

__all__ = ["Imported", "run_import"]


@dataclass(frozen=True)
class Imported:
    """What an import has done, what was noticed of the file, and which cells it could not read."""

    record: ImportRecord
    checks: tuple[Check, ...]
    rejected: tuple[Rejected, ...]


def run_import(
    given: Given,
    role: Role,
    workspace: Path,
    *,
    existing: Existing,
    by: str,
    steps: Steps,
    tags: Path | None = None,
) -> Imported:
    """Read a file, look at it and at how it fits a workspace, and add it to that.

    Parameters
    ----------
    given
        The file, and what a person says of it. Rows that cannot be read are set aside.
    role
        What its rows are.
    workspace
        The GeoPackage; made if it is not there.
    existing
        What becomes of rows that are there already.
    by
        Who imports.
    steps
        Told how far it has come; what it raises leaves the workspace as it was.
    tags
        For OpenStreetMap files, a mapping of tags instead of ``layers/osm_tags.csv``.

    Raises
    ------
    XqGisError
        As the readers, and as `xq_gis_plugin.io.district.import_into`.
    CancelledError
        If ``steps`` raises it.
    """
    from xq_gis_plugin.io.district import import_into
    from xq_gis_plugin.io.district_datum import suspect_in
    from xq_gis_plugin.io.district_tables import TABLES
    from xq_gis_plugin.io.gate import gate

    step = f"read_{TABLES[role]}"
    reading = steps.begin(step)
    frame = read_role(given, role, tags, reject_rows=True, progress=lambda done: reading(done, step))
    noticed = gate(frame, role)
    if all(check.code != "datum_suspect" for check in noticed):
        noticed = (*noticed, *suspect_in(frame, role, workspace))
    advance = steps.begin("write")
    record = import_into(
        frame, role, workspace, said=given.said(), checks=noticed, existing=existing, by=by,
        progress=lambda fraction: advance(fraction, "write"),
    )  # fmt: skip
    checks = tuple(dict.fromkeys([*frame.attrs["source"].checks, *noticed]))
    return Imported(record, checks, frame.attrs.get("rejected", ()))
