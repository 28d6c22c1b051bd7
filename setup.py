"""Packaging: one wheel that carries the code and the data that ships with it.

The kernels (of the separation engine, and of the reading of Parquet pages) are built where there is a
C compiler; without one, and with ``XQ_GIS_PURE=1``, numpy, shapely and pyarrow do their work.
"""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

from setuptools import Extension, find_packages, setup

HERE = Path(__file__).resolve().parent
PACKAGE = "xq_gis_plugin"
# They lie at the top of the repository and inside the package in a wheel, as in the plugin's zip:
# `xq_gis_plugin.resources` looks in both places.
DATA_FOLDERS = ("layers", "styles")
KERNELS = {"core.engine._kernel": "core/engine/kernel.c", "io._pages": "io/pages.c"}


def read_version() -> str:
    """Return ``__version__`` without importing the package."""
    tree = ast.parse((HERE / PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__":
            return str(ast.literal_eval(node.value))
    message = f"{PACKAGE}/__init__.py states no __version__"
    raise SystemExit(message)


def kernels() -> list[Extension]:
    """Return the extensions: a file of C each, for this and every later Python."""
    # -ffp-contract=off: the same figures on every machine.
    flags = [] if sys.platform == "win32" else ["-O3", "-ffp-contract=off"]
    return [
        Extension(
            f"{PACKAGE}.{module}",
            sources=[f"{PACKAGE}/{source}"],
            extra_compile_args=flags,
            libraries=[] if sys.platform == "win32" else ["m"],
            optional=True,
            py_limited_api=True,
        )
        for module, source in KERNELS.items()
    ]


PURE = os.environ.get("XQ_GIS_PURE", "") not in ("", "0")

setup(
    name="xq-gis",
    version=read_version(),
    description="Which hazards of a district stand too close to what they endanger, and how sure that is",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="GPL-3.0-or-later",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=[
        *find_packages(include=[PACKAGE, f"{PACKAGE}.*"]),
        *(f"{PACKAGE}.{folder}" for folder in DATA_FOLDERS),
    ],
    ext_modules=[] if PURE else kernels(),
    options={} if PURE else {"bdist_wheel": {"py_limited_api": "cp311"}},
    package_dir={f"{PACKAGE}.{folder}": folder for folder in DATA_FOLDERS},
    package_data={
        PACKAGE: [
            "py.typed",
            "core/engine/_kernel.pyi",
            "io/_pages.pyi",
            "export/static/*/*",
            "export/static/*/*/*",
        ],
        **{f"{PACKAGE}.{folder}": ["*", "**/*"] for folder in DATA_FOLDERS},
    },
    entry_points={"console_scripts": ["xq-gis = xq_gis_plugin.cli:main"]},
    # The lower bounds are what still runs beside Debian 12's numpy 1.24, which QGIS has loaded.
    install_requires=[
        "folium>=0.16",
        "geopandas>=1.0",
        "highspy>=1.7",
        "numpy>=1.24",
        "openpyxl>=3.1",
        "osmium>=4.0",
        "pandas>=2.0,<4",
        "pyogrio>=0.9",
        "pyproj>=3.4",
        "rich>=13.0",
        "rtree>=1.1",
        "scipy>=1.10",
        "shapely>=2.0.2",
        "typer>=0.12",
        "xlrd>=2.0.1",
    ],
    extras_require={
        # Other machines; it brings fsspec, by which files elsewhere are read.
        "dask": ["distributed>=2024.8", "pyarrow>=14"],
        "parquet": ["pyarrow>=14"],
        # Brings libpq, and so .pgpass and services, which pg8000 does not read.
        "postgis": ["psycopg[binary]>=3.1"],
        "qt": ["PyQt5>=5.15"],
        "test": [
            # What fsspec reads https:// with.
            "aiohttp>=3.9",
            "bandit>=1.7",
            "build>=1.0",
            "detect-secrets>=1.5",
            "distributed>=2024.8",
            "esprima>=4.0.1",
            "geographiclib>=2.0",
            "hypothesis>=6.100",
            "mypy>=1.10",
            "pandas-stubs>=2.0",
            "pre-commit>=3.7",
            "psycopg[binary]>=3.1",
            # The newest that runs beside Debian 12's numpy 1.24.
            "pyarrow>=14,<21",
            "pytest>=8.2",
            "pytest-qt>=4.4",
            "pytest-xdist>=3.6",
            "ruff>=0.6",
            "setuptools>=64",
            "wheel>=0.40",
        ],
    },
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Console",
        "Intended Audience :: Other Audience",
        "Natural Language :: Chinese (Simplified)",
        "Natural Language :: English",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.11",
        "Topic :: Scientific/Engineering :: GIS",
        "Typing :: Typed",
    ],
    zip_safe=False,
)
