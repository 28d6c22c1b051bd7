"""Any readable file as candidates for the plan's names: whatever has a name and a place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import measure
from xq_gis_plugin.core.model import CRS, Datum
from xq_gis_plugin.io import words
from xq_gis_plugin.io.columns import Role, name_columns
from xq_gis_plugin.io.kinds import known_kind
from xq_gis_plugin.io.mending import mend
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.position import parse_datum, place
from xq_gis_plugin.io.raw import find_file
from xq_gis_plugin.io.read import raw_layer, read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import FilePlace

__all__ = ["CANDIDATE_COLUMNS", "read_candidates"]

CANDIDATE_COLUMNS = (
    "object_id", "name", "kind", "source", "source_date", "datum", "position_source", "position_accuracy_m",
)  # fmt: skip
_KINDS = {**words.OBJECT_KINDS, **words.HAZARD_KINDS}


def read_candidates(path: str | Path, options: ReadOptions = NOTHING_SAID) -> gpd.GeoDataFrame:
    """Read what has a name and a place.

    Parameters
    ----------
    path
        As `xq_gis_plugin.io.read.read_hazards`; of an OpenStreetMap extract hazards and objects.
    options
        What a person says of the file; ``kind`` may be one of a hazard or of an object.

    Returns
    -------
    GeoDataFrame
        ``object_id``, ``name``, ``kind`` (None where it is no kind of ours), ``source`` (the file's name),
        ``source_date`` (when the file was changed last, ISO 8601), ``datum``, ``position_source``,
        ``position_accuracy_m`` and the geometry, EPSG:4490. Rows without a name or a place are left out.
        ``attrs["checks"]`` tell what was noticed and assumed, ``attrs["rejected"]`` which rows could not be
        read: one of them costs no other.

    Raises
    ------
    InputError
        If the file cannot be read, or has no column of names (``name_missing``); ``kind_said_unknown``.
    """
    if options.kind is not None:
        known_kind(options.kind, Role.HAZARD, Role.PROTECTED)
    found = find_file(path)
    frame = _of_osm(found) if found.is_osm else _of_layer(found, options)
    # A database has no date of its own: its rows are those of now.
    now = found.is_remote
    changed = dt.datetime.now(tz=dt.UTC).timestamp() if now else found.path.stat().st_mtime
    stamp = dt.datetime.fromtimestamp(changed, tz=dt.UTC).date().isoformat()
    frame["source"] = found.path.name + (f"#{found.layer}" if found.layer else "")
    frame["source_date"] = stamp
    frame["object_id"] = [f"{found.path.stem}:{number}" for number in frame["object_id"]]
    named = frame["name"].notna() & ~(frame.geometry.isna() | frame.geometry.is_empty)
    kept = frame[named][[*CANDIDATE_COLUMNS, "geometry"]].reset_index(drop=True)
    kept.attrs = {"checks": frame.attrs["checks"], "rejected": frame.attrs["rejected"]}
    return kept


def _of_osm(found: FilePlace) -> gpd.GeoDataFrame:
    frames, checks = [], []
    for read, identity in ((read_hazards, "hazard_id"), (read_protected, "object_id")):
        try:
            frame = read(found.path)
        except InputError as error:
            if error.code != "layer_empty":
                raise
            continue
        checks += frame.attrs["source"].checks
        part = frame.rename(columns={identity: "object_id"}) if identity != "object_id" else frame
        wanted = ["object_id", "name", "kind", "position_source", "position_accuracy_m", "geometry"]
        frames.append(part[wanted])
        frames[-1].attrs.clear()
    if not frames:
        message = f"{found.path.name} has neither hazards nor objects by its tags."
        hint = "Take an extract of the district, or another layer."
        raise InputError("layer_empty", message, hint, path=str(found.path), layer=None)
    whole = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=CRS)
    whole["datum"] = Datum.WGS84.value
    whole.attrs = {"checks": tuple(checks), "rejected": ()}
    return whole


def _of_layer(found: FilePlace, options: ReadOptions) -> gpd.GeoDataFrame:
    said = parse_datum(options.datum)
    options = dataclasses.replace(options, reject_rows=True)
    raw = name_columns(raw_layer(found, options), Role.PROTECTED, said, reject=True, said=options.columns)
    datum = said or raw.said_datum
    if "name" not in raw.table.columns:
        message = f"{found.path.name} has no column of names to compare with."
        raise InputError(
            "name_missing", message, "Choose a layer with a column name (名称).", path=str(found.path)
        )
    raw = mend(place(raw, Role.PROTECTED, datum, options), Role.PROTECTED)
    table, count = raw.table, len(raw.rows)

    def column(name: str) -> pd.Series:
        return table[name] if name in table.columns else pd.Series([None] * count, dtype="object")

    stated = None if options.kind is None else known_kind(options.kind, Role.HAZARD, Role.PROTECTED)
    kinds = [
        stated
        if pd.isna(value) or str(value).strip().lower() in words.UNKNOWN
        else _KINDS.get(str(value).strip())
        for value in column("kind")
    ]
    frame = pd.DataFrame(
        {
            "object_id": [str(row) for row in raw.rows],
            "name": [str(value).strip() or None if pd.notna(value) else None for value in column("name")],
            "kind": pd.Series(kinds, dtype="object"),
            "datum": str(datum or Datum.CGCS2000),
            "position_source": column("position_source").fillna("file").astype(str).to_numpy(),
            "position_accuracy_m": pd.to_numeric(column("position_accuracy_m"), errors="coerce").to_numpy(
                float
            ),
        }
    )
    shapes = np.asarray(raw.geometry, dtype=object)
    if raw.crs_accuracy_m:
        usual = [measure("accuracy", source).high_m for source in frame["position_source"]]
        known = frame["position_accuracy_m"].fillna(pd.Series(usual, dtype="float64"))
        frame["position_accuracy_m"] = known + raw.crs_accuracy_m
    whole = gpd.GeoDataFrame(frame, geometry=shapely.force_2d(shapes), crs=CRS)
    whole.attrs = {"checks": raw.checks, "rejected": raw.rejected}
    return whole
