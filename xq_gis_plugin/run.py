"""One run, whichever face asks for it (command line, QGIS, a window): read, assess, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from xq_gis_plugin import resources
from xq_gis_plugin.run_files import all_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from xq_gis_plugin.core.model import Assessment, Check, Source
    from xq_gis_plugin.core.plan import PlanEntry
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.options import ReadOptions
    from xq_gis_plugin.io.raw import RawLayer

__all__ = [
    "FICTIONAL",
    "CancelledError",
    "Given",
    "Product",
    "Request",
    "Steps",
    "all_or_none",
    "demo_request",
    "is_fictional",
    "mark_fictional",
    "read_role",
    "reading",
    "run_check",
    "write_products",
]

FICTIONAL = "note_fictional"
"""Key of the ``run`` table by which a workspace says 虚构示例; every face looks for it."""
_DEMO = ("layers", "demo")


class CancelledError(Exception):
    """The person who asked for the run does not want it any more; nothing was written."""


class Steps(Protocol):
    """Whoever shows how far a run has come, and may stop it."""

    def begin(self, step: str) -> Callable[[float, str], None]:
        """Start a step: ``read_hazards``, ``read_protected``, ``read_parts``, ``assess`` or ``write``.

        What comes back is called with the fraction done; it, and this, may raise `CancelledError`.
        """
        ...


@dataclass(frozen=True)
class Given:
    """One input of a run.

    Attributes
    ----------
    source
        ``FILE`` or ``FILE#layer``; or, for a layer that another program holds, what yields its rows.
        It is called where the run runs, not where it was asked for.
    datum
        ``cgcs2000``, ``wgs84``, ``gcj02`` or ``bd09`` where the coordinate system does not tell.
    crs, encoding
        Of a file that does not say them.
    crs_accuracy_m
        How far off the way from its coordinate system may leave a place, where nobody else knows it.
    kind
        What the rows are that state no kind.
    columns
        Pairs of a meaning and a header: what its columns are, whatever their headers say.
    """

    source: str | Callable[[], RawLayer]
    datum: str | None = None
    crs: str | None = None
    encoding: str | None = None
    crs_accuracy_m: float | None = None
    kind: str | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def options(
        self,
        *,
        reject_rows: bool = False,
        accuracy_m: float | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> ReadOptions:
        """Return how it is to be read.

        Parameters
        ----------
        reject_rows
            Whether what cannot be read is set aside; else it is an error.
        accuracy_m
            Of rows that state none, metres.
        progress
            Called with the fraction of the reading that is done; what it raises ends it.

        Raises
        ------
        InputError
            ``encoding_name_unknown``, ``crs_unknown`` or ``accuracy_invalid``.
        """
        from xq_gis_plugin.io.options import ReadOptions

        more = {} if progress is None else {"progress": progress}
        return ReadOptions(
            datum=self.datum,
            crs=self.crs,
            crs_accuracy_m=self.crs_accuracy_m,
            accuracy_m=accuracy_m,
            encoding=self.encoding,
            kind=self.kind,
            columns=self.columns,
            reject_rows=reject_rows,
            **more,
        )

    def said(self) -> dict[str, str]:
        """Return what a person said of it, by the name of the option."""
        accuracy = None if self.crs_accuracy_m is None else f"{self.crs_accuracy_m:g}"
        told = {
            "datum": self.datum, "crs": self.crs, "encoding": self.encoding, "crs_accuracy": accuracy,
            "kind": self.kind, "columns": "; ".join(map("=".join, self.columns)) or None,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True)
class Request:
    """What a check is asked to do, as the command line's options name it.

    With a ``scheduler`` of dask.distributed, its workers read the protected objects, which lie in GeoParquet.
    """

    hazards: Given
    protected: Given
    parts: Given | None = None
    editions: tuple[str, ...] = ()
    rule_file: Path | None = None
    map_tags: Path | None = None
    accuracy_m: float | None = None
    within_m: float = 200.0
    plan: tuple[PlanEntry, ...] | None = None
    fictional: bool = False
    scheduler: str | None = None


@dataclass(frozen=True)
class Product:
    """One file that a run writes; its ending says what: ``.gpkg``, ``.html`` or ``.xlsx``."""

    suffix: str
    path: Path


def demo_request() -> Request:
    """Return the check of the fictional district that ships."""
    from xq_gis_plugin.core.plan import load_plan

    hazards, protected, parts = (
        Given(str(resources.path(*_DEMO, f"{name}.geojson"))) for name in ("hazards", "protected", "parts")
    )
    return Request(
        hazards, protected, parts, plan=load_plan(resources.path(*_DEMO, "plan.csv")), fictional=True
    )


def run_check(request: Request, steps: Steps) -> Assessment:
    """Read the inputs and judge them; what their readers noticed goes with the result.

    Parameters
    ----------
    request
        What to check. Without a plan, the district's own is overlaid.
    steps
        Told how far the run has come; it may stop it.

    Returns
    -------
    Assessment
        Its ``run`` table carries `FICTIONAL` where the request says so.

    Raises
    ------
    XqGisError
        An input or a rule file that cannot be used.
    CancelledError
        If ``steps`` raises it.
    """
    from xq_gis_plugin.core.assess import assess
    from xq_gis_plugin.core.plan import load_plan
    from xq_gis_plugin.core.rules import DEFAULT_EDITIONS, load_catalogue
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.run_parts import in_parts, read_in_parts

    tags = request.map_tags
    advance = reading(steps, "read_hazards")
    catalogue = load_catalogue(editions=request.editions or DEFAULT_EDITIONS, rule_file=request.rule_file)
    sure_m = request.accuracy_m
    hazards = read_role(request.hazards, Role.HAZARD, tags, accuracy_m=sure_m, progress=advance)
    parts = None
    if request.parts is not None:
        advance = reading(steps, "read_parts")
        parts = read_role(request.parts, Role.PART, None, accuracy_m=sure_m, progress=advance)
    if in_parts(request):
        tell = steps.begin("read_protected")
        protected = read_in_parts(request, hazards, parts, catalogue.in_force, tell)
    else:
        advance = reading(steps, "read_protected")
        protected = read_role(request.protected, Role.PROTECTED, tags, accuracy_m=sure_m, progress=advance)
    result = assess(
        hazards,
        protected,
        parts=parts,
        rules=catalogue,
        accuracy_m=request.accuracy_m,
        plan=load_plan() if request.plan is None else request.plan,
        overlay_within_m=request.within_m,
        progress=steps.begin("assess"),
    )
    sources: list[Source] = [
        frame.attrs["source"] for frame in (hazards, protected, parts) if frame is not None
    ]
    noticed: list[Check] = [one for source in sources for one in source.checks]
    # One file may serve as both layers and be spoken of twice.
    result = replace(result, checks=tuple(dict.fromkeys([*noticed, *result.checks])))
    return replace(result, run=mark_fictional(result.run)) if request.fictional else result


def reading(steps: Steps, step: str) -> Callable[[float], None]:
    """Begin a step of reading, and return what is called with the fraction done."""
    advance = steps.begin(step)
    return lambda fraction: advance(fraction, step)


def read_role(
    given: Given,
    role: Role,
    tags: Path | None = None,
    *,
    reject_rows: bool = False,
    accuracy_m: float | None = None,
    progress: Callable[[float], None] | None = None,
) -> gpd.GeoDataFrame:
    """Read one input as the layer that it is to be; ``reject_rows`` sets aside what cannot be read.

    ``accuracy_m`` is that of rows that state none; ``progress`` is called with the fraction that is done, and
    ends the reading by what it raises.

    Raises
    ------
    InputError
        As `xq_gis_plugin.io.read.read_hazards` and its like.
    """
    from xq_gis_plugin.io import read
    from xq_gis_plugin.io.columns import Role

    options = given.options(reject_rows=reject_rows, accuracy_m=accuracy_m, progress=progress)
    if not isinstance(given.source, str):
        return read.frame_of(given.source(), role, given.datum, options)
    if role is Role.HAZARD:
        return read.read_hazards(given.source, datum=given.datum, tags=tags, options=options)
    if role is Role.PROTECTED:
        return read.read_protected(given.source, datum=given.datum, tags=tags, options=options)
    if role is Role.SITE:
        return read.read_sites(given.source, datum=given.datum, options=options)
    return read.read_parts(given.source, datum=given.datum, options=options)


def is_fictional(result: Assessment) -> bool:
    """Return whether the run was made of the fictional district, as its record says."""
    from xq_gis_plugin.export.digest import run_value

    return bool(run_value(result, FICTIONAL))


def write_products(
    result: Assessment,
    products: Sequence[Product],
    *,
    title: str,
    fictional: bool = False,
    overwrite: bool = False,
    confirm: Callable[[], None] | None = None,
) -> None:
    """Write all products, or none.

    Parameters
    ----------
    result
        What `run_check` returned, or what was read from a workspace.
    products
        The files, each with the ending that says what it is.
    title
        Heading of the map.
    fictional
        Whether the products say 虚构示例.
    overwrite
        Whether files that exist may be replaced. A workspace keeps its remarks.
    confirm
        Called when all is written and before anything is put in its place; it may raise `CancelledError`.

    Raises
    ------
    CancelledError
        If ``confirm`` raises it; every file is as it was before then, too.
    OutputError
        ``output_exists`` or ``output_unwritable``; then every file is as it was before.
    """
    from xq_gis_plugin.export.html_map import write_html_map
    from xq_gis_plugin.export.tables import write_xlsx
    from xq_gis_plugin.io.remarks import carry_over
    from xq_gis_plugin.io.workspace import write_workspace

    with all_or_none([product.path for product in products], overwrite=overwrite) as drafts:
        for product, draft in zip(products, drafts, strict=True):
            if product.suffix == ".gpkg":
                write_workspace(result, draft)
                carry_over(product.path, draft)
            elif product.suffix == ".html":
                write_html_map(result, draft, title=title, fictional=fictional)
            elif product.suffix == ".xlsx":
                write_xlsx(result, draft, fictional=fictional)
            else:
                message = f"no product ends in {product.suffix!r}"
                raise ValueError(message)
        if confirm is not None:
            confirm()


def mark_fictional(table: pd.DataFrame) -> pd.DataFrame:
    """Return the ``run`` table with the word that its data are fictional."""
    import pandas as pd

    from xq_gis_plugin.export.words import say

    note = pd.DataFrame(
        [(FICTIONAL, f"{say('fictional_long')} / {say('fictional_long', 'en')}")], columns=["key", "value"]
    )
    return pd.concat([note, table], ignore_index=True)
