"""The styles as files: complete, in words, told apart by whoever sees colours otherwise or not at all."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
from shapely import Point

from xq_gis_plugin.core.model import FINDING_COLUMNS, HAZARD_COLUMNS, OBJECT_COLUMNS, PART_COLUMNS
from xq_gis_plugin.export.page import OfflinePage
from xq_gis_plugin.export.words import say, word, words_of
from xq_gis_plugin.io.workspace_styles import add_styles
from xq_gis_plugin.palette import risk_styles

ROOT = Path(__file__).resolve().parents[1]
STYLES = ROOT / "styles"
LANGUAGES = ("zh", "en")
FILES = sorted(STYLES.glob("??/*.qml"))
every_style = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
EYES: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
GREY: Matrix = ((0.2126, 0.7152, 0.0722),) * 3


def linear(color: str) -> Rgb:
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def dot(one: Rgb, other: Rgb) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def seen(color: str, eye: Matrix) -> Rgb:
    light = linear(color)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in eye
    )
    return red, green, blue


def luminance(light: Rgb) -> float:
    return dot(GREY[0], light)


def lab(light: Rgb) -> Rgb:
    """Return CIE L*a*b* (D65) of linear sRGB."""
    to_xyz: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = (
        sum(a * b for a, b in zip(row, light, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Rgb, other: Rgb) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("eye", EYES)
def test_any_two_risk_colours_differ_for_every_eye(eye: str) -> None:
    for one, other in itertools.combinations(risk_styles().values(), 2):
        # 2.3 is just noticed.
        assert difference(seen(one.fill, EYES[eye]), seen(other.fill, EYES[eye])) > 20, (
            one.color,
            other.color,
        )


def test_without_any_colour_shape_sign_and_line_still_tell_them_apart() -> None:
    styles = list(risk_styles().values())
    for one, other in itertools.combinations(styles, 2):
        assert one.shape != other.shape
        assert one.sign != other.sign
        # A line has no shape: it is dashed otherwise, or much thicker.
        widths = sorted((one.width_mm, other.width_mm))
        assert one.line != other.line or widths[1] > 2 * widths[0], (one.color, other.color)


def test_in_greyscale_no_sign_sinks_into_the_ground_or_its_own_fill() -> None:
    ground = seen("#f3f2ee", GREY)
    for style in risk_styles().values():
        edge = style.outline if style.color == "yellow" else style.fill
        assert contrast(seen(edge, GREY), ground) >= 2.8, style.color
        ink = style.outline if style.color == "yellow" else "#ffffff"
        assert contrast(seen(style.fill, GREY), seen(ink, GREY)) >= 3, style.color


def test_the_html_map_takes_its_colours_and_signs_from_the_same_file() -> None:
    page = OfflinePage("x", "{}", "", fictional=False, osm=False).render()
    for style in risk_styles().values():
        assert f'"{style.color}": "{style.fill}"' in page
        assert f"--{style.color}: {style.fill};" in page
        assert f'"{style.color}": {{"shape": "{style.shape}", "sign": "{style.sign}"}}' in page
    own = ROOT / "xq_gis_plugin" / "export" / "static" / "map"
    drawn = (own / "layers.js").read_text(encoding="utf-8")
    for style in risk_styles().values():
        assert f"{style.shape}: " in drawn
        for file in own.iterdir():
            assert style.fill not in file.read_text(encoding="utf-8"), file.name


def test_both_languages_have_the_same_styles() -> None:
    names = [{file.name for file in FILES if file.parent.name == lang} for lang in LANGUAGES]
    assert names[0] == names[1]
    assert len(names[0]) == 17


@every_style
def test_a_style_is_one_file_that_the_oldest_qgis_wrote(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert ET.fromstring(text).get("version", "").startswith("3.22.")  # noqa: S314 - our own file
    assert "/home/" not in text
    assert "/usr/" not in text
    assert ".svg" not in text


@every_style
def test_every_column_is_called_by_its_name_in_the_language(file: Path) -> None:
    root = ET.parse(file).getroot()  # noqa: S314 - our own file
    aliases = {one.get("field"): one.get("name") for one in root.iter("alias")}
    lang = "zh" if file.parent.name == "zh" else "en"
    known = {one.text(lang) for group in ("column", "fact") for one in words_of(group).values()}
    known |= {word("layout", "code_of", lang).format(name=name) for name in known}
    assert len(aliases) > 1
    assert [column for column, alias in aliases.items() if column != "fid" and alias not in known] == []


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("findings", FINDING_COLUMNS), ("hazards_point", HAZARD_COLUMNS), ("parts_point", PART_COLUMNS),
        ("protected_polygon", OBJECT_COLUMNS),
    ],
)  # fmt: skip
def test_no_column_of_the_model_is_forgotten(table: str, columns: tuple[str, ...]) -> None:
    for lang in LANGUAGES:
        root = ET.parse(STYLES / lang / f"{table}.qml").getroot()  # noqa: S314 - our own file
        assert set(columns) - {"geometry"} <= {one.get("field") for one in root.iter("alias")}


def test_the_legend_says_what_the_colours_are_not() -> None:
    for lang in ("zh", "en"):
        for kind in ("point", "polygon"):
            root = ET.parse(STYLES / lang / f"hazard_summary_{kind}.qml").getroot()  # noqa: S314 - our own file
            labels = [rule.get("label") for rule in root.iter("rule")]
            assert say("legend", lang) in labels
            assert {word("color_meaning", color, lang) for color in risk_styles()} <= set(labels)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    for table in ("findings", "protected"):
        frame = gpd.GeoDataFrame({"name": ["a"]}, geometry=[Point(106.2, 38.4)], crs="EPSG:4490")
        frame.to_file(path, layer=table, driver="GPKG", engine="pyogrio")
    return path


def styles_of(path: Path) -> dict[str, tuple[str, str, int]]:
    query = "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles"
    with closing(sqlite3.connect(path)) as connection:
        return {table: (column, text, default) for table, column, text, default in connection.execute(query)}


def test_a_workspace_carries_its_styles(workspace: Path) -> None:
    add_styles(workspace)
    add_styles(workspace)
    found = styles_of(workspace)
    assert found["findings"][0] == "geom"
    assert found["run"][0] == ""
    assert all(default == 1 for _, _, default in found.values())
    lean, whole = found["findings"][1], (STYLES / "zh" / "findings.qml").read_text(encoding="utf-8")
    assert lean == ET.canonicalize(whole, strip_text=True)
    with closing(sqlite3.connect(workspace)) as connection:
        assert connection.execute("SELECT count(*) FROM layer_styles").fetchone() == (len(found),)


def test_a_planners_own_style_in_a_workspace_is_left_alone(workspace: Path) -> None:
    add_styles(workspace)
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute(
            "INSERT INTO layer_styles (f_table_name, styleName, styleQML, useAsDefault, owner) "
            "VALUES ('mine', 'mine', '<qgis/>', 0, 'planner')"
        )
    add_styles(workspace)
    assert styles_of(workspace)["mine"] == (None, "<qgis/>", 0)
