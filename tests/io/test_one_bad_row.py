"""One row that cannot be read costs that row alone, with its reason, where rows may be set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from geographiclib.geodesic import Geodesic
from pyproj import Transformer

from tests.io.layers import check, codes, feature, geojson, point, polygon, square
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

HERE = (106.28575, 38.47047)
EAST, NORTH = Transformer.from_crs(4490, 4544, always_xy=True).transform(*HERE)
REJECT = ReadOptions(reject_rows=True)
IN_ZONE = ReadOptions(reject_rows=True, crs="EPSG:4544")


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "h.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def stations(folder: Path, *places: str, header: str = "lon,lat") -> Path:
    """Return a table of stations at these places, in the rows 2, 3, …."""
    lines = [f"{name},加油站,{place}" for name, place in zip("甲乙丙丁戊己庚辛壬癸", places, strict=False)]
    return csv(folder, f"名称,类型,{header}", *lines)


def rejected(frame: gpd.GeoDataFrame) -> dict[int, tuple[str, str]]:
    """Return code and what follows the field of each rejected row."""
    cells: Any = frame.attrs["rejected"]
    assert all(cell.hint for cell in cells)
    return {cell.row: (cell.code, cell.message) for cell in cells}


def refused(path: Path, read: Any = read_hazards, options: ReadOptions | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path, options=options or ReadOptions())
    return caught.value


def test_a_row_whose_axes_are_swapped(tmp_path: Path) -> None:
    path = stations(tmp_path, "106.2,38.4", "38.47,106.28", "106.3,38.5")
    assert refused(path).code == "axes_swapped"
    frame = read_hazards(path, options=REJECT)
    assert frame["name"].tolist() == ["甲", "丙"]
    said = "h.csv, row 3: longitude and latitude are swapped (lon 38.47, lat 106.28)."
    assert rejected(frame) == {3: ("axes_swapped", said)}
    assert (check(frame, "rows_rejected").rows, frame.attrs["source"].rows) == ((3,), 3)
    assert frame.attrs["rows"].numbers.tolist() == [2, 4]


def test_a_feature_whose_axes_are_swapped(tmp_path: Path) -> None:
    ring = [[y, x] for x, y in square()]
    good = feature(polygon(square()), kind="residence", name="甲")
    path = geojson(tmp_path / "a.geojson", feature(polygon(ring), kind="residence"), good)
    frame = read_protected(path, options=REJECT)
    assert frame["name"].tolist() == ["甲"]
    assert [*rejected(frame)] == [1]
    # All of them: that is no bad row but a wrong layer.
    only = geojson(tmp_path / "b.geojson", feature(polygon(ring), kind="residence"))
    assert refused(only, read_protected, REJECT).code == "axes_swapped"


def test_a_row_without_a_place_among_rows_that_are_all_exchanged(tmp_path: Path) -> None:
    frame = read_hazards(stations(tmp_path, "38.47,106.28", "0,0", "38.48,106.29"))
    assert frame.geometry.notna().tolist() == [True, False, True]
    assert "axes_exchanged" in codes(frame)


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "名称,类型,lon,lat",
        "甲,加油站,106.2,38.4",
        "乙,东,加油站,106.2,38.5",
        "丙,加油站,106.3,38.5",
    )
    assert refused(path).code == "row_too_long"
    frame = read_hazards(path, options=REJECT)
    assert frame["name"].tolist() == ["甲", "丙"]
    assert rejected(frame) == {3: ("row_too_long", "h.csv, row 3 has more cells than the header line.")}
    assert frame.attrs["rejected"][0].value == "38.5"
    assert frame.attrs["source"].rows == 3
    every = csv(tmp_path, "名称,类型,lon,lat", "甲,东,加油站,106.2,38.4")
    assert refused(every, options=REJECT).code == "row_too_long"


def test_rows_rejected_for_different_reasons_are_told_by_one_check(tmp_path: Path) -> None:
    path = csv(
        tmp_path, "编号,名称,类型,lon,lat", "1,甲,加油站,106.2,38.4", "2,乙,东,加油站,106.2,38.5",
        "3,丙,茶馆,106.2,38.5",
        "4,丁,加油站,38.5,106.2", "1,戊,加油站,106.3,38.5", "5,己,加油站,东边,38.5",
    )  # fmt: skip
    report = inspect(path, Role.HAZARD, REJECT)
    assert not report.blocked
    assert [one.row for one in report.rejected] == [3, 4, 5, 6, 7]
    (told,) = [one for one in report.checks if one.code == "rows_rejected"]
    assert (told.rows, told.count, report.layers[0].rows) == ((3, 4, 5, 6, 7), 5, 6)


def test_an_identity_given_twice_rejects_the_later_row_and_names_the_first(tmp_path: Path) -> None:
    path = csv(
        tmp_path, "编号,名称,类型,lon,lat", "7,甲,加油站,106.2,38.4", "8,乙,加油站,106.3,38.4",
        "7,丙,加油站,106.4,38.4",
        "7,丁,加油站,106.5,38.4", ",戊,加油站,106.6,38.4",
    )  # fmt: skip
    assert refused(path).code == "id_duplicate"
    frame = read_hazards(path, options=REJECT)
    assert frame["name"].tolist() == ["甲", "乙", "戊"]
    said = "h.csv, row {}, field hazard_id: '7' is the identity of row 2 already."
    assert rejected(frame) == {row: ("id_duplicate", said.format(row)) for row in (4, 5)}


def test_a_row_that_is_left_out_has_no_claim_on_its_identity(tmp_path: Path) -> None:
    path = csv(tmp_path, "编号,类型,lon,lat", "7,住宅,,", "7,住宅,106.2,38.4")
    frame = read_protected(path, options=REJECT)
    assert frame["object_id"].tolist() == ["7"]
    assert rejected(frame) == {2: ("row_without_place", "h.csv, row 2: no geometry.")}


def test_a_line_without_a_kind(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[106.2, 38.4], [106.3, 38.4]]}
    path = geojson(tmp_path / "a.geojson", feature(line), feature(point(), name="甲"))
    assert refused(path, read_protected).code == "value_wrong"
    frame = read_protected(path, options=REJECT)
    assert frame["name"].tolist() == ["甲"]
    assert rejected(frame) == {
        1: ("value_wrong", "a.geojson, row 1, field kind: '' does not tell what the line is.")
    }


METRES = f"{EAST:.2f},{NORTH:.2f}"
ZONED = f"35{EAST:.2f},{NORTH:.2f}"


@pytest.mark.parametrize(
    ("odd", "wrong"),
    [
        ("106.28,38.47", "is not in metres as the other rows are"),
        ("12,34567", "is not in metres as the other rows are"),
        (f"{NORTH:.2f},{EAST:.2f}", "is not in metres as the other rows are"),
        (f"36{EAST:.2f},{NORTH:.2f}", "begins with the number of another zone (36, not 18 or 35)"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_in_metres_as_the_others_are(odd: str, wrong: str, tmp_path: Path) -> None:
    path = stations(tmp_path, METRES, odd, METRES, header="x,y")
    frame = read_hazards(path, options=IN_ZONE)
    assert frame["name"].tolist() == ["甲", "丙"]
    assert rejected(frame)[3][1].endswith(f" {wrong}.")
    place = frame.geometry.iloc[1]
    assert Geodesic.WGS84.Inverse(HERE[1], HERE[0], place.y, place.x)["s12"] < 0.02


def test_metres_in_one_row_of_two_are_no_majority(tmp_path: Path) -> None:
    path = stations(tmp_path, METRES, f"{NORTH:.2f},{EAST:.2f}", header="x,y")
    assert refused(path, options=IN_ZONE).code == "coordinates_out_of_range"


@pytest.mark.parametrize(
    ("odd", "crs"), [(f"36{EAST:.2f},{NORTH:.2f}", "EPSG:4544"), (ZONED, None), ("106.28,38.47", "EPSG:4544")]
)
def test_metres_that_do_not_agree_are_refused_where_no_row_may_be_set_aside(
    odd: str, crs: str | None, tmp_path: Path
) -> None:
    error = refused(stations(tmp_path, METRES, odd, METRES, header="x,y"), options=ReadOptions(crs=crs))
    assert (error.code, error.facts["row"]) == ("metres_mixed", 3)
    assert "--crs" in error.hint
    assert "xq-gis import" in error.hint


@pytest.mark.parametrize("crs", ["EPSG:4544", "EPSG:4523"])
def test_a_check_reads_zone_numbers_in_some_rows_only_as_an_import_does(crs: str, tmp_path: Path) -> None:
    path = stations(tmp_path, METRES, ZONED, METRES, header="x,y")
    frames = [
        read_hazards(path, options=ReadOptions(crs=crs, reject_rows=reject)) for reject in (False, True)
    ]
    for frame in frames:
        assert frame.geometry.x.tolist() == pytest.approx([HERE[0]] * 3, abs=1e-6)


@pytest.mark.parametrize("reject", [False, True])
def test_a_station_at_nought_among_metres_is_kept_without_a_position(reject: bool, tmp_path: Path) -> None:
    path = stations(tmp_path, METRES, "0,0", METRES, header="x,y")
    frame = read_hazards(path, options=ReadOptions(crs="EPSG:4544", reject_rows=reject))
    assert frame["position_status"].tolist() == ["located", "unlocated", "located"]
    assert rejected(frame) == {}


def test_zone_numbers_in_some_rows_only_are_certain_where_the_zone_is_named(tmp_path: Path) -> None:
    path = stations(tmp_path, METRES, ZONED, ZONED, f"18{EAST:.2f},{NORTH:.2f}", header="x,y")
    for crs in ("EPSG:4544", "EPSG:4523"):
        frame = read_hazards(path, options=ReadOptions(reject_rows=True, crs=crs))
        assert rejected(frame) == {}
        assert frame.geometry.x.tolist() == pytest.approx([HERE[0]] * 4, abs=1e-6)


def test_where_no_zone_is_named_the_candidates_are_those_of_the_most_rows(tmp_path: Path) -> None:
    error = refused(stations(tmp_path, ZONED, METRES, ZONED, header="x,y"), options=REJECT)
    assert error.code == "crs_missing"
    assert "EPSG:4523" in error.facts["crs"][:2]


@pytest.mark.parametrize("reject", [False, True])
def test_a_named_system_of_another_zone_is_refused(reject: bool, tmp_path: Path) -> None:
    """The rows were moved to the named zone, three degrees away, in silence."""
    path = stations(tmp_path, ZONED, ZONED, header="x,y")
    error = refused(path, options=ReadOptions(crs="EPSG:4524", reject_rows=reject))
    assert (error.code, error.facts["zone"]) == ("zone_contradicts", 35)
