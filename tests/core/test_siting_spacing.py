"""Which two shops cannot both stand."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import sites
from town import square

from tests.thorough import examples
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.core.siting.model import SPACING_COLUMNS
from xq_gis_plugin.core.siting.spacing import Spacing, shop_spacing

if TYPE_CHECKING:
    import geopandas as gpd

EARTH = Geodesic(6378137.0, 1 / 298.257222101)


def point(x: float, y: float = 0.0, **facts: Any) -> dict[str, Any]:
    return {"geometry": shapely.Point(x, y), **facts}


def pairs(frame: gpd.GeoDataFrame) -> set[tuple[str, str]]:
    return set(zip(frame["site_a"], frame["site_b"], strict=True))


@pytest.mark.parametrize(
    ("apart", "facts", "required"),
    [
        (49.99, {}, 50),
        (50.01, {}, None),
        (79.99, {"temporary": "yes"}, 80),
        (80.01, {"temporary": "yes"}, None),
        (60.0, {"temporary": "no"}, None),
        (79.99, {"facing_openings": "yes"}, 80),
        (60.0, {"facing_openings": "no"}, None),
        (60.0, {"temporary": None, "facing_openings": float("nan")}, None),
        (0.0, {}, 50),
    ],
)
def test_shops_stand_50_m_apart_and_80_m_where_one_is_temporary_or_doors_face(
    apart: float, facts: dict[str, Any], required: float | None
) -> None:
    for rows in ((point(0), point(apart, **facts)), (point(0, **facts), point(apart))):
        found = shop_spacing(sites(*rows))
        assert list(found.columns) == list(SPACING_COLUMNS)
        assert list(found["required_m"]) == ([] if required is None else [required])
        if required:
            assert found["distance_m"][0] == pytest.approx(apart, abs=1e-4)


def test_a_pair_is_close_unless_even_its_lowest_separation_meets_the_rule() -> None:
    near = shop_spacing(sites(point(0, position_accuracy_m=4.0), point(60, position_accuracy_m=6.1)))
    assert near["low_m"][0] == pytest.approx(49.9, abs=1e-4)
    assert shop_spacing(sites(point(0, position_accuracy_m=4.0), point(60, position_accuracy_m=5.9))).empty


def test_an_unknown_accuracy_is_that_of_its_source_with_the_room_a_shop_takes() -> None:
    rows = [point(0, position_accuracy_m=None, position_source="survey"), point(60)]
    # 0.5 m of a survey and the 10 m within which a shop lies.
    assert shop_spacing(sites(*rows))["low_m"][0] == pytest.approx(49.5, abs=1e-4)


def test_plots_are_measured_edge_to_edge_and_overlapping_ones_are_0_m_apart() -> None:
    plots = [{"geometry": square(0, 0, 20)}, {"geometry": square(69, 0, 20)}, {"geometry": square(75, 0, 4)}]
    found = shop_spacing(sites(*plots)).set_index(["site_a", "site_b"])["distance_m"]
    assert found["s1", "s2"] == pytest.approx(49.0, abs=1e-3)
    assert found["s2", "s3"] == 0
    assert len(found) == 2


def test_sites_without_a_position_are_in_no_pair() -> None:
    assert shop_spacing(sites(point(0), {"geometry": None}, point(10)))["site_b"].tolist() == ["s3"]
    assert shop_spacing(sites(point(0))).empty
    assert shop_spacing(sites({"geometry": None})).empty


def test_a_rule_of_the_planners_own_sets_the_spacing(tmp_path: Any) -> None:
    catalogue = load_catalogue()
    rule = next(one for one in catalogue.rules if one.id == "FW-01")
    assert Spacing.of(catalogue).required({}, {}) == (50.0, "FW-01")
    assert rule.target == "SHOP"
    file = tmp_path / "own.csv"
    header = (
        "id,family,standard,edition,clause,hazard_kinds,part,target,relation,required,severity,confidence"
    )
    file.write_text(
        f"{header}\nFW-01,fireworks,本区规定,本区规定,1,fireworks_retail,site,SHOP,at_least,120,must,A\n",
        encoding="utf-8",
    )
    own = load_catalogue(rule_file=file)
    assert Spacing.of(own).required({}, {}) == (120.0, "FW-01")
    assert len(shop_spacing(sites(point(0), point(110)), own)) == 1


@pytest.mark.once
@settings(max_examples=examples(20), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(-120, 120), st.floats(-120, 120), st.sampled_from([0.0, 0.5, 12.0]),
            st.sampled_from(["yes", "no", None]), st.booleans(),
        ),
        min_size=2, max_size=9,
    )
)  # fmt: skip
def test_no_pair_is_missed_and_none_is_added(
    rows: list[tuple[float, float, float, str | None, bool]],
) -> None:
    drawn = [
        {
            "geometry": square(x, y, 15) if plot else shapely.Point(x, y),
            "position_accuracy_m": slack,
            "temporary": temporary,
        }
        for x, y, slack, temporary, plot in rows
    ]
    frame = sites(*drawn)
    expected, doubtful = set(), set()
    for i, j in itertools.combinations(range(len(frame)), 2):
        metres = least(frame.geometry[i], frame.geometry[j])
        low = metres - rows[i][2] - rows[j][2]
        required = 80 if "yes" in (rows[i][3], rows[j][3]) else 50
        pair = (frame["site_id"][i], frame["site_id"][j])
        if abs(low - required) < 1e-3:
            doubtful.add(pair)
        elif low < required:
            expected.add(pair)
    assert pairs(shop_spacing(frame)) - doubtful == expected


def least(one: Any, other: Any) -> float:
    """Geodesic metres between the nearest points, found by walking along both outlines."""
    if shapely.intersects(one, other):
        return 0.0
    line = shapely.shortest_line(
        *(shapely.segmentize(shapely.transform(g, stretched), 1e-7) for g in (one, other))
    )
    (lon1, lat1), (lon2, lat2) = shapely.get_coordinates(shapely.transform(line, shrunk))
    return float(EARTH.Inverse(lat1, lon1, lat2, lon2)["s12"])


def stretched(lonlat: Any) -> Any:
    """Degrees of longitude as long as those of latitude here: near enough to find the nearest points."""
    return lonlat * [0.78298, 0.99745]


def shrunk(plane: Any) -> Any:
    return plane / [0.78298, 0.99745]
