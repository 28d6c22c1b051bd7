"""The card of "digitise parts": which station, which kind of part, which fuel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.model import PartKind
from xq_gis_plugin.export.words import word
from xq_gis_plugin.widgets.language import ui_language
from xq_gis_plugin.widgets.qt import QtWidgets, Signal
from xq_gis_plugin.widgets.text import PlainLabel, settle_combo
from xq_gis_plugin.widgets.tool_card import ToolCard

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PartsCard"]

_KINDS = tuple(kind for kind in PartKind if kind not in {PartKind.SITE, PartKind.BUILDING})
_FUELS = ("petrol", "diesel", "lpg", "cng", "lng", "hydrogen")


class PartsCard(ToolCard):
    """Beside the map while parts are drawn."""

    stationChosen = Signal(str)
    """The id of the station that a person has chosen."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        lang = ui_language()
        super().__init__(word("tool", "parts_title", lang), parent)
        self.station, self.kind, self.fuel = (QtWidgets.QComboBox() for _ in range(3))
        for box in (self.station, self.kind, self.fuel):
            settle_combo(box, characters=10)
        for kind in _KINDS:
            self.kind.addItem(word("part_kind", kind.value, lang), kind.value)
        self.fuel.addItem(word("tool", "here_unknown", lang), "")
        for fuel in _FUELS:
            self.fuel.addItem(word("fuel", fuel, lang), fuel)
        self.station.activated.connect(lambda _at: self.stationChosen.emit(self.choice()[0]))
        self.told = PlainLabel()
        form = QtWidgets.QFormLayout(self)
        for key, box in (("station", self.station), ("kind", self.kind), ("fuel", self.fuel)):
            label = QtWidgets.QLabel(word("tool", f"parts_{key}", lang))
            label.setBuddy(box)
            box.setAccessibleName(label.text())
            form.addRow(label, box)
        form.addRow(self.told)
        self.resize(360, 170)

    def set_stations(self, stations: Sequence[tuple[str, str]]) -> None:
        """Offer (id, name) of the stations; the one that was chosen stays so."""
        before = self.station.currentData()
        self.station.clear()
        for identity, name in stations:
            self.station.addItem(f"{name} ({identity})" if name else identity, identity)
        at = self.station.findData(before)
        if at >= 0:
            self.station.setCurrentIndex(at)

    def choose(self, station: str) -> None:
        """Choose a station by its id."""
        at = self.station.findData(station)
        if at >= 0:
            self.station.setCurrentIndex(at)

    def choice(self) -> tuple[str, str, str]:
        """Return station id, kind of part and fuel ("" where it is not known)."""
        boxes = (self.station, self.kind, self.fuel)
        station, kind, fuel = ("" if box.currentData() is None else str(box.currentData()) for box in boxes)
        return station, kind, fuel
