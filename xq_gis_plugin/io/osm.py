"""OpenStreetMap extracts (.osm.pbf, .osm) as hazards or protected objects."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CRS, Check, CheckSeverity, Datum, Source
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.mending import rebuilt
from xq_gis_plugin.io.osm_facts import OsmFeature, hazard_columns, protected_columns
from xq_gis_plugin.io.osm_tags import load_tags
from xq_gis_plugin.io.raw import digest, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xq_gis_plugin.io.osm_tags import TagMapping, TagRule
    from xq_gis_plugin.io.raw import FilePlace

__all__ = ["read_osm"]

_SHOWN = 20
_MOST_LON, _MOST_LAT = 180.0, 90.0
_AREA_RELATIONS = ("multipolygon", "boundary")


def read_osm(
    place: FilePlace, role: Role, *, datum: Datum | None = None, tags: Path | None = None
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
        ``osmium_missing``, ``file_unreadable``, ``layer_missing``, ``layer_empty`` or ``tags_wrong``.
    """
    osmium = _osmium(place)
    if place.layer is not None:
        message = f"{place.path.name} is an OpenStreetMap file and has no layer {place.layer!r}."
        raise InputError(
            "layer_missing", message, "Name the file alone.", path=place.shown, layer=place.layer
        )
    mapping = load_tags(tags)
    try:
        harvest = _harvest(osmium, place.path, mapping, role)
        coverage, stated = _coverage(osmium, place.path)
    except (RuntimeError, osmium.InvalidLocationError) as error:
        raise unreadable(place.path, str(error)) from error
    if not harvest.features:
        message = f"{place.path.name} has no {role} by its tags."
        hint = "Look at layers/osm_tags.csv, or give a mapping of your own (--map-tags)."
        raise InputError("layer_empty", message, hint, path=place.shown, layer=None)
    name, checks = place.path.name, _checks(place.path.name, role, harvest, datum, stated=stated)
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
    result.attrs["coverage"] = coverage
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


def _harvest(osmium: Any, path: Path, mapping: TagMapping, role: Role) -> _Harvest:  # noqa: ANN401
    harvest = _Harvest(mapping, role, osmium.geom.WKBFactory())
    processor = osmium.FileProcessor(str(path)).with_areas()
    for item in _items(processor.with_filter(osmium.filter.KeyFilter(*mapping.keys)), path):
        tags = {tag.k: tag.v for tag in item.tags}
        if item.is_node():
            harvest.take_node(item, tags)
        elif item.is_way():
            harvest.take_way(item, tags)
        elif item.is_area():
            harvest.take_area(item, tags)
        elif tags.get("type") in _AREA_RELATIONS:
            harvest.take_relation(item, tags)
    harvest.settle()
    return harvest


def _items(processor: Any, path: Path) -> Iterator[Any]:  # noqa: ANN401
    """Yield what a file holds; a number in it that is none is its fault, not ours."""
    try:
        yield from processor
    except ValueError as error:
        raise unreadable(path, str(error)) from error


