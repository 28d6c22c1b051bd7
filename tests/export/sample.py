"""A run made by hand: every verdict and colour, unknown objects, hostile names."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from xq_gis_plugin.core.model import (
    CRS,
    FINDING_COLUMNS,
    HAZARD_COLUMNS,
    OBJECT_COLUMNS,
    PART_COLUMNS,
    Assessment,
)
from xq_gis_plugin.core.rules import load_catalogue, rules_table

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "${7*7} {{7*7}} {% raw %} `backtick` \"double\" 'single'",
    "back\\slash \\u003cb\\u003e &lt;b&gt; &amp; <!-- --> ]]>",
    "行\u2028段\u2029末\u202egnp.exe",
    "长" * 10_000,
)
"""Names that must come out as they went in, wherever they are shown."""

_LON, _LAT = 106.29, 38.47
_DISTANCES = ("low_m", "high_m", "required_low_m", "required_high_m", "shortfall_m", "shortfall_max_m")


def sample() -> Assessment:
    """Four stations, one of each colour, and what stands around them."""
    return Assessment(
        findings=_frame([*_FINDINGS, *_hostile_findings()], FINDING_COLUMNS),
        finding_rules=pd.DataFrame(_clauses()),
        rings=_frame([_RING]),
        overlaps=_frame([_OVERLAP]),
        hazard_summary=_frame(_SUMMARY),
        survey=pd.DataFrame(_SURVEY),
        plan_overlay=_frame([_OVERLAY]),
        run=pd.DataFrame(_RUN, columns=["key", "value"]),
        hazards=_frame(_HAZARDS, HAZARD_COLUMNS),
        parts=_frame(
            [
                {
                    "part_id": "t1",
                    "hazard_id": "h1",
                    "kind": "tank",
                    "fuel": "petrol",
                    "geometry": _box(0, 0, 4),
                }
            ],
            PART_COLUMNS,
        ),
        protected=_frame(_OBJECTS, OBJECT_COLUMNS),
        rules=rules_table(load_catalogue().in_force),
        unlocated=pd.DataFrame(
            [
                {
                    "hazard_id": "u1",
                    "name": HOSTILE[0],
                    "kind": "petrol_station",
                    "plan_box": "专栏2",
                    "position_status": "unlocated",
                }
            ]
        ),
    )


def empty() -> Assessment:
    """A run in which nothing has a place."""
    whole = sample()
    frames = {
        name: frame.iloc[:0]
        for name in whole.__dataclass_fields__
        if isinstance(frame := getattr(whole, name), pd.DataFrame) and name not in ("run", "unlocated")
    }
    return Assessment(**frames, run=whole.run, unlocated=whole.unlocated)


def _at(east_m: float, north_m: float) -> tuple[float, float]:
    return _LON + east_m / 87_200, _LAT + north_m / 111_000


def _box(east_m: float, north_m: float, side_m: float) -> Any:
    return shapely.box(*_at(east_m, north_m), *_at(east_m + side_m, north_m + side_m))


def _line(east_m: float, north_m: float, to_east_m: float) -> Any:
    return shapely.LineString([_at(east_m, north_m), _at(to_east_m, north_m)])


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...] | None = None) -> gpd.GeoDataFrame:
    table = pd.DataFrame(rows) if columns is None else pd.DataFrame(rows, columns=list(columns))
    return gpd.GeoDataFrame(table, geometry="geometry", crs=CRS)


def _finding(row: int, verdict: str, color: str, **other: Any) -> dict[str, Any]:
    return {
        "finding_id": f"f{row}",
        "hazard_id": "h1",
        "hazard_name": "虚构一号站",
        "part": "tank",
        "object_id": "o1",
        "object_name": "虚构小区1号楼",
        "object_kind": "residence",
        "protection_class": None,
        "rule_id": "P21-G2-PETROL-C2",
        "rule_ids": "P21-G2-PETROL-C2",
        "standard": "GB 50156-2021",
        "clause": "4.0.4 表4.0.4",
        "severity": "must",
        "rule_confidence": "A",
        "verdict": verdict,
        "missing": "",
        "risk_color": color,
        "geometry": shapely.LineString(),
    } | other


_FINDINGS = [
    _finding(
        0,
        "conflict",
        "red",
        distance_m=8.25,
        low_m=8.25,
        high_m=8.25,
        required_low_m=11.0,
        required_high_m=14.0,
        shortfall_m=2.75,
        shortfall_max_m=5.75,
        geometry=_line(4, 2, 12.25),
    ),
    _finding(
        1,
        "conflict",
        "orange",
        hazard_id="h2",
        hazard_name=HOSTILE[0],
        rule_confidence="C",
        severity="must",
        distance_m=5.0,
        low_m=3.0,
        high_m=7.0,
        required_low_m=8.5,
        required_high_m=8.5,
        shortfall_m=1.5,
        shortfall_max_m=5.5,
        geometry=_line(300, 2, 305),
    ),
    _finding(
        2,
        "unresolved",
        "yellow",
        hazard_id="h3",
        hazard_name=None,
        object_id="o3",
        object_name=None,
        object_kind="building",
        distance_m=3.2,
        low_m=0.0,
        high_m=23.2,
        required_low_m=7.0,
        required_high_m=35.0,
        shortfall_m=0.0,
        shortfall_max_m=35.0,
        missing="grade,protection_class",
        geometry=_line(600, 2, 603.2),
    ),
    _finding(
        3,
        "unresolved",
        "yellow",
        hazard_id="h3",
        hazard_name=None,
        object_id="o4",
        object_name=HOSTILE[-1],
        distance_m=30.0,
        low_m=10.0,
        high_m=50.0,
        required_low_m=7.0,
        required_high_m=35.0,
        shortfall_m=0.0,
        shortfall_max_m=25.0,
        missing="protection_class,grade",
        geometry=_line(600, 20, 630),
    ),
    # A rule about the shop alone: no object, no distance, no line.
    _finding(
        4,
        "unresolved",
        "yellow",
        hazard_id="h3",
        hazard_name=None,
        part="site",
        object_id=None,
        object_name=None,
        object_kind=None,
        rule_id="FW-12",
        standard="AQ 4128-2019",
        clause="4.1",
        missing="sales_area_m2",
    ),
    _finding(
        5,
        "clear",
        "blue",
        hazard_id="h4",
        hazard_name="虚构四号站",
        object_id="o5",
        distance_m=80.0,
        low_m=80.0,
        high_m=80.0,
        required_low_m=11.0,
        required_high_m=11.0,
        shortfall_m=0.0,
        shortfall_max_m=0.0,
        geometry=_line(900, 2, 980),
    ),
    _finding(
        6,
        "conflict",
        "red",
        object_id="o6",
        object_name="虚构10千伏线",
        object_kind="power_line",
        rule_id="P21-UNDER",
        distance_m=0.0,
        low_m=0.0,
        high_m=0.0,
        clause="4.0.12",
        geometry=_line(0, 0, 4),
    ),
]


def _hostile_findings() -> list[dict[str, Any]]:
    return [
        _finding(
            100 + n,
            "unresolved",
            "yellow",
            object_id=f"x{n}",
            object_name=name,
            distance_m=40.0 + n,
            low_m=30.0,
            high_m=60.0,
            required_low_m=7.0,
            required_high_m=50.0,
            shortfall_m=0.0,
            shortfall_max_m=20.0,
            missing="fence",
            geometry=_line(0, 10 + n, 40 + n),
        )
        for n, name in enumerate(HOSTILE)
    ]


def _clauses() -> list[dict[str, Any]]:
    names = (
        "finding_id",
        "hazard_id",
        "object_id",
        "part",
        "rule_id",
        "rule_ids",
        "standard",
        "clause",
        "severity",
        "rule_confidence",
        "verdict",
        "distance_m",
        *_DISTANCES,
    )
    rows = [
        {n: f.get(n) for n in names} | {"edition": "GB50156-2021", "relation": "at_least"} for f in _FINDINGS
    ]
    rows[4]["relation"], rows[6]["relation"] = "area_range", "not_under"
    return [*rows, rows[0] | {"part": "dispenser", "rule_id": "P21-DISP-C2", "required_low_m": 9.0}]


def _summary(identity: str, name: str | None, verdict: str, color: str, east_m: float) -> dict[str, Any]:
    return {
        "hazard_id": identity,
        "name": name,
        "kind": "petrol_station",
        "verdict": verdict,
        "severity": "must" if verdict == "conflict" else None,
        "risk_color": color,
        "conflicts_must": int(verdict == "conflict"),
        "conflicts_should": 0,
        "unresolved": 2 * (verdict == "unresolved"),
        "clear": 1,
        "own_buildings": 1,
        "nearest_residence_m": 8.25,
        "nearest_residence_id": "o1",
        "nearest_residence_name": "楼",
        "missing": "grade" if verdict == "unresolved" else "",
        "notes": "own_buildings:1,fuels_unknown",
        "reach_m": 50.0,
        "plan_box": "专栏2",
        "geometry": _box(east_m, 0, 4) if identity == "h1" else shapely.Point(*_at(east_m, 2)),
    }


_SUMMARY = [
    _summary("h1", "虚构一号站", "conflict", "red", 0),
    _summary("h2", HOSTILE[0], "conflict", "orange", 300),
    _summary("h3", None, "unresolved", "yellow", 600),
    _summary("h4", "虚构四号站", "clear", "blue", 900),
]
_HAZARDS = [
    {
        "hazard_id": s["hazard_id"],
        "name": s["name"],
        "kind": s["kind"],
        "grade": "2",
        "petrol_m3": 60.0,
        "fuels": "petrol,diesel",
        "position_source": "osm",
        "position_accuracy_m": 0.5,
        "geometry": s["geometry"],
    }
    for s in _SUMMARY
]
_OBJECTS = [
    {
        "object_id": identity,
        "name": name,
        "kind": kind,
        "measured_as": "building",
        "floor_area_m2": area,
        "storeys": 6.0,
        "position_source": "osm",
        "geometry": _box(east_m, north_m, 10),
    }
    for identity, name, kind, area, east_m, north_m in (
        ("o1", "虚构小区1号楼", "residence", 1234.5678, 12.25, 0),
        ("o3", None, "building", None, 603.2, 0),
        ("o4", HOSTILE[-1], "residence", None, 630, 15),
        ("o5", "虚构学校", "school", 5000.0, 980, 0),
        *((f"x{n}", name, "residence", None, 40 + n, 10 + 12 * n) for n, name in enumerate(HOSTILE)),
    )
] + [
    {
        "object_id": "o6",
        "name": "虚构10千伏线",
        "kind": "power_line",
        "measured_as": "line",
        "voltage_kv": 10.0,
        "position_source": "osm",
        "geometry": _line(-200, 2, 1200),
    },
    {
        "object_id": "o7",
        "name": "虚构路",
        "kind": "road",
        "measured_as": "line",
        "road_class": "main",
        "position_source": "osm",
        "geometry": _line(-200, -20, 1200),
    },
    {
        "object_id": "far",
        "name": "远处的楼",
        "kind": "building",
        "measured_as": "building",
        "position_source": "osm",
        "geometry": _box(40_000, 0, 10),
    },
]
_RING = {
    "ring_id": "h1|C2",
    "hazard_id": "h1",
    "hazard_name": "虚构一号站",
    "target": "C2",
    "rule_id": "P21-G2-PETROL-C2",
    "standard": "GB 50156-2021",
    "clause": "4.0.4",
    "required_low_m": 11.0,
    "required_high_m": 11.0,
    "accuracy_m": 0.0,
    "rule_confidence": "A",
    "geometry": _box(-11, -11, 26),
}
_OVERLAP = {
    "overlap_id": "h1|o1",
    "hazard_id": "h1",
    "hazard_name": "虚构一号站",
    "object_id": "o1",
    "object_name": "虚构小区1号楼",
    "object_kind": "residence",
    "measured_as": "building",
    "required_high_m": 11.0,
    "rule_id": "P21-G2-PETROL-C2",
    "area_m2": 12.5,
    "share": 0.125,
    "geometry": _box(12.25, 0, 3),
}
_OVERLAY = {
    "hazard_id": "h1",
    "hazard_name": "虚构一号站",
    "other_box": "专栏3",
    "object_id": "o7",
    "object_name": "虚构路",
    "distance_m": 20.0,
    "within_m": 200.0,
    "geometry": _line(0, -20, 5),
}
_SURVEY = [
    {
        "rank": 1,
        "subject": "object",
        "subject_id": "x0",
        "subject_name": HOSTILE[0],
        "fact": "fence",
        "findings": 3,
        "settled_by_every_value": 2,
        "settled_by_some_value": 1,
    },
    {
        "rank": 2,
        "subject": "hazard",
        "subject_id": "h3",
        "subject_name": None,
        "fact": "grade",
        "findings": 2,
        "settled_by_every_value": 0,
        "settled_by_some_value": 2,
    },
]
_RUN = [
    ("version", "0.1.0"),
    ("time", "2026-11-23T08:00:00+00:00"),
    ("editions", "GB50156-2021"),
    ("position_sources", "osm"),
    ("rules_C", "143"),
    ("hazards", "5"),
    ("unlocated_hazards", "1"),
]
