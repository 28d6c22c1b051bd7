"""The risk map: one HTML file that opens without network and is safe for any name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.export.digest import from_osm
from xq_gis_plugin.export.map_data import map_data

if TYPE_CHECKING:
    from xq_gis_plugin.core.model import Assessment
    from xq_gis_plugin.export.online_tiles import TileSource

__all__ = ["render_html_map", "write_html_map"]

_LAYERS = (
    ("base", True), ("rings", True), ("box4", True), ("box3", True), ("box2", True), ("overlaps", True),
    ("objects", True), ("clear", False), ("unresolved", True), ("conflict", True), ("overlay", True),
    ("parts", True), ("hazards", True),
)  # fmt: skip
_MAY_BE_EMPTY = {"overlaps": "overlaps", "overlay": "plan_overlay", "parts": "parts"}


def write_html_map(
    result: Assessment,
    path: Path,
    *,
    title: str,
    fictional: bool = False,
    overwrite: bool = False,
    tiles: TileSource | None = None,
) -> int:
    """Write the risk map of a run.

    Parameters
    ----------
    result
        The run; geometry in EPSG:4490. On screen the map is in Web Mercator, in which nothing is
        measured: every figure is the run's own.
    path
        The file to write; it appears whole or not at all.
    title
        Heading of the page, any text.
    fictional
        Mark the page 虚构示例.
    overwrite
        Whether an existing file may be replaced.
    tiles
        Online tiles for the page to ask for; without them it asks nobody for anything.

    Returns
    -------
    int
        How many protected objects, the farthest from any hazard, are beyond what a page can hold and
        not drawn (see `xq_gis_plugin.export.surroundings.MOST_VERTICES`); the page says so too.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(Path(path), overwrite=overwrite) as draft:
        # Bytes: on Windows text would get other line ends, and the page's hashes would not hold.
        page, left_out = _page(result, title, fictional=fictional, tiles=tiles)
        draft.write_bytes(page.encode("utf-8"))
    return left_out


def render_html_map(
    result: Assessment, *, title: str, fictional: bool = False, tiles: TileSource | None = None
) -> str:
    """Return the page that `write_html_map` writes."""
    return _page(result, title, fictional=fictional, tiles=tiles)[0]


def _page(result: Assessment, title: str, *, fictional: bool, tiles: TileSource | None) -> tuple[str, int]:
    from folium import LayerControl

    from xq_gis_plugin.export.page import MapLayer, OfflineMap, OfflinePage, OnlineTiles

    # Half of a surrogate pair, as a broken file name has it, is no character and cannot be written.
    title = title.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    data = map_data(result, title=title, fictional=fictional)
    osm, images = from_osm(result) and not fictional, tiles.hosts if tiles else ()
    page = OfflinePage(title, data.text, data.shapes, fictional=fictional, osm=osm, images=images)
    district = OfflineMap(data.bounds)
    page.add_child(district)
    if tiles:
        district.add_child(OnlineTiles(tiles))
    for kind, show in _LAYERS:
        if kind not in _MAY_BE_EMPTY or len(getattr(result, _MAY_BE_EMPTY[kind])):
            district.add_child(MapLayer(kind, show=show))
    control = LayerControl(collapsed=False, autoZIndex=False)
    control._id = "xq"  # noqa: SLF001 - a chance id would make every run's file another
    district.add_child(control)
    return page.render(), data.left_out
