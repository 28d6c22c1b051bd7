"""Edges that are arcs, which nothing here measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xq_gis_plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["refuse_arcs"]


def refuse_arcs(column: Mapping[str, Any], name: str, shown: str) -> None:
    """Refuse a column of GeoParquet whose edges are said to be arcs of great circles.

    Read as straight in longitude and latitude, as all else here is, an edge of a kilometre would be off by
    16 mm, one of ten kilometres by 1.6 m.

    Raises
    ------
    InputError
        ``edges_spherical``.
    """
    if column.get("edges", "planar") == "planar":
        return
    message = f"{name} says that its edges are {column['edges']}: arcs of great circles, not straight lines."
    hint = (
        "Open it in QGIS and save it again (GeoPackage or GeoParquet): edges are then straight, which moves "
        "those of buildings by less than a millimetre; give edges of kilometres more corners first."
    )
    raise InputError("edges_spherical", message, hint, path=shown, edges=str(column["edges"]))
