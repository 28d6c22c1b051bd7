"""The values of a file's fields as the words, numbers and truth values of the model."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

from xq_gis_plugin.io import words
from xq_gis_plugin.io.raw import bad_value
from xq_gis_plugin.io.role import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from xq_gis_plugin.core.errors import InputError
    from xq_gis_plugin.io.raw import RawLayer

__all__ = [
    "NUMBERS",
    "TRUTHS",
    "WrongValueError",
    "any_can_fail",
    "kind_parser",
    "kind_words",
    "parse_column",
    "parse_number",
    "readings",
    "units_of",
    "visible",
    "without_blanks",
    "wrong_cells",
]

NUMBERS = frozenset({
    "petrol_m3", "diesel_m3", "largest_tank_m3", "storage_m3", "sales_area_m2", "built_year",
    "floor_area_m2", "storeys", "households", "users", "beds", "seats", "voltage_kv", "height_m",
    "width_m", "lanes", "position_accuracy_m",
})  # fmt: skip
"""The columns that hold numbers, none of which can be negative."""

# After NFKC, which makes m2 of ㎡ and m² alike, by column ending.
_UNITS = {
    "_m2": ("m2", "平方米", "平米"),
    "_m3": ("m3", "立方米", "立方", "方"),
    "_m": ("m", "米"),
    "_kv": ("kv", "千伏"),
    "storeys": ("层",),
    "households": ("户",),
    "users": ("人",),
    "beds": ("张", "床"),
    "seats": ("座", "个"),
}
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
_INVISIBLE = "Cf"
"""What Unicode calls format characters: zero-width spaces, marks of direction, of the byte order."""
_DATE = re.compile(r"(1[89]\d\d|20\d\d)\s*(年|[-/.]\s*(0?[1-9]|1[0-2])(?!\d))")
"""A year and what follows it in a date: 2005-03-01, 2005年3月, 2005.3."""
_LEVELS = re.compile(r"[;；|｜]")
_PETROL = re.compile(r"(89|9[0-9])(号|#)?(乙醇)?(汽油)?")
_DIESEL = re.compile(r"(-?\d{1,2})(号|#)(柴油)?|-?\d{1,2}(号|#)?柴油")


class WrongValueError(ValueError):
    """What is wrong with a value, to be completed with file, row and field by `bad_value`."""

    def __init__(self, wrong: str, hint: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.hint = hint


def parse_column(raw: RawLayer, column: str, role: Role) -> NDArray[Any]:
    """Return one column of a layer, parsed; all null where the file does not have it.

    Returns
    -------
    (n,) numbers as ``float64``, NaN where unknown; of other columns objects, `None` where unknown: words as
    the model's values, truth values as `bool`, other text as it is in the file, byte for byte.

    Raises
    ------
    InputError
        ``value_wrong``, with file, row, field and value.
    """
    if column not in raw.table.columns:
        count = len(raw.rows)
        return np.full(count, np.nan) if column in NUMBERS else np.full(count, None, dtype=object)
    cells = raw.table[column]
    if column in NUMBERS and _all_good(cells):
        return cells.to_numpy(dtype=np.float64)
    if not any_can_fail(column) and infer_dtype(cells, skipna=True) == "string":
        return without_blanks(cells.to_numpy(dtype=object))
    codes, distinct = _distinct(cells)
    parsed, wrong = _parsed(distinct, _parser(column, role))
    if wrong:
        raise _errors(raw, column, codes, distinct, wrong)[0]
    return parsed[codes].astype(np.float64) if column in NUMBERS else parsed[codes]


def _parsed(
    distinct: list[object], parse: Callable[[object], object]
) -> tuple[NDArray[np.object_], dict[int, WrongValueError]]:
    """Return what each value says, null at the end, and what is wrong with the others."""
    told = np.full(len(distinct) + 1, None, dtype=object)
    wrong: dict[int, WrongValueError] = {}
    for number, value in enumerate(distinct):
        try:
            told[number] = parse(value)
        except WrongValueError as error:
            wrong[number] = error
    return told, wrong


def _errors(
    raw: RawLayer,
    column: str,
    codes: NDArray[np.int64],
    distinct: list[object],
    wrong: Mapping[int, WrongValueError],
) -> list[InputError]:
    """Return an error for each cell whose value is wrong, in the file's order."""
    found = []
    for at in np.flatnonzero(np.isin(codes, list(wrong))):
        told, value = wrong[int(codes[at])], distinct[int(codes[at])]
        found.append(bad_value(raw, int(raw.rows[at]), column, value, wrong=told.wrong, hint=told.hint))
    return found


def _all_good(cells: pd.Series) -> bool:
    """Return whether a column of floats has numbers that any column of numbers can have, and gaps."""
    if cells.dtype != np.float64:
        return False
    with np.errstate(invalid="ignore"):
        return not ((cells < 0) | np.isinf(cells)).any()


