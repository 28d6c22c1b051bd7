"""OpenStreetMap extracts (.osm.pbf, .osm) as hazards or protected objects."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, Check, CheckSeverity, Datum, Source
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.osm_facts import hazard_columns, protected_columns
from xq_gis_plugin.io.osm_harvest import Harvest
from xq_gis_plugin.io.osm_tags import load_tags
from xq_gis_plugin.io.raw import digest, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.osm_tags import TagMapping
    from xq_gis_plugin.io.raw import FilePlace

__all__ = ["read_osm"]

_SHOWN = 20
_MOST_LON, _MOST_LAT = 180, 90
# How libosmium's ``sparse_file_array`` keeps nodes: a number, and degrees in units of 1e-7.
_INDEX = np.dtype([("id", "<u8"), ("lon", "<i4"), ("lat", "<i4")])
_UNITS = 10_000_000
# It takes 16 bytes a node, and a file about 7; the first room is for a million nodes.
_LEAST_ROOM, _ROOM_PER_BYTE = 64 << 20, 8


def read_osm(
    place: FilePlace,
    role: Role,
    *,
    datum: Datum | None = None,
    tags: Path | None = None,
    options: ReadOptions = NOTHING_SAID,
) -> gpd.GeoDataFrame:
    """Read the objects of an extract that the tag mapping knows.

    Areas are assembled from closed ways and multipolygon relations by libosmium; what cannot be
    assembled is left out and named by its OSM id in a check. Lines that leave the extract keep what
    lies inside. An object that the mapping takes for a hazard is never a protected object too. One
    place that is mapped twice (a node in an area) stays two objects.

    Parameters
    ----------
    place
        The file; it has no layers.
    role
        `Role.HAZARD` or `Role.PROTECTED`.
    datum
        Asked for on the command line; OpenStreetMap is WGS 84, so anything else is only noted.
    tags
        A mapping instead of ``layers/osm_tags.csv``.
    options
        Of these only ``progress`` means anything here.

    Returns
    -------
    GeoDataFrame
        As `read_hazards` and `read_protected` describe. Hazards have three columns more:
        ``outline`` (``point``, ``plot``, or ``building`` where the area drawn is a canopy or house),
        ``brand`` and ``operator``. ``attrs["coverage"]`` is the box that the file's header states,
        else the box around all of its nodes.

    Raises
    ------
    InputError
        ``osmium_missing``, ``file_unreadable``, ``layer_missing``, ``layer_empty``, ``tags_wrong`` or
        ``no_room`` (for a file whose header does not state what it covers).
    """
    osmium = _osmium(place)
    if place.layer is not None:
        message = f"{place.path.name} is an OpenStreetMap file and has no layer {place.layer!r}."
        raise InputError(
            "layer_missing", message, "Name the file alone.", path=place.shown, layer=place.layer
        )
    mapping = load_tags(tags)
    try:
        harvest = _harvest(osmium, place.path, mapping, role, options)
    except (RuntimeError, osmium.InvalidLocationError) as error:
        raise unreadable(place.path, str(error)) from error
    if not harvest.features:
        message = f"{place.path.name} has no {role} by its tags."
        hint = "Look at layers/osm_tags.csv, or give a mapping of your own (--map-tags)."
        raise InputError("layer_empty", message, hint, path=place.shown, layer=None)
    name, checks = place.path.name, _checks(place.path.name, role, harvest, datum)
    if role is Role.HAZARD:
        frame = hazard_columns(harvest.features)
    else:
        frame, unread = protected_columns(harvest.features)
        checks = [*checks, *_unread_checks(name, unread)]
    result = gpd.GeoDataFrame(frame, geometry=[f.geometry for f in harvest.features], crs=CRS)
    result = result[[*role.columns, *(column for column in result.columns if column not in role.columns)]]
    count = len(result)
    path = place.path
    result.attrs["source"] = Source(
        str(path), None, digest(path), count, "EPSG:4326", Datum.WGS84, tuple(checks)
    )
    result.attrs["coverage"] = harvest.coverage
    return result


def _osmium(place: FilePlace) -> Any:  # noqa: ANN401
    try:
        import osmium
        import osmium.filter
        import osmium.geom
    except ImportError as error:
        raise _osmium_missing(place) from error
    if not hasattr(osmium, "FileProcessor"):
        raise _osmium_missing(place)
    return osmium


def _osmium_missing(place: FilePlace) -> InputError:
    message = f"{place.path.name} cannot be read: the library osmium (pyosmium 4 or later) is not installed."
    hint = (
        "In QGIS, install it by Libraries… in the plugin's menu; elsewhere by pip install osmium. Or save "
        "the layers that you need as GeoPackage."
    )
    return InputError("osmium_missing", message, hint, path=place.shown)


def _harvest(
    osmium: Any,  # noqa: ANN401
    path: Path,
    mapping: TagMapping,
    role: Role,
    options: ReadOptions,
) -> Harvest:
    every = osmium.geom.use_nodes.ALL
    harvest = Harvest(mapping, role, osmium.geom.WKBFactory(), osmium.InvalidLocationError, every)
    processor = osmium.FileProcessor(str(path))
    harvest.stated = _stated_box(processor.header.box())
    if harvest.stated is not None:
        _take_all(harvest, processor.with_areas(), osmium, path, options)
    else:
        # libosmium has to keep where every node is; in a file, all of them can be looked at afterwards
        # without a pass in Python.
        with tempfile.TemporaryDirectory(prefix="xq-osm-", ignore_cleanup_errors=True) as folder:
            _require_room(Path(folder), path)
            nodes = Path(folder) / "nodes"
            processor = processor.with_locations(f"sparse_file_array,{nodes}").with_areas()
            _take_all(harvest, processor, osmium, path, options)
            # Windows deletes no file that is still open.
            del processor
            harvest.nodes = _node_box(nodes)
    harvest.settle()
    return harvest


def _require_room(folder: Path, path: Path) -> None:
    """Refuse to begin what would end in the middle: a full disk under a mapped file ends the program."""
    free, needed = shutil.disk_usage(folder).free, _LEAST_ROOM + _ROOM_PER_BYTE * path.stat().st_size
    if free < needed:
        message = (
            f"{path.name} needs {needed >> 20} MB of room in {folder.parent} while it is read; "
            f"{free >> 20} MB are free."
        )
        hint = "Make room there, or cut the extract with osmium extract --set-bounds, which needs none."
        raise InputError(
            "no_room",
            message,
            hint,
            path=str(path),
            folder=str(folder.parent),
            needed_mb=needed >> 20,
            free_mb=free >> 20,
        )


def _take_all(
    harvest: Harvest,
    processor: Any,  # noqa: ANN401
    osmium: Any,  # noqa: ANN401
    path: Path,
    options: ReadOptions,
) -> None:
    keys = osmium.filter.KeyFilter(*harvest.mapping.keys)
    # How many there are is not known before all have come.
    for item in options.counted(_items(processor.with_filter(keys), path), 0.1, 0.1, 0):
        if item.is_area():
            harvest.take_area(item)
        elif item.is_way():
            harvest.take_way(item)
        elif item.is_node():
            harvest.take_node(item)
        else:
            harvest.take_relation(item)


def _items(processor: Any, path: Path) -> Iterator[Any]:  # noqa: ANN401
    """Yield what a file holds; a number in it that is none is its fault, not ours."""
    try:
        yield from processor
    except ValueError as error:
        raise unreadable(path, str(error)) from error


def _stated_box(box: Any) -> shapely.Polygon | None:  # noqa: ANN401
    """Return the box that a file's header states, if it does."""
    if not (box.valid() and box.bottom_left.valid() and box.top_right.valid()):
        return None
    low, high = box.bottom_left, box.top_right
    return shapely.box(low.lon, low.lat, high.lon, high.lat)


