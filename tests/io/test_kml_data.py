"""Facts that a KML has without a schema, and what it only links to."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.io.layers import check, codes
from xq_gis_plugin.io.kml_data import with_schema
from xq_gis_plugin.io.read import read_hazards

if TYPE_CHECKING:
    from pathlib import Path

FACTS = (
    '<ExtendedData><Data name="类型"><value>加油站</value></Data><Data name="等级"><displayName>级'
    '</displayName><value>一级</value></Data><Data name="备注 &quot;a&quot; &amp;b"><value><![CDATA[<b>新</b>'
    ']]></value></Data><Data name="空"><value/></Data></ExtendedData>'
)


def place(name: str, facts: str = "", lon: float = 106.28) -> str:
    point = f"<Point><coordinates>{lon},38.47</coordinates></Point>"
    return f"<Placemark><name>{name}</name>{facts}{point}</Placemark>"


def document(*parts: str, encoding: str = "UTF-8") -> str:
    head = f'<?xml version="1.0" encoding="{encoding}"?><kml xmlns="http://www.opengis.net/kml/2.2">'
    return f'{head}<Document id="d"><name>d</name>{"".join(parts)}</Document></kml>'


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_facts_of_places_are_read_whether_a_schema_declares_them_or_not(
    encoding: str, tmp_path: Path
) -> None:
    kind = FACTS.replace("一级", "二级")
    text = document(
        "<Folder><name>F</name>",
        place("甲", FACTS),
        place("乙", kind, 106.29),
        "</Folder>",
        encoding=encoding,
    )
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.writestr("doc.kml", text.encode(encoding))
    frame = read_hazards(tmp_path / "a.kmz")
    assert frame["name"].tolist() == ["甲", "乙"]
    assert frame["kind"].tolist() == ["petrol_station"] * 2
    assert frame["grade"].tolist() == ["1", "2"]
    assert frame['备注 "a" &b'].tolist() == ["<b>新</b>"] * 2
    assert frame.geometry.x.tolist() == [106.28, 106.29]


def test_facts_stay_with_their_place(tmp_path: Path) -> None:
    schema = '<Schema name="s" id="s"><SimpleField name="地址" type="string"/></Schema>'
    declared = (
        '<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="地址">胜利街</SimpleData></SchemaData>'
    )
    both = f'{declared}<Data name="类型"><value>加油站</value></Data></ExtendedData>'
    text = document(schema, place("甲", both), place("乙", FACTS, 106.29))
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    frame = read_hazards(tmp_path / "a.kml")
    assert frame["address"].tolist() == ["胜利街", None]
    assert frame["grade"].tolist() == [None, "1"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        document(place("甲")),
        '<kml><ExtendedData><Data name="a"><value>1</value></Data></ExtendedData></kml>',
        document('<ExtendedData><Data name="a"><value>1'),
        document('<ExtendedData><Data name="a"/></ExtendedData>'),
    ],
)
def test_a_kml_without_such_facts_stays_as_it_is(text: str) -> None:
    assert with_schema(text) == text


@pytest.mark.parametrize("piece", ["<ExtendedData>", '<Data name="a">', "<Data <value>", "</Data><value>"])
def test_a_file_in_which_nothing_ever_ends_is_done_with_in_one_go(piece: str) -> None:
    """Each piece looked for an end in all the others, this would take an hour."""
    text = document("<ExtendedData>", piece * 300_000, "</ExtendedData>")
    assert with_schema(text) == text


def test_network_links_that_are_not_followed_are_told(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>http://example.com/a.kml</href></Link></NetworkLink>"
    (tmp_path / "a.kml").write_text(document(place("甲", FACTS), link, link), encoding="utf-8")
    told = check(read_hazards(tmp_path / "a.kml"), "kml_links_unread")
    assert (told.severity, dict(told.facts)) == ("important", {"links": "2"})
    (tmp_path / "b.kml").write_text(document(place("甲", FACTS)), encoding="utf-8")
    assert "kml_links_unread" not in codes(read_hazards(tmp_path / "b.kml"))
