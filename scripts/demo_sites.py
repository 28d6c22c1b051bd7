"""The fictional places of the demo from which fireworks shops can be chosen."""

from __future__ import annotations

# ruff: noqa: PLR2004 - which places are a case is the drawing
from demo_town import PREFIX, Feature

__all__ = ["QUOTAS", "candidates"]

STREETS = (PREFIX + "示例东街道", PREFIX + "示例西街道")
QUOTAS = (
    ("乡镇街道", "限额", "尽量不少于", "至少", "上年数"),
    (STREETS[0], "12", "5", "", "9"),
    (STREETS[1], "10", "5", "", "6"),
)
FIRST_M, STEP_M, COUNT = (60.0, 45.0), (205.0, 148.0), (19, 19)
"""The places lie in a grid: beside streets, in compounds, beside what must be kept away from."""
MIDDLE_M = 1900.0


def candidates() -> list[Feature]:
    """Return the places; of most nothing is stated, which a permit can demand."""
    found = []
    for number in range(COUNT[0] * COUNT[1]):
        column, row = number % COUNT[0], number // COUNT[0]
        # Every other row is shifted, and pairs of places lie close together.
        east = FIRST_M[0] + column * STEP_M[0] + (row % 2) * 70.0 - (column % 3 == 2) * 172.0
        north = FIRST_M[1] + row * STEP_M[1] + (column % 4) * 9.0
        facts = {
            "site_id": f"C{number + 1:03d}",
            "name": f"{PREFIX}示例候选点{number + 1:03d}",
            "street": STREETS[0] if east > MIDDLE_M else STREETS[1],
            "temporary": "yes" if number % 13 == 5 else "no" if number % 13 == 6 else None,
            "sales_area_m2": 40 + number % 7 * 10 if number % 3 == 0 else 6 if number % 31 == 7 else None,
            "underground": "yes" if number % 37 == 11 else None,
            "position_source": "survey",
            "position_accuracy_m": 0.5,
        }
        found.append(Feature(facts, "Point", ((east, north),)))
    return found
