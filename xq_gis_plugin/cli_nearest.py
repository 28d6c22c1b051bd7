"""``xq-gis nearest``: what is nearest to each hazard, however far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer  # noqa: TC002 - typer reads the annotations

from xq_gis_plugin import cli_options as o
from xq_gis_plugin.cli_face import DONE, Face, Steps
from xq_gis_plugin.cli_files import NamedProduct, check_products
from xq_gis_plugin.cli_lists import kind_of
from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.export.words import word
from xq_gis_plugin.run import Given, read_role, reading

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["list_nearest"]

CountOption = Annotated[int, o.an_option("--count", "N", "How many for each hazard, 1 by default.")]
KindsOption = Annotated[
    list[str] | None,
    o.an_option(
        "--kind", "KIND", "Only objects of this kind: residence or 住宅; may be given several times."
    ),
]
_SHOWN = (
    "hazard_id", "hazard_name", "rank", "object_id", "object_name", "object_kind", "distance_m",
    "uncertainty_m",
)  # fmt: skip


def list_nearest(
    ctx: typer.Context,
    hazards: o.HazardsArgument,
    protected: o.ProtectedArgument,
    count: CountOption = 1,
    kind: KindsOption = None,
    xlsx: o.XlsxOption = None,
    accuracy: o.AccuracyOption = None,
    datum: o.DatumOption = None,
    crs: o.CrsOption = None,
    crs_accuracy: o.CrsAccuracyOption = None,
    encoding: o.EncodingOption = None,
    overwrite: o.OverwriteOption = False,  # noqa: FBT002 - a flag
    _json: o.JsonOption = False,  # noqa: FBT002 - a flag
    _lang: o.LangOption = None,
) -> int:
    """Read both, find, and say."""
    from xq_gis_plugin.export.tables import write_table
    from xq_gis_plugin.io.columns import Role

    face = Face.of_call(ctx)
    o.require_metres("--accuracy", accuracy)
    o.require_metres("--crs-accuracy", crs_accuracy)
    if count < 1:
        raise CallError(
            "count_wrong", "--count {value}: at least 1 is asked.", "Write --count 3.", value=count
        )
    kinds = [kind_of(one, ["object_kind"]) for one in kind or ()]
    product = None if xlsx is None else NamedProduct(".xlsx", Path(xlsx), "--xlsx")
    if product is not None:
        check_products([product], [Path(hazards), Path(protected)], overwrite=overwrite)
    with Steps(face) as steps:
        given = (datum, crs, encoding, crs_accuracy)
        advance = reading(steps, "read_hazards")
        sources = read_role(Given(hazards, *given), Role.HAZARD, accuracy_m=accuracy, progress=advance)
        advance = reading(steps, "read_protected")
        items = read_role(Given(protected, *given), Role.PROTECTED, accuracy_m=accuracy, progress=advance)
        found = _found(sources, items, count, [one for one in kinds if one], accuracy, steps.begin("assess"))
        steps.begin("write")
        if product is not None:
            write_table(found, "nearest", product.path, overwrite=overwrite)
    _tell(face, found, int((sources.geometry.isna() | sources.geometry.is_empty).sum()), product)
    return DONE


def _found(
    sources: Any,  # noqa: ANN401 - a frame; geopandas takes long to import
    items: Any,  # noqa: ANN401
    count: int,
    kinds: list[str],
    accuracy_m: float | None,
    tell: Any,  # noqa: ANN401 - what steps.begin returns
) -> pd.DataFrame:
    """Return the nearest objects with names, and how far off the distances may be."""
    from xq_gis_plugin.core.accuracy import fill_accuracy
    from xq_gis_plugin.core.nearest import nearest_objects

    near = nearest_objects(sources, items, count, kinds=kinds or None, heard=lambda: tell(0.5, "assess"))
    hazards = fill_accuracy(sources, accuracy_m, site_radius=True).set_index("hazard_id")
    objects = fill_accuracy(items, accuracy_m).set_index("object_id")
    near["hazard_name"] = hazards["name"].reindex(near["hazard_id"]).to_numpy()
    near["object_name"] = objects["name"].reindex(near["object_id"]).to_numpy()
    near["uncertainty_m"] = (
        hazards["position_accuracy_m"].reindex(near["hazard_id"]).to_numpy()
        + objects["position_accuracy_m"].reindex(near["object_id"]).to_numpy()
    )
    found: pd.DataFrame = near[list(_SHOWN)]
    return found


def _tell(face: Face, found: pd.DataFrame, unlocated: int, product: NamedProduct | None) -> None:
    rows = [
        {str(name): None if value != value else value for name, value in row.items()}  # noqa: PLR0124 - NaN
        for row in found.to_dict("records")
    ]
    outputs = {} if product is None else {"xlsx": product.place}
    face.answer(count=len(rows), nearest=rows, unlocated=unlocated, outputs=outputs)
    headers = [word("column", name, face.lang) for name in _SHOWN if name not in ("hazard_id", "object_id")]
    face.table(headers, [_row(face, row) for row in rows])
    face.line(face.tr("Distances between the shapes as they stand in the files; no standard asks for them."))
    if unlocated:
        face.line(face.tr("{n} hazards have no position and are left out.", n=unlocated))
    if product is not None:
        face.line(face.tr("Files"), "bold")
        face.path(f"  {product.place}")


def _row(face: Face, row: dict[str, Any]) -> list[object]:
    return [
        row["hazard_name"] or row["hazard_id"],
        row["rank"],
        row["object_name"] or row["object_id"],
        word("object_kind", str(row["object_kind"]), face.lang),
        f"{row['distance_m']:.1f}",
        "" if row["uncertainty_m"] is None else f"±{row['uncertainty_m']:.1f}",
    ]