def without_blanks(cells: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return cells of text and nothing else with `None` for what is empty, blank or null."""
    values = cells.tolist()
    if infer_dtype(cells, skipna=False) == "string" and all(values) and not any(map(str.isspace, values)):
        return cells
    blank = [not isinstance(value, str) or not value or value.isspace() for value in values]
    kept = cells.copy()
    kept[np.array(blank, dtype=np.bool_)] = None
    return kept


def any_can_fail(column: str) -> bool:
    """Return whether a cell of a column can say something that is nothing to it; text cannot."""
    return column in NUMBERS or column in _CHECKED or column in TRUTHS


def _distinct(column: pd.Series) -> tuple[NDArray[np.int64], list[object]]:
    """Return for each cell the number of its value, -1 for none, and the values: each is parsed once."""
    plain = column if column.dtype == object else column.astype(object)
    if infer_dtype(plain, skipna=True) == "string":
        codes, found = pd.factorize(plain.to_numpy())
        return codes, [*found]
    # 1, 1.0 and True are one to a hash table, and not to us.
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
    if column in NUMBERS and _all_good(raw.table[column]):
        return []
    codes, distinct = _distinct(raw.table[column])
    _, wrong = _parsed(distinct, _parser(column, role))
    return _errors(raw, column, codes, distinct, wrong) if wrong else []


def readings(cells: pd.Series, column: str, role: Role) -> NDArray[np.object_]:
    """Return (n,) what each cell says, None where it is empty or says nothing that the column can say."""
    codes, distinct = _distinct(cells)
    told, _ = _parsed(distinct, _parser(column, role))
    return told[codes]


def visible(text: str) -> str:
    """Return a text without what nobody sees: blanks around it, marks of direction and the like, width."""
    if text.isascii():
        return text.strip()
    seen = "".join(sign for sign in text if unicodedata.category(sign) != _INVISIBLE)
    return unicodedata.normalize("NFKC", seen).strip()


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
        text = visible(str(value)).lower()
        if text in words.UNKNOWN:
            return None
        # Excel's mark of a number that is kept as text.
        text = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", text.removeprefix("'"))
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text):
            message = "is not a number"
            raise WrongValueError(message, "Write digits alone, without a unit; leave it empty if unknown.")
        number = float(text)
    if not math.isfinite(number):
        message = "is not a finite number"
        raise WrongValueError(message, "Leave the cell empty if it is unknown.")
    return number


def kind_words(role: Role) -> Mapping[str, str]:
    """Return what a kind of a role is called, and the model's word for it."""
    kinds = {
        Role.HAZARD: words.HAZARD_KINDS,
        Role.PROTECTED: words.OBJECT_KINDS,
        Role.PART: words.PART_KINDS,
        Role.SITE: words.HAZARD_KINDS,
    }
    return kinds[role]


def kind_parser(role: Role) -> Callable[[object], object]:
    """Return what makes the model's word of a cell that states a kind, or raises `WrongValueError`.

    Amap writes three levels, 汽车服务;加油站;中国石化: the one kind that is among them counts.
    """
    parse = _words(kind_words(role))

    def kind(value: object) -> object:
        try:
            return parse(value)
        except WrongValueError:
            known = {_word(word): found for word, found in kind_words(role).items()}
            levels = {known.get(_word(level)) for level in _LEVELS.split(str(value))} - {None}
            if len(levels) != 1:
                raise
            return levels.pop()

    return kind


def units_of(column: str) -> tuple[str, ...]:
    """Return the spellings of a column's unit, in lower case and after NFKC; none where it has none."""
    return next((units for ending, units in _UNITS.items() if column.endswith(ending)), ())


def _parser(column: str, role: Role) -> Callable[[object], object]:
    if column == "built_year":
        return _year
    if column in NUMBERS:
        return _in_unit(column)
    if column == "kind":
        return kind_parser(role)
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
    text = visible(_text(value) or "").lower()
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


def _in_unit(column: str) -> Callable[[object], float | None]:
    """Return what reads a cell with a number, behind which the column's own unit may stand: 5000㎡, 300张."""
    unit = re.compile(rf"(?<=\d)\s*(?:{'|'.join(units_of(column)) or '$'})$")

    def parse(value: object) -> float | None:
        return _positive(unit.sub("", visible(value).lower()) if isinstance(value, str) else value)

    return parse


def _positive(value: object) -> float | None:
    number = parse_number(value)
    if number is not None and number < 0:
        message = "is negative"
        raise WrongValueError(message, "Leave the cell empty if the value is unknown.")
    return number


def _year(value: object) -> float | None:
    """Return the year of a cell; of a date its year, however it is written."""
    dated = _DATE.match(visible(str(value))) if isinstance(value, str) else None
    return float(dated[1]) if dated else _positive(value)


def _fuels(value: object) -> str | None:
    text = visible(str(value)).lower()
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
