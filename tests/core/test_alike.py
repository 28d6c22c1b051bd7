"""Rows that say the same, and objects that are prepared from what they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from town import hazards, objects, square

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.alike import alike
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.prepare import prepare_hazards, prepare_objects

CELL = st.sampled_from([None, np.nan, "", "1", "yes", 1, 1.0, True, False, 0, 2.5])


@given(st.lists(st.tuples(CELL, CELL), min_size=0, max_size=30))
def test_rows_are_alike_if_and_only_if_all_their_cells_are_the_same(rows: list[tuple[Any, Any]]) -> None:
    columns = [pd.Series([row[n] for row in rows], dtype=object) for n in (0, 1)]
    first, number = alike(columns)
    assert len(number) == len(rows)
    assert sorted(set(number.tolist())) == list(range(len(first)))
    said = [tuple("empty" if pd.isna(v) else repr((type(v), v)) for v in row) for row in rows]
    for one in range(len(rows)):
        assert said[first[number[one]]] == said[one]
        for other in range(one):
            assert (number[one] == number[other]) == (said[one] == said[other])


def test_columns_of_numbers_are_told_apart_like_any_other() -> None:
    first, number = alike(
        [pd.Series([1.0, np.nan, 2.0, np.nan, 1.0]), pd.Series([True, False, True, False, True])]
    )
    assert number[0] == number[4]
    assert number[1] == number[3]
    assert len(first) == 3


VALUES = {
    "kind": ["building", "school", "public_building", "substation"],
    "protection_class": [None, "class3", ""],
    "measured_as": ["building", "site", None],
    "storeys": [None, 3, 3.0, "3"],
    "voltage_kv": [None, 10.0, "220"],
    "assembly": [None, "yes", True, "no"],
}


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({n: st.sampled_from(v) for n, v in VALUES.items()}), min_size=1, max_size=12
    )
)
def test_an_object_is_the_same_alone_and_among_others(rows: list[dict[str, Any]]) -> None:
    placed = [{**row, "geometry": square(100 * n, 0, 10)} for n, row in enumerate(rows)]
    road = {"kind": "road", "width_m": 7.0, "geometry": shapely.LineString([(0, 200), (90, 200)])}
    sites = prepare_hazards(fill_accuracy(hazards({}), None, site_radius=True))
    together = prepare_objects(fill_accuracy(objects(*placed, road), None), sites)
    for number, row in enumerate([*placed, road]):
        alone = prepare_objects(fill_accuracy(objects(row), None), sites)
        for name in ("kinds", "measured_as", "profiles", "shift_fact"):
            assert getattr(together, name)[number] == getattr(alone, name)[0]
        assert together.shift_m[number].tolist() == alone.shift_m[0].tolist()


def test_an_unknown_kind_is_told_with_its_row() -> None:
    sites = prepare_hazards(fill_accuracy(hazards({}), None, site_radius=True))
    rows = objects({}, {}, {"kind": "castle"}, {"kind": "palace"})
    with pytest.raises(InputError) as caught:
        prepare_objects(fill_accuracy(rows, None), sites)
    assert (caught.value.code, caught.value.facts["row"], caught.value.facts["value"]) == (
        "unknown_kind",
        3,
        "castle",
    )
