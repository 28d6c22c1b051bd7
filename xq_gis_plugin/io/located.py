"""The plan's entries with their places as one GeoPackage, of which a check reads the layers as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.output import atomic_output
from xq_gis_plugin.io.geopackage import write_layer

if TYPE_CHECKING:
    from pathlib import Path

    from xq_gis_plugin.core.locating import Located

__all__ = ["write_located"]

_LAYERS = {"entries": "Unknown", "proposals": "Unknown", "hazards": "Unknown", "protected": "Unknown"}


def write_located(found: Located, path: Path, *, overwrite: bool = False) -> None:
    """Write ``entries``, ``proposals``, ``hazards`` and ``protected``, whole or not at all.

    Raises
    ------
    OutputError
        ``output_exists`` or ``output_unwritable``.
    """
    with atomic_output(path, overwrite=overwrite) as draft:
        for name in _LAYERS:
            write_layer(getattr(found, name), draft, name, _LAYERS)
