"""Coordinates out of a table's cells: degrees in every spelling, and pairs in one cell."""

from __future__ import annotations

import re

from xq_gis_plugin.io import words
from xq_gis_plugin.io.values import WrongValueError, parse_number, visible

__all__ = ["parse_degrees", "parse_pair"]

CHINA_LON, CHINA_LAT = (73.0, 136.0), (3.0, 54.5)
"""Degrees of China with its sea, for telling what is which."""
_MINUTES = 60.0

_NUMBER = r"\d+(?:\.\d*)?|\.\d+"
_WHOLE = r"\d+(?:\.\d+)?"
"""With digits on both sides of the dot: the blank of ``106. 27`` is a slip of the pen, 27 are no minutes."""
_DMS = re.compile(
    rf"(?P<d>{_WHOLE})\s*(?:°|度|d|deg|º|˚|:|-|\s)\s*"
    rf"(?:(?P<m>{_WHOLE})\s*(?:'|′|’|‘|分|m|:|-|\s|$)\s*)?"
    rf"(?:(?P<s>{_WHOLE})\s*(?:\"|″|”|“|''|′′|秒|s|$)?)?\s*"
)
_SIDES = {
    "e": 1,
    "东经": 1,
    "东": 1,
    "w": -1,
    "西经": -1,
    "西": -1,
    "n": 1,
    "北纬": 1,
    "北": 1,
    "s": -1,
    "南纬": -1,
    "南": -1,
}
_SIDE = re.compile(
    r"^(东经|西经|北纬|南纬|经度|纬度|lon|lng|lat|[enws东西北南])\s*[:：=]?\s*|\s*([enws东西北南]|东经|北纬)$"
)
_BETWEEN = re.compile(r"\s*[,;/|、，；]\s*|\s{2,}")
# Marks that look like those of degrees, minutes and seconds. Before NFKC, which makes a nought of ⁰ and an o
# of º.
_MARKS = str.maketrans(
    dict.fromkeys("º⁰˚∘ᵒ", "°") | dict.fromkeys("´ʹˊ`‵＇", "′") | dict.fromkeys("˝ʺ〃〞‶＂", "″")
)
_DOTTED = re.compile(r"(?P<d>\d{1,3})\.(?P<m>\d{1,2})\.(?P<s>\d{1,2}(?:\.\d+)?)")
"""Degrees, minutes and seconds with dots between: a number with two dots is nothing else."""
_SPELLED_SECONDS = re.compile(rf"(?<=\d)(\s*m\s*)({_NUMBER})\s*s")
"""Minutes and seconds by their letters, 16m48s, whose s is no south."""
_LATE_FRACTION = re.compile(r"(\d+)\s*(\"|″|”|“|''|′′|秒)\s*\.(\d+)")
"""Seconds whose fraction stands behind their mark, 30″.5."""
_LABELLED = re.compile(
    r"[\"']?(?P<label>lng|long?|longitude|lat|latitude|x|y|经度|纬度|东经|北纬)[\"']?\s*[:=]\s*"
    r"[\"']?(?P<value>[^,;、\s\"'=:{}][^,;、\s=:{}]*?)[\"']?\s*(?:[,;、\s]|$)"
)
_NOWHERE = words.UNKNOWN | {
    "无", "暂无", "没有", "无坐标", "暂缺", "未定", "待定", "待补", "待补充", "未测", "未采集",
}  # fmt: skip
"""Of a coordinate 无 says that there is none; of other columns it may be a value."""
_SAYS_LATITUDE = ("lat", "纬", "北")
_HINT = (
    "Write decimal degrees, such as 106.28575, or degrees, minutes and seconds, such as 106°16′30.5″; "
    "leave both cells empty if unknown."
)
_PAIR_HINT = "Write longitude and latitude with a comma between, such as 106.28575,38.47047."


def parse_degrees(value: object) -> float | None:
    """Return a longitude or latitude, in degrees, of a cell; or metres, where the number is one of metres.

    Raises
    ------
    WrongValueError
        If the cell is neither a coordinate nor says that there is none.
    """
    if not isinstance(value, str):
        return parse_number(value)
    text = _cleaned(value).strip("()[]").lower()
    if text in _NOWHERE:
        return None
    text = _SPELLED_SECONDS.sub(r"\1\2″", text)
    side = 1
    while found := _SIDE.search(text):
        side *= _SIDES.get((found[1] or found[2] or "").strip(), 1)
        shorter = (text[: found.start()] + text[found.end() :]).strip()
        if shorter == text or not shorter:
            break
        text = shorter
    try:
        number = parse_number(text.removesuffix("°").removesuffix("度").strip())
    except WrongValueError:
        return side * _sexagesimal(text)
    return None if number is None else side * number


