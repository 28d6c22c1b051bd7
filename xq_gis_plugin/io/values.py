"""The values of a file's fields as the words, numbers and truth values of the model."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.io import words
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.raw import bad_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from xq_gis_plugin.core.errors import InputError
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["NUMBERS", "TRUTHS", "WrongValueError", "parse_column", "parse_number", "wrong_cells"]

NUMBERS = frozenset({
    "petrol_m3", "diesel_m3", "largest_tank_m3", "storage_m3", "sales_area_m2", "built_year",
    "floor_area_m2", "storeys", "households", "users", "beds", "seats", "voltage_kv", "height_m",
    "width_m", "lanes", "position_accuracy_m",
})  # fmt: skip
"""The columns that hold numbers, none of which can be negative."""

TRUTHS = (
    "temporary", "insulated", "facing_openings", "dwelling_in_building", "underground", "under_bridge",
    "fuel_pipe_in_building", "fire_engine_access", "fire_barrier",
)  # fmt: skip
"""The columns that say yes or no."""

_CHECKED = (
    "kind", "grade", "vapour_recovery", "protection_class", "measured_as", "road_class", "wish", "fuels",
    "fuel",
)  # fmt: skip
"""Columns of words of which only some mean anything."""
_PETROL = re.compile(r"(89|9[0-9])(号|#)?(乙醇)?(汽油)?")
_DIESEL = re.compile(r"(-?\d{1,2})(号|#)(柴油)?|-?\d{1,2}(号|#)?柴油")


class WrongValueError(ValueError):
    """What is wrong with a value, to be completed with file, row and field by `bad_value`."""

    def __init__(self, wrong: str, hint: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.hint = hint


def parse_column(raw: RawLayer, column: str, role: Role) -> list[object]:
    """Return one column of a layer, parsed; all `None` where the file does not have it.

    Numbers come as float, words as the model's values, truth values as `bool`, other text as it is
    in the file, byte for byte.

    Raises
    ------
    InputError
        ``value_wrong``, with file, row, field and value.
    """
    if column not in raw.table.columns:
        return [None] * len(raw.rows)
    codes, distinct = _distinct(raw.table[column])
    if not any_can_fail(column):
        parse_text = _parser(column, role)
        told = np.array([*(parse_text(value) for value in distinct), None], dtype=object)
        return list(told[codes])
    wrong = {int(str(error.facts["row"])): error for error in wrong_cells(raw, column, role)}
    if wrong:
        raise wrong[min(wrong)]
    parse = _parser(column, role)
    told = np.empty(len(distinct) + 1, dtype=object)
    told[:-1] = [parse(value) for value in distinct]
    return list(told[codes])


def any_can_fail(column: str) -> bool:
    """Return whether a cell of a column can say something that is nothing to it; text cannot."""
    return column in NUMBERS or column in _CHECKED or column in TRUTHS


def _distinct(column: pd.Series) -> tuple[NDArray[np.int64], list[object]]:
    """Return for each cell the number of its value, -1 for none, and the values: each is parsed once."""
    plain = column if column.dtype == object else column.astype(object)
    known: dict[tuple[type, object], int] = {}
    empty = column.isna().to_numpy()
    codes = np.full(len(column), -1, dtype=np.int64)
    cells = plain.to_numpy()[~empty]
    codes[~empty] = [known.setdefault((type(cell), cell), len(known)) for cell in cells]
    return codes, [value for _, value in known]


def wrong_cells(raw: RawLayer, column: str, role: Role) -> list[InputError]:
    """Return an error for each cell of a column that says nothing that the column can say."""
    if column not in raw.table.columns:
        return []
    if not any_can_fail(column):
        return []
    parse, found = _parser(column, role), []
    codes, distinct = _distinct(raw.table[column])
    wrong: dict[int, WrongValueError] = {}
    for number, value in enumerate(distinct):
        try:
            parse(value)
        except WrongValueError as error:
            wrong[number] = error
    for at in np.flatnonzero(np.isin(codes, list(wrong))) if wrong else ():
        told, value = wrong[int(codes[at])], distinct[int(codes[at])]
        found.append(bad_value(raw, int(raw.rows[at]), column, value, wrong=told.wrong, hint=told.hint))
    return found


def parse_number(value: object) -> float | None:
    """Return a finite number of a cell, `None` where the cell says that it is unknown.

    Raises
    ------
    WrongValueError
        If it is neither.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
    else:
        text = unicodedata.normalize("NFKC", str(value)).strip().lower()
        if text in words.UNKNOWN:
            return None
        text = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", text)
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text):
            message = "is not a number"
            raise WrongValueError(message, "Write digits alone, without a unit; leave it empty if unknown.")
        number = float(text)
    if not math.isfinite(number):
        message = "is not a finite number"
        raise WrongValueError(message, "Leave the cell empty if it is unknown.")
    return number


