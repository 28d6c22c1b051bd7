"""The town of the fictional demo: streets, compounds and civic buildings, in metres of its own.

Town coordinates are metres east (x) and north (y) of the town's south-west corner, before the whole is
turned and set down. Only sums and products are used, so that the same bytes come out everywhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import random

__all__ = [
    "CIVIC", "COLUMNS", "NUMERALS", "PARK", "PREFIX", "ROWS", "Box", "Feature", "Point", "Town", "Value",
    "add_civic", "build_town",
]  # fmt: skip

PREFIX = "虚构·"
COLUMNS, ROWS = 13, 11
MAIN_EVERY = 4
MAIN_HALF_WIDTH, MINOR_HALF_WIDTH = 18.0, 9.0
SETBACK = 6.0
"""From the kerb to the plots."""

Point: TypeAlias = tuple[float, float]
Value: TypeAlias = str | float | int | None

NUMERALS = (*"零一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五")

PARK = {(6, 5), (7, 5), (6, 6), (7, 6)}
CUT_STREETS = {"经八街": ((0, 5), (7, ROWS)), "纬七路": ((0, 6), (8, COLUMNS))}
"""The streets that the park interrupts: which crossings each of their two pieces joins."""
CIVIC = {
    (2, 2): "school", (9, 2): "school", (3, 7): "school",
    (10, 8): "school", (5, 9): "school", (11, 5): "school",
    (8, 4): "hospital", (1, 8): "hospital", (5, 5): "mall", (8, 7): "mall", (4, 3): "mall", (3, 5): "market",
    (10, 6): "market", (5, 6): "civic", (9, 5): "civic",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A rectangle along the streets, in town metres."""

    x0: float
    y0: float
    x1: float
    y1: float

    def grown(self, by: float) -> Box:
        """Return the box with every side moved outwards."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: Box) -> bool:
        """Return whether two boxes have an area in common."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    @property
    def ring(self) -> tuple[Point, ...]:
        """The corners counter-clockwise."""
        return ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1))


@dataclass(frozen=True)
class Feature:
    """One row of a layer: properties in the model's words, and points in town metres.

    ``shape`` is Point, LineString or Polygon, "" where there is no geometry.
    """

    properties: dict[str, Value]
    shape: str
    points: tuple[Point, ...] = ()


@dataclass
class Town:
    """What has been drawn so far."""

    dice: random.Random
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    hazards: list[Feature] = field(default_factory=list)
    parts: list[Feature] = field(default_factory=list)
    protected: list[Feature] = field(default_factory=list)
    reserved: list[Box] = field(default_factory=list)
    corners: dict[tuple[int, int], tuple[str, float, float]] = field(default_factory=dict)

    def between(self, low: float, high: float) -> float:
        """Return a number between two, in steps of a tenth."""
        return round(low + self.dice.random() * (high - low), 1)

    def chance(self, share: float) -> bool:
        """Return True in a share of the cases."""
        return self.dice.random() < share

    def block(self, column: int, row: int) -> Box:
        """Return the land between four streets, behind the pavements."""
        west, east = half_width(column) + SETBACK, half_width(column + 1) + SETBACK
        south, north = half_width(row) + SETBACK, half_width(row + 1) + SETBACK
        return Box(
            self.xs[column] + west, self.ys[row] + south, self.xs[column + 1] - east, self.ys[row + 1] - north
        )

    def protect(self, kind: str, name: str, shape: str, points: tuple[Point, ...], **facts: Value) -> None:
        """Add a protected object with the next id; surveyed to 0.3 m unless said otherwise."""
        place: dict[str, Value] = {"position_source": "survey", "position_accuracy_m": 0.3}
        number = f"O{len(self.protected) + 1:05d}"
        properties = {
            "object_id": number,
            "name": PREFIX + name if name else None,
            "kind": kind,
            **place,
            **facts,
        }
        self.protected.append(Feature(properties, shape, points))


def half_width(line: int) -> float:
    """Return half the carriageway of the n-th street in either direction."""
    return MAIN_HALF_WIDTH if line % MAIN_EVERY == 0 else MINOR_HALF_WIDTH


def build_town(dice: random.Random) -> Town:
    """Return the streets; the houses come once the hazards have taken their plots."""
    town = Town(dice)
    town.xs = _street_lines(town, COLUMNS, 265.0, 300.0)
    town.ys = _street_lines(town, ROWS, 205.0, 235.0)
    _add_streets(town)
    return town


def add_civic(town: Town) -> None:
    """Add schools, hospitals, malls, markets and offices, one block each."""
    numbers: Counter[str] = Counter()
    for (column, row), use in CIVIC.items():
        numbers[use] += 1
        _CIVIC_PLOTS[use](town, town.block(column, row), numbers[use])


def _street_lines(town: Town, blocks: int, low: float, high: float) -> list[float]:
    lines = [0.0]
    for _ in range(blocks):
        lines.append(round(lines[-1] + town.between(low, high), 1))
    return lines


def _add_streets(town: Town) -> None:
    """Add the streets of the grid, 经 from south to north and 纬 from west to east."""
    for number, x in enumerate(town.xs):
        name = f"经{NUMERALS[number + 1]}街"
        for first, last in CUT_STREETS.get(name, ((0, ROWS),)):
            _add_street(town, name, number, tuple((x, town.ys[j]) for j in range(first, last + 1)))
    for number, y in enumerate(town.ys):
        name = f"纬{NUMERALS[number + 1]}路"
        for first, last in CUT_STREETS.get(name, ((0, COLUMNS),)):
            _add_street(town, name, number, tuple((town.xs[i], y) for i in range(first, last + 1)))


