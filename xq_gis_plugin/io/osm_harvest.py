"""What one pass over an OpenStreetMap extract finds: nodes, ways and areas that the tag mapping knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.mending import rebuilt
from xq_gis_plugin.io.osm_facts import OsmFeature

if TYPE_CHECKING:
    import numpy.typing as npt

    from xq_gis_plugin.io.osm_tags import TagMapping, TagRule

    Asked = tuple[tuple[str, str], ...]

__all__ = ["Harvest"]

_AREA_RELATIONS = ("multipolygon", "boundary")
# How a multipolygon of one part begins, little-endian: byte order, type, count; the part is a whole polygon.
_WKB_ONE = "010600000001000000"
_WKB_HEAD = len(_WKB_ONE)


@dataclass
class Harvest:
    """What one pass over the file has found so far."""

    mapping: TagMapping
    role: Role
    factory: Any
    # Of libosmium: what it raises for a node that has no place, and to have no node passed over. To pass
    # over repeated ones it would pass over those too that lie outside the extract.
    not_there: type[Exception]
    every_node: Any
    features: list[OsmFeature] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    clipped: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    stated: shapely.Polygon | None = None
    nodes: shapely.Polygon = field(default_factory=shapely.Polygon)
    # What libosmium has written as hexadecimal WKB, and of which feature.
    _drawn: list[OsmFeature] = field(default_factory=list)
    _outlines: list[str] = field(default_factory=list)
    # By twice the number of a way, or of a relation and one more: numbers are no work for the garbage
    # collector, which pairs are.
    _wanted_areas: dict[int, OsmFeature] = field(default_factory=dict)
    _met: set[int] = field(default_factory=set)
    _ring_ways: set[int] = field(default_factory=set)
    _keys: frozenset[str] = field(init=False)
    _matched: dict[tuple[str, Asked], TagRule | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note what the mapping asks for."""
        self._keys = frozenset(self.mapping.keys)

    def take_node(self, node: Any) -> None:  # noqa: ANN401
        """Take a node that the mapping knows as a point."""
        tags = _tags(node)
        rule = self._match("node", self._asked(tags))
        if rule is not None and node.location.valid():
            point = shapely.Point(node.location.lon, node.location.lat)
            self.features.append(OsmFeature(f"osm:node/{node.id}", rule, tags, point))

    def take_way(self, way: Any) -> None:  # noqa: ANN401
        """Take a way as a line, or remember that it should come back as an area."""
        tags = _tags(way)
        key, identity, asked = 2 * way.id, f"osm:way/{way.id}", self._asked(tags)
        rule = self._match("way", asked)
        if rule is None:
            if (area_rule := self._match("area", asked)) is not None:
                self._wanted_areas[key] = OsmFeature(identity, area_rule, tags)
            return
        # One object, one feature: what is taken as a line is no area too.
        self._met.add(key)
        try:
            self._outlines.append(self.factory.create_linestring(way, self.every_node))
            self._drawn.append(OsmFeature(identity, rule, tags))
        except self.not_there:
            self.clipped.append(identity)
            geometry = _pieces(way)
            if geometry is not None:
                self.features.append(OsmFeature(identity, rule, tags, geometry))
        except RuntimeError:
            # It has a single node.
            self.broken.append(identity)

    def take_relation(self, relation: Any) -> None:  # noqa: ANN401
        """Remember that a relation should come back as an area."""
        tags = _tags(relation)
        if tags.get("type") not in _AREA_RELATIONS:
            return
        self._ring_ways.update(member.ref for member in relation.members if member.type == "w")
        if (rule := self._match("area", self._asked(tags))) is not None:
            found = OsmFeature(f"osm:relation/{relation.id}", rule, tags)
            self._wanted_areas.setdefault(2 * relation.id + 1, found)

    def take_area(self, area: Any) -> None:  # noqa: ANN401
        """Take an area that libosmium has assembled from a way or a relation."""
        from_way, number = area.from_way(), area.orig_id()
        key = 2 * number + (not from_way)
        if key in self._met:
            return
        found = self._wanted_areas.get(key)
        if found is None:
            # The area of a relation can come before the relation itself.
            tags = _tags(area)
            rule = self._match("area", self._asked(tags))
            if rule is None:
                return
            found = OsmFeature(f"osm:{'way' if from_way else 'relation'}/{number}", rule, tags)
        try:
            self._outlines.append(self.factory.create_multipolygon(area))
        except RuntimeError:
            # libosmium emits an area without rings where it could not assemble any.
            return
        self._met.add(key)
        self._drawn.append(found)

    def settle(self) -> None:
        """Build lines and areas, and tell which areas never came."""
        shapes = _shapes(self._outlines)
        for number in np.flatnonzero(~shapely.is_valid(shapes)):
            shapes[number] = rebuilt(shapes[number])
            if shapes[number] is not None:
                self.repaired.append(self._drawn[number].identity)
        for feature, shape in zip(self._drawn, shapes, strict=True):
            feature.geometry = shape
        self.features += [feature for feature in self._drawn if feature.geometry is not None]
        # What cannot be mended never came; a way that is only a piece of a relation's ring need not be
        # closed itself.
        lost = [feature for feature in self._drawn if feature.geometry is None]
        for key, feature in self._wanted_areas.items():
            if key not in self._met and (key % 2 or key // 2 not in self._ring_ways):
                lost.append(feature)
        self.broken += [feature.identity for feature in lost]
        if self.role is Role.HAZARD:
            # An enterprise does not vanish for a broken outline.
            self.features += lost

    @property
    def coverage(self) -> shapely.Polygon:
        """The box that the header states, else the one around all nodes."""
        if self.stated is not None:
            return self.stated
        # libosmium has no place for the nodes that an editor has not sent yet, numbered below zero.
        drawn = [one.geometry for one in self.features if one.geometry is not None]
        bounds = shapely.total_bounds([self.nodes, *drawn])
        return shapely.Polygon() if np.isnan(bounds).any() else shapely.box(*bounds)

    def _asked(self, tags: dict[str, str]) -> Asked:
        """Return the tags that the mapping asks for."""
        return tuple([one for one in tags.items() if one[0] in self._keys])

    def _match(self, geometry: str, asked: Asked) -> TagRule | None:
        """Return the rule for an object; most share these tags with one that was met before."""
        try:
            return self._matched[geometry, asked]
        except KeyError:
            rule = self._matched[geometry, asked] = self._match_anew(geometry, asked)
            return rule

    def _match_anew(self, geometry: str, asked: Asked) -> TagRule | None:
        found = self.mapping.match(Role.HAZARD, geometry, asked)
        if self.role is Role.PROTECTED:
            # What is a hazard is not protected too.
            known = found is not None and found.kind
            found = None if known else self.mapping.match(Role.PROTECTED, geometry, asked)
        return found if found is not None and found.kind else None


def _tags(item: Any) -> dict[str, str]:  # noqa: ANN401
    # Not asked beyond the last: the end of pyosmium's iterator is an exception of C++, which takes longer
    # than the tags.
    return dict(islice(item.tags, len(item.tags)))


def _shapes(drawn: list[str]) -> npt.NDArray[np.object_]:
    """Read what libosmium has written as hexadecimal WKB; an area of one part becomes a polygon."""
    raw = [bytes.fromhex(one[_WKB_HEAD:] if one.startswith(_WKB_ONE) else one) for one in drawn]
    shapes: npt.NDArray[np.object_] = shapely.from_wkb(np.array(raw, dtype=object))
    lines = shapely.get_dimensions(shapes) == 1
    shapes[lines] = shapely.remove_repeated_points(shapes[lines])
    return shapes


def _pieces(way: Any) -> shapely.Geometry | None:  # noqa: ANN401
    """Return the pieces of a way that lie in the extract."""
    runs: list[list[tuple[float, float]]] = [[]]
    for node in way.nodes:
        if not node.location.valid():
            runs.append([])
        elif not runs[-1] or runs[-1][-1] != (node.lon, node.lat):
            runs[-1].append((node.lon, node.lat))
    lines = [shapely.LineString(run) for run in runs if len(run) > 1]
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
