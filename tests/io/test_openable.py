"""Files that GDAL would refuse, or read wrongly, for something that can be mended."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from tests.io.layers import check, codes
from tests.io.test_more_formats import HERE, shapefile, stations, zipped
from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io import openable
from xq_gis_plugin.io.inspect import inspect
from xq_gis_plugin.io.options import ReadOptions
from xq_gis_plugin.io.read import read_hazards, read_protected

if TYPE_CHECKING:
    from pathlib import Path

NAME = "胜利街加油站"
PLACE = f"<Point><coordinates>{HERE[0]},{HERE[1]}</coordinates></Point>"
KML = f"""<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>站点</name><Placemark><name>{NAME}</name>{PLACE}
</Placemark></Document></kml>"""
GPX = f"""<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="{HERE[1]}" lon="{HERE[0]}"><name>{NAME}</name></wpt></gpx>"""


def prolog(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n' if encoding else ""


@pytest.mark.parametrize(("suffix", "text"), [(".kml", KML), (".gpx", GPX)])
@pytest.mark.parametrize(
    ("declared", "written", "code"),
    [
        ("GBK", "gb18030", None),
        ("gb2312", "gb18030", None),
        ("GB18030", "gb18030", None),
        ("Big5", "big5", None),
        ("", "gb18030", "encoding_guessed"),
        ("UTF-8", "gb18030", "encoding_contradicted"),
        ("GBK", "utf-8", "encoding_contradicted"),
        ("klingon", "gb18030", "encoding_guessed"),
        ("UTF-8", "utf-8", None),
        ("", "utf-8-sig", None),
        ("UTF-16", "utf-16", None),
    ],
)
def test_xml_is_read_in_the_encoding_that_it_is_in(
    suffix: str, text: str, declared: str, written: str, code: str | None, tmp_path: Path
) -> None:
    path = tmp_path / f"站点{suffix}"
    content = prolog(declared) + (text.replace("胜利街", "勝利街") if written == "big5" else text)
    path.write_bytes(
        content.replace("站点", "站點").encode(written) if written == "big5" else content.encode(written)
    )
    frame = read_protected(path)
    assert frame["name"].tolist() == [NAME.replace("胜", "勝") if written == "big5" else NAME]
    found = {one for one in codes(frame) if one.startswith(("encoding_", "text_"))}
    assert found == ({code} if code else set())
    assert frame.attrs["source"].path == str(path)


def test_what_a_person_says_of_a_kml_wins_and_its_folders_are_named_so(tmp_path: Path) -> None:
    folders = "".join(
        f"<Folder><name>{name}</name><Placemark>{PLACE}</Placemark></Folder>" for name in ("甲区", "乙区")
    )
    text = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folders}</Document></kml>'
    path = tmp_path / "a.kml"
    path.write_bytes((prolog("UTF-8") + text).encode("gb18030"))
    report = inspect(path, None, ReadOptions(encoding="gbk"))
    assert [(layer.name, layer.encoding) for layer in report.layers] == [
        ("甲区", "gb18030"),
        ("乙区", "gb18030"),
    ]
    assert [one.code for one in report.checks] == []


def test_a_kmz_in_gbk_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "doc.kml").write_bytes((prolog("GBK") + KML).encode("gb18030"))
    assert read_protected(zipped(tmp_path / "a.kmz", tmp_path / "doc.kml"))["name"].tolist() == [NAME]


def test_a_kml_of_zeroes_and_a_huge_one_are_refused_with_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.kml"
    with path.open("wb") as stream:
        stream.write((prolog("UTF-8") + KML[:200]).encode())
        stream.truncate(2 << 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 << 10, "200 MB of memory"
    assert (caught.value.code, caught.value.facts["megabytes"]) == ("file_too_large", 2048)
    # A smaller one is refused for its zeroes, before GDAL makes one text of them.
    with path.open("r+b") as stream:
        stream.truncate(4 << 20)
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert caught.value.code == "file_unreadable"
    assert "zeroes" in caught.value.message
    path.write_text(KML, encoding="utf-8")
    monkeypatch.setattr(openable, "MOST_KML_BYTES", 100)
    with pytest.raises(InputError) as caught:
        inspect(path)
    assert caught.value.code == "file_too_large"


def test_a_broken_kml_in_gbk_is_told_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_bytes((prolog("GBK") + KML[:-20]).encode("gb18030"))
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert (caught.value.code, caught.value.facts["path"]) == ("file_unreadable", str(path))
    assert "xq_gis_" not in caught.value.message


def test_a_shapefile_without_its_index_gets_one_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "GBK")
    whole = read_hazards(path)
    path.with_suffix(".shx").unlink()
    before = sorted(file.name for file in tmp_path.iterdir())
    frame = read_hazards(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == before
    assert frame.equals(whole)
    told = check(frame, "shx_restored")
    assert (told.severity, told.count) == (CheckSeverity.IMPORTANT, 2)
    assert [layer.rows for layer in inspect(path).layers] == [2]
    zipped_one = zipped(tmp_path / "a.zip", *tmp_path.glob("站点.*"))
    assert "shx_restored" in codes(read_hazards(zipped_one))


def test_a_shapefile_without_its_index_or_any_record_is_refused(tmp_path: Path) -> None:
    path = shapefile(tmp_path)
    path.with_suffix(".shx").unlink()
    path.write_bytes(path.read_bytes()[:104])
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert caught.value.code == "file_unreadable"
    assert ".shx is missing" in caught.value.message
    assert "SHAPE_RESTORE" not in caught.value.message


def test_a_flatgeobuf_that_was_cut_off_never_passes_for_whole_or_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.fgb"
    stations().to_file(path)
    data = path.read_bytes()
    for length in range(8, len(data), 11):
        path.write_bytes(data[:length])
        with pytest.raises(InputError) as caught:
            read_protected(path)
        assert caught.value.code == "file_unreadable", length


def test_a_geoparquet_whose_coordinate_system_is_damaged_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    stations().to_parquet(path)
    table = parquet.read_table(path)
    geo = table.schema.metadata[b"geo"].replace(b'"coordinate_system"', b'"coordinate_sxstem"')
    parquet.write_table(table.replace_schema_metadata({"geo": geo}), path)
    with pytest.raises(InputError) as caught:
        read_protected(path)
    assert caught.value.code == "file_unreadable"
    assert "coordinate system" in caught.value.message


def drawing(page: str, text: str, encoding: str, version: str = "AC1018") -> bytes:
    """Return a drawing with one text in it."""
    header = f"0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n{version}\n9\n$DWGCODEPAGE\n3\n{page}\n0\nENDSEC\n"
    entity = f"0\nTEXT\n8\n{text}\n10\n612000.0\n20\n4259000.0\n40\n2.5\n1\n{text}\n"
    return f"{header}0\nSECTION\n2\nENTITIES\n{entity}0\nENDSEC\n0\nEOF\n".encode(encoding)


@pytest.mark.parametrize(
    ("page", "written", "version", "said", "code"),
    [
        ("ANSI_936", "gb18030", "AC1018", None, None),
        ("ANSI_1252", "gb18030", "AC1018", None, "encoding_guessed"),
        ("ANSI_1252", "gb18030", "AC1018", "gbk", None),
        ("ANSI_1252", "utf-8", "AC1027", None, None),
        ("ANSI_936", "utf-8", "AC1021", None, None),
        ("ANSI_936", "utf-8", "AC1018", None, "encoding_contradicted"),
        ("ANSI_936", "utf-8", "AC1018", "utf-8", None),
    ],
)
def test_the_text_of_a_drawing_is_read_in_its_encoding(
    page: str, written: str, version: str, said: str | None, code: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.dxf"
    path.write_bytes(drawing(page, NAME, written, version))
    frame = read_protected(path, options=ReadOptions(crs="EPSG:4544", encoding=said))
    assert frame["Text"].tolist() == frame["Layer"].tolist() == [NAME]
    assert {one for one in codes(frame) if one.startswith(("encoding_", "text_"))} == (
        {code} if code else set()
    )


def test_a_drawing_that_is_said_to_be_in_another_encoding_is_read_so_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    path.write_bytes(drawing("ANSI_936", NAME, "gb18030"))
    frame = read_protected(path, options=ReadOptions(crs="EPSG:4544", encoding="utf-8"))
    assert "text_damaged" in codes(frame)
