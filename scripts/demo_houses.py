"""The dwellings of the fictional demo: compounds of slabs, towers and village houses, in town metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from demo_town import CIVIC, COLUMNS, PARK, ROWS, Box, Feature, add_civic

if TYPE_CHECKING:
    from demo_town import Point, Town, Value

__all__ = ["fill_town"]

BUILDINGS = 3000
GARDENS = 0.12
"""Share of the places in a compound on which nothing stands."""
FLOOR_AREA_KNOWN, STOREYS_KNOWN, HOUSEHOLDS_KNOWN = 0.5, 0.85, 0.9
DRAWN_FROM_PICTURES, DRAWN_BY_VOLUNTEERS = 0.08, 0.04
FRONTAGE = 14.0
"""Between the plots' street line and a compound's wall: shops stand there."""
CENTRE = (6, 5)
TOWERS_WITHIN = 3
"""Blocks from the centre within which towers stand."""
TREES, SCENES = "槐枫竹松桂柳荷梅榆菊杏桃", "荫溪涛香岸影月露烟雨"
BLANK = (0, 10)
"""The compound of which nobody has drawn the buildings."""
INDUSTRY = {(12, 0), (12, 1), (12, 2), (11, 0)}


def fill_town(town: Town) -> None:
    """Fill the blocks: civic plots first, then compounds until there are enough dwellings."""
    add_civic(town)
    names = [f"{tree}{scene}" for scene in SCENES for tree in TREES]
    left = BUILDINGS - sum(f.properties["kind"] == "residence" for f in town.protected)
    taken = PARK | INDUSTRY | set(CIVIC) | {BLANK}
    blocks = [(c, r) for r in range(ROWS) for c in range(COLUMNS) if (c, r) not in taken]
    for number, (column, row) in enumerate(blocks):
        name = names[number % len(names)] + "苑里庄"[number // len(names)]
        left -= _add_compound(town, column, row, name, left)
    _add_compound(town, *BLANK, "无图", 0)


def _add_compound(town: Town, column: int, row: int, name: str, room: int) -> int:
    """Add a compound as a zone with at most ``room`` houses, and return how many they are."""
    block = town.block(column, row)
    zone = Box(block.x0 + FRONTAGE, block.y0 + FRONTAGE, block.x1 - FRONTAGE, block.y1 - FRONTAGE)
    ring = _without_corner(zone, town.corners.get((column, row)), block)
    houses = _houses(town, zone, _style(column, row)) if room else []
    houses = houses[:room]
    households: Value = sum(int(h.properties["households"] or 0) for h in houses) or None
    town.protect("residence", f"{name}小区", "Polygon", ring, measured_as="zone", households=households)
    for number, house in enumerate(houses, 1):
        town.protect("residence", f"{name}小区 {number}号楼", "Polygon", house.points, **house.properties)
    return len(houses)


def _style(column: int, row: int) -> str:
    if min(column, row) == 0 or column == COLUMNS - 1 or row == ROWS - 1:
        return "village"
    return "tower" if abs(column - CENTRE[0]) + abs(row - CENTRE[1]) <= TOWERS_WITHIN else "slab"


def _houses(town: Town, zone: Box, style: str) -> list[Feature]:
    """Return rows of houses facing south, without those that stand where something else does."""
    long, deep, gap, lane = {
        "slab": (46, 12.5, 9, 19),
        "tower": (25, 21, 16, 27),
        "village": (15, 10, 7, 12),
    }[style]
    turn = town.between(0.05, 0.14) if town.chance(0.25) else 0.0
    houses = []
    y = zone.y0 + 8
    while y + deep + 6 <= zone.y1:
        x = zone.x0 + town.between(6, 12)
        while True:
            width = round(long * town.between(0.8, 1.2), 1)
            if x + width + 4 > zone.x1:
                break
            box = Box(x, y, x + width, round(y + deep, 1))
            facts = _dwelling(town, box, style)
            garden = town.chance(GARDENS)
            if not garden and not any(box.grown(3).meets(taken) for taken in town.reserved):
                houses.append(Feature(facts, "Polygon", _outline(town, box, turn, style)))
            x = round(x + width + gap, 1)
        y = round(y + deep + lane, 1)
    return houses


def _dwelling(town: Town, box: Box, style: str) -> dict[str, Value]:
    """Return what is known of a house: floor area of about half, storeys and households of most."""
    storeys = {
        "slab": town.dice.choice((5, 6, 6, 6, 11)),
        "tower": town.dice.choice((18, 24, 28)),
        "village": 2,
    }[style]
    area = round((box.x1 - box.x0) * (box.y1 - box.y0) * storeys / 10) * 10
    facts: dict[str, Value] = {
        "measured_as": "building",
        "floor_area_m2": area if town.chance(FLOOR_AREA_KNOWN) else None,
        "storeys": storeys if town.chance(STOREYS_KNOWN) else None,
        "households": max(1, round(area / 105)) if town.chance(HOUSEHOLDS_KNOWN) else None,
    }
    luck = town.dice.random()
    if luck < DRAWN_FROM_PICTURES:
        facts |= {"position_source": "digitised", "position_accuracy_m": None}
    elif luck < DRAWN_FROM_PICTURES + DRAWN_BY_VOLUNTEERS:
        facts |= {"position_source": "osm", "position_accuracy_m": None}
    if style == "tower":
        facts["high_rise"] = "yes"
    return facts


def _outline(town: Town, box: Box, turn: float, style: str) -> tuple[Point, ...]:
    """Return a rectangle, or an L in some places, turned about its middle by a small slope."""
    ring = box.ring
    if town.chance(0.3 if style == "village" else 0.08):
        x, y = box.x0 + 0.55 * (box.x1 - box.x0), box.y0 + 0.5 * (box.y1 - box.y0)
        ring = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, y), (x, y), (x, box.y1), (box.x0, box.y1))
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    # A rotation written without trigonometry: (1, t) scaled to length one.
    size = math.sqrt(1 + turn * turn)
    return tuple(
        (
            middle_x + ((x - middle_x) - turn * (y - middle_y)) / size,
            middle_y + (turn * (x - middle_x) + (y - middle_y)) / size,
        )
        for x, y in ring
    )


def _without_corner(zone: Box, corner: tuple[str, float, float] | None, block: Box) -> tuple[Point, ...]:
    """Return the compound's outline with a station's plot (and a wall's width) cut out of its corner."""
    if corner is None:
        return zone.ring
    where, width, depth = corner
    x = block.x0 + width + 1 if "W" in where else block.x1 - width - 1
    y = block.y0 + depth + 1 if "S" in where else block.y1 - depth - 1
    others = {
        "SW": ((x, zone.y0), (zone.x1, zone.y0), (zone.x1, zone.y1), (zone.x0, zone.y1), (zone.x0, y)),
        "SE": ((zone.x1, y), (zone.x1, zone.y1), (zone.x0, zone.y1), (zone.x0, zone.y0), (x, zone.y0)),
        "NE": ((x, zone.y1), (zone.x0, zone.y1), (zone.x0, zone.y0), (zone.x1, zone.y0), (zone.x1, y)),
        "NW": ((zone.x0, y), (zone.x0, zone.y0), (zone.x1, zone.y0), (zone.x1, zone.y1), (x, zone.y1)),
    }
    return (*others[where], (x, y))
