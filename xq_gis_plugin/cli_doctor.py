"""What a bug report needs: versions, data, encoding."""

from __future__ import annotations

import importlib
import importlib.util
import os
import platform
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

import xq_gis_plugin
from xq_gis_plugin import resources
from xq_gis_plugin.cli_face import DONE, INTERNAL, locale_name
from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.model import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.cli_face import Face

__all__ = ["examine"]

_NEEDED = (
    "numpy", "pandas", "scipy", "shapely", "pyproj", "pyogrio", "geopandas", "folium", "osmium", "openpyxl",
    "rtree", "highspy", "xlrd", "typer", "rich",
)  # fmt: skip
# The C library inside, and where the module says which.
_C_LIBRARIES = {
    "shapely": ("GEOS", "geos_version_string"),
    "pyproj": ("PROJ", "proj_version_str"),
    "pyogrio": ("GDAL", "__gdal_version_string__"),
}
_OPTIONAL = {"psycopg": "PostGIS", "pyarrow": "GeoParquet", "PyQt5": "QGIS 3", "PyQt6": "QGIS 4"}


@dataclass(frozen=True)
class Line:
    """One thing that was looked at; ``problem`` is "" where all is well."""

    what: str
    found: str
    problem: str = ""


def examine(face: Face) -> int:
    """Print what this installation is made of, and what is wrong with it.

    Returns
    -------
    int
        0, or 3 where something that is needed is missing or broken.
    """
    lines = [*_program(face), *_libraries(face), *_engine(face), *_data(face), *_speech(face)]
    problems = [line for line in lines if line.problem]
    face.answer(ok=not problems, report=lines)
    face.table(
        (face.tr("item"), face.tr("value"), ""),
        [(line.what, line.found, line.problem or face.tr("ok")) for line in lines],
    )
    optional = face.tr("; ").join(f"{name} ({use})" for name, use in _OPTIONAL.items() if not _there(name))
    if optional:
        face.line(face.tr("Optional, not installed: {names}", names=optional), "dim")
    if problems:
        face.line(face.tr("{n} problems", n=len(problems)), "bold red")
        return INTERNAL
    face.line(face.tr("All is well."), "bold green")
    return DONE


def _program(face: Face) -> Iterator[Line]:
    yield Line("xq-gis", xq_gis_plugin.__version__)
    yield Line("Python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Line(face.tr("system"), platform.platform())


def _libraries(face: Face) -> Iterator[Line]:
    for name in _NEEDED:
        try:
            module = importlib.import_module(name)
            version = metadata.version(name)
        except (ImportError, OSError, metadata.PackageNotFoundError) as error:
            yield Line(name, "-", face.tr("cannot be used: {error}", error=error))
            continue
        library, attribute = _C_LIBRARIES.get(name, ("", ""))
        yield Line(name, f"{version} ({library} {getattr(module, attribute, '?')})" if library else version)


def _engine(face: Face) -> Iterator[Line]:
    """Tell what measures distances; it needs libraries that may be missing."""
    try:
        from xq_gis_plugin.core.engine.search import which_reader

        kernel = {"compiled": "compiled (C)", "plain": "numpy, shapely (no compiled kernel)"}[which_reader()]
    except (ImportError, OSError) as error:
        yield Line(face.tr("separation engine"), "-", face.tr("cannot be used: {error}", error=error))
        return
    yield Line(face.tr("separation engine"), face.tr(kernel))


def _data(face: Face) -> Iterator[Line]:
    try:
        yield Line("layers", str(resources.path("layers")))
        from xq_gis_plugin.core.rules import load_catalogue

        catalogue = load_catalogue()
    except XqGisError as error:
        yield Line("layers", "-", str(error))
        return
    grades = Counter(rule.confidence for rule in catalogue.rules if rule.usable)
    unusable = sum(not rule.usable for rule in catalogue.rules)
    told = ", ".join(f"{c} {grades[c]}" for c in Confidence)
    yield Line(
        face.tr("rules"), face.tr("{grades}; {unusable} listed, not usable", grades=told, unusable=unusable)
    )
    yield Line(face.tr("rules in force"), str(len(catalogue.in_force)))


def _speech(face: Face) -> Iterator[Line]:
    """Tell whether Chinese can be shown here."""
    stated = next(
        (f"{n}={os.environ[n]}" for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "-"
    )
    yield Line(face.tr("locale"), locale_name() or stated)
    yield Line(face.tr("language"), {"zh": "中文", "en": "English"}[face.lang])
    encoding = sys.stdout.encoding or "-"
    try:
        "安全间距".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        yield Line(
            face.tr("encoding of the output"), encoding, face.tr("cannot show Chinese; set PYTHONUTF8=1")
        )
    else:
        yield Line(face.tr("encoding of the output"), encoding)
    yield Line(face.tr("encoding of file names"), sys.getfilesystemencoding())


def _there(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
