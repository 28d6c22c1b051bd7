"""The search for pairs as a program of its own, which starts and ends as fast as its libraries allow.

    python -m xq_gis_plugin.cli_pairs HAZARDS OBJECTS OUT KIND=COLUMN … [--overwrite | --append] [--memory=MB]

HAZARDS and OBJECTS are GeoParquet, or GeoPackage both; of each KIND of object, COLUMN of the hazards has the
metres asked. MB bounds the memory that a search of GeoParquet takes beside the hazards, 512 by default. See
`xq_gis_plugin.io.parquet_pairs.pairs_of_parquet`. It ends with 0, with 2 where something is wrong and nothing
was written, and with 130 after Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from xq_gis_plugin.core.errors import XqGisError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xq_gis_plugin.io.parquet_pairs import Found

__all__ = ["leave", "main"]

DONE, WRONG, CANCELLED = 0, 2, 130
_USAGE = "用法 / usage: HAZARDS OBJECTS OUT KIND=COLUMN … [--overwrite | --append] [--memory=MB]"
_OVERWRITE, _APPEND, _MEMORY = "--overwrite", "--append", "--memory="


def main(arguments: Sequence[str]) -> int:
    """Search, say what was found, and return the exit status."""
    overwrite, append = (switch in arguments for switch in (_OVERWRITE, _APPEND))
    given = [one for one in arguments if one not in (_OVERWRITE, _APPEND) and not one.startswith(_MEMORY)]
    memory = [one.removeprefix(_MEMORY) for one in arguments if one.startswith(_MEMORY)]
    limits = dict(one.split("=", 1) for one in given[3:] if "=" in one)
    geopackage = bool(given) and given[0].lower().endswith(".gpkg")
    wrong = not limits or len(limits) != len(given) - 3 or (overwrite and append) or given[0].startswith("-")
    if wrong or len(memory) > (not geopackage) or not all(one.isdecimal() and int(one) for one in memory):
        _say(_USAGE, sys.stderr)
        return WRONG
    # numpy's linear algebra starts threads that nobody here asks for.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    hazards, objects, out = map(Path, given[:3])
    bounds = {"memory_mb": float(memory[0])} if memory else {}
    try:
        search = _search(geopackage=geopackage)
        found = search(
            hazards, objects, out, limits, overwrite=overwrite, append=append, progress=_shown, **bounds
        )
    except XqGisError as error:
        from xq_gis_plugin.export.words import error_text

        for told in (error_text(error, "zh"), error_text(error, "en")):
            _say(f"{told.message} {told.hint}", sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        _say("已取消，没有写出任何文件。 / Cancelled; nothing was written.", sys.stderr)
        return CANCELLED
    _say(f"{found.pairs} 对 / pairs: {out}", sys.stdout)
    for kind, count in sorted(found.unasked.items(), key=str):
        _say(f"未要求距离 / nothing asked: {kind}, {count}", sys.stdout)
    return DONE


def _search(*, geopackage: bool) -> Callable[..., Found]:
    """Import the search. What is imported stays: to look for garbage in it takes a twentieth of the time."""
    gc.disable()
    try:
        if geopackage:
            from xq_gis_plugin.io.gpkg_pairs import pairs_of_gpkg as search
        else:
            from xq_gis_plugin.io.parquet_pairs import pairs_of_parquet as search  # type: ignore[assignment]
        gc.freeze()
    finally:
        gc.enable()
    return search


def leave(status: int) -> NoReturn:
    """End the process at once: what numpy and pyarrow tidy up at its end takes as long as a small search."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _shown(share: float) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:4.0%}" if share < 1 else "\r    \r")


def _say(text: str, stream: TextIO) -> None:
    # A stream that cannot carry a name gets an escape in its place.
    known = stream.encoding or "ascii"
    stream.write(text.encode(known, "backslashreplace").decode(known) + "\n")


if __name__ == "__main__":
    leave(main(sys.argv[1:]))
