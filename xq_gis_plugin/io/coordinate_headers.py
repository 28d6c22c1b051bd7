"""Headers of coordinates: which of the two, or both, in which datum, in whatever order the words stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from xq_gis_plugin.core.model import Datum

__all__ = ["LAT", "LON", "PAIR", "CoordinateHeader", "Wording", "coordinate_header", "plain_header"]

LON, LAT = "lon", "lat"
"""Where a table keeps its coordinates, once its columns are named."""
PAIR = "coordinates"
"""Where it keeps both of them in one cell."""

# Traditional characters of headers, each before its simplified form; 座標 is Taiwan's word for 坐标.
_TRADITIONAL = (
    "稱称類类別别經经緯纬編编號号級级種种單单業业險险對对學学醫医電电話话詳详細细營营銷销積积總总層层數数戶户壓压"
    "絕绝緣缘寬宽車车鄉乡鎮镇專专欄栏規规劃划狀状態态來来護护築筑測测邊边幾几義义許许證证網网點点選选願愿門门"
    "臨临時时罐罐儲储設设標标座坐橫横縱纵東东確确範范圍围備备註注聯联絡络樓楼處处氣气觀观"
)
_SIMPLE = str.maketrans({_TRADITIONAL[at]: _TRADITIONAL[at + 1] for at in range(0, len(_TRADITIONAL), 2)})

_DATUMS = {
    Datum.GCJ02: "gcj02|gcj|高德地图|高德|amap|腾讯地图|腾讯|火星",
    Datum.BD09: "bd09ll|bd09|bd|百度地图|百度|baidu",
    Datum.WGS84: "wgs84|wgs1984|wgs|gps",
    Datum.CGCS2000: "cgcs2000|国家2000|2000国家|天地图",
}
# Beside a word for longitude 84 is a datum; beside an x it may be a number or a year.
_SHORT = {Datum.WGS84: "84", Datum.CGCS2000: "2000"}
_PLACES = (
    "location|position|loc|centre|center|geo|point|"
    "地理坐标|位置坐标|坐标|中心点|中心|位置|所在地|定位|企业|单位|项目|站点|场所|地理|点位|点"
)
_WORDS = {
    LON: "longitude|long|lng|lon|经度坐标|(?:经度|东经)[e度]?",
    LAT: "latitude|lat|纬度坐标|(?:纬度|北纬)[n度]?",
}
# Surveyors' x goes north: with them the ordinate (纵坐标) is x, and what goes east is y.
_LETTERS = {
    LON: "x|x坐标|坐标x|xcoord|coordx|横坐标[xy]?|[xy]横坐标|y东|东y|东坐标y?|y坐标东|easting",
    LAT: "y|y坐标|坐标y|ycoord|coordy|纵坐标[xy]?|[xy]纵坐标|x北|北x|北坐标x?|x坐标北|northing",
}
_PAIRS = (
    "coordinates|经纬度坐标|坐标经纬度|经纬度|经度纬度|位置坐标|地理坐标|坐标点|坐标xy|xy坐标|坐标|"
    "lnglat|lonlat|latlng|latlon|location"
)
_UNIT = re.compile(r"(.+?)[(\[/](?:°|度|deg|degrees?|e|n|m|米|度分秒|十进制度?|小数)[)\]]?")

_SYSTEM = re.compile(r"(?:(?<=\d)|(?<=高德)|(?<=百度)|(?<=腾讯)|(?<=火星)|(?<=地图))坐标系统?$")
"""What may follow the name of a datum: 经度(GCJ-02坐标系)."""


class Wording(IntEnum):
    """How a header says it, the plainest first."""

    WORDS = 0
    PAIR = 1
    OF_A_PLACE = 2
    LETTERS = 3


@dataclass(frozen=True)
class CoordinateHeader:
    """What a header of coordinates says.

    Attributes
    ----------
    column
        `LON`, `LAT` or `PAIR`.
    datum
        The one that it names, if any.
    wording
        How it is worded.
    """

    column: str
    datum: Datum | None
    wording: Wording


def plain_header(text: str) -> str:
    """Return a header without what makes no difference: width, case, spaces, underscores, old forms."""
    plain = re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", text)).lower()
    return plain if plain.isascii() else plain.translate(_SIMPLE)


@lru_cache(maxsize=4096)
def coordinate_header(text: str) -> CoordinateHeader | None:
    """Return what a header says of coordinates, None if it is no header of coordinates."""
    plain = plain_header(text)
    if plain.rstrip(")]").endswith(("′", "'", '"')):
        # Minutes or seconds, to be added to the degrees of another column.
        return None
    unit = _UNIT.fullmatch(plain)
    # Brackets, dots and the like stand between the words: 经度(WGS84), location.lng.
    plain = _SYSTEM.sub("", re.sub(r"[\W_]", "", unit[1] if unit else plain))
    if plain == "gps":
        return CoordinateHeader(PAIR, Datum.WGS84, Wording.PAIR)
    for pattern, column, wording in _patterns():
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        named = {mark for mark, value in found.groupdict().items() if value is not None}
        datums = {datum for datum in Datum if {f"{datum}_1", f"{datum}_2"} & named}
        if len(datums) > 1:
            return None
        of_place = "place" in named and wording is Wording.WORDS
        return CoordinateHeader(column, next(iter(datums), None), Wording.OF_A_PLACE if of_place else wording)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, Wording], ...]:
    found = []
    for names, wording, short in ((_WORDS, Wording.WORDS, True), (_LETTERS, Wording.LETTERS, False)):
        found += [(_pattern(name, short=short), column, wording) for column, name in names.items()]
    return (*found, (_pattern(_PAIRS, short=True), PAIR, Wording.PAIR))


def _pattern(words: str, *, short: bool) -> re.Pattern[str]:
    """Return a pattern of words with a datum before or behind them, and a place before them."""

    def datum(number: int) -> str:
        names = (
            f"(?P<{datum}_{number}>{marks}{f'|{_SHORT[datum]}' if short and datum in _SHORT else ''})"
            for datum, marks in _DATUMS.items()
        )
        return f"(?:{'|'.join(names)})?"

    return re.compile(f"{datum(1)}(?P<place>{_PLACES})?(?:{words}){datum(2)}")