def _node_box(index: Path) -> shapely.Polygon:
    """Return the box around all nodes in libosmium's index of locations."""
    places = np.memmap(index, dtype=_INDEX, mode="r")
    lon, lat = places["lon"], places["lat"]
    # A location that is none, and room not yet used, is an integer's largest value.
    real = (np.abs(lon) <= _MOST_LON * _UNITS) & (np.abs(lat) <= _MOST_LAT * _UNITS)
    if not real.any():
        return shapely.Polygon()
    lon, lat = lon[real] / _UNITS, lat[real] / _UNITS
    return shapely.box(lon.min(), lat.min(), lon.max(), lat.max())


def _checks(name: str, role: Role, harvest: Harvest, datum: Datum | None) -> list[Check]:
    checks = []
    fate = "were kept without a position" if role is Role.HAZARD else "were left out"
    fix = "Look at these objects on openstreetmap.org; draw what is missing in a layer of your own."
    for severity, code, what, hint, identities in (
        (
            CheckSeverity.IMPORTANT,
            "geometry_broken",
            f"whose outline cannot be assembled {fate}",
            fix,
            harvest.broken,
        ),
        (
            CheckSeverity.IMPORTANT,
            "outline_repaired",
            "with an invalid outline were repaired",
            fix,
            harvest.repaired,
        ),
        (
            CheckSeverity.NOTE,
            "osm_clipped",
            "leave the extract; only what lies inside was read",
            "Nothing, or take a larger extract.",
            harvest.clipped,
        ),
    ):
        if identities:
            message = f"{name}: {len(identities)} objects {what} ({_some(identities)})."
            checks.append(Check(severity, code, message, hint, (), len(identities)))
    if datum in (Datum.GCJ02, Datum.BD09):
        message = f"{name}: OpenStreetMap is WGS 84, so the datum {datum} was not applied to it."
        checks.append(Check(CheckSeverity.NOTE, "datum_ignored", message, "Nothing.", (), 0))
    if harvest.stated is None:
        message = f"{name} does not state what it covers; the box around its nodes was taken."
        hint = "Cut the extract with osmium extract --set-bounds to have it stated."
        checks.append(Check(CheckSeverity.NOTE, "coverage_from_nodes", message, hint, (), 0))
    return checks


def _unread_checks(name: str, unread: dict[str, list[str]]) -> list[Check]:
    hint = "Nothing: the value counts as unknown. Correct the tag on openstreetmap.org if it matters."
    return [
        Check(
            CheckSeverity.NOTE,
            "tag_unread",
            f"{name}: {len(failed)} tags for {column} are no number ({_some(failed)}).",
            hint,
            (),
            len(failed),
        )
        for column, failed in unread.items()
        if failed
    ]


def _some(identities: list[str]) -> str:
    shown = ", ".join(identity.removeprefix("osm:") for identity in identities[:_SHOWN])
    return shown + (", …" if len(identities) > _SHOWN else "")
