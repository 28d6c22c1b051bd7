"""The stations of the fictional demo and what stands beside them, each place drawn for one reason.

A place is drawn in metres (u, v) from its street corner: u away from the one street, v away from the
other, both into the block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demo_town import PREFIX, Box, Feature, Point, Value

if TYPE_CHECKING:
    from demo_town import Town

__all__ = ["HOUSE", "SURVEYED", "Corner", "add_hazard", "add_neighbour", "add_stations", "corner_of"]

PLOT = (60.0, 44.0)
SURVEYED: dict[str, Value] = {"position_source": "survey", "position_accuracy_m": 0.1}
UNDRAWN: dict[str, Value] = {"position_source": "digitised", "position_accuracy_m": None}
FULL: dict[str, Value] = {"vapour_recovery": "full", "fuels": "petrol,diesel"}


@dataclass(frozen=True)
class Corner:
    """A street corner of a block, from which a place is drawn."""

    block: Box
    where: str

    def point(self, u: float, v: float) -> Point:
        """Return town coordinates of a point u and v metres into the block."""
        x = self.block.x0 + u if "W" in self.where else self.block.x1 - u
        y = self.block.y0 + v if "S" in self.where else self.block.y1 - v
        return (x, y)

    def box(self, u0: float, v0: float, u1: float, v1: float) -> Box:
        """Return the rectangle between two points."""
        (xa, ya), (xb, yb) = self.point(u0, v0), self.point(u1, v1)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


@dataclass(frozen=True)
class Station:
    """A station: where, what is known of it, and how it is drawn.

    ``drawn`` is parts (with plot and parts), plot or point. ``tank_fuels`` names each tank's fuel from
    the street on.
    """

    name: str
    kind: str
    column: int
    row: int
    where: str
    drawn: str
    facts: dict[str, Value]
    tank_fuels: tuple[str | None, ...] = ("petrol", "petrol", "diesel", "diesel")
    place: dict[str, Value] | None = None
    box: str | None = None
    tank_u: float = 20.0


_OIL, _BOX = "petrol_station", "专栏2"

STATIONS = (
    Station("示例一号加油站", _OIL, 2, 1, "SW", "parts",
            {**FULL, "petrol_m3": 60, "diesel_m3": 60, "largest_tank_m3": 30, "built_year": 2019}, box=_BOX),
    Station("示例二号加油站", _OIL, 4, 2, "NW", "parts",
            {**FULL, "petrol_m3": 90, "diesel_m3": 60, "largest_tank_m3": 50, "built_year": 2008}, box=_BOX),
    Station("示例三号加油站", _OIL, 7, 3, "SE", "parts",
            {"grade": "1", "vapour_recovery": "none", "fuels": "petrol,diesel", "built_year": 1999},
            ("diesel", "diesel", "petrol", "petrol"), box=_BOX, tank_u=32.0),
    Station("示例四号加油站", _OIL, 2, 4, "NE", "parts", {**FULL, "grade": "3"}, (None, None, None)),
    Station("示例五号加油站", _OIL, 0, 10, "SE", "plot",
            {"fuels": "petrol,diesel", "grade": "3", "vapour_recovery": "unloading"}),
    Station("示例六号加油站", _OIL, 4, 6, "SW", "parts", {**FULL}),
    Station("示例七号加油站", _OIL, 9, 3, "NE", "point", {"grade": "2"},
            place={"position_source": "poi", "position_accuracy_m": None}, box=_BOX),
    Station("示例八号撬装加油装置", _OIL, 7, 8, "SW", "point", {"grade": "3", "vapour_recovery": "full"},
            place={"position_source": "survey", "position_accuracy_m": 0.3}),
    Station("示例九号加油站", _OIL, 12, 5, "SW", "parts",
            {"fuels": "petrol,diesel", "grade": "3", "petrol_m3": 100, "diesel_m3": 60}),
    Station("示例十号加油站", _OIL, 6, 8, "NE", "parts",
            {"vapour_recovery": "full", "fuels": "petrol", "grade": "2"}, ("petrol", "petrol"), UNDRAWN),
    Station("示例十一号加油站", _OIL, -3, 5, "SE", "plot", {**FULL, "grade": "3"}),
    Station("示例一号加油加气站", "combined_station", 8, 9, "NW", "plot", {"grade": "2"}, box=_BOX),
    Station("示例一号液化石油气加气站", "lpg_station", 11, 3, "SW", "parts",
            {"fuels": "lpg", "storage_m3": 40}, ("lpg",)),
    Station("示例一号压缩天然气加气站", "cng_station", 3, 9, "SE", "parts", {"fuels": "cng"}, ("cng",)),
    Station("示例一号液化天然气加气站", "lng_station", 11, 7, "SE", "point",
            {"fuels": "lng", "tank_position": "above"},
            place={"position_source": "geocode", "position_accuracy_m": None}),
    Station("示例一号加气站", "gas_supply_station", 1, 6, "NW", "plot", {}),
    Station("示例一号加氢站", "hydrogen_station", 10, 10, "SE", "plot", {"fuels": "hydrogen"}),
)  # fmt: skip


def add_stations(town: Town) -> None:
    """Add every station, the neighbours that each was drawn for, and the lines that pass them."""
    for number, station in enumerate(STATIONS, 1):
        _add_station(town, station, f"H{number:02d}")
    for name, neighbours in _NEIGHBOURS.items():
        station = next(s for s in STATIONS if s.name == name)
        corner = corner_of(town, station.column, station.row, station.where)
        for kind, label, box, facts in neighbours:
            add_neighbour(town, kind, label, corner.box(*box), **facts)
    _add_wires(town)


def corner_of(town: Town, column: int, row: int, where: str) -> Corner:
    """Return a corner (SW, SE, NE or NW) of a block; column -3 lies far out of town."""
    if column >= 0:
        return Corner(town.block(column, row), where)
    block = town.block(0, row)
    far = column * 300.0
    return Corner(Box(block.x0 + far, block.y0, block.x1 + far, block.y1), where)


def add_hazard(
    town: Town, number: str, name: str, kind: str, shape: str, points: tuple[Point, ...], **facts: Value
) -> None:
    """Add a hazard, unlocated where it has no shape."""
    located = "located" if shape else "unlocated"
    properties = {
        "hazard_id": number,
        "name": PREFIX + name,
        "kind": kind,
        "position_status": located,
        **facts,
    }
    town.hazards.append(Feature(properties, shape, points))


def _add_station(town: Town, station: Station, number: str) -> None:
    """Add a station with its plot, its own buildings, its driveway and its parts, as far as drawn."""
    corner = corner_of(town, station.column, station.row, station.where)
    plot = corner.box(0, 0, *PLOT)
    town.reserved.append(plot.grown(18))
    if station.column >= 0:
        town.corners[station.column, station.row] = (station.where, *PLOT)
    address = f"{PREFIX}示例大道{10 * int(number[1:]) + 1}号"
    place = {**SURVEYED, **(station.place or {})} if station.drawn == "point" else dict(SURVEYED)
    facts = {**station.facts, "address": address, "street": f"{PREFIX}示例街道", "plan_box": station.box}
    if station.drawn == "point":
        add_hazard(
            town, number, station.name, station.kind, "Point", (corner.point(20, 24),), **facts, **place
        )
        return
    add_hazard(town, number, station.name, station.kind, "Polygon", plot.ring, **facts, **place)
    if station.column >= 0:
        _add_own_buildings(town, station, corner)
    if station.drawn == "parts":
        _add_parts(town, station, corner, number)


def _add_own_buildings(town: Town, station: Station, corner: Corner) -> None:
    """Add the canopy and the kiosk, whose use no map tells, and a driveway without a class."""
    for label, box in (("罩棚", (14, 12, 34, 30)), ("站房", (44, 8, 56, 18))):
        town.protect(
            "building", f"{station.name} {label}", "Polygon", corner.box(*box).ring, measured_as="building"
        )
    drive = (corner.point(8, -6), corner.point(8, 38), corner.point(-6, 38))
    town.protect("road", f"{station.name} 站内车道", "LineString", drive, measured_as="line")


def _add_parts(town: Town, station: Station, corner: Corner, number: str) -> None:
    place = station.place or SURVEYED
    drawn: list[tuple[str, str | None, tuple[Point, ...]]] = []
    for index, fuel in enumerate(station.tank_fuels):
        u = station.tank_u + 4 * index
        store = "cylinder" if fuel == "cng" else "tank"
        drawn.append((store, fuel, corner.box(u, 32, u + 2.6, 40).ring))
    gas = {"lpg_station": "lpg", "cng_station": "cng"}.get(station.kind)
    pump = gas or "petrol"
    other = "diesel" if "diesel" in str(station.facts["fuels"]) else pump
    # The fourth station's outer pump stands 3 m behind the pavement of a street of unknown width.
    outer = 3 if station.name == "示例四号加油站" else 18
    drawn += [
        ("dispenser", pump, (corner.point(outer, 16),)),
        ("dispenser", pump, (corner.point(18, 25),)),
        ("dispenser", other, (corner.point(30, 16),)),
        ("vent", pump, (corner.point(42, 26),)),
        ("vent", other, (corner.point(42, 24),)),
        ("compressor" if gas == "cng" else "unloading_point", pump, (corner.point(14, 36),)),
    ]
    for index, (kind, fuel, points) in enumerate(drawn, 1):
        properties: dict[str, Value] = {
            "part_id": f"{number}-P{index}",
            "hazard_id": number,
            "kind": kind,
            "fuel": fuel,
        }
        town.parts.append(Feature({**properties, **place}, "Polygon" if len(points) > 1 else "Point", points))


def add_neighbour(town: Town, kind: str, name: str, box: Box, **facts: Value) -> None:
    """Add a building (or a site) beside a hazard, and keep the compound's houses off it."""
    town.reserved.append(box.grown(2))
    town.protect(kind, name, "Polygon", box.ring, **{"measured_as": "building", **facts})