def _add_street(town: Town, name: str, number: int, points: tuple[Point, ...]) -> None:
    main = number % MAIN_EVERY == 0
    facts: dict[str, Value] = {"measured_as": "line", "road_class": "main" if main else "minor"}
    if name in {"经三街", "纬十路"}:
        facts |= {"lanes": 4}
    elif name == "经十一街":
        facts |= {"road_class": None, "width_m": 2 * half_width(number)}
    elif name not in {"经四街", "纬三路"}:
        facts |= {"width_m": 2 * half_width(number), "lanes": 8 if main else 4}
    town.protect("road", name, "LineString", points, **facts)


UNFENCED_SCHOOL = 4


def _add_school(town: Town, block: Box, number: int) -> None:
    """Add a school in its fence and a kindergarten beside it; one school has no fence drawn."""
    middle = block.x0 + 0.62 * (block.x1 - block.x0)
    school = Box(block.x0, block.y0, middle, block.y1)
    users = (1200, 450, 860, 320, 1500, None)[number - 1]
    name = f"示例第{NUMERALS[number]}小学"
    if number != UNFENCED_SCHOOL:
        way = "fence" if number % 2 else "site"
        town.protect("school", name, "Polygon", school.ring, measured_as=way, users=users)
    for index, y in enumerate((school.y0 + 12, school.y0 + 60)):
        wing = Box(school.x0 + 14, y, school.x0 + 74, y + 15)
        town.protect("school", f"{name} {index + 1}号教学楼", "Polygon", wing.ring, measured_as="building",
                     users=users, storeys=4)  # fmt: skip
    town.reserved.append(school)
    small = Box(middle + 14, block.y0 + 14, middle + 62, block.y0 + 70)
    town.reserved.append(small.grown(4))
    users = (180, 240, 150, None, 260, 90)[number - 1]
    town.protect(
        "kindergarten",
        f"示例第{NUMERALS[number]}幼儿园",
        "Polygon",
        small.ring,
        measured_as="site",
        users=users,
    )
    if number == 1:
        gate = (middle, block.y0 + 80)
        town.protect("main_entrance", f"{name} 主要出入口", "Point", (gate,), measured_as="point")


def _add_hospital(town: Town, block: Box, number: int) -> None:
    site = Box(block.x0, block.y0, block.x1, block.y0 + 130)
    town.protect("hospital", f"示例第{NUMERALS[number]}医院", "Polygon", site.ring, measured_as="site",
                 beds=(420, 90)[number - 1])  # fmt: skip
    for x in (site.x0 + 20, site.x0 + 110):
        ward = Box(x, site.y0 + 30, x + 60, site.y0 + 52)
        town.protect("hospital", f"示例第{NUMERALS[number]}医院住院楼", "Polygon", ward.ring,
                     measured_as="building", beds=(420, 90)[number - 1], storeys=9)  # fmt: skip
    home = Box(block.x0 + 20, block.y1 - 42, block.x0 + 80, block.y1 - 10)
    town.protect("elderly_home", f"示例第{NUMERALS[number]}养老院", "Polygon", home.ring, measured_as="site",
                 beds=(160, None)[number - 1])  # fmt: skip
    town.reserved.append(block)


def _add_mall(town: Town, block: Box, number: int) -> None:
    hall = Box(block.x0 + 15, block.y0 + 15, block.x1 - 60, block.y0 + 110)
    area = (42000, 14000, None)[number - 1]
    town.protect("mall", f"示例{NUMERALS[number]}号商业综合体", "Polygon", hall.ring, measured_as="building",
                 floor_area_m2=area, storeys=4)  # fmt: skip
    if number == 1:
        door = (hall.x0 + 70, hall.y0)
        town.protect("main_entrance", "示例一号商业综合体 主要出入口", "Point", (door,), measured_as="point")
    town.reserved.append(block)


def _add_market(town: Town, block: Box, number: int) -> None:
    hall = Box(block.x0 + 20, block.y0 + 20, block.x0 + 140, block.y0 + 90)
    town.protect("market", f"示例{NUMERALS[number]}号集贸市场", "Polygon", hall.ring, measured_as="building",
                 floor_area_m2=(8400, None)[number - 1])  # fmt: skip
    town.reserved.append(Box(block.x0, block.y0, block.x0 + 160, block.y1))


def _add_offices(town: Town, block: Box, number: int) -> None:
    """Add public buildings, a library, and buildings of which nobody knows the use."""
    for index in range(3):
        x = block.x0 + 16 + 72 * index
        hall = Box(x, block.y0 + 16, x + 48, block.y0 + 48)
        facts: dict[str, Value] = {
            "measured_as": "building",
            "storeys": 6,
            "floor_area_m2": 9000 if index else None,
        }
        assembly = (None, "yes", "no")[index]
        name = f"示例{NUMERALS[3 * number + index - 2]}号办公楼"
        town.protect("public_building", name, "Polygon", hall.ring, **facts, assembly=assembly)
    shelf = Box(block.x0 + 20, block.y0 + 90, block.x0 + 80, block.y0 + 130)
    town.protect("library", f"示例第{NUMERALS[number]}图书馆", "Polygon", shelf.ring, measured_as="building")
    for index in range(6):
        x = block.x0 + 100 + 26 * (index % 3)
        shed = Box(x, block.y0 + 90 + 28 * (index // 3), x + 16, block.y0 + 102 + 28 * (index // 3))
        town.protect("building", "", "Polygon", shed.ring, measured_as="building", position_source="osm",
                     position_accuracy_m=None)  # fmt: skip
    town.reserved.append(block)


_CIVIC_PLOTS = {
    "school": _add_school,
    "hospital": _add_hospital,
    "mall": _add_mall,
    "market": _add_market,
    "civic": _add_offices,
}
