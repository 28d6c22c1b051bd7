"""What reaches a planner's desk beside GeoPackage: of a phone, CAD, an old spreadsheet, zipped."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyogrio
import pytest
import shapely

from tests.io.layers import SHARED, check, codes, feature, geojson, point
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io import archives
from xq_gis_plugin.io.columns import Role
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

HERE = (106.28575, 38.47047)
STATIONS_XLS = Path(__file__).with_name("stations.xls")
GBK = SHARED / "data" / "awkward" / "gbk-shapefiles"


def stations(crs: str = "EPSG:4490") -> gpd.GeoDataFrame:
    places = gpd.points_from_xy([HERE[0], 106.29], [HERE[1], 38.48])
    data = {"名称": ["胜利加油站", "丽景加气站"], "类型": ["加油站", "CNG加气站"]}
    return gpd.GeoDataFrame(data, geometry=places, crs="EPSG:4490").to_crs(crs)


def shapefile(folder: Path, encoding: str = "UTF-8", name: str = "站点") -> Path:
    path = folder / f"{name}.shp"
    pyogrio.write_dataframe(stations(), path, encoding=encoding)
    return path


def kml(path: Path) -> Path:
    """Write a .kml, or a .kmz as a phone does: with the picture of a pin beside it."""
    plain = path.with_suffix(".kml")
    stations().rename(columns={"名称": "Name"}).to_crs(4326).to_file(plain, driver="KML", layer="站点")
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(plain, "doc.kml")
            archive.writestr("files/pin.png", b"png")
    return path


@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
def test_a_phones_kml(tmp_path: Path, suffix: str) -> None:
    frame = read_hazards(kml(tmp_path / f"a{suffix}"))
    assert frame["name"].tolist() == ["胜利加油站", "丽景加气站"]
    assert frame.geometry.iloc[0].distance(shapely.Point(HERE)) < 1e-7


def test_a_track_of_a_gps(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
        f'<wpt lat="{HERE[1]}" lon="{HERE[0]}"><name>胜利加油站</name></wpt></gpx>'
    )
    (tmp_path / "a.gpx").write_text(text, encoding="utf-8")
    frame = read_protected(tmp_path / "a.gpx")
    assert frame["name"].tolist() == ["胜利加油站"]


@pytest.mark.filterwarnings("ignore:'crs' was not provided:UserWarning")
def test_a_drawing_asks_for_its_coordinate_system_and_its_closed_lines_are_areas(tmp_path: Path) -> None:
    outline = gpd.GeoSeries([shapely.box(*HERE, 106.2868, 38.4715)], crs=4490).to_crs(4544)
    path = tmp_path / "a.dxf"
    gpd.GeoDataFrame({"Layer": ["JZ"]}, geometry=outline.boundary.to_numpy()).to_file(path, driver="DXF")
    with pytest.raises(InputError) as asked:
        read_protected(path)
    assert asked.value.code == "crs_missing"
    assert "EPSG:4544" in asked.value.facts["crs"][:2]
    frame = read_protected(path, options=ReadOptions(crs="EPSG:4544"))
    assert frame.geom_type.tolist() == ["Polygon"]
    assert {"crs_said", "lines_closed"} <= set(codes(frame))
    assert frame.geometry.iloc[0].symmetric_difference(shapely.box(*HERE, 106.2868, 38.4715)).area < 1e-10


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_mapinfo_and_geoparquet(tmp_path: Path) -> None:
    # The format has no Chinese names of columns.
    plain = stations().rename(columns={"名称": "name", "类型": "kind"}).to_crs(4326)
    plain.to_file(tmp_path / "a.tab", driver="MapInfo File")
    stations().to_parquet(tmp_path / "a.parquet")
    for name in ("a.tab", "a.parquet"):
        frame = read_hazards(tmp_path / name)
        assert frame["name"].tolist() == ["胜利加油站", "丽景加气站"], name
        assert frame.geometry.iloc[0].distance(shapely.Point(HERE)) < 1e-7


def test_what_is_said_of_several_files_changes_none_that_speaks_for_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    stations("EPSG:4544").to_file(path)
    frame = read_hazards(path, options=ReadOptions(crs="EPSG:4523", encoding="big5"))
    assert frame["name"].tolist() == ["胜利加油站", "丽景加气站"]
    assert frame.geometry.iloc[0].distance(shapely.Point(HERE)) < 1e-7
    assert "crs_kept" in codes(frame)


def test_an_old_workbook_with_merged_cells() -> None:
    frame = read_hazards(STATIONS_XLS)
    assert frame["name"].tolist() == ["甲站", "乙站"]
    assert frame["street"].tolist() == ["胜利街", "胜利街"]
    assert frame["built_year"].tolist()[0] == 2009
    assert frame.geometry.iloc[1].distance(shapely.Point(106.29, 38.47)) < 1e-9
    assert frame.attrs["source"].layer == "加油站"


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_a_shapefile_without_a_word_of_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = shapefile(tmp_path, encoding)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    dbf = bytearray(path.with_suffix(".dbf").read_bytes())
    dbf[29] = 0
    path.with_suffix(".dbf").write_bytes(dbf)
    frame = read_hazards(path)
    assert frame["name"].tolist() == ["胜利加油站", "丽景加气站"]
    assert "encoding_guessed" in codes(frame)


@pytest.mark.parametrize(("written", "said"), [("GBK", "UTF-8"), ("UTF-8", "GBK")])
def test_a_shapefile_that_names_the_wrong_encoding(tmp_path: Path, written: str, said: str) -> None:
    path = shapefile(tmp_path, written)
    path.with_suffix(".cpg").write_text(said)
    frame = read_hazards(path)
    assert frame["name"].tolist() == ["胜利加油站", "丽景加气站"]
    assert "encoding_contradicted" in codes(frame)
    # A person has the last word.
    wrong = read_protected(path, options=ReadOptions(encoding=said, reject_rows=True))
    assert "胜利加油站" not in wrong["name"].tolist() if "name" in wrong else True


def test_text_that_was_saved_wrongly_is_told(tmp_path: Path) -> None:
    good = ["胜利加油站", "丽景街加气站", "银川市第一中学"]
    bad = [name.encode("gb18030").decode("latin-1") for name in good]
    path = geojson(tmp_path / "a.geojson", *(feature(point(), name=name, kind="住宅") for name in bad))
    told = check(read_protected(path), "text_garbled").message
    assert "胜利加油站" in told


@pytest.mark.shared
@pytest.mark.parametrize("name", ["yinchuan_gbk_ldid0_noprj_gcj02", "yinchuan_gbk_ldid4D_noprj_gcj02"])
def test_real_shapefiles_in_gbk(name: str) -> None:
    frame = read_protected(GBK / f"{name}.shp", datum="gcj02")
    assert any("兴庆区" in str(value) for column in frame.columns for value in frame[column])
    assert "text_garbled" not in codes(frame)


# Archives


def zipped(path: Path, *files: Path, **names: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, names.get(file.suffix[1:], file.name))
    return path


def test_a_zipped_shapefile_is_read_as_the_shapefile(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "GBK")
    archive = zipped(tmp_path / "a.zip", *sorted(tmp_path.glob("站点.*")))
    one, other = read_hazards(path), read_hazards(archive)
    assert one.equals(other)
    assert other.attrs["source"].path.endswith("a.zip")
    assert other.attrs["source"].layer == one.attrs["source"].layer == "站点"
    assert other.attrs["source"].sha256


def test_of_several_files_in_an_archive_one_is_chosen(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shapefile(folder)
    geojson(folder / "b.geojson", feature(point(), name="甲", kind="加油站"))
    archive = zipped(tmp_path / "a.zip", *sorted(folder.iterdir()))
    with pytest.raises(InputError) as asked:
        read_hazards(archive)
    assert asked.value.code == "layer_unnamed"
    assert asked.value.facts["layers"] == ["b.geojson", "站点.shp"]
    assert read_hazards(f"{archive}#b.geojson")["name"].tolist() == ["甲"]
    assert len(read_hazards(f"{archive}#站点.shp")) == 2


def test_the_layers_of_files_in_an_archive_are_listed_as_they_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for layer in ("甲", "乙"):
        stations().to_file(tmp_path / "in" / "区.gpkg", layer=layer)
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("第二页")):
        sheet.append(["名称", "类型", "经度", "纬度"])
        sheet.append(["甲", "加油站", 106.28, 38.47])
    book.save(tmp_path / "in" / "表.xlsx")
    shapefile(tmp_path / "in")
    archive = zipped(tmp_path / "a.zip", *sorted((tmp_path / "in").iterdir()))
    report = inspect(archive, Role.HAZARD)
    assert {layer.name: layer.rows for layer in report.layers} == {
        "区.gpkg#甲": 2, "区.gpkg#乙": 2, "站点.shp": 2, "表.xlsx#Sheet": 1, "表.xlsx#第二页": 1,
    }  # fmt: skip
    for layer in report.layers:
        assert len(read_hazards(f"{archive}#{layer.name}")) == layer.rows


def test_the_folders_of_a_kmz_are_listed_by_their_names(tmp_path: Path) -> None:
    for layer in ("甲", "乙"):
        mode = "a" if layer == "乙" else "w"
        stations().to_crs(4326).to_file(tmp_path / "doc.kml", driver="LIBKML", layer=layer, mode=mode)
    archive = zipped(tmp_path / "a.kmz", tmp_path / "doc.kml")
    assert [(layer.name, layer.rows) for layer in inspect(archive).layers] == [("甲", 2), ("乙", 2)]


def test_a_damaged_file_in_an_archive_is_told_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.gpkg").write_bytes(b"no database")
    geojson(tmp_path / "b.geojson", feature(point(), name="甲", kind="加油站"))
    report = inspect(zipped(tmp_path / "a.zip", tmp_path / "broken.gpkg", tmp_path / "b.geojson"))
    assert [layer.name for layer in report.layers] == ["b.geojson"]
    assert [error.code for error in report.errors] == ["file_unreadable"]
    assert "broken.gpkg" in report.errors[0].message


@pytest.mark.parametrize(
    ("name", "layer"),
    [("a*b?.shp", "a_b_"), ("CON.shp", "CON_"), (f"{'长' * 90}.shp", "长" * 60), ("一 (2).shp", "一 (2)")],
)
def test_a_name_in_an_archive_that_a_file_system_cannot_bear_is_made_bearable(
    tmp_path: Path, name: str, layer: str
) -> None:
    (tmp_path / "in").mkdir()
    shapefile(tmp_path / "in")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in (tmp_path / "in").iterdir():
            archive.writestr(name.replace(".shp", file.suffix), file.read_bytes())
    assert read_hazards(tmp_path / "a.zip").attrs["source"].layer == layer


def test_chinese_names_in_an_archive_of_windows_are_read_right(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shapefile(folder)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in folder.iterdir():
            info = zipfile.ZipInfo("placeholder")
            info.filename = file.name.encode("gbk").decode("cp437")
            info.flag_bits = 0
            archive.writestr(info, file.read_bytes())
    data = (tmp_path / "a.zip").read_bytes()
    # zipfile marks every name that is not ASCII as UTF-8; Windows does not.
    for file in folder.iterdir():
        name = file.name.encode("gbk")
        data = data.replace(
            name.decode("cp437").encode(), name + b"_" * (len(name.decode("cp437").encode()) - len(name))
        )
    assert len(read_hazards(tmp_path / "a.zip")) == 2


@pytest.mark.parametrize(
    "name",
    ["../evil.geojson", "/etc/evil.geojson", "C:/evil.geojson", "a/../../evil.geojson", "..\\evil.geojson"],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, "{}")
    with pytest.raises(InputError) as refused:
        read_hazards(tmp_path / "a.zip")
    assert refused.value.code == "archive_path"
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("suffix", [".zip", ".kmz", ".xlsx"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "SMALL_BYTES", 1 << 20)
    path = tmp_path / f"bomb{suffix}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml" if suffix == ".kmz" else "a.geojson", b"\0" * (8 << 20))
    with pytest.raises(InputError) as refused:
        read_hazards(path)
    assert refused.value.code == "archive_too_large"


def test_an_archive_without_data_or_damaged_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("readme.md", "x")
    with pytest.raises(InputError) as refused:
        read_hazards(tmp_path / "a.zip")
    assert refused.value.code == "archive_without_data"
    assert "readme.md" in refused.value.message
    zipped(tmp_path / "c.zip", tmp_path / "a.zip")
    with pytest.raises(InputError) as refused:
        read_hazards(tmp_path / "c.zip")
    assert refused.value.code == "archive_without_data"
    assert "a.zip" in refused.value.message
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 not one")
    with pytest.raises(InputError) as refused:
        read_hazards(tmp_path / "b.zip")
    assert refused.value.code == "file_unreadable"


def drawing(path: Path, *points: tuple[str, float, float]) -> Path:
    point = "0\nPOINT\n8\n{}\n10\n{}\n20\n{}\n"
    entities = "".join(point.format(*one) for one in points)
    path.write_bytes(f"0\nSECTION\n2\nENTITIES\n{entities}0\nENDSEC\n0\nEOF\n".encode("gb18030"))
    return path


def test_the_layers_of_a_drawing_are_listed_and_one_is_chosen(tmp_path: Path) -> None:
    path = drawing(
        tmp_path / "a.dxf",
        ("加油站", 106.28, 38.47),
        ("住宅楼", 106.29, 38.47),
        ("住宅楼", 106.3, 38.47),
    )
    everything = read_protected(path, datum="cgcs2000")
    assert len(everything) == 3
    assert dict(check(everything, "drawing_layers").facts)["layers"] == "住宅楼 2, 加油站 1"
    houses = read_protected(f"{path}#住宅楼", datum="cgcs2000")
    assert houses.geometry.x.tolist() == [106.29, 106.3]
    assert houses.attrs["source"].layer == "住宅楼"
    assert houses.attrs["rows"].numbers.tolist() == [2, 3]
    assert "drawing_layers" not in codes(houses)
    with pytest.raises(InputError) as caught:
        read_protected(f"{path}#学校", datum="cgcs2000")
    assert caught.value.code == "layer_missing"
    assert caught.value.facts["layers"] == ["住宅楼", "加油站"]


def test_a_drawing_of_one_layer_has_nothing_to_choose(tmp_path: Path) -> None:
    path = drawing(tmp_path / "a.dxf", ("加油站", 106.28, 38.47))
    for name in (path, f"{path}#entities", f"{path}#加油站"):
        assert "drawing_layers" not in codes(read_protected(name, datum="cgcs2000"))


def test_what_is_said_of_a_block_that_is_missing_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    insert = "0\nINSERT\n8\n块\n2\n油罐图块\n10\n106.28\n20\n38.47\n"
    point = "0\nPOINT\n8\n房屋\n10\n106.28\n20\n38.47\n"
    path.write_bytes(f"0\nSECTION\n2\nENTITIES\n{insert}{point}0\nENDSEC\n0\nEOF\n".encode("gb18030"))
    told = check(read_protected(path, datum="cgcs2000"), "driver_warning")
    assert told.message == "a.dxf: Block 油罐图块 does not exist"