@dataclass
class _Harvest:
    """What one pass over the file has found so far."""

    mapping: TagMapping
    role: Role
    factory: Any
    features: list[OsmFeature] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    clipped: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    _outlines: list[tuple[int, Any]] = field(default_factory=list)
    _wanted_areas: dict[str, tuple[TagRule, dict[str, str]]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)
    _ring_ways: set[str] = field(default_factory=set)

    def take_node(self, node: Any, tags: dict[str, str]) -> None:  # noqa: ANN401
        """Take a node that the mapping knows as a point."""
        rule = self._match("node", tags)
        if rule is not None and node.location.valid():
            point = shapely.Point(node.location.lon, node.location.lat)
            self.features.append(OsmFeature(f"osm:node/{node.id}", rule, tags, point))

    def take_way(self, way: Any, tags: dict[str, str]) -> None:  # noqa: ANN401
        """Take a way as a line, or remember that it should come back as an area."""
        identity = f"osm:way/{way.id}"
        rule = self._match("way", tags)
        if rule is None:
            if (area_rule := self._match("area", tags)) is not None:
                self._wanted_areas[identity] = (area_rule, tags)
            return
        # One object, one feature: what is taken as a line is no area too.
        self._met.add(identity)
        geometry, whole = _line(way)
        if not whole:
            self.clipped.append(identity)
        elif geometry is None:
            self.broken.append(identity)
        if geometry is not None:
            self.features.append(OsmFeature(identity, rule, tags, geometry))

    def take_relation(self, relation: Any, tags: dict[str, str]) -> None:  # noqa: ANN401
        """Remember that a relation should come back as an area."""
        self._ring_ways.update(f"osm:way/{member.ref}" for member in relation.members if member.type == "w")
        if (rule := self._match("area", tags)) is not None:
            self._wanted_areas[f"osm:relation/{relation.id}"] = (rule, tags)

    def take_area(self, area: Any, tags: dict[str, str]) -> None:  # noqa: ANN401
        """Take an area that libosmium has assembled from a way or a relation."""
        identity = f"osm:{'way' if area.from_way() else 'relation'}/{area.orig_id()}"
        rule = self._match("area", tags)
        if rule is None or identity in self._met:
            return
        try:
            outline = self.factory.create_multipolygon(area)
        except RuntimeError:
            # libosmium emits an area without rings where it could not assemble any.
            return
        self._met.add(identity)
        self._outlines.append((len(self.features), outline))
        self.features.append(OsmFeature(identity, rule, tags, None))

    def _build_areas(self) -> None:
        """Make the shapes of all areas at once; those that cannot be mended never came."""
        if not self._outlines:
            return
        places = [place for place, _ in self._outlines]
        shapes = shapely.from_wkb(np.array([outline for _, outline in self._outlines], dtype=object))
        for number in np.flatnonzero(~shapely.is_valid(shapes)):
            identity = self.features[places[number]].identity
            shapes[number] = rebuilt(shapes[number])
            if shapes[number] is None:
                self._met.discard(identity)
            else:
                self.repaired.append(identity)
        alone = shapely.get_num_geometries(shapes) == 1
        shapes[alone] = shapely.get_geometry(shapes[alone], 0)
        for place, shape in zip(places, shapes, strict=True):
            self.features[place] = replace(self.features[place], geometry=shape)
        lost = {place for place, shape in zip(places, shapes, strict=True) if shape is None}
        self.features = [one for place, one in enumerate(self.features) if place not in lost]

    def settle(self) -> None:
        """Build the areas, and tell which of them never came."""
        self._build_areas()
        for identity, (rule, tags) in self._wanted_areas.items():
            # A way that is only a piece of a relation's ring need not be closed itself.
            if identity in self._met or identity in self._ring_ways:
                continue
            self.broken.append(identity)
            if self.role is Role.HAZARD:
                # An enterprise does not vanish for a broken outline.
                self.features.append(OsmFeature(identity, rule, tags, None))

    def _match(self, geometry: str, tags: dict[str, str]) -> TagRule | None:
        found = self.mapping.match(Role.HAZARD, geometry, tags.items())
        if self.role is Role.PROTECTED:
            # What is a hazard is not protected too.
            known = found is not None and found.kind
            found = None if known else self.mapping.match(Role.PROTECTED, geometry, tags.items())
        return found if found is not None and found.kind else None


def _line(way: Any) -> tuple[shapely.Geometry | None, bool]:  # noqa: ANN401
    """Return the pieces of a way that lie in the extract, and whether that is all of it."""
    runs: list[list[tuple[float, float]]] = [[]]
    whole = True
    for node in way.nodes:
        if not node.location.valid():
            runs.append([])
            whole = False
        elif not runs[-1] or runs[-1][-1] != (node.lon, node.lat):
            runs[-1].append((node.lon, node.lat))
    lines = [shapely.LineString(run) for run in runs if len(run) > 1]
    if not lines:
        return None, whole
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines), whole


def _coverage(osmium: Any, path: Path) -> tuple[shapely.Polygon, bool]:  # noqa: ANN401
    """Return the box that the extract covers, and whether its header states it."""
    header = osmium.FileProcessor(str(path), osmium.osm.NODE).header
    box = header.box()
    if box.valid() and box.bottom_left.valid() and box.top_right.valid():
        low, high = box.bottom_left, box.top_right
        return shapely.box(low.lon, low.lat, high.lon, high.lat), True
    nodes = (node.location for node in _items(osmium.FileProcessor(str(path), osmium.osm.NODE), path))
    # A location that is none is an integer's largest value, far beyond 180 degrees.
    found = np.array([(place.lon_without_check(), place.lat_without_check()) for place in nodes]).reshape(
        -1, 2
    )
    found = found[(np.abs(found[:, 0]) <= _MOST_LON) & (np.abs(found[:, 1]) <= _MOST_LAT)]
    if not len(found):
        return shapely.Polygon(), False
    return shapely.box(*found.min(axis=0), *found.max(axis=0)), False


def _checks(name: str, role: Role, harvest: _Harvest, datum: Datum | None, *, stated: bool) -> list[Check]:
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
            "geometry_repaired",
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
    if not stated:
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
