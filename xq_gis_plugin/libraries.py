"""Which libraries are here, which are missing, and where ours are found; `library_install` brings them.

Loads on Python 3.9 with the standard library alone. Libraries of ours go into a folder of their own in
QGIS's profile, at the very end of the search path: whatever QGIS has is found first, so nothing that is
loaded is ever replaced (doing so crashes QGIS).
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module, invalidate_caches, metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "EXTRAS",
    "NEEDED",
    "OPTIONAL",
    "Missing",
    "Probe",
    "add_own_folder",
    "binding_apart",
    "host_versions",
    "is_old",
    "load_apart",
    "own_folder",
    "plain",
    "probe",
    "versions",
]

OLDEST = (3, 11)
NEEDED = {
    "numpy": "1.24",
    "pandas": "2.0",
    "scipy": "1.10",
    "shapely": "2.0.2",
    "pyproj": "3.4",
    "pyogrio": "0.9",
    "geopandas": "1.0",
    "folium": "0.16",
    "openpyxl": "3.1",
}
"""Distributions that the plugin cannot do without, and the oldest version of each that will do."""
OPTIONAL = {
    "highspy": "1.7",
    "osmium": "4.0",
    "psycopg": "3.1",
    "pyarrow": "14.0",
    "rtree": "1.1",
    "xlrd": "2.0.1",
}
"""Those without which it only does less; what is lost stands in the words ``setup, lost_…``."""
EXTRAS = {"psycopg": "[binary]"}
"""What is asked for together with one: without its libpq psycopg needs one that is installed already."""
_WITH_C_LIBRARIES = ("pyproj", "shapely", "pyogrio", "geopandas")


@dataclass(frozen=True)
class Missing:
    """One library that is not here (``found`` is ""), or too old.

    ``of_host`` is said of one that is too old and lies outside our folder: it is found before anything
    that `library_install.install` could bring, so that only whoever brought it can bring a newer one.
    """

    name: str
    wanted: str
    found: str
    of_host: bool = False


@dataclass(frozen=True)
class Probe:
    """What this Python offers: ``missing`` of what the plugin needs, ``optional`` of what it may lack."""

    python: str
    python_ok: bool
    missing: tuple[Missing, ...]
    optional: tuple[Missing, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the plugin can work."""
        return self.python_ok and not self.missing

    @property
    def can_install(self) -> bool:
        """Whether there is anything that `library_install.install` could bring."""
        return self.python_ok and any(not one.of_host for one in self.missing + self.optional)

    @property
    def outdated(self) -> tuple[Missing, ...]:
        """Those that the plugin needs and that only a newer QGIS, or an administrator, can bring."""
        return tuple(one for one in self.missing if one.of_host)


def probe() -> Probe:
    """Look at what is here, without importing any of it."""
    python_ok = sys.version_info[:2] >= OLDEST
    return Probe(platform.python_version(), python_ok, _missing(NEEDED), _missing(OPTIONAL))


def _missing(wanted: Mapping[str, str]) -> tuple[Missing, ...]:
    found = []
    for name, oldest in wanted.items():
        version = _version(name)
        if not version or is_old(name, version):
            found.append(Missing(name, oldest, version, bool(version) and name in host_versions()))
    return tuple(found)


def own_folder(profile: str) -> Path:
    """Return the folder for our libraries in a profile, one per version of Python."""
    return Path(profile) / "xq_gis_libs" / "py{}.{}".format(*sys.version_info[:2])


def add_own_folder(profile: str) -> bool:
    """Search our folder last, if it is there, where it is whole; tell whether it is."""
    folder = own_folder(profile)
    if folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))
    # It may just have been put in the place of another.
    invalidate_caches()
    return folder.is_dir()


def load_apart() -> str:
    """Load the libraries that bring a GEOS, GDAL, PROJ or libspatialindex of their own; each calls its own.

    On Linux QGIS's own copies are in the global scope, where the dynamic linker looks first: a wheel's
    shapely would call the system's GEOS, of another version, and crash. ``RTLD_DEEPBIND``
    (dlopen(3)) makes each library look at what it brought before it looks there. Windows and macOS
    tell the copies apart by themselves.

    Returns
    -------
    str
        Why one of them cannot be loaded, "" where all are. An update of QGIS may bring a numpy for which
        what lies in our folder was not built.
    """
    try:
        with binding_apart() as deep:
            for name in _WITH_C_LIBRARIES:
                import_module(name)
            if deep:
                _bind_spatialindex(deep)
    except (ImportError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


@contextmanager
def binding_apart() -> Iterator[int]:
    """Let what is imported within look at what it brought before it looks at QGIS's; see `load_apart`.

    Yields
    ------
    int
        The flag of dlopen(3) by which it does, 0 where there is none.
    """
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    before = sys.getdlopenflags() if deep else 0
    if deep:
        sys.setdlopenflags(before | deep)
    try:
        yield deep
    finally:
        if deep:
            sys.setdlopenflags(before)


def _bind_spatialindex(deep: int) -> None:
    """Bind rtree's libspatialindex, which it loads by a path of its own, before rtree does.

    A library that is loaded already is not bound again. Where it cannot be loaded rtree says so itself,
    and is done without.
    """
    try:
        files = metadata.files("rtree") or []
    except metadata.PackageNotFoundError:
        return
    for file in files:
        if file.name.startswith("libspatialindex") and ".so" in file.suffixes:
            try:
                ctypes.CDLL(str(file.locate()), mode=deep | os.RTLD_NOW)
            except OSError:
                continue


def host_versions() -> dict[str, str]:
    """Return the version of every distribution outside our own folder, by its name as pip writes it."""
    return versions([path for path in sys.path if "xq_gis_libs" not in path])


def versions(paths: Iterable[str]) -> dict[str, str]:
    """Return what lies in these folders; of two of one name the first, which Python finds."""
    found: dict[str, str] = {}
    for path in paths:
        for one in metadata.distributions(path=[path]):
            name = one.metadata["Name"]
            if name:
                found.setdefault(plain(name), one.version)
    return found


def is_old(name: str, version: str) -> bool:
    """Tell whether a version of one of our libraries is too old."""
    return _numbers(version) < _numbers({**NEEDED, **OPTIONAL}[name])


def plain(name: str) -> str:
    """Return a distribution's name as pip writes it: ``Et_XmlFile`` is ``et-xmlfile``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
