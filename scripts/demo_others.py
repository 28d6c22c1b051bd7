"""What else is a hazard in the fictional demo: industry, fireworks shops, two places not found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from demo_stations import HOUSE, SURVEYED, Corner, add_hazard, add_neighbour, corner_of
from demo_town import NUMERALS, PREFIX, Feature

if TYPE_CHECKING:
    from demo_town import Town, Value

__all__ = ["add_others"]


def add_others(town: Town) -> None:
    """Add every hazard that is no station, and what stands beside it for its sake."""
    _add_industry(town)
    _add_shops(town)
    _add_unlocated(town)


def _add_industry(town: Town) -> None:
    """Add the cold store, its compressor house, the gas depot, the tanker park and the substation."""

    def site(
        number: str,
        name: str,
        kind: str,
        corner: Corner,
        box: tuple[float, float, float, float],
        **facts: Value,
    ) -> None:
        land = corner.box(*box)
        town.reserved.append(land.grown(12))
        place = {**SURVEYED, "address": f"{PREFIX}示例工业路{number[1:]}号", **facts}
        add_hazard(town, number, name, kind, "Polygon", land.ring, **place)

    cold, depot, yard = (corner_of(town, 12, row, "NW") for row in (0, 1, 2))
    site("H20", "示例冷链有限公司", "ammonia_refrigeration", cold, (10, 10, 110, 70), storage_m3=20)
    site("H21", "示例制冷厂氨压缩机房", "class_b_workshop", depot, (170, 20, 195, 34))
    site("H22", "示例液化石油气储配站", "lpg_storage", yard, (20, 90, 120, 150), plan_box="专栏2")
    site("H23", "示例危险货物运输停车场", "hazmat_vehicle_park", depot, (20, 90, 90, 140))
    for number, kind, fuel, box in (
        ("H20", "building", None, cold.box(20, 15, 100, 60)),
        ("H22", "tank", "lpg", yard.box(60, 110, 74, 116)),
    ):
        properties: dict[str, Value] = {
            "part_id": f"{number}-P1",
            "hazard_id": number,
            "kind": kind,
            "fuel": fuel,
        }
        town.parts.append(Feature({**properties, **SURVEYED}, "Polygon", box.ring))
    land = yard.box(150, 10, 230, 70)
    town.protect("substation", "220千伏示例变电站", "Polygon", land.ring, measured_as="fence", voltage_kv=220,
                 large_substation="yes")  # fmt: skip
    add_neighbour(town, "residence", "示例工人宿舍", depot.box(170, 69, 215, 82), **HOUSE)
    add_neighbour(town, "residence", "示例冷库宿舍", cold.box(150, 20, 190, 32), **HOUSE)
    add_neighbour(
        town, "residence", "示例值班公寓", yard.box(60, 37, 100, 49), **{**HOUSE, "households": None}
    )
    add_neighbour(town, "workshop_cde", "示例仓储车间", depot.box(30, 20, 90, 60))


@dataclass(frozen=True)
class Shop:
    """A fireworks shop on a street front: u metres along it, v metres from it."""

    column: int
    row: int
    where: str
    u: float
    v: float
    area_m2: float | None
    temporary: str | None = "no"
    dwelling: str | None = "no"


GOOD_PLACE: dict[str, Value] = {
    "underground": "no",
    "under_bridge": "no",
    "fuel_pipe_in_building": "no",
    "fire_engine_access": "yes",
}
"""What somebody has seen at every shop: nothing of the places that AQ 4128 forbids."""

SHOPS = (
    Shop(3, 3, "SW", 120, 2, 60),  # 36 m from the second
    Shop(3, 3, "SW", 164, 2, 45, dwelling="yes"),
    Shop(3, 3, "SW", 44, 2, 24, temporary="yes"),  # 68 m from the first, where a stall needs 80
    Shop(9, 7, "SW", 70, 2, 80, temporary=None),  # 62 m from the fifth
    Shop(9, 7, "SW", 140, 2, None),
    Shop(2, 3, "SW", 70, 2, 70),  # opposite a school, near a line of unknown voltage
    Shop(6, 2, "SE", 90, 90, 8),  # inside a compound, and too small
    Shop(4, 2, "NE", 80, 2, 320),  # near the second station, and too large
    Shop(5, 1, "SW", 120, 2, 60),  # nothing against it
    Shop(7, 10, "SW", 110, 2, 50, dwelling=None),  # under a line of 10 kV
    Shop(8, 10, "SW", 130, 2, 50),  # near an open flame
    Shop(8, 7, "SW", 60, 40, 100),  # inside a complex
    Shop(9, 7, "SW", 214, 2, 35),  # 66 m from the fifth: do their doors face each other?
    Shop(9, 4, "NW", 36, 2, 30),  # opposite an office building: is it a crowded place?
)


def _add_shops(town: Town) -> None:
    """Add the fireworks shops, and what makes some of them a case."""
    for number, shop in enumerate(SHOPS, 1):
        box = corner_of(town, shop.column, shop.row, shop.where).box(shop.u, shop.v, shop.u + 8, shop.v + 6)
        town.reserved.append(box.grown(2))
        sort = "临时摊位" if shop.temporary == "yes" else "店"
        facts: dict[str, Value] = {
            "sales_area_m2": shop.area_m2,
            "temporary": shop.temporary,
            "dwelling_in_building": shop.dwelling,
            **GOOD_PLACE,
            "address": f"{PREFIX}示例商业街{2 * number}号",
            "position_source": "survey",
            "position_accuracy_m": 0.3,
        }
        name = f"示例{NUMERALS[number]}号烟花爆竹{sort}"
        add_hazard(town, f"F{number:02d}", name, "fireworks_retail", "Polygon", box.ring, **facts)
    unknown, low = corner_of(town, 2, 3, "SW"), corner_of(town, 7, 10, "SW")
    ends = (unknown.point(20, -24), unknown.point(180, -24))
    town.protect(
        "power_line",
        "示例戊线（电压不明）",
        "LineString",
        ends,
        measured_as="line",
        insulated="no",
        height_m=12,
    )
    ends = (low.point(40, 5), low.point(200, 5))
    facts = {"measured_as": "line", "voltage_kv": 10, "insulated": "yes", "height_m": 10}
    town.protect("power_line", "10千伏示例己线", "LineString", ends, **facts)
    flame = corner_of(town, 8, 10, "SW").box(152, 2, 158, 8)
    add_neighbour(town, "open_flame", "示例烧烤摊", flame)


def _add_unlocated(town: Town) -> None:
    """Add two hazards that a list names and nobody has found yet."""
    add_hazard(
        town, "H24", f"示例{NUMERALS[12]}号加油站", "petrol_station", "", (),
        grade="2", plan_box="专栏2", address=f"{PREFIX}示例县道旁",
    )  # fmt: skip
    add_hazard(town, "F15", "示例十五号烟花爆竹店", "fireworks_retail", "", (), sales_area_m2=40)
