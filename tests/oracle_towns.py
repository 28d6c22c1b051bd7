"""Random little towns: every kind of hazard and object, every kind of gap, metres laid out in lon/lat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from oracle_geometry import Plane
from shapely import LineString, MultiPolygon, Point, Polygon, affinity

from xq_gis_plugin.core.model import (
    CRS,
    HAZARD_COLUMNS,
    OBJECT_COLUMNS,
    PART_COLUMNS,
    HazardKind,
    ObjectKind,
    PartKind,
)

__all__ = ["Town", "random_town"]

LINES = {"road", "railway", "power_line", "communication_line", "pipeline"}
AREAS = {"forest", "restricted_area"}
PARTS = tuple(str(kind) for kind in PartKind if kind != "site")
SOURCES = ("survey", "digitised", "osm", "click", "poi", "geocode", "file", None)
HAZARD_FACTS: dict[str, tuple[Any, ...]] = {
    "grade": ("1", "2", "3"),
    "vapour_recovery": ("none", "unloading", "full"),
    "tank_position": ("above", "buried", "semi_underground", "underground"),
    "temporary": (True, False),
    "fire_barrier": ("yes", "no"),
    "dwelling_in_building": ("yes", "no"),
    "underground": ("yes", "no", "no"),
    "under_bridge": ("yes", "no", "no"),
    "fuel_pipe_in_building": ("yes", "no", "no"),
    "fire_engine_access": ("yes", "yes", "no"),
    "sales_area_m2": (8.0, 10.0, 60.0, 200.0, 260.0),
    "storage_m3": (20.0, 30.0, 45.0, 50.0, 100.0, 400.0, 900.0, 6000.0),
    "largest_tank_m3": (40.0, 50.0, 80.0),
    "petrol_m3": (60.0, 90.0, 100.0),
    "diesel_m3": (0.0, 60.0, 120.0, 300.0),
}
OBJECT_FACTS: dict[str, tuple[Any, ...]] = {
    "protection_class": ("important", "class1", "class2", "class3"),
    "floor_area_m2": (900.0, 5000.0, 7000.0, 15000.0, 30000.0),
    "users": (100.0, 200.0, 500.0, 800.0),
    "beds": (20.0, 149.0, 150.0),
    "households": (120.0, 299.0, 300.0),
    "voltage_kv": (0.4, 1.0, 10.0, 110.0, 220.0, 330.0),
    "insulated": (True, False),
    "height_m": (6.0, 12.0, 25.0, 40.0),
    "road_class": ("main", "minor", "none"),
    "width_m": (4.0, 12.0, 30.0),
    "lanes": (1.0, 2.0, 6.0),
    "blank_wall": ("yes", "no"),
    "basement_openings": ("yes", "no"),
    "high_rise": ("yes", "no"),
    "assembly": ("yes", "no"),
    "large_substation": ("yes", "no"),
    "area_type": ("city_centre", "built_up", "military", "heritage", "other"),
}
FUELS = {
    "petrol_station": ("petrol", "diesel", "petrol,diesel"),
    "combined_station": ("petrol,diesel,lpg", "petrol,cng", "diesel,lng", "cng,lng", "petrol,diesel,cng,lng"),
    "lpg_station": ("lpg",),
    "cng_station": ("cng",),
    "lng_station": ("lng",),
    "gas_supply_station": ("cng", "lng", "lpg", "cng,lng"),
}


@dataclass(frozen=True)
class Town:
    """The three layers of a run."""

    hazards: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame


def random_town(seed: int, *, objects: int = 24) -> Town:
    """Draw a town of one to four hazards within some 200 m of each other.

    Every second town is well known (few gaps, positions good), so that conflict and clear occur too.
    """
    rng = np.random.default_rng(seed)
    draw = _Draw(rng, known=float(rng.choice([0.35, 0.9])), exact=bool(rng.random() < 0.6))
    kinds = [str(kind) for kind in HazardKind]
    family = kinds if rng.random() < 0.4 else [kinds[seed % len(kinds)], "fireworks_retail", "petrol_station"]
    hazards = [
        draw.hazard(i, str(rng.choice(family) if i else kinds[seed % len(kinds)]))
        for i in range(rng.integers(1, 5))
    ]
    parts = [part for hazard in hazards if rng.random() < 0.6 for part in draw.parts(hazard)]
    protected = [draw.object(i, hazards) for i in range(objects)]
    protected += [row for i in range(2) for row in draw.fenced(i)]
    protected += [row for i in range(2) for row in draw.zone(i)]
    protected += draw.own(hazards[0])
    return Town(
        _frame(hazards, HAZARD_COLUMNS, HAZARD_FACTS),
        _frame(protected, OBJECT_COLUMNS, OBJECT_FACTS),
        _frame(parts, PART_COLUMNS, {}),
    )


@dataclass
class _Draw:
    rng: np.random.Generator
    known: float
    exact: bool

    def pick(self, values: Any) -> Any:
        return values[int(self.rng.integers(len(values)))]

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def facts(self, values: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
        return {name: self.pick(domain) for name, domain in values.items() if self.chance(self.known)}

    def place(self) -> dict[str, Any]:
        if self.exact or self.chance(0.5):
            return {"position_accuracy_m": self.pick((0.0, 0.0, 0.5, 2.0)), "position_source": "survey"}
        if self.chance(0.4):
            return {
                "position_accuracy_m": self.pick((3.0, 10.0, 40.0)),
                "position_source": self.pick(SOURCES),
            }
        return {"position_accuracy_m": None, "position_source": self.pick(SOURCES)}

    def where(self, spread: float = 160.0) -> tuple[float, float]:
        away, turn = self.rng.uniform(0, spread), self.rng.uniform(0, 2 * np.pi)
        return float(away * np.cos(turn)), float(away * np.sin(turn))

    def area(self, size: float) -> Any:
        """Return a rectangle, an L, a courtyard, two blocks or a many-cornered area about the origin."""
        width, depth = self.rng.uniform(0.3, 1, 2) * size
        shape = self.rng.integers(6)
        box = shapely.box(-width / 2, -depth / 2, width / 2, depth / 2)
        if shape == 1:
            box = box.difference(shapely.box(0, 0, width, depth))
        elif shape == 2:
            box = box.difference(affinity.scale(box, 0.6, 0.6, origin=(0, 0)))
        elif shape == 3:
            box = MultiPolygon([affinity.translate(box, -width), affinity.translate(box, width / 2)])
        elif shape == 4:
            turns = np.sort(self.rng.uniform(0, 2 * np.pi, 9))
            reach = self.rng.uniform(0.3, 0.6, 9)[:, None] * size
            box = Polygon(np.column_stack([np.cos(turns), np.sin(turns)]) * reach).buffer(0)
        return affinity.rotate(box, float(self.rng.uniform(0, 180)), origin=(0, 0))

    def hazard(self, number: int, kind: str) -> dict[str, Any]:
        x, y = self.where(110) if number else (0.0, 0.0)
        geometry = Point(x, y) if self.chance(0.5) else affinity.translate(self.area(60), x, y)
        row = {
            "hazard_id": f"h{number}",
            "kind": kind,
            "geometry": geometry,
            **self.place(),
            **self.facts(HAZARD_FACTS),
        }
        if kind in FUELS and self.chance(self.known):
            row["fuels"] = self.pick(FUELS[kind])
        if kind not in {"lpg_station", "lpg_storage", "ammonia_storage"}:
            row.pop("storage_m3", None)
        if kind not in {"lpg_storage", "ammonia_storage"}:
            row.pop("largest_tank_m3", None)
        return row

    def parts(self, hazard: dict[str, Any]) -> list[dict[str, Any]]:
        x, y = hazard["geometry"].centroid.coords[0]
        rows = []
        for number in range(self.rng.integers(1, 9)):
            dx, dy = self.where(25)
            geometry: Any = Point(x + dx, y + dy)
            if self.chance(0.4):
                geometry = affinity.translate(self.area(10), x + dx, y + dy)
            fuel = self.pick(("petrol", "diesel", None, None, "lpg", "cng", "lng"))
            rows.append({
                "part_id": f"{hazard['hazard_id']}p{number}", "hazard_id": hazard["hazard_id"], "fuel": fuel,
                "kind": self.pick(PARTS), "geometry": geometry, **self.place(),
            })  # fmt: skip
        return rows

    def object(self, number: int, hazards: list[dict[str, Any]]) -> dict[str, Any]:
        kind = self.pick([str(k) for k in ObjectKind])
        x, y = self.where()
        if self.chance(0.1):
            place = self.pick(hazards)["geometry"].centroid
            x, y = place.x + 0.37, place.y + 0.21  # not on an edge to a rounding error
        if kind in LINES:
            dx, dy = self.where(120)
            bend = (x + dx / 2 + self.rng.uniform(-20, 20), y + dy / 2 + self.rng.uniform(-20, 20))
            geometry, measured_as = LineString([(x - dx, y - dy), bend, (x + dx, y + dy)]), "line"
        elif kind not in AREAS and self.chance(0.2):
            geometry, measured_as = Point(x, y), "point"
        else:
            geometry = affinity.translate(self.area(120 if kind in AREAS else 40), x, y)
            measured_as = self.pick(("building",) * 6 + ("site", "fence"))
        return {
            "object_id": f"o{number}", "kind": kind, "measured_as": measured_as, "geometry": geometry,
            **self.place(), **self.facts(OBJECT_FACTS),
        }  # fmt: skip

    def fenced(self, number: int) -> list[dict[str, Any]]:
        """Return a school or the like behind a fence that is drawn."""
        kind, (x, y) = self.pick(("school", "kindergarten", "hospital", "elderly_home")), self.where()
        block = shapely.box(x, y, x + 15, y + 10)
        ground = shapely.box(x - 8, y - 5, x + 30, y + 20)
        common = {**self.place(), **self.facts(OBJECT_FACTS)}
        return [
            {"object_id": f"f{number}a", "kind": kind, "geometry": block, **common,
             "measured_as": "building"},
            {"object_id": f"f{number}b", "kind": self.pick((kind, kind, "school")), **common,
             "measured_as": self.pick(("site", "fence")), "geometry": ground},
        ]  # fmt: skip

    def zone(self, number: int) -> list[dict[str, Any]]:
        """Return a residential area, its buildings drawn or not."""
        x, y = self.where(120)
        zone = {
            "object_id": f"z{number}", "kind": self.pick(("residence", "residence", "mall")),
            "measured_as": "zone", "geometry": shapely.box(x, y, x + 60, y + 45),
            **self.place(), **self.facts(OBJECT_FACTS),
        }  # fmt: skip
        if self.chance(0.5):
            return [zone]
        block = {
            "object_id": f"z{number}b", "kind": self.pick(("residence", "building", "workshop_cde")),
            "measured_as": "building", "geometry": shapely.box(x + 5, y + 5, x + 20, y + 15), **self.place(),
        }  # fmt: skip
        return [zone, block]

    def own(self, hazard: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what may belong to the hazard: a canopy, a kiosk on its edge, a driveway."""
        place = hazard["geometry"].representative_point()
        # Off the middle, so that the place does not lie on an edge to a rounding error.
        canopy = affinity.translate(self.area(15), place.x + 0.37, place.y + 0.21)
        return [
            {"object_id": "own1", "kind": self.pick(("building", "public_building", "residence")),
             "measured_as": "building", "geometry": canopy, **self.place()},
            {"object_id": "own2", "kind": "road", "measured_as": "line", **self.place(),
             "road_class": self.pick((None, None, "minor")),
             "geometry": LineString([(place.x, place.y), (place.x + 60, place.y + 7)])},
        ]  # fmt: skip


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...], facts: dict[str, Any]) -> gpd.GeoDataFrame:
    plane = Plane(106.29, 38.47)
    names = [*dict.fromkeys([*columns[:-1], *facts])]
    table = {name: [row.get(name) for row in rows] for name in names}
    laid = [shapely.transform(row["geometry"], plane.to_lonlat) for row in rows]
    frame = gpd.GeoDataFrame(table, geometry=laid, crs=CRS)
    for name in names:
        if name.endswith(("_m", "_m2", "_m3", "_kv")) or name in {
            "users",
            "beds",
            "households",
            "lanes",
            "storeys",
            "seats",
        }:
            frame[name] = frame[name].astype("float64")
        else:
            frame[name] = frame[name].astype("object")
    return frame
