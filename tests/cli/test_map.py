"""``xq-gis map``: online tiles only where they are asked for, and what is wrong with a call in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xq_gis_plugin.export import map_data
from xq_gis_plugin.export.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]

KEY = "ABCDEF" * 5


@pytest.fixture
def workspace(check: Call, town: Path) -> Path:
    assert check("--out", town / "o.gpkg").status == 0
    return town / "o.gpkg"


def policy(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return text.split("img-src ")[1].split(";")[0]


def test_the_map_asks_nobody_unless_told_to(call: Call, workspace: Path, town: Path) -> None:
    assert call("map", workspace, "--out", town / "m.html").status == 0
    assert policy(town / "m.html") == "data: blob:"


@pytest.mark.parametrize(
    ("options", "host"),
    [
        (("osm",), "tile.openstreetmap.org"),
        (("amap",), "webrd01.is.autonavi.com"),
        (("tianditu", "--tiles-key", KEY), "t0.tianditu.gov.cn"),
    ],
)
def test_the_map_may_ask_for_the_tiles_that_were_named(
    call: Call, workspace: Path, town: Path, options: tuple[str, ...], host: str
) -> None:
    assert call("map", workspace, "--out", town / "m.html", "--tiles", *options).status == 0
    allowed = policy(town / "m.html").split()[2:]
    assert f"https://{host}" in allowed
    assert all(address.endswith(host.split(".", 1)[1]) for address in allowed)


@pytest.mark.parametrize(
    ("options", "chinese", "english"),
    [
        (
            ("--tiles", "baidu"),
            ("没有这种在线底图：baidu", "osm, amap, tianditu"),
            ("no tiles called", "osm"),
        ),
        (("--tiles", "tianditu"), ("tianditu 需要密钥", "--tiles-key"), ("need a key", "--tiles-key")),
        (
            ("--tiles", "tianditu", "--tiles-key", "a&b=c"),
            ("这不是 tianditu 的密钥", "字母和数字"),
            ("no key", "digits"),
        ),
        (("--tiles-key", KEY), ("写了 --tiles-key，没有写 --tiles", "tianditu"), ("without", "tianditu")),
    ],
)
def test_what_is_wrong_with_the_tiles_is_told_in_both_languages(
    call: Call,
    workspace: Path,
    town: Path,
    options: tuple[str, ...],
    chinese: tuple[str, ...],
    english: tuple[str, ...],
) -> None:
    for lang, told in (("zh", chinese), ("en", english)):
        answer = call("map", workspace, "--out", town / "m.html", *options, "--lang", lang)
        assert answer.status == 2
        for text in told:
            assert text in answer.err
    assert not (town / "m.html").exists()


@pytest.mark.parametrize(("lang", "told"), [("zh", "完全不联网"), ("en", "asks nobody")])
def test_the_help_tells_of_the_tiles(call: Call, lang: str, told: str) -> None:
    out = call("map", "--help", "--lang", lang).out
    assert told in "".join(out.split()) or told in " ".join(out.split())
    assert "--tiles-key" in out


def test_what_one_page_cannot_hold_is_told(
    call: Call, workspace: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_data, "surroundings", lambda run: surroundings(run, 4))
    answer = call("map", workspace, "--out", town / "m.html", "--json")
    left_out = answer.json["not_drawn"]
    assert left_out > 0
    said = call("map", workspace, "--out", town / "m.html", "--overwrite", "--lang", "zh").out
    assert f"离危险源最远的{left_out}个保护对象未画出" in "".join(said.split())
    monkeypatch.undo()
    assert call("map", workspace, "--out", town / "m.html", "--overwrite", "--json").json["not_drawn"] == 0
