"""``xq-gis demo``: the fictional district, checked and planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.cli_face import Steps
from xq_gis_plugin.cli_files import NamedProduct, check_products
from xq_gis_plugin.run import demo_request, run_check, write_products
from xq_gis_plugin.run_site import demo_site_request, plan_request, write_site_products

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.cli_face import Face

__all__ = ["run_demo"]

_SUFFIXES = (".gpkg", ".html", ".xlsx")


def run_demo(face: Face, folder: Path, *, overwrite: bool) -> None:
    """Check the fictional district, plan its fireworks shops, write both or neither, and say what came out.

    Parameters
    ----------
    face
        Where and in which language to speak.
    folder
        Where the six files go.
    overwrite
        Whether files that exist may be replaced.

    Raises
    ------
    OutputError
        A file that is there, or a folder that cannot be written to.
    """
    from xq_gis_plugin.cli_site import plan_fields, print_plan
    from xq_gis_plugin.cli_summary import print_summary, summary_fields

    checked, planned = (
        [NamedProduct(suffix, folder / f"{name}{suffix}", "--out") for suffix in _SUFFIXES]
        for name in ("demo", "site_plan")
    )
    check_products([*checked, *planned], [], overwrite=overwrite)
    with Steps(face) as steps:
        result = run_check(demo_request(), steps)
        plan = plan_request(demo_site_request(), steps)
        steps.begin("write")

        def write_plan() -> None:
            title = face.tr("Fictional example: siting plan")
            write_site_products(plan, planned, title=title, fictional=True, overwrite=overwrite)

        # The plan is written while the check waits to be put in place: one does not come without the other.
        title = face.tr("Fictional example: separation check")
        write_products(result, checked, title=title, fictional=True, overwrite=overwrite, confirm=write_plan)
    if face.json:
        told = summary_fields(result, checked, face.lang, fictional=True)
        face.answer(**told, site_plan=plan_fields(plan, planned, fictional=True))
        return
    print_summary(face, result, checked, fictional=True)
    face.line()
    print_plan(face, plan, planned, fictional=True)
