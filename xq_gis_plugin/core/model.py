"""The words of the domain as types, and the columns of every layer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = [
    "CRS",
    "FINDING_COLUMNS",
    "HAZARD_COLUMNS",
    "OBJECT_COLUMNS",
    "PART_COLUMNS",
    "Assessment",
    "Check",
    "CheckSeverity",
    "Confidence",
    "Datum",
    "HazardKind",
    "MeasuredAs",
    "ObjectKind",
    "PartKind",
    "Relation",
    "RiskColor",
    "Severity",
    "Source",
    "Verdict",
]

CRS = "EPSG:4490"
"""CGCS2000 longitude and latitude in degrees: the coordinate system inside."""


class Verdict(StrEnum):
    """What can be said of a pair (DESIGN §2); never "unlawful"."""

    CONFLICT = "conflict"
    UNRESOLVED = "unresolved"
    CLEAR = "clear"


class Severity(StrEnum):
    """How a clause is worded: 应/不应/不得 is must, 宜/不宜 is should."""

    MUST = "must"
    SHOULD = "should"


class Confidence(StrEnum):
    """A: two texts agree or the official one; B: one text; C: recollection, to be checked."""

    A = "A"
    B = "B"
    C = "C"


class RiskColor(StrEnum):
    """The four colours of the map; they show the separation check, not an enterprise's risk grade."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


class Relation(StrEnum):
    """What a rule asks of hazard and object."""

    AT_LEAST = "at_least"
    NOT_INSIDE = "not_inside"
    NOT_UNDER = "not_under"
    AREA_RANGE = "area_range"
    NOT_SAME_BUILDING = "not_same_building"
    NOT_WHERE = "not_where"
    MODIFY = "modify"


class Datum(StrEnum):
    """The datum of coordinates, beside their CRS and never instead of it."""

    CGCS2000 = "cgcs2000"
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class HazardKind(StrEnum):
    """Enterprises and outlets that a rule can bind."""

    PETROL_STATION = "petrol_station"
    CNG_STATION = "cng_station"
    LPG_STATION = "lpg_station"
    LNG_STATION = "lng_station"
    COMBINED_STATION = "combined_station"
    HYDROGEN_STATION = "hydrogen_station"
    FIREWORKS_RETAIL = "fireworks_retail"
    FIREWORKS_STORE = "fireworks_store"
    FIREWORKS_DISCHARGE = "fireworks_discharge"
    AMMONIA_REFRIGERATION = "ammonia_refrigeration"
    LPG_STORAGE = "lpg_storage"
    AMMONIA_STORAGE = "ammonia_storage"
    LPG_BOTTLE_STORE = "lpg_bottle_store"
    CLASS_A_WORKSHOP = "class_a_workshop"
    CLASS_B_WORKSHOP = "class_b_workshop"
    CLASS_A_STORE = "class_a_store"
    CLASS_B_STORE = "class_b_store"
    HAZMAT_VEHICLE_PARK = "hazmat_vehicle_park"
    GAS_SUPPLY_STATION = "gas_supply_station"


class ObjectKind(StrEnum):
    """What is protected, or is measured to."""

    RESIDENCE = "residence"
    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    HOSPITAL = "hospital"
    ELDERLY_HOME = "elderly_home"
    MALL = "mall"
    MARKET = "market"
    PUBLIC_BUILDING = "public_building"
    BUILDING = "building"
    MONUMENT = "monument"
    MUSEUM = "museum"
    EXHIBITION_HALL = "exhibition_hall"
    ARCHIVE = "archive"
    LIBRARY = "library"
    MAIN_ENTRANCE = "main_entrance"
    OPEN_FLAME = "open_flame"
    WORKSHOP_AB = "workshop_ab"
    WORKSHOP_CDE = "workshop_cde"
    SUBSTATION = "substation"
    POWER_LINE = "power_line"
    COMMUNICATION_LINE = "communication_line"
    RAILWAY = "railway"
    ROAD = "road"
    FOREST = "forest"
    RESTRICTED_AREA = "restricted_area"
    NO_DISCHARGE_ZONE = "no_discharge_zone"
    PIPELINE = "pipeline"


