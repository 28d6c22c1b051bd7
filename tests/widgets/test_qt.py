"""One module chooses the binding, one the language."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.widgets import language, qt
from xq_gis_plugin.widgets.qt import QtCore


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Look as if neither QGIS nor a binding had been loaded, and nobody had asked for one."""
    monkeypatch.delenv(qt.CHOICE, raising=False)
    for name in ("qgis", "PyQt5.QtCore", "PyQt6.QtCore"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return monkeypatch


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(qt, "find_spec", lambda name: object() if name in names else None)


@pytest.mark.parametrize(
    ("there", "chosen"), [(("PyQt5", "PyQt6"), "PyQt5"), (("PyQt6",), "PyQt6"), (("PyQt5",), "PyQt5")]
)
def test_what_is_installed_is_taken_qt5_first(
    bare: pytest.MonkeyPatch, there: tuple[str, ...], chosen: str
) -> None:
    installed(bare, *there)
    assert qt.choose_binding() == chosen


def test_qgis_lends_its_own_binding(bare: pytest.MonkeyPatch) -> None:
    installed(bare, "PyQt5", "PyQt6")
    bare.setitem(sys.modules, "qgis", ModuleType("qgis"))
    assert qt.choose_binding() == "qgis.PyQt"


def test_a_second_binding_is_never_loaded_beside_the_first(bare: pytest.MonkeyPatch) -> None:
    installed(bare, "PyQt5", "PyQt6")
    bare.setitem(sys.modules, "PyQt6.QtCore", ModuleType("PyQt6.QtCore"))
    assert qt.choose_binding() == "PyQt6"


def test_who_asks_for_a_binding_gets_it(bare: pytest.MonkeyPatch) -> None:
    installed(bare, "PyQt5", "PyQt6")
    bare.setenv(qt.CHOICE, "PyQt6")
    assert qt.choose_binding() == "PyQt6"


@pytest.mark.parametrize(("asked", "there"), [("", ()), ("PyQt6", ("PyQt5",)), ("Tk", ("PyQt5",))])
def test_without_the_binding_it_says_how_to_get_one(
    bare: pytest.MonkeyPatch, asked: str, there: tuple[str, ...]
) -> None:
    installed(bare, *there)
    bare.setenv(qt.CHOICE, asked)
    with pytest.raises(InputError, match="is not installed") as caught:
        qt.choose_binding()
    assert caught.value.code == "qt_missing"
    assert 'pip install "xq-gis[qt]"' in caught.value.hint


@pytest.mark.parametrize(
    ("name", "lang"), [("zh_CN", "zh"), ("zh_TW", "zh"), ("en_US", "en"), ("de_DE", "en")]
)
def test_the_system_decides_the_language(monkeypatch: pytest.MonkeyPatch, name: str, lang: str) -> None:
    language.choose(None)
    monkeypatch.setattr(language, "BINDING", "PyQt5")
    before = QtCore.QLocale()
    QtCore.QLocale.setDefault(QtCore.QLocale(name))
    try:
        assert language.ui_language() == lang
    finally:
        QtCore.QLocale.setDefault(before)


def test_in_qgis_the_language_is_that_of_qgis(monkeypatch: pytest.MonkeyPatch) -> None:
    class Settings:
        def value(self, key: str, _default: str) -> str:
            return "zh_CN" if key == "locale/userLocale" else ""

    language.choose(None)
    monkeypatch.setattr(language, "BINDING", "qgis.PyQt")
    monkeypatch.setattr(language.QtCore, "QSettings", Settings)
    assert language.ui_language() == "zh"


def test_the_module_that_chooses_loads_no_widget_library_twice() -> None:
    program = (
        "import sys; from xq_gis_plugin.widgets import qt; "
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'PyQt5', 'PyQt6', 'pandas'}))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split() in (["PyQt5"], ["PyQt6"])
