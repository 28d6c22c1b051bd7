"""Damaged files of every format: each ends in a layer or in a clear error, in bounded time and memory.

The cases are made with a seed: cut off, with bits turned over, with a stretch taken out, doubled or filled
with nonsense, under a wrong ending.
"""

from __future__ import annotations

import os
import random
import resource
import time
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import openpyxl
import osmium
import pytest

from tests.io.test_more_formats import STATIONS_XLS, kml, shapefile, stations
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = int(os.environ.get("XQ_FUZZ_CASES", "175"))
"""Of each format; more than the suite has time for are asked for by the variable."""
FORMATS = (
    ".gpkg", ".geojson", ".shp", ".dbf", ".fgb", ".kml", ".kmz", ".gpx", ".dxf", ".csv", ".tsv", ".xlsx",
    ".xls", ".zip", ".osm", ".osm.pbf", ".parquet",
)  # fmt: skip
LONGEST_S = 20.0
SPARSE_BYTES = 2 << 30


TEXT = "名称,类型,经度,纬度\n胜利加油站,加油站,106.28575,38.47047\n丽景站,加油站,106°17′,38.48\n"
GPX = '<gpx version="1.1" creator="t"><wpt lat="38.4" lon="106.2"><name>甲</name></wpt></gpx>'


def a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(sample(".shp").parent.iterdir()):
            archive.write(file, file.name)


def a_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for line in TEXT.splitlines():
        book.active.append(line.split(","))
    book.active.merge_cells("B2:B3")
    book.save(path)


def a_pbf(path: Path) -> None:
    with osmium.SimpleWriter(str(path)) as writer:
        for thing in osmium.FileProcessor(str(Path(__file__).with_name("town.osm"))):
            writer.add(thing)


MAKERS: dict[str, Callable[[Path], object]] = {
    ".shp": lambda path: shapefile(path.parent, "GBK", "a"),
    ".dbf": lambda path: shapefile(path.parent, "GBK", "a"),
    ".kml": kml,
    ".kmz": kml,
    ".zip": a_zip,
    ".xlsx": a_workbook,
    ".xls": lambda path: path.write_bytes(STATIONS_XLS.read_bytes()),
    ".csv": lambda path: path.write_bytes(TEXT.encode("gb18030")),
    ".tsv": lambda path: path.write_bytes(TEXT.replace(",", "\t").encode()),
    ".osm": lambda path: path.write_bytes(Path(__file__).with_name("town.osm").read_bytes()),
    ".osm.pbf": a_pbf,
    ".parquet": lambda path: stations().to_parquet(path),
    ".gpx": lambda path: path.write_text(GPX, encoding="utf-8"),
    ".dxf": lambda path: stations("EPSG:4544")[["geometry"]].to_file(path, driver="DXF"),
}


# Folders that go when the tests have ended.
HELD: list[TemporaryDirectory[str]] = []


@cache
def sample(suffix: str) -> Path:
    """Return a good file of a format, with all that belongs to it in its folder."""
    folder = TemporaryDirectory(prefix="xq_fuzz_")
    HELD.append(folder)
    path = Path(folder.name) / f"a{suffix}"
    MAKERS.get(suffix, stations().to_file)(path)
    return path.with_suffix(".shp") if suffix == ".dbf" else path


def ends_well(path: Path, *, reject: bool) -> bool:
    """Return whether a file is read; an error must say what is wrong and what to do."""
    try:
        read_hazards(path, datum="cgcs2000", options=ReadOptions(reject_rows=reject))
    except InputError as error:
        if not (error.message and error.hint):
            raise
        return False
    return True


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with something wrong."""
    if not data:
        return data
    at, long = dice.randrange(len(data)), dice.randrange(1, 1 + max(1, len(data) // 4))
    made: dict[str, Callable[[], bytes]] = {
        "cut off": lambda: data[:at],
        "begun late": lambda: data[at:],
        "taken out": lambda: data[:at] + data[at + long :],
        "doubled": lambda: data[: at + long] + data[at:],
        "nonsense": lambda: data[:at] + dice.randbytes(min(long, 64)) + data[at + 64 :],
        "zeroes": lambda: data[:at] + bytes(min(long, 256)) + data[at + 256 :],
        "high": lambda: data[:at] + b"\xff" * min(long, 16) + data[at + 16 :],
    }
    kind = dice.choice([*made, "bits", "bits", "bits"])
    if kind in made:
        return made[kind]()
    turned = bytearray(data)
    for _ in range(dice.randrange(1, 20)):
        turned[dice.randrange(len(turned))] ^= 1 << dice.randrange(8)
    return bytes(turned)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_damaged_file_ends_in_a_layer_or_in_a_clear_error(suffix: str, tmp_path: Path) -> None:
    """2,975 files in all."""
    good = sample(suffix)
    folder, ends = tmp_path / "in", {"layer": 0, "error": 0}
    folder.mkdir()
    victim = ".dbf" if suffix == ".dbf" else good.suffix
    for number in range(CASES):
        dice = random.Random(f"{suffix} {number}")  # noqa: S311 - nothing secret
        for file in good.parent.glob(f"{good.stem}.*"):
            data = file.read_bytes()
            (folder / file.name).write_bytes(damaged(data, dice) if file.suffix == victim else data)
        path = folder / good.name
        began = time.monotonic()
        ends["layer" if ends_well(path, reject=bool(number % 2)) else "error"] += 1
        assert time.monotonic() - began < LONGEST_S, number
    assert sum(ends.values()) == CASES
    assert ends["error"] > 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "other", [".gpkg", ".csv", ".xlsx", ".xls", ".zip", ".kml", ".shp", ".osm.pbf", ".parquet"]
)
def test_a_wrong_ending_ends_in_a_layer_or_in_a_clear_error(suffix: str, other: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{other}"
    path.write_bytes(sample(suffix).read_bytes())
    ends_well(path, reject=False)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "suffix", [".gpkg", ".geojson", ".shp", ".fgb", ".kml", ".dxf", ".xlsx", ".xls", ".zip", ".csv"]
)
def test_two_gigabytes_of_nothing_are_refused_with_bounded_memory(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as stream:
        stream.truncate(SPARSE_BYTES)
    assert path.stat().st_blocks < 1000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(InputError):
        read_hazards(path, datum="cgcs2000")
    assert time.monotonic() - began < LONGEST_S
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1 << 20, "a gigabyte of memory"