Neighbour = tuple[str, str, tuple[float, float, float, float], dict[str, Any]]
HOUSE: dict[str, Value] = {"floor_area_m2": 3200, "storeys": 6, "households": 36}

_NEIGHBOURS: dict[str, tuple[Neighbour, ...]] = {
    # Too near under either edition: the tank stands 5 m from a house of class 3.
    "示例二号加油站": (
        ("residence", "二号站后住宅", (16, 45, 32, 58), HOUSE),
        ("substation", "示例配电站", (36, 49.4, 44, 55), {"voltage_kv": 10}),
        ("kindergarten", "示例第九幼儿园", (62, 4, 110, 40), {"measured_as": "site", "users": 260}),
    ),
    # Conforms to the 2021 edition, not to that of 2012 (no vapour recovery: 25 m).
    "示例三号加油站": (
        (
            "residence",
            "三号站后住宅",
            (12, 58.2, 38, 71),
            {"floor_area_m2": 12400, "storeys": 18, "households": 140},
        ),
        ("residence", "三号站后住宅（无门窗实体墙）", (44, 53, 58, 71), {**HOUSE, "blank_wall": "yes"}),
        ("open_flame", "示例锅炉房", (66, 34, 76, 44), {}),
    ),
    # 6.5 m: too near if the tank holds petrol (7 m), far enough if diesel (6 m).
    "示例四号加油站": (
        ("residence", "四号站后住宅", (16, 46.5, 60, 58), HOUSE),
        ("school", "示例第九中学 教学楼", (80, 8, 120, 24), {"users": 400, "storeys": 4}),
    ),
    # 9.5 m: class 2 needs 14, 11 or 8.5 m by the station's grade.
    "示例六号加油站": (
        (
            "residence",
            "六号站后住宅",
            (16, 49.5, 60, 61),
            {"floor_area_m2": 7600, "storeys": 11, "households": 80},
        ),
        ("building", "", (72, 6, 84, 18), {"position_source": "osm", "position_accuracy_m": None}),
        ("market", "示例三号集贸市场", (98, 10, 140, 50), {"floor_area_m2": None}),
    ),
    "示例七号加油站": (("residence", "七号站旁住宅", (56, 16, 100, 28), HOUSE),),
    # 6.5 m from the one skid that is all of the station.
    "示例八号撬装加油装置": (("residence", "八号站旁住宅", (26.5, 20, 66, 32), HOUSE),),
    "示例九号加油站": (
        ("residence", "九号站后住宅（分类不明）", (12, 50.5, 26, 62), {"storeys": 6}),
        ("residence", "九号站后住宅（影像描绘）", (31, 48.5, 60, 60), {**HOUSE, **UNDRAWN}),
        (
            "public_building",
            "示例九号办公楼",
            (84, 8, 114, 30),
            {"protection_class": "important", "storeys": 9},
        ),
    ),
    # The tanks are drawn over an image (5 m); the house is surveyed.
    "示例十号加油站": (("residence", "十号站后住宅", (16, 50, 60, 62), HOUSE),),
    "示例一号加油加气站": (("residence", "合建站后住宅", (16, 54, 60, 66), HOUSE),),
    "示例一号液化石油气加气站": (
        ("residence", "液化气站后住宅", (16, 65, 60, 77), HOUSE),
        ("workshop_cde", "示例机修车间", (66, 8, 96, 30), {}),
        ("workshop_ab", "示例喷漆车间", (100, 8, 120, 30), {}),
    ),
    "示例一号压缩天然气加气站": (("residence", "压缩天然气站后住宅", (16, 60, 60, 72), HOUSE),),
    "示例一号加气站": (("residence", "加气站后住宅", (16, 56, 60, 68), {"storeys": 6}),),
    "示例一号加氢站": (("residence", "加氢站后住宅", (16, 60, 60, 72), HOUSE),),
}