class PartKind(StrEnum):
    """What a standard measures from."""

    TANK = "tank"
    DISPENSER = "dispenser"
    VENT = "vent"
    UNLOADING_POINT = "unloading_point"
    CYLINDER = "cylinder"
    COMPRESSOR = "compressor"
    BUILDING = "building"
    SITE = "site"


class MeasuredAs(StrEnum):
    """What a protected object's geometry stands for."""

    BUILDING = "building"
    FENCE = "fence"
    SITE = "site"
    ZONE = "zone"
    LINE = "line"
    POINT = "point"


class CheckSeverity(StrEnum):
    """How much a check of an input matters."""

    BLOCKING = "blocking"
    IMPORTANT = "important"
    NOTE = "note"


_PLACE = ("position_source", "position_accuracy_m")

HAZARD_COLUMNS = (
    "hazard_id", "name", "kind", "grade", "vapour_recovery", "fuels", "petrol_m3", "diesel_m3",
    "largest_tank_m3", "storage_m3", "sales_area_m2", "temporary", "built_year", "address", "street",
    "position_status", *_PLACE, "plan_box", "geometry",
)  # fmt: skip
PART_COLUMNS = ("part_id", "hazard_id", "kind", "fuel", *_PLACE, "geometry")
OBJECT_COLUMNS = (
    "object_id", "name", "kind", "protection_class", "measured_as", "floor_area_m2", "storeys",
    "households", "users", "beds", "seats", "voltage_kv", "insulated", "height_m", "road_class",
    "width_m", "lanes", *_PLACE, "geometry",
)  # fmt: skip
FINDING_COLUMNS = (
    "finding_id", "hazard_id", "hazard_name", "part", "object_id", "object_name", "object_kind",
    "protection_class", "rule_id", "rule_ids", "standard", "clause", "severity", "rule_confidence",
    "distance_m", "low_m", "high_m", "required_low_m", "required_high_m", "shortfall_m",
    "shortfall_max_m", "verdict", "missing", "risk_color", "geometry",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One thing that an input's reader noticed.

    ``rows`` are 1-based row numbers of the source, at most the first twenty; ``count`` is how many
    there are in all. ``facts`` are the values that the message names, each with its name, for the faces' own
    sentence.
    """

    severity: CheckSeverity
    code: str
    message: str
    hint: str
    rows: tuple[int, ...] = ()
    count: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    layer: str | None = None


@dataclass(frozen=True)
class Source:
    """Where a layer was read from: what the ``run`` table repeats.

    ``encoding`` is that of its text, where the format leaves it open; ``crs_accuracy_m`` what the way from
    its coordinate system to ours leaves unsure, None where that is below a metre.
    """

    path: str
    layer: str | None
    sha256: str
    rows: int
    crs: str
    datum: Datum
    checks: tuple[Check, ...] = ()
    encoding: str | None = None
    crs_accuracy_m: float | None = None


def _no_rules() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"id": pd.Series(dtype="object")})


def _no_coverage() -> gpd.GeoDataFrame:
    import geopandas as gpd

    return gpd.GeoDataFrame(geometry=[], crs=CRS)


@dataclass(frozen=True)
class Assessment:
    """The tables of one run (DESIGN §7); all geometry in `CRS`.

    ``rules`` are the rules in force, in the columns of layers/rules.csv, and ``coverage`` where the
    protected objects are complete, in at most one row: both empty where nobody recorded them, as
    in a workspace of before they were.
    """

    findings: gpd.GeoDataFrame
    finding_rules: pd.DataFrame
    rings: gpd.GeoDataFrame
    overlaps: gpd.GeoDataFrame
    hazard_summary: gpd.GeoDataFrame
    survey: pd.DataFrame
    plan_overlay: gpd.GeoDataFrame
    run: pd.DataFrame
    hazards: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame
    protected: gpd.GeoDataFrame
    unlocated: pd.DataFrame
    rules: pd.DataFrame = field(default_factory=_no_rules)
    coverage: gpd.GeoDataFrame = field(default_factory=_no_coverage)
    checks: tuple[Check, ...] = field(default=())
