"""Drawings (DXF): the layers that CAD has in them, and closed lines as the areas that they go around."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.raw import FilePlace

if TYPE_CHECKING:
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["ENTITIES", "closed_to_areas", "of_cad_layer"]

ENTITIES = "entities"
"""What GDAL calls all that is in a drawing."""
_LAYER = "Layer"
_TOLD = 20


def of_cad_layer(raw: RawLayer, name: str | None) -> RawLayer:
    """Return what one layer of a drawing has; all of it, with its layers told, where none is named.

    Parameters
    ----------
    raw
        All of the drawing.
    name
        The layer as CAD calls it; None, or `ENTITIES`, for all.

    Raises
    ------
    InputError
        ``layer_missing``: the drawing has no such layer; the message lists those that it has.
    """
    if _LAYER not in raw.table.columns:
        return raw
    layers = raw.table[_LAYER].astype(str).where(raw.table[_LAYER].notna(), None)
    counts = pd.Series(layers).value_counts()
    names = [str(one) for one in counts.index]
    if name in (None, ENTITIES):
        if len(names) < 2:  # noqa: PLR2004 - nothing to choose
            return raw
        told = ", ".join(f"{layer} {n}" for layer, n in list(counts.items())[:_TOLD])
        told += ", …" if len(names) > _TOLD else ""
        message = f"the drawing has {len(names)} layers, and all were read: {told}."
        one = f"{raw.place.path.name}#{names[0]}"
        hint = f"To read one of them, name it, as {one}; texts and frames are no objects."
        nothing = np.zeros(len(raw.rows), dtype=np.bool_)
        facts = {"count": str(len(names)), "layers": told, "file": raw.place.path.name, "first": names[0]}
        return raw.with_checks(
            raw.check(CheckSeverity.NOTE, "drawing_layers", message, hint, nothing, **facts)
        )
    if name not in names:
        message = f"{raw.place.path.name} has no layer {name!r}; it has {', '.join(names)}."
        facts_of = {"path": raw.place.shown, "layers": names, "layer": name}
        raise InputError("layer_missing", message, "Name one of these.", **facts_of)
    chosen = raw.keep((layers == name).to_numpy(dtype=np.bool_))
    return dataclasses.replace(chosen, place=FilePlace(raw.place.path, name))


def closed_to_areas(raw: RawLayer) -> RawLayer:
    """Return a drawing with its closed lines as what they go around: CAD has no polygons."""
    if raw.geometry is None:
        return raw
    lines = (shapely.get_type_id(raw.geometry) == 1) & (shapely.get_num_points(raw.geometry) > 3)  # noqa: PLR2004
    closed = lines & shapely.is_closed(raw.geometry)
    if not closed.any():
        return raw
    geometry = raw.geometry.copy()
    geometry[closed] = shapely.polygons(
        shapely.linearrings(
            shapely.get_coordinates(geometry[closed], include_z=False),
            indices=np.repeat(np.arange(int(closed.sum())), shapely.get_num_points(geometry[closed])),
        )
    )
    message = "closed lines were read as the areas that they go around."
    hint = "Nothing, if they are outlines; in the drawing, open the lines that are none."
    check = raw.check(CheckSeverity.NOTE, "lines_closed", message, hint, closed)
    return dataclasses.replace(raw, geometry=geometry).with_checks(check)
