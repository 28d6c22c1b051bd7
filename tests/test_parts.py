"""A layer in parts gives the findings of the layer as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fsspec
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.parts_town import county, difference, judged, written
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.rules import load_catalogue
from xq_gis_plugin.export.words import error_text
from xq_gis_plugin.io.partitions import PartPlace, is_partitioned, shown
from xq_gis_plugin.io.read import read_protected
from xq_gis_plugin.run_parts import Wanted, read_wanted


def wanted(town: tuple[Any, Any, Any]) -> Wanted:
    rules = load_catalogue(editions=["GB50156-2012", "GB50156-2021"]).in_force
    return Wanted(town[0], town[2], rules, None, (), 200.0)


@pytest.mark.parametrize("seed", range(300, 306))
def test_every_table_is_that_of_the_layer_as_a_whole(tmp_path: Path, seed: int) -> None:
    town = county(seed)
    folder = written(town[1], tmp_path / "objects")
    some = read_wanted(str(folder), wanted(town))
    whole = read_protected(tmp_path / "whole.parquet")
    assert some.attrs["source"].rows == len(town[1])
    difference(judged(town, some), judged(town, whole))


def far_homes(town: tuple[Any, Any, Any], count: int = 400) -> tuple[Any, Any, Any]:
    """Return a town with homes far from every hazard and zones with buildings out of reach."""
    hazards, protected, parts = town
    home = protected.iloc[[0]].copy()
    home["kind"], home["measured_as"], home["name"] = "residence", "building", None
    rows = pd.concat([home] * count, ignore_index=True)
    rows["object_id"] = [f"far{n}" for n in range(count)]
    rows.geometry = [shapely.Point(106.29 + 0.9 + n * 1e-4, 38.47 + n % 7 * 1e-3) for n in range(count)]
    whole = pd.concat([protected[protected["kind"] != "residence"], rows], ignore_index=True)
    return hazards, gpd.GeoDataFrame(whole, geometry="geometry", crs=protected.crs), parts


def test_the_nearest_home_is_found_however_far_and_rows_far_away_stay_away(tmp_path: Path) -> None:
    town = far_homes(county(320))
    folder = written(town[1], tmp_path / "objects", each=120, group=60)
    some = read_wanted(str(folder), wanted(town))
    whole = read_protected(tmp_path / "whole.parquet")
    result = judged(town, some)
    difference(result, judged(town, whole))
    assert result.hazard_summary["nearest_residence_m"].max() > 20_000
    assert len(some) < len(town[1]) / 2


def test_a_building_at_the_far_end_of_a_zone_speaks_for_it(tmp_path: Path) -> None:
    hazards, protected, parts = county(321, towns=1)
    x, y = shapely.get_coordinates(hazards.geometry.iloc[0])[0]
    zone, house = protected.iloc[[0]].copy(), protected.iloc[[0]].copy()
    for row, kind, shape, place in (
        (zone, "zone", shapely.box(x + 1e-4, y - 0.05, x + 0.002, y + 0.05), "z"),
        (house, "building", shapely.box(x + 3e-4, y + 0.045, x + 4e-4, y + 0.0451), "hz"),
    ):
        row["kind"], row["measured_as"], row["object_id"] = "residence", kind, place
        row.geometry = [shape]
    whole = gpd.GeoDataFrame(pd.concat([protected, zone, house], ignore_index=True), crs=protected.crs)
    town = (hazards, whole, parts)
    folder = written(whole, tmp_path / "objects", each=5)
    some = read_wanted(str(folder), wanted(town))
    assert "hz" in set(some["object_id"])
    difference(judged(town, some), judged(town, read_protected(tmp_path / "whole.parquet")))


def cut_off(folder: Path) -> None:
    file = sorted(folder.rglob("*.parquet"))[1]
    file.write_bytes(file.read_bytes()[:-300])


def in_another_system(folder: Path) -> None:
    file = sorted(folder.rglob("*.parquet"))[1]
    gpd.read_parquet(file).to_crs("EPSG:4326").to_parquet(file)


def one_twice(folder: Path) -> None:
    first, second = sorted(folder.rglob("*.parquet"))[:2]
    gpd.read_parquet(first).to_parquet(second)


def no_geometry(folder: Path) -> None:
    file = sorted(folder.rglob("*.parquet"))[1]
    pd.DataFrame({"object_id": ["a"]}).to_parquet(file)


def a_wrong_accuracy(folder: Path) -> None:
    file = sorted(folder.rglob("*.parquet"))[1]
    frame = gpd.read_parquet(file)
    frame["position_accuracy_m"] = -3.0
    frame.to_parquet(file)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (cut_off, "file_unreadable"), (in_another_system, "partitions_differ"),
        (one_twice, "id_in_two_parts"), (no_geometry, "not_geoparquet"), (a_wrong_accuracy, "value_wrong"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_with_its_file(tmp_path: Path, spoil: Any, code: str) -> None:
    town = county(322, towns=2)
    folder = written(town[1], tmp_path / "objects")
    spoil(folder)
    with pytest.raises(InputError) as caught:
        read_wanted(str(folder), wanted(town))
    assert caught.value.code == code
    told = error_text(caught.value, "zh")
    assert "{" not in told.message + told.hint


def test_a_folder_without_files_and_an_address_without_a_server_are_said(tmp_path: Path) -> None:
    town = county(322, towns=1)
    for source in (str(tmp_path), str(tmp_path / "gone"), "http://127.0.0.1:9/objects/a.parquet"):
        with pytest.raises(InputError) as caught:
            read_wanted(source, wanted(town))
        assert caught.value.code in {"file_missing", "file_unreadable"}


@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_addresses_are_read_as_files_are(tmp_path: Path, scheme: str) -> None:
    town = county(322, towns=2)
    folder = written(town[1], tmp_path / "objects")
    address = f"{scheme}://{folder}"
    if scheme == "memory":
        system = fsspec.filesystem("memory")
        for file in folder.rglob("*.parquet"):
            with system.open(f"{folder}/{file.relative_to(folder)}", "wb") as stream:
                stream.write(file.read_bytes())
    assert is_partitioned(address)
    some, here = (read_wanted(source, wanted(town)) for source in (address, str(folder)))
    pd.testing.assert_frame_equal(pd.DataFrame(some), pd.DataFrame(here))
    assert some.attrs["source"].sha256 == here.attrs["source"].sha256


def test_an_address_is_told_without_what_is_secret_in_it() -> None:
    place = PartPlace(Path("a.parquet"), "a", "https://me:word@example.org/d/a.parquet?token=1")
    assert place.shown == "https://example.org/d/a.parquet"
    assert shown("s3://key:word@bucket/folder") == "s3://bucket/folder"
    assert not is_partitioned("https://example.org/wfs")
    assert not is_partitioned("postgresql://example.org/town")


def test_reading_can_be_ended(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    heard: list[float] = []

    def stop(share: float) -> None:
        heard.append(share)
        if share > 0.3:
            raise StopError

    town = county(322, towns=2)
    with pytest.raises(StopError):
        read_wanted(str(written(town[1], tmp_path / "objects")), wanted(town), progress=stop)
    assert heard == sorted(heard)


def test_what_a_server_says_does_not_repeat_what_is_secret() -> None:
    town = county(322, towns=1)
    with pytest.raises(InputError) as caught:
        read_wanted("ftp://me:word@127.0.0.1:9/objects/a.parquet", wanted(town))
    told = error_text(caught.value, "zh")
    assert caught.value.code in {"file_missing", "file_unreadable"}
    assert "word" not in f"{caught.value} {caught.value.facts} {told.message} {told.hint}"