def _cleaned(value: str) -> str:
    """Return a cell without what nobody sees or means: marks of direction, Excel's ', a comma at the end."""
    text = visible(value.translate(_MARKS)).rstrip(",;。、 ")
    return text if text in words.UNKNOWN else text.lstrip("'‘’′ ")


def _sexagesimal(text: str) -> float:
    negative = text.startswith("-")
    plain = _LATE_FRACTION.sub(r"\1.\3\2", text.removeprefix("-"))
    found = _DOTTED.fullmatch(plain) or _DMS.fullmatch(plain)
    if found is None:
        wrong = "is no coordinate"
        raise WrongValueError(wrong, _HINT)
    degrees, minutes, seconds = (float(found[part]) if found[part] else 0.0 for part in ("d", "m", "s"))
    whole = (not found["m"] or float(found["d"]).is_integer()) and (not found["s"] or minutes.is_integer())
    if minutes >= _MINUTES or seconds >= _MINUTES or not whole:
        wrong = "has too many minutes or seconds"
        raise WrongValueError(wrong, _HINT)
    size = degrees + minutes / _MINUTES + seconds / _MINUTES**2
    return -size if negative else size


def parse_pair(value: object) -> tuple[float, float] | None:
    """Return (longitude, latitude) of a cell that has both, such as ``106.27,38.47`` or ``N38°28′ E106°17′``.

    Which is which is told by their letters, else by where China lies; x and y may be either, as surveyors'
    x goes north.

    Raises
    ------
    WrongValueError
        If the cell is no pair, or it cannot be told which is which.
    """
    text = _cleaned(str(value))
    if text.lower() in _NOWHERE:
        return None
    labelled = _labelled(text)
    if labelled is not None:
        return labelled
    well = re.fullmatch(r"(?i)point\s*\(\s*(\S+)\s+(\S+)\s*\)", text)
    parts = [well[1], well[2]] if well else [part for part in _BETWEEN.split(text.strip("()[] ")) if part]
    if len(parts) == 1:
        parts = _split_by_letters(text) or text.split()
    if len(parts) != 2:  # noqa: PLR2004 - two coordinates
        wrong = "is no pair of coordinates"
        raise WrongValueError(wrong, _PAIR_HINT)
    one, two = parse_degrees(parts[0]), parse_degrees(parts[1])
    if one is None or two is None:
        return None
    letters = [_is_latitude(part) for part in parts]
    if letters in ([True, True], [False, False]):
        wrong = "names one coordinate twice"
        raise WrongValueError(wrong, _PAIR_HINT)
    if letters in ([True, False], [True, None], [None, False]):
        return two, one
    if letters in ([False, True], [False, None], [None, True]):
        return one, two
    return _as_in_china(one, two)


def _as_in_china(one: float, two: float) -> tuple[float, float]:
    """Return two numbers with the one first that can be a longitude of China, if only one can."""
    if _within(one, CHINA_LAT) and _within(two, CHINA_LON) and not _within(one, CHINA_LON):
        return two, one
    return one, two


def _labelled(text: str) -> tuple[float, float] | None:
    """Return the pair of a cell that names both, such as ``{"lng":106.27,"lat":38.47}``; else None."""
    found, at = [], 0
    plain = text.strip("{}()[] ").lower()
    while match := _LABELLED.match(plain, at):
        found.append((match["label"], match["value"]))
        at = match.end()
        at += len(plain[at:]) - len(plain[at:].lstrip(",;、 "))
    if at < len(plain) or len(found) != 2:  # noqa: PLR2004 - two coordinates
        return None
    one, two = (parse_degrees(value) for _, value in found)
    if one is None or two is None:
        return None
    labels = [label for label, _ in found]
    if sorted(labels) == ["x", "y"]:
        return _as_in_china(one, two) if labels[0] == "x" else _as_in_china(two, one)
    north = [label.startswith(_SAYS_LATITUDE) for label in labels]
    if {"x", "y"} & {*labels} or north[0] == north[1]:
        return None
    return (two, one) if north[0] else (one, two)


def _split_by_letters(text: str) -> list[str]:
    found = re.fullmatch(r"(?i)\s*([en东北].*?[^\s,])\s*([en东北].*)", text) or re.fullmatch(
        r"(?i)\s*(.*?[en])\s*(\d.*[en])\s*", text
    )
    return [found[1], found[2]] if found else []


def _is_latitude(text: str) -> bool | None:
    plain = text.strip().lower()
    if re.search(r"^(n|北纬|北|纬|lat)|n$", plain):
        return True
    return False if re.search(r"^(e|东经|东|经|lon|lng)|e$", plain) else None


def _within(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]
