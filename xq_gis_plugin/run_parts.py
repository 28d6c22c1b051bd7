"""A check against protected objects in parts: only rows that it has to see are brought together."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd

from xq_gis_plugin.core.accuracy import fill_accuracy
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.plan import load_plan
from xq_gis_plugin.core.prepare import located
from xq_gis_plugin.core.selection import (
    Asked,
    homes_near,
    pole_heights,
    wanted_rows,
    windows_of,
    zones_beyond,
)
from xq_gis_plugin.core.threads import in_threads
from xq_gis_plugin.io.identity import is_made
from xq_gis_plugin.io.options import NOTHING_SAID
from xq_gis_plugin.io.parquet_layer import ENDINGS
from xq_gis_plugin.io.partitions import digest_of, file_of, files_at, is_partitioned, read_part, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from xq_gis_plugin.core.model import Source
    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.core.rules import Rule
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.partitions import FileOf, Part
    from xq_gis_plugin.run import Request

__all__ = ["Pool", "Threads", "Wanted", "in_parts", "read_in_parts", "read_wanted"]

_PLACE = "__place__"
_ROW_BITS = 40
_FAR_M = 500.0
"""Homes nearer than that are among the rows that were searched for."""


class Pool(Protocol):
    """Who works: the threads of this process, or other machines."""

    def run(
        self, work: Callable[[Any], Any], tasks: Sequence[Any], heard: Callable[[int], None]
    ) -> Iterator[tuple[int, Any]]:
        """Yield (number of the task, what came of it), each once, in any order.

        ``heard`` is called with how many are done, several times a second; it may raise to end it.
        """
        ...


class Threads:
    """Works in this process."""

    def run(
        self, work: Callable[[Any], Any], tasks: Sequence[Any], heard: Callable[[int], None]
    ) -> Iterator[tuple[int, Any]]:
        """Yield what comes of each task, in their order."""
        results: list[int] = []
        for number, result in enumerate(in_threads(work, tasks, lambda: heard(len(results)))):
            results.append(number)
            yield number, result


@dataclass(frozen=True)
class Wanted:
    """Whose surroundings are wanted, and by which rules: as `xq_gis_plugin.assess` takes them."""

    hazards: gpd.GeoDataFrame
    parts: gpd.GeoDataFrame | None
    rules: tuple[Rule, ...]
    accuracy_m: float | None
    plan: tuple[PlanEntry, ...]
    within_m: float

    def asked(self, heights: dict[str, float]) -> Asked:
        """Return what is searched for, poles being so tall."""
        windows = windows_of(
            self.hazards, self.parts, self.rules, self.accuracy_m, heights, at_least_m=self.within_m
        )
        return Asked(windows, frozenset(entry.name for entry in self.plan), self.accuracy_m)


@dataclass(frozen=True)
class _Search:
    """What is done with a part; it goes to whoever works."""

    asked: Asked
    options: ReadOptions

    def __call__(self, part: Part) -> _Found:
        frame = read_part(part, self.options)
        kept = _placed(frame, np.flatnonzero(wanted_rows(frame, self.asked)), part)
        return _Found(kept, frame.attrs["source"], pole_heights(frame), len(frame))


@dataclass(frozen=True)
class _Within:
    """The rows of a part that lie in boxes."""

    boxes: NDArray[np.float64]
    options: ReadOptions

    def __call__(self, part: Part) -> gpd.GeoDataFrame:
        frame = read_part(part, self.options)
        return _placed(frame, np.flatnonzero(wanted_rows(frame, Asked(self.boxes, frozenset(), 0.0))), part)


@dataclass(frozen=True)
class _Homes:
    """The homes of a part that may be the nearest."""

    hazards: NDArray[np.object_]
    best_m: NDArray[np.float64]
    zones: bool
    options: ReadOptions

    def __call__(self, part: Part) -> gpd.GeoDataFrame:
        frame = read_part(part, self.options)
        rows, _ = homes_near(frame, self.hazards, self.best_m, zones=self.zones)
        return _placed(frame, np.unique(rows[rows >= 0]), part)


@dataclass(frozen=True)
class _Footer:
    top: str

    def __call__(self, url: str) -> FileOf:
        return file_of(url, self.top)


@dataclass(frozen=True)
class _Found:
    """What a part has."""

    frame: gpd.GeoDataFrame
    source: Source
    heights: dict[str, float]
    usable: int


def in_parts(request: Request) -> bool:
    """Return whether the protected objects of a check are read in parts."""
    source = request.protected.source
    return request.scheduler is not None or (isinstance(source, str) and is_partitioned(source))


def read_in_parts(
    request: Request,
    hazards: gpd.GeoDataFrame,
    parts: gpd.GeoDataFrame | None,
    rules: tuple[Rule, ...],
    tell: Callable[[float, str], None],
) -> gpd.GeoDataFrame:
    """Read what a check has to see of its protected objects, here or on the workers of its scheduler.

    Raises
    ------
    InputError
        ``not_in_parts``, and as `read_wanted` and `xq_gis_plugin.run_dask.connected`.
    """
    given = request.protected
    if not isinstance(given.source, str):
        message = "The protected objects are no file, and other machines can only read files."
        hint = "Save the layer as GeoParquet first."
        raise InputError("not_in_parts", message, hint, path="QGIS")
    if not is_partitioned(given.source) and not given.source.lower().endswith(ENDINGS):
        message = f"{shown(given.source)} is no GeoParquet, and other machines read nothing else."
        hint = "Save the layer as GeoParquet first."
        raise InputError("not_in_parts", message, hint, path=shown(given.source))
    options = given.options(accuracy_m=request.accuracy_m)
    plan = load_plan() if request.plan is None else request.plan
    wanted = Wanted(hazards, parts, rules, request.accuracy_m, plan, request.within_m)

    def heard(share: float) -> None:
        tell(share, "read_protected")

    if request.scheduler is None:
        return read_wanted(given.source, wanted, options=options, progress=heard)
    from xq_gis_plugin.run_dask import connected

    with connected(request.scheduler) as pool:
        return read_wanted(given.source, wanted, pool=pool, options=options, progress=heard)


def read_wanted(
    source: str,
    wanted: Wanted,
    *,
    pool: Pool | None = None,
    options: ReadOptions = NOTHING_SAID,
    progress: Callable[[float], None] = lambda _: None,
) -> gpd.GeoDataFrame:
    """Read of a partitioned layer the rows that a check has to see.

    Parameters
    ----------
    source
        A folder of GeoParquet files, one such file, or an address that fsspec knows.
    wanted
        The hazards and the rules.
    pool
        Who reads; by default the threads of this process.
    options
        What a person says of the files.
    progress
        Called with the fraction done; it may raise to end it.

    Returns
    -------
    GeoDataFrame
        As `xq_gis_plugin.io.read.read_protected` returns it, but only rows near a hazard, and those that
        bear witness of the whole layer. ``attrs["source"]`` counts all rows. With it, `assess` finds what it
        finds with the whole layer.

    Raises
    ------
    InputError
        ``file_missing``, ``file_unreadable``, ``not_geoparquet``, ``partitions_differ``, ``layer_empty``,
        ``nothing_usable``, ``id_duplicate``, ``library_missing``, and as `read_protected`.
    """
    pool, progress = pool or Threads(), _never_back(progress)
    files = _ordered(pool.run(_Footer(source), files_at(source), lambda _: progress(0.0)))
    for file in files[1:]:
        if (file.system, file.geometry) != (files[0].system, files[0].geometry):
            this, first = shown(file.url), shown(files[0].url)
            message = f"{this} and {first} differ in coordinate system or geometry column."
            hint = "Bring all files of the folder to EPSG:4490 or EPSG:4326."
            raise InputError("partitions_differ", message, hint, path=this, other=first)
    files = [dataclasses.replace(file, number=number) for number, file in enumerate(files)]
    parts = [part for file in files for part in file.parts()]
    if not parts:
        hint = "Choose the layer that has data."
        raise InputError("layer_empty", f"{shown(source)} has no rows.", hint, path=shown(source), layer=None)
    heights: dict[str, float] = {}
    asked = wanted.asked(heights)
    while True:
        found = _ordered(
            pool.run(_Search(asked, options), parts, lambda done: progress(0.7 * done / max(1, len(parts))))
        )
        taller = {k: max(one.heights.get(k, 0.0) for one in found) for one in found for k in one.heights}
        if taller == heights:
            break
        # A pole taller than was thought may ask for more room.
        heights, before = taller, asked
        asked = wanted.asked(heights)
        if (asked.windows == before.windows).all():
            break
    if not any(one.usable for one in found):
        told = " ".join(dict.fromkeys(check.message for one in found for check in one.source.checks))
        message = f"{shown(source)}: no row has a geometry that can be used. {told}"
        raise InputError("nothing_usable", message, "Look at the layer in QGIS.", path=shown(source))
    frames = [one.frame for one in found]
    frames += _more(pool, parts, wanted, asked, frames, options, lambda share: progress(0.7 + 0.2 * share))
    sums = _ordered(pool.run(digest_of, [file.url for file in files], lambda _: progress(0.95)))
    return _joined(shown(source), files, found, frames, sums)


def _never_back(progress: Callable[[float], None]) -> Callable[[float], None]:
    most = 0.0

    def heard(share: float) -> None:
        nonlocal most
        most = max(most, share)
        progress(most)

    return heard


def _more(
    pool: Pool,
    parts: list[Part],
    wanted: Wanted,
    asked: Asked,
    frames: list[gpd.GeoDataFrame],
    options: ReadOptions,
    progress: Callable[[float], None],
) -> list[gpd.GeoDataFrame]:
    """Return what the rows found so far ask for: buildings of zones, and nearest homes."""
    near = _united(frames)
    more: list[gpd.GeoDataFrame] = []
    boxes = zones_beyond(near, asked.windows)
    if len(boxes):
        work = _Within(boxes, options)
        more += _ordered(pool.run(work, parts, lambda done: progress(done / len(parts) / 2)))
    there = fill_accuracy(located(wanted.hazards), wanted.accuracy_m, site_radius=True)
    shapes = np.asarray(there.geometry.to_numpy(), dtype=object)
    homes = near[near["kind"] == "residence"]
    zones = bool(len(homes)) and bool((homes["measured_as"] == "zone").all())
    _, best = homes_near(near, shapes, np.full(len(shapes), np.inf), zones=zones)
    far = np.flatnonzero(best > _FAR_M)
    if len(homes) and len(far):
        work_homes = _Homes(shapes[far], best[far], zones, options)
        more += _ordered(pool.run(work_homes, parts, lambda done: progress(0.5 + done / len(parts) / 2)))
    return more


def _joined(
    source: str, files: list[FileOf], found: list[_Found], frames: list[gpd.GeoDataFrame], sums: list[str]
) -> gpd.GeoDataFrame:
    """Put the rows in the order of the files, each once, with what is said of them together."""
    whole = _united(frames).drop_duplicates(_PLACE)
    whole = whole.sort_values(_PLACE, kind="stable").drop(columns=_PLACE).reset_index(drop=True)
    whole["object_id"] = _identities(whole["object_id"].tolist(), source)
    told = hashlib.sha256("\n".join(sums).encode()).hexdigest()
    first = found[0].source
    checks = tuple(dict.fromkeys(check for one in found for check in one.source.checks))
    whole.attrs["source"] = dataclasses.replace(
        first, path=source, layer=None, sha256=told, rows=sum(sum(file.rows) for file in files), checks=checks
    )
    return whole


def _identities(given: list[str], source: str) -> list[str]:
    """Return identities, each once: those made of place and name get endings, as within one file."""
    own = [identity for identity, count in Counter(given).items() if count > 1 and not is_made(identity)]
    if own:
        message = f"two rows of {source} have the identity {own[0]!r}."
        hint = "Give each row an identity of its own."
        raise InputError("id_in_two_parts", message, hint, path=source, value=own[0])
    return _numbered(given)


def _numbered(given: list[str]) -> list[str]:
    """Return the first of equal identities as it is, the others with the endings -2, -3."""
    count: Counter[str] = Counter()
    found = []
    for identity in given:
        count[identity] += 1
        found.append(identity if count[identity] == 1 else f"{identity}-{count[identity]}")
    return found


def _placed(frame: gpd.GeoDataFrame, rows: NDArray[np.int64], part: Part) -> gpd.GeoDataFrame:
    """Return rows with their place among all files; what belongs to the whole part is left behind."""
    kept = frame.iloc[rows].copy()
    kept[_PLACE] = (part.file.number << _ROW_BITS) + frame.attrs["rows"].numbers[rows]
    kept.attrs = {}
    return kept


def _united(frames: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    kept = [frame for frame in frames if len(frame)] or frames[:1]
    return gpd.GeoDataFrame(pd.concat(kept, ignore_index=True), geometry="geometry", crs=kept[0].crs)


def _ordered(results: Iterator[tuple[int, Any]]) -> list[Any]:
    return [result for _, result in sorted(results, key=lambda one: one[0])]
