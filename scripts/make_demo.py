#!/usr/bin/env python3
"""Make layers/demo: a fictional district inside the real boundary of 兴庆区.

Every name begins with 虚构·; nothing in it exists. The drawing is seeded and uses sums and products only,
so a second run writes the same bytes: a test compares them.
"""

from __future__ import annotations

import csv
import json
import math
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from demo_houses import fill_town
from demo_others import add_others
from demo_sites import QUOTAS, candidates
from demo_stations import add_stations
from demo_town import PREFIX, build_town

if TYPE_CHECKING:
    from demo_town import Feature, Point

ROOT = Path(__file__).resolve().parent.parent
SEED = 640104
ORIGIN_LON, ORIGIN_LAT = 106.5500, 38.4330
"""South-west corner of the town: open land in the east of the district, far from its real streets."""
ORIGIN_SINE, ORIGIN_COSINE, RADIAN = 0.6215990522553574, 0.7833355719200051, 0.017453292519943295
TURN = 0.06
"""The town's grid is turned by this slope, so that no street runs exactly north."""
DIGITS = 8

# The CGCS2000 ellipsoid.
SEMI_MAJOR_M, FLATTENING = 6378137.0, 1 / 298.257222101

PLAN_COLUMNS = ("plan_id", "box", "section", "kind", "name", "unit", "control", "position_status", "note")
PLAN_ROADS = ("经五街", "经九街", "纬五路", "纬四路")
NOTE = "虚构示例"


def main(target: Path = ROOT / "layers" / "demo") -> None:
    """Write the demo's layers and its plan into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    town = build_town(random.Random(SEED))  # noqa: S311 - a drawing, no secret
    add_stations(town)
    add_others(town)
    fill_town(town)
    for name in ("hazards", "parts", "protected"):
        _write_layer(target / f"{name}.geojson", getattr(town, name))
    _write_plan(target / "plan.csv", town.hazards, town.protected)
    _write_layer(target / "candidates.geojson", candidates())
    _write_quotas(target / "quotas.csv")


def _write_quotas(path: Path) -> None:
    """Write what the fictional streets may and should have."""
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(QUOTAS)


def _write_layer(path: Path, features: list[Feature]) -> None:
    """Write GeoJSON with one feature a line; what is unknown is left out, which is null to a reader."""
    lines = []
    for feature in features:
        properties = {name: value for name, value in feature.properties.items() if value is not None}
        record = {"type": "Feature", "properties": properties, "geometry": _geometry(feature)}
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    crs = '{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}}'
    head = (
        f'{{"type":"FeatureCollection","name":"{path.stem}","description":"{NOTE}","crs":{crs},"features":['
    )
    body = ",\n".join(lines)
    path.write_text(f"{head}\n{body}\n]}}\n", encoding="utf-8", newline="\n")


def _geometry(feature: Feature) -> dict[str, object] | None:
    if not feature.shape:
        return None
    places = [_place(point) for point in feature.points]
    if feature.shape == "Point":
        return {"type": "Point", "coordinates": places[0]}
    if feature.shape == "LineString":
        return {"type": "LineString", "coordinates": places}
    if _turns_right(feature.points):
        places.reverse()
    return {"type": "Polygon", "coordinates": [[*places, places[0]]]}


def _place(point: Point) -> list[float]:
    """Return lon/lat degrees of a point in town metres, along the ellipsoid's radii at its latitude."""
    size = math.sqrt(1 + TURN * TURN)
    east = (point[0] - TURN * point[1]) / size
    north = (TURN * point[0] + point[1]) / size
    meridian, _ = _radii(north / 2 / SEMI_MAJOR_M)
    rise = north / meridian
    _, parallel = _radii(rise)
    lon = ORIGIN_LON + east / parallel / RADIAN
    return [round(lon, DIGITS), round(ORIGIN_LAT + rise / RADIAN, DIGITS)]


def _radii(rise: float) -> tuple[float, float]:
    """Return the meridian's radius of curvature and the parallel's radius in metres.

    ``rise`` is the latitude above the origin's in radians, less than a thousandth. Sine and cosine come
    from the sum formula: a platform's own could differ in the last bit, and so could the bytes.
    """
    short, long = 1 - rise * rise / 2, rise - rise * rise * rise / 6
    sine, cosine = ORIGIN_SINE * short + ORIGIN_COSINE * long, ORIGIN_COSINE * short - ORIGIN_SINE * long
    eccentricity2 = FLATTENING * (2 - FLATTENING)
    normal = SEMI_MAJOR_M / math.sqrt(1 - eccentricity2 * sine * sine)
    meridian = normal * (1 - eccentricity2) / (1 - eccentricity2 * sine * sine)
    return meridian, normal * cosine


def _turns_right(ring: tuple[Point, ...]) -> bool:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) < 0


def _write_plan(path: Path, hazards: list[Feature], protected: list[Feature]) -> None:
    """Write a fictional plan with the columns of layers/plan.csv."""
    rows: list[tuple[str, ...]] = []

    def add(prefix: str, box: str, section: str, kind: str, name: str, unit: str, control: str) -> None:
        number = sum(row[0].startswith(prefix) for row in rows) + 1
        rows.append((f"{prefix}{number:02d}", box, section, kind, name, unit, control, "unlocated", NOTE))

    for hazard in hazards:
        if hazard.properties.get("plan_box"):
            kind, name = str(hazard.properties["kind"]), str(hazard.properties["name"])
            add("D2-", "专栏2", "危险化学品", kind, name, "", "事故控制重点企业")
    for number, road in enumerate(PLAN_ROADS):
        unit = "一大队" if number % 2 == 0 else "二大队"
        add("D3-", "专栏3", "道路交通", "road", PREFIX + road, unit, "较大以上事故控制重点区域")
    for item in protected:
        if item.properties["kind"] == "mall":
            add(
                "D4-",
                "专栏4",
                "消防安全",
                "mall",
                str(item.properties["name"]),
                "",
                "较大以上事故控制重点企业",
            )
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(PLAN_COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
