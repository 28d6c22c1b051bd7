"""Coordinates in the spellings that tables have them in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xq_gis_plugin.io.coordinates import parse_degrees, parse_pair
from xq_gis_plugin.io.metres import Metres, order_of_metres
from xq_gis_plugin.io.values import WrongValueError

HERE = (106.28575, 38.470472)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        (106.28575, 106.28575),
        ("106.28575", 106.28575),
        ("１０６．２８５７５", 106.28575),
        ("106.28575°", 106.28575),
        ("106.28575度", 106.28575),
        ("E106.28575", 106.28575),
        ("106.28575E", 106.28575),
        ("东经106.28575", 106.28575),
        ("经度：106.28575", 106.28575),
        ("106°17′8.7″", 106.28575),
        ("106°17'8.7\"E", 106.28575),
        ("106° 17' 8.7''", 106.28575),
        ("106度17分8.7秒", 106.28575),
        ("东经106度17分8.7秒", 106.28575),
        ("106:17:8.7", 106.28575),
        ("106 17 8.7", 106.28575),
        ("106-17-8.7", 106.28575),
        ("106°17.145′", 106.28575),
        ("106°", 106.0),
        ("106.17.8.7", 106.28575),
        ("106.17.09", 106.28583333333334),
        ("E106.17.8.7", 106.28575),
        ("106°17′8″.7", 106.28575),
        ("106°17'8\".7", 106.28575),
        ("106度17分8秒.7", 106.28575),
        ("106d17m8.7s", 106.28575),
        ("38d 28m 12s", 38.47),
        ("38d28m12sN", 38.47),
        ("106°17´8.7˝", 106.28575),
        ("106º17ʹ8.7ʺ", 106.28575),
        ("106⁰17′8.7″", 106.28575),
        ("106.28575⁰", 106.28575),
        ("106˚17′8.7″", 106.28575),
        ("\u202d106.28575\u202c", 106.28575),
        ("\u200b106.28575\u200b", 106.28575),
        ("\ufeff106.28575", 106.28575),
        ("\u202d\u202c", None),
        ("'106.28575", 106.28575),
        ("’106.28575", 106.28575),
        ("106.28575，", 106.28575),
        ("106.28575。", 106.28575),
        ("106.28575;", 106.28575),
        ("106°17′8.7″；", 106.28575),
        ("-73.5", -73.5),
        ("W73.5", -73.5),
        ("西经73°30′", -73.5),
        ("4,259,000", 4259000.0),
        ("35523456.78", 35523456.78),
        ("—", None),
        ("不详", None),
        ("无", None),
        ("暂无", None),
        ("", None),
    ],
)
def test_a_coordinate_in_each_spelling(text: object, degrees: float | None) -> None:
    found = parse_degrees(text)
    assert found is None if degrees is None else found == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "abc", "106°61′", "106°17′61″", "106.5°17′", "106°17.5′8″", "1 2 3 4", "兴庆区", "=cmd|x",
        # Seconds of three digits may be 30.5 or 305; the date of a survey is no place.
        "106. 27", "106 .27", "106°.27",
        "106.17.305", "106.61.30", "106.17.8.7.1", "2016.12.30", "106.28575,38.47047", "106..28",
    ],
)  # fmt: skip
def test_what_is_no_coordinate_is_refused(text: str) -> None:
    with pytest.raises(WrongValueError):
        parse_degrees(text)


@settings(deadline=None)
@given(st.floats(-180, 180), st.integers(1, 5))
def test_degrees_minutes_and_seconds_mean_the_degrees(degrees: float, decimals: int) -> None:
    total = round(abs(degrees) * 3600, decimals)
    minutes, seconds = divmod(total, 60)
    whole, minutes = divmod(int(minutes), 60)
    sign = "W" if degrees < 0 else "E"
    text = f"{sign}{whole}°{minutes}′{seconds:.{decimals}f}″"
    if f"{seconds:.{decimals}f}".startswith("60"):
        return
    assert parse_degrees(text) == pytest.approx(degrees, abs=0.6 * 10**-decimals / 3600 + 1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "106.28575,38.470472",
        "106.28575，38.470472",
        "38.470472,106.28575",
        "(106.28575, 38.470472)",
        "[106.28575, 38.470472]",
        "106.28575 38.470472",
        "106.28575;38.470472",
        "106.28575|38.470472",
        "38.470472N,106.28575E",
        "N38.470472 E106.28575",
        "经度:106.28575,纬度:38.470472",
        "东经106.28575 北纬38.470472",
        "POINT (106.28575 38.470472)",
        "X:106.28575 Y:38.470472",
        "x=38.470472, y=106.28575",
        "Y：38.470472 X：106.28575",
        "lng=106.28575,lat=38.470472",
        "lat: 38.470472; lon: 106.28575",
        '{"lng":106.28575,"lat":38.470472}',
        "{'longitude': '106.28575', 'latitude': '38.470472'}",
        "经度=106.28575，纬度=38.470472",
        "[106.28575,38.470472]",
        "\ufeff106.28575,38.470472，",
        "106.28575,38.470472。",
    ],
)
def test_a_pair_in_one_cell_in_each_spelling(text: str) -> None:
    assert parse_pair(text) == pytest.approx(HERE)


def test_a_pair_in_degrees_minutes_and_seconds() -> None:
    assert parse_pair("E106°17′8.7″,N38°28′13.7″") == pytest.approx(HERE, abs=1e-6)
    assert parse_pair("北纬38°28′13.7″ 东经106°17′8.7″") == pytest.approx(HERE, abs=1e-6)
    assert parse_pair("不详") is None


def test_a_pair_that_names_its_numbers_is_believed_wherever_it_lies() -> None:
    assert parse_pair('{"lat": 106.2, "lng": 38.4}') == (38.4, 106.2)
    assert parse_pair("X:4259000 Y:612000") == (4259000, 612000)
    assert parse_pair("lng=E106°17′8.7″,lat=N38°28′13.7″") == pytest.approx(HERE, abs=1e-6)
    assert parse_pair("lng=不详,lat=不详") is None


@pytest.mark.parametrize(
    "text",
    [
        "106.28575", "106.28575,", "a,b", "1,2,3", "兴庆区胜利街", "lng=106.28575", "lng=106.2,lng=106.3",
        '{"lng":106.2,"lat":38.4,"alt":1100}', "x=106.2,lat=38.4", "y=106.2,lat=38.4",
        "{}",
    ],
)  # fmt: skip
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(WrongValueError):
        parse_pair(text)


@pytest.mark.parametrize(
    ("x", "y", "known"),
    [
        ([612000.0], [4259000.0], Metres(easting_first=True, zone=None)),
        ([4259000.0], [612000.0], Metres(easting_first=False, zone=None)),
        ([35612000.0], [4259000.0], Metres(easting_first=True, zone=35)),
        ([4259000.0], [18612000.0], Metres(easting_first=False, zone=18)),
        ([106.2], [38.4], None),
        ([38.4], [106.2], None),
        ([35612000.0, 36612000.0], [4259000.0, 4259000.0], None),
        ([99612000.0], [4259000.0], None),
        ([], [], None),
    ],
)
def test_metres_are_known_by_their_size(x: list[float], y: list[float], known: Metres | None) -> None:
    assert order_of_metres(x, y) == known
