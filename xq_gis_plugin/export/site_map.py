"""The map of a siting plan: one HTML file that opens without network and is safe for any name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.export.site_map_data import site_map_data

if TYPE_CHECKING:
    import geopandas as gpd

    from xq_gis_plugin.core.siting.model import SitePlan

__all__ = ["render_site_map", "write_site_map"]

_LAYERS = (
    ("base", True), ("zone", True), ("no_discharge", True), ("demand", False), ("edges", False),
    ("circles", True), ("rejected", False), ("doubtful", True), ("shops", True),
)  # fmt: skip


def write_site_map(
    plan: SitePlan,
    path: Path,
    *,
    title: str,
    fictional: bool = False,
    overwrite: bool = False,
    surroundings: gpd.GeoDataFrame | None = None,
) -> None:
    """Write the map of a plan.

    Parameters
    ----------
    plan
        The plan; geometry in EPSG:4490. On screen the map is in Web Mercator, in which nothing is
        measured: every figure is the plan's own.
    path
        The file to write; it appears whole or not at all.
    title
        Heading of the page, any text.
    fictional
        Mark the page 虚构示例.
    overwrite
        Whether an existing file may be replaced.
    surroundings
        The protected objects, EPSG:4490, drawn under the plan; by default those that the plan was made
        with, where it still has them.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(Path(path), overwrite=overwrite) as draft:
        # Bytes: on Windows text would get other line ends, and the page's hashes would not hold.
        page = render_site_map(plan, title=title, fictional=fictional, surroundings=surroundings)
        draft.write_bytes(page.encode("utf-8"))


def render_site_map(
    plan: SitePlan, *, title: str, fictional: bool = False, surroundings: gpd.GeoDataFrame | None = None
) -> str:
    """Return the page that `write_site_map` writes."""
    from folium import LayerControl

    from xq_gis_plugin.export.page import MapLayer, OfflineMap, PlanPage

    # Half of a surrogate pair, as a broken file name has it, is no character and cannot be written.
    title = title.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    around = plan.protected if surroundings is None else surroundings
    data = site_map_data(plan, around, title=title, fictional=fictional)
    page = PlanPage(title, data.text, data.shapes, zones=data.zones, fictional=fictional, osm=data.osm)
    district = OfflineMap(data.bounds)
    page.add_child(district)
    absent = {
        kind for kind, rows in (("demand", plan.demand), ("no_discharge", plan.no_discharge)) if _none(rows)
    }
    for kind, show in _LAYERS:
        if kind not in absent:
            district.add_child(MapLayer(kind, show=show))
    control = LayerControl(collapsed=False, autoZIndex=False)
    control._id = "xq"  # noqa: SLF001 - a chance id would make every plan's file another
    district.add_child(control)
    return page.render()


def _none(rows: gpd.GeoDataFrame | None) -> bool:
    return rows is None or not len(rows)
