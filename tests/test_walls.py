"""The walls of the house: who may import whom, and how the product's code is kept readable."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "xq_gis_plugin"
LIBRARIES_OF_CORE = {"geopandas", "highspy", "numpy", "pandas", "pyproj", "rtree", "scipy", "shapely"}
BINDINGS = {"PyQt5", "PyQt6", "PySide2", "PySide6"}
FACES = {f"{PACKAGE}.cli", f"{PACKAGE}.qgis_plugin", f"{PACKAGE}.widgets"}
# What the faces share: it calls io, core and export in that order, and shows nothing.
RUN = f"{PACKAGE}.run"
WORDS_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "manager", "util", "utils"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 80

Function = ast.FunctionDef | ast.AsyncFunctionDef

FILES = sorted((ROOT / PACKAGE).rglob("*.py"))
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, module: str, *, is_package: bool) -> set[str]:
    """Return the absolute names that a module imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                parts = module.split(".")
                here = parts[: len(parts) - node.level + is_package]
                origin = ".".join([*here, origin] if origin else here)
            # `from package import name` may name a module.
            names |= {origin, *(f"{origin}.{alias.name}" for alias in node.names)}
    return names


def imports_of(file: Path) -> set[str]:
    return imported(
        file.read_text(encoding="utf-8"), module_name(file), is_package=file.name == "__init__.py"
    )


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def is_face(name: str) -> bool:
    """Tell whether a module belongs to a face; the command line's are ``cli`` and ``cli_…``."""
    return is_in_any(name, FACES) or name.startswith(f"{PACKAGE}.cli_")


def is_run(name: str) -> bool:
    """Tell whether a module is a way of running a job that the faces share: ``run`` and ``run_…``."""
    return is_in(name, RUN) or name.startswith(f"{RUN}_")


def is_in_any(name: str, packages: set[str]) -> bool:
    return any(is_in(name, package) for package in packages)


def functions(file: Path) -> Iterator[tuple[Function, bool]]:
    """Yield every function with whether it is public: its own name and those of its classes are."""

    def walk(node: ast.AST, *, public: bool) -> Iterator[tuple[Function, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Function):
                yield child, public and not child.name.startswith("_")
                yield from walk(child, public=False)
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, public=public and not child.name.startswith("_"))
            else:
                yield from walk(child, public=public)

    return walk(ast.parse(file.read_text(encoding="utf-8")), public=True)


def test_there_is_something_to_look_at() -> None:
    assert {"__init__.py", "model.py", "errors.py"} <= {file.name for file in FILES}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import folium.plugins", "folium.plugins"),
        ("from xq_gis_plugin import io", "xq_gis_plugin.io"),
        ("from ..io import read", "xq_gis_plugin.io.read"),
        ("from . import model", "xq_gis_plugin.core.model"),
        ("def f():\n    from qgis.core import QgsTask", "qgis.core"),
    ],
)
def test_no_way_of_importing_goes_unseen(source: str, found: str) -> None:
    assert found in imported(source, "xq_gis_plugin.core.assess", is_package=False)


@every_file
def test_core_imports_nothing_above_it_and_few_libraries(file: Path) -> None:
    if not is_in(module_name(file), f"{PACKAGE}.core"):
        return
    own = {f"{PACKAGE}.core", f"{PACKAGE}.resources", f"{PACKAGE}.__version__"}
    for name in imports_of(file) - {PACKAGE}:
        allowed = sys.stdlib_module_names | LIBRARIES_OF_CORE
        assert is_in_any(name, own) or name.split(".")[0] in allowed, name


@every_file
def test_io_and_export_do_not_know_each_other(file: Path) -> None:
    io, export = f"{PACKAGE}.io", f"{PACKAGE}.export"
    module, names = module_name(file), imports_of(file)
    if not is_face(module) and not is_run(module):
        knows_io = is_in(module, io) or any(is_in(name, io) for name in names)
        knows_export = is_in(module, export) or any(is_in(name, export) for name in names)
        assert not (knows_io and knows_export)


@every_file
def test_only_the_faces_know_a_face(file: Path) -> None:
    # QGIS asks the package itself for the plugin (classFactory).
    module = module_name(file)
    if is_run(module):
        assert not [name for name in imports_of(file) if is_face(name)]
    elif not is_face(module) and module != PACKAGE:
        assert not [name for name in imports_of(file) if is_face(name) or is_run(name)]


@every_file
def test_qgis_is_known_to_the_plugin_alone(file: Path) -> None:
    if not is_in(module_name(file), f"{PACKAGE}.qgis_plugin"):
        foreign = {name for name in imports_of(file) if is_in(name, "qgis")}
        assert not foreign or module_name(file) == f"{PACKAGE}.widgets.qt"


@every_file
def test_one_module_alone_chooses_the_qt_binding(file: Path) -> None:
    if module_name(file) != f"{PACKAGE}.widgets.qt":
        assert not [name for name in imports_of(file) if is_in_any(name, BINDINGS)]


def test_importing_the_package_loads_the_standard_library_only() -> None:
    program = (
        "import sys; before = set(sys.modules); import xq_gis_plugin; "
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(answer.stdout.split()) <= sys.stdlib_module_names | {PACKAGE}


def test_every_name_that_the_package_promises_is_there() -> None:
    program = f"import {PACKAGE} as p; print(*[name for name in p.__all__ if getattr(p, name) is None])"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout.strip()) == (0, ""), answer.stderr


@every_file
def test_a_file_is_named_after_what_is_in_it(file: Path) -> None:
    for part in file.relative_to(ROOT).with_suffix("").parts:
        assert not WORDS_THAT_SAY_NOTHING & set(part.split("_"))
        assert part != "qgis"  # it would hide QGIS's own package


@every_file
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@every_file
def test_a_function_fits_on_a_screen_or_two(file: Path) -> None:
    for node, _ in functions(file):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        assert length <= LONGEST_FUNCTION, node.name


@every_file
def test_what_is_public_is_described_and_all_is_annotated(file: Path) -> None:
    for node, public in functions(file):
        assert not public or ast.get_docstring(node), node.name
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        bare = [one.arg for one in arguments if one.annotation is None and one.arg not in {"self", "cls"}]
        assert not bare, (node.name, bare)
        assert node.returns is not None, node.name


@every_file
def test_no_error_is_swallowed_unseen(file: Path) -> None:
    broad = {"Exception", "BaseException"}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = (
                {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)} if node.type else broad
            )
            assert not caught & broad, f"line {node.lineno}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            assert not broad & {ast.unparse(argument) for argument in node.args}, f"line {node.lineno}"


@every_file
def test_nothing_rests_on_assert_which_python_can_switch_off(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}"
