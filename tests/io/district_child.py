"""What the tests of the district's workspace run in processes of their own, some to be killed."""

from __future__ import annotations

import dataclasses
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyproj
import shapely

from tests.io.layers import YINCHUAN
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io import hold as holding
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.district import Existing, import_into
from xq_gis_plugin.io.raw import FilePlace, RawLayer, raw_of
from xq_gis_plugin.io.read import frame_of, read_hazards

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    import geopandas as gpd

__all__ = ["counted_import", "import_all", "read_until", "stations"]

STEP = 50
"""Instructions of SQLite's machine between two looks."""


def _raw(first: int, count: int) -> RawLayer:
    numbers = np.arange(first, first + count)
    table = pd.DataFrame(
        {
            "hazard_id": [f"S{number}" for number in numbers],
            "name": [f"站{number}" for number in numbers],
            "kind": "petrol_station",
            "备注": [f"={number}" for number in numbers],
        }
    )
    lon = YINCHUAN[0] + (numbers % 100) * 1e-3
    points = shapely.points(lon, YINCHUAN[1] + numbers * 1e-6)
    return raw_of(FilePlace(Path("a.gpkg"), "a"), table, shapely.to_wkb(points), pyproj.CRS(4490))


def stations(first: int, count: int) -> gpd.GeoDataFrame:
    """Return stations as a reader returns them, with identities from ``first`` on."""
    return frame_of(dataclasses.replace(_raw(first, count), sha256="0" * 64), Role.HAZARD)


def counted_import(workspace: str, first: int, count: int, stop_at: int | None, told: str) -> None:
    """Import, and die at the ``stop_at``-th look at the database's machine; write how many there were."""
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        if looks == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    real: Callable[[Path, str], sqlite3.Connection] = holding.open_database

    def watched(path: Path, mode: str) -> sqlite3.Connection:
        connection = real(path, mode)
        connection.set_progress_handler(look, STEP)
        return connection

    holding.open_database = watched
    import_into(stations(first, count), Role.HAZARD, Path(workspace), existing=Existing.REPLACE, by="child")
    Path(told).write_text(str(looks), encoding="ascii")


def import_all(workspace: str, batches: int, count: int, done: str) -> None:
    """Import one batch after another."""
    for batch in range(batches):
        import_into(stations(batch * count, count), Role.HAZARD, Path(workspace), by="writer")
    Path(done).touch()


def read_until(workspace: str, done: str, told: str) -> None:
    """Read the layer over and over until the writer is done; write how many rows were seen each time."""
    seen = []
    finished = False
    while not finished:
        finished = Path(done).exists()
        try:
            seen.append(len(read_hazards(f"{workspace}#hazards")))
        except InputError as error:
            seen.append(-1)
            Path(f"{told}.error").write_text(str(error), encoding="utf-8")
    Path(told).write_text(",".join(map(str, seen)), encoding="ascii")
