"""`xq-gis nearest`: what is nearest, however far, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.conftest import feature, files, layer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]


@pytest.fixture
def far(town: Path) -> Path:
    """Return the little town with a house 90 km off, and a shop without a position."""
    nowhere = {"type": "Feature", "geometry": None, "properties": {"hazard_id": "S2", "name": "乙店",
               "kind": "fireworks_retail"}}  # fmt: skip
    shop = feature(0, hazard_id="S1", name="=甲店", kind="fireworks_retail", position_accuracy_m=5)
    layer(town / "h.geojson", shop, nowhere)
    school = feature(30, 20, object_id="O1", name="乙小学", kind="school", position_accuracy_m=0)
    house = feature(90_000, object_id="O2", name="远处", kind="residence", position_accuracy_m=7)
    layer(town / "p.geojson", house, school)
    return town


def test_what_is_nearest_is_listed_however_far_it_is(far: Path, call: Call) -> None:
    told = call("nearest", far / "h.geojson", far / "p.geojson", "--count", 5, "--json").json
    assert (told["count"], told["unlocated"]) == (2, 1)
    near, away = told["nearest"]
    assert (near["object_id"], near["rank"], near["uncertainty_m"]) == ("O1", 1, 5)
    assert near["distance_m"] == pytest.approx(30, abs=0.2)
    assert (away["object_name"], away["object_kind"], away["uncertainty_m"]) == ("远处", "residence", 12)
    assert away["distance_m"] == pytest.approx(90_000, rel=0.01)


def test_a_kind_can_be_asked_for_in_either_language(far: Path, call: Call) -> None:
    for kind in ("住宅", "residence"):
        answer = call("nearest", far / "h.geojson", far / "p.geojson", "--kind", kind)
        assert "远处" in answer.out
        assert "乙小学" not in answer.out
        assert "±12" in answer.out
        assert "1 个危险源没有坐标" in answer.out
    assert call("nearest", far / "h.geojson", far / "p.geojson", "--kind", "城堡").status == 2


def test_the_workbook_has_the_same_rows_and_text_stays_text(far: Path, call: Call) -> None:
    book = far / "near.xlsx"
    answer = call("nearest", far / "h.geojson", far / "p.geojson", "--count", 2, "--xlsx", book)
    assert "near.xlsx" in answer.out
    rows = [*openpyxl.load_workbook(book)["最近的保护对象"].iter_rows()]
    assert [cell.value for cell in rows[0]][:3] == ["危险源编号", "危险源名称", "次序"]
    assert len(rows) == 3
    assert (rows[1][1].value, rows[1][1].data_type) == ("=甲店", "s")
    again = call("nearest", far / "h.geojson", far / "p.geojson", "--xlsx", book)
    assert again.status == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [(["--count", "0"], "至少为 1"), (["--xlsx", "near.csv"], ".xlsx"), (["--accuracy", "-1"], "--accuracy")],
)
def test_a_call_that_cannot_be_answered_is_refused(far: Path, call: Call, more: list[str], told: str) -> None:
    before = files(far)
    answer = call("nearest", far / "h.geojson", far / "p.geojson", *more)
    assert answer.status == 2
    assert told in answer.err
    assert files(far) == before