def _parser(column: str, role: Role) -> Callable[[object], object]:
    if column in NUMBERS:
        return _positive
    if column == "kind":
        kinds = {
            Role.HAZARD: words.HAZARD_KINDS,
            Role.PROTECTED: words.OBJECT_KINDS,
            Role.PART: words.PART_KINDS,
            Role.SITE: words.HAZARD_KINDS,
        }
        return _words(kinds[role])
    parsers: Mapping[str, Callable[[object], object]] = {
        "grade": _words(words.GRADES),
        "vapour_recovery": _words(words.RECOVERIES),
        "protection_class": _words(words.PROTECTION_CLASSES),
        "measured_as": _words(words.MEASURES),
        "road_class": _words(words.ROAD_CLASSES),
        "wish": _words(words.WISHES),
        **dict.fromkeys(TRUTHS, _truth),
        "fuels": _fuels,
        "fuel": _fuels,
    }
    return parsers.get(column, _text)


def _text(value: object) -> str | None:
    """Return text as it is; whole numbers (from a spreadsheet) without their decimal point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text if text.strip() else None


def _word(value: object) -> str:
    text = unicodedata.normalize("NFKC", _text(value) or "").strip().lower()
    return re.sub(r"\s+", "_", text).replace("-", "_") if text.isascii() and len(text) > 1 else text


def _words(allowed: Mapping[str, str]) -> Callable[[object], str | None]:
    plain = {_word(word): value for word, value in allowed.items()}

    def parse(value: object) -> str | None:
        word = _word(value)
        if word in plain:
            return plain[word]
        if word.replace("_", "-") in words.UNKNOWN:
            return None
        values = ", ".join(dict.fromkeys(allowed.values()))
        chinese = "、".join(word for word in allowed if not word.isascii())
        message = "is not a value of this field"
        hint = f"Write one of {values}, or in Chinese {chinese}; leave it empty if it is unknown."
        raise WrongValueError(message, hint)

    return parse


def _truth(value: object) -> bool | None:
    word = _words(words.TRUTHS)(value)
    return None if word is None else word == "yes"


def _positive(value: object) -> float | None:
    number = parse_number(value)
    if number is not None and number < 0:
        message = "is negative"
        raise WrongValueError(message, "Leave the cell empty if the value is unknown.")
    return number


def _fuels(value: object) -> str | None:
    text = unicodedata.normalize("NFKC", str(value)).strip().lower()
    if text in words.UNKNOWN:
        return None
    found = set()
    for word in re.split(r"[,、;/+和及\s]+", text):
        if not word:
            continue
        if word in words.FUELS:
            found.add(words.FUELS[word])
        elif _PETROL.fullmatch(word):
            found.add("petrol")
        elif _DIESEL.fullmatch(word):
            found.add("diesel")
        else:
            message = f"names the unknown fuel {word!r}"
            allowed = ", ".join(dict.fromkeys(words.FUELS.values()))
            hint = f"Write a comma list of {allowed} (汽油、柴油、LPG、CNG、LNG、氢)."
            raise WrongValueError(message, hint)
    return ",".join(fuel for fuel in dict.fromkeys(words.FUELS.values()) if fuel in found)