def _add_wires(town: Town) -> None:
    """Add overhead lines, the railway, and the area in which no station of grade 1 may stand."""

    def wire(kind: str, name: str, points: tuple[Point, ...], **facts: Value) -> None:
        town.protect(kind, name, "LineString", points, measured_as="line", **facts)

    third = corner_of(town, 7, 3, "SE")
    wire(
        "power_line",
        "10千伏示例甲线",
        (third.point(61.6, -4), third.point(61.6, 150)),
        voltage_kv=10,
        height_m=12,
    )
    second = corner_of(town, 4, 2, "NW")
    wire("communication_line", "示例通信线", (second.point(-4, -3), second.point(150, -3)), height_m=8)
    ninth = corner_of(town, 12, 5, "SW")
    wire(
        "power_line",
        "10千伏示例乙线",
        (ninth.point(4, -20), ninth.point(4, 140)),
        voltage_kv=10,
        insulated="no",
        height_m=10,
    )
    sixth = corner_of(town, 4, 6, "SW")
    wire(
        "power_line",
        "示例丙线（杆高不明）",
        (sixth.point(41, 52), sixth.point(150, 52)),
        voltage_kv=10,
        insulated="no",
    )
    wire("communication_line", "示例通信支线", (sixth.point(-3, -4), sixth.point(-3, 120)))
    x, top = town.xs[-1] + 70, town.ys[-1]
    mast = ((x - 10, 150.0), (x, 900.0), (x + 30, top + 60))
    wire("power_line", "220千伏示例丁线", mast, voltage_kv=220, insulated="no", height_m=36)
    rail = ((x + 50, -150.0), (x + 80, 700.0), (x + 60, 1500.0), (x + 130, top + 150))
    wire("railway", "示例铁路", rail)
    middle = town.block(7, 3)
    town.protect("restricted_area", "示例城市中心区", "Polygon",
                 Box(middle.x0 - 60, middle.y0 - 10, middle.x1 + 20, middle.y1 + 10).ring,
                 measured_as="zone", area_type="city_centre")  # fmt: skip
