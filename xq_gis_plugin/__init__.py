"""Separation of hazards from what they endanger, for the work-safety planners of a Chinese district.

The whole package reads like one sentence::

    result = assess(read_hazards("stations.csv", datum="gcj02"), read_protected("homes.shp"))

Public names are lazy: importing the package loads nothing but the standard library, so that the
QGIS plugin starts even where the geographic libraries are missing.
"""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "assess": "core.assess",
    "Assessment": "core.model",
    "Catalogue": "core.rules",
    "load_catalogue": "core.rules",
    "nearest_objects": "core.nearest",
    "pairs_of_gpkg": "io.gpkg_pairs",
    "pairs_of_parquet": "io.parquet_pairs",
    "permitted_zone": "core.permitted",
    "plan_sites": "core.siting.plan",
    "read_hazards": "io.read",
    "read_parts": "io.read",
    "read_protected": "io.read",
    "read_sites": "io.read",
    "write_site_plan": "io.site_plan",
    "write_workspace": "io.workspace",
    "write_html_map": "export.html_map",
    "write_xlsx": "export.tables",
    "XqGisError": "core.errors",
}

__all__ = [*sorted(_HOMES), "__version__"]  # noqa: PLE0604 - the keys are names


def _keep_text_as_objects() -> None:
    """Let text in pandas be objects, among which nothing is None, as it is before pandas 3.

    From then on text has a type of its own in which nothing is NaN, unless it is told not to: by this, or by
    its option where another program has loaded it already. Columns here are made, compared and written as
    objects.
    """
    os.environ["PANDAS_FUTURE_INFER_STRING"] = "0"
    pandas = sys.modules.get("pandas")
    if pandas is not None and pandas.__version__.startswith("3."):
        with warnings.catch_warnings():
            # It goes with pandas 4, which setup.py does not take.
            warnings.simplefilter("ignore")
            pandas.options.future.infer_string = False


_keep_text_as_objects()


def classFactory(iface: Any) -> Any:  # noqa: ANN401, N802 - QGIS's own name; its types are not here
    """Return the plugin; QGIS calls this when it is enabled."""
    from xq_gis_plugin.qgis_plugin.plugin import Plugin

    return Plugin(iface)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
