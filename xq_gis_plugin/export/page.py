"""An offline page for folium: a map, and layers, that ask nothing of any network.

`OfflinePage` is a branca figure that writes every style and script into itself and lets the browser
run nothing else. `OfflineMap` is a folium map without folium's lists of remote files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import jinja2
from branca.element import Element, Figure

from xq_gis_plugin.core.model import Datum
from xq_gis_plugin.export.packing import inert_json
from xq_gis_plugin.export.words import Word, word, words_of
from xq_gis_plugin.palette import risk_styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xq_gis_plugin.export.online_tiles import TileSource

__all__ = [
    "MapLayer",
    "OfflineMap",
    "OfflinePage",
    "OnlineTiles",
    "PlanPage",
    "both",
    "own_scripts",
    "own_template",
]

_STATIC = Path(__file__).resolve().parent / "static"
_STYLES = (
    "leaflet/leaflet.css",
    "map/map.css",
    "map/pointer.css",
    "map/room.css",
    "map/stage.css",
    "map/paper.css",
    "map/present.css",
    "map/ask.css",
)
# Each by itself and before all else: they decide whether the browser can show the page.
_FIRST = ("map/guard.js", "map/modern.js")
_NO_SCRIPT = "#old { display: none; }"
_SCRIPTS = (
    "map/words.js",
    "map/tools.js",
    "map/dialog.js",
    "map/unpack.js",
    "map/store.js",
    "map/base.js",
    "map/labels.js",
    "map/pointer.js",
    "map/about_check.js",
    "map/layers.js",
    "map/cards.js",
    "map/card_parts.js",
    "map/search.js",
    "map/list.js",
    "map/list_controls.js",
    "map/boxes.js",
    "map/room.js",
    "map/basis.js",
    "map/panel.js",
    "map/page.js",
    "map/geodesy.js",
    "map/ask_shape.js",
    "map/ask_rules.js",
    "map/ask_judge.js",
    "map/ask_spot.js",
    "map/ask_pick.js",
    "map/ask_form.js",
    "map/ask_card.js",
    "map/ring_slider.js",
    "map/ask_tool.js",
    "map/ruler.js",
    "map/tiles.js",
    "map/marks.js",
    "map/paper.js",
    "map/paper_tables.js",
    "map/picture.js",
    "map/views.js",
    "map/present.js",
)
# The same, but what speaks of hazards.
_PLAN_SCRIPTS = (
    "map/words.js", "map/tools.js", "map/dialog.js", "map/unpack.js", "map/store.js", "map/base.js",
    "map/labels.js", "map/pointer.js", "plan/plan_about.js", "plan/plan_marks.js", "plan/plan_zone.js",
    "plan/plan_layers.js", "map/cards.js", "map/card_parts.js", "plan/plan_cards.js", "map/search.js",
    "plan/plan_list.js", "map/room.js", "map/basis.js", "plan/plan_panel.js", "map/page.js",
    "map/geodesy.js", "map/ask_pick.js", "map/ruler.js", "map/tiles.js", "map/marks.js", "map/paper.js",
    "map/paper_tables.js", "map/picture.js",
)  # fmt: skip
# What the page says on paper, in the words of the PDF layouts.
_LAYOUT_WORDS = (
    "across", "col_clause", "col_confidence", "col_distance", "col_missing", "col_required", "col_verdict",
    "crs", "date", "datum_of", "findings_more", "height", "internal", "legend", "review_is", "rules",
    "scale_about", "sources", "sources_parts", "unlocated",
)  # fmt: skip
_JINJA = jinja2.Environment(
    loader=jinja2.FileSystemLoader([_STATIC / "map", _STATIC / "plan"]),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


@dataclass(frozen=True)
class _Policy:
    """The hashes of all that the page may run, and of how it may look."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    images: tuple[str, ...]

    def text(self) -> str:
        """Return the Content-Security-Policy; what it does not name is refused."""
        scripts, styles = (
            " ".join(f"'sha256-{h}'" for h in hashes) for hashes in (self.scripts, self.styles)
        )
        return (
            f"default-src 'none'; script-src {scripts}; style-src {styles}; "
            f"img-src {' '.join(('data:', 'blob:', *self.images))}; "
            "connect-src 'none'; base-uri 'none'; form-action 'none'"
        )


class OfflinePage(Figure):
    """A page with a header, a panel and one map, complete in itself.

    Parameters
    ----------
    title
        Heading of the page.
    data
        JSON from `xq_gis_plugin.export.packing.inert_json`.
    shapes
        The block of `xq_gis_plugin.export.shape_store.pack_store`.
    fictional
        Whether the page says that all is made up.
    osm
        Whether the page names OpenStreetMap's licence.
    images
        The hosts that the page may ask for images, as ``https://host``; none by default.
    """

    template = "page.html"
    styles: tuple[str, ...] = _STYLES
    scripts: tuple[str, ...] = _SCRIPTS

    def __init__(
        self, title: str, data: str, shapes: str, *, fictional: bool, osm: bool, images: tuple[str, ...] = ()
    ) -> None:
        super().__init__(title=title)
        self._name = "OfflinePage"
        self.data, self.shapes, self.images, self.zones = data, shapes, images, ""
        self.fictional, self.osm = fictional, osm
        # branca's own character set tag comes too late in the page to count; the template has one.
        self.header = Element()
        self.header._parent = self  # noqa: SLF001 - as Figure does it

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """Return the page as HTML."""
        for child in self._children.values():
            child.render(**kwargs)
        styles = [_risk_variables(), *(_style(name) for name in self.styles)]
        own = [_text(self.scripts[0]), *self.given(), *(_text(name) for name in self.scripts[1:])]
        first = [_text(name) for name in _FIRST]
        scripts = [_leaflet(), _inflate(), "\n".join(own), self.script.render(**kwargs)]
        allowed = [tuple(map(_digest, texts)) for texts in ([*first, *scripts], [*styles, _NO_SCRIPT])]
        policy = _Policy(allowed[0], allowed[1], self.images)
        return str(
            _JINJA.get_template(self.template).render(
                title=self.title,
                data=_inert(self.data, "script"),
                shapes=_inert(self.shapes, "script"),
                zones=_inert(self.zones, "script"),
                fictional=self.fictional,
                osm=self.osm,
                policy=policy.text(),
                styles=[_inert(text, "style") for text in styles],
                no_script_style=_NO_SCRIPT,
                first=[_inert(text, "script") for text in first],
                scripts=[_inert(text, "script") for text in scripts],
                header=self.header.render(**kwargs),
                body=self.html.render(**kwargs),
                word=both,
            )
        )

    def given(self) -> list[str]:
        """Return the scripts that are made for this page: what its own scripts find when they run."""
        return [_risk_script(), _layout_script(osm=self.osm)]


class PlanPage(OfflinePage):
    """The page of a siting plan: the same frame, with a panel and scripts of its own.

    ``zones`` is the block of `xq_gis_plugin.export.zone_pieces.zone_pieces`; the rest as for `OfflinePage`.
    """

    template = "plan.html"
    styles = (*(name for name in _STYLES if name != "map/present.css"), "plan/plan.css")
    scripts = _PLAN_SCRIPTS

    def __init__(self, title: str, data: str, shapes: str, *, zones: str, fictional: bool, osm: bool) -> None:
        super().__init__(title, data, shapes, fictional=fictional, osm=osm)
        self.zones = zones

    def given(self) -> list[str]:
        """Return the layouts' words: colours of risk have no place here."""
        return [_layout_script(osm=self.osm)]


class OfflineMap(folium.Map):
    """A folium map for an `OfflinePage`: its own Leaflet, no tiles, no remote files."""

    _template = _JINJA.get_template("map.html")

    def __init__(self, bounds: tuple[float, float, float, float] | None) -> None:
        super().__init__(tiles=None)
        self._name, self._id = "map", "xq"
        # On the instance: folium's own lists belong to every map of the process.
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        west, south, east, north = bounds or (106.2, 38.4, 106.4, 38.6)
        self.bounds = [[south, west], [north, east]]


class MapLayer(folium.map.Layer):
    """One of the page's own layers, drawn from the page's data by the script of the same name."""

    _template = _JINJA.get_template("layer.html")

    def __init__(self, kind: str, *, show: bool = True) -> None:
        super().__init__(name=_label(kind), overlay=True, show=show)
        self._name, self._id, self.kind = "layer", kind, kind


class OnlineTiles(folium.map.Layer):
    """Tiles under the page's own base, moved to where they belong if their grid lies in GCJ-02."""

    _template = _JINJA.get_template("tiles.html")

    def __init__(self, source: TileSource) -> None:
        super().__init__(name=_label(f"tiles_of_{source.name}"), overlay=True, show=True)
        self._name, self._id = "layer", "tiles"
        shifted = source.datum is Datum.GCJ02
        wanted = {"name": source.name, "servers": source.servers, "max_zoom": source.max_zoom}
        self.config = wanted | {"addresses": list(source.addresses), "shifted": shifted}


def both(key: str, group: str = "map", **values: object) -> Mapping[str, str]:
    """Return a word of the page in both languages, for a template."""
    found = Word(word(group, key), word(group, key, "en"))
    return {"zh": found.zh.format_map(values), "en": found.en.format_map(values)}


def own_template(name: str) -> jinja2.Template:
    """Return one of the templates beside the page's scripts."""
    return _JINJA.get_template(name)


def own_scripts(*names: str) -> str:
    """Return some of the page's scripts for another page, with what they need but Leaflet."""
    return "\n".join([_inflate(), "var xq = window.xq || {};", *(_text(f"map/{name}") for name in names)])


def _label(kind: str) -> str:
    """Return a layer's name as Leaflet's control takes it, in both languages: our own words only."""
    return str(_JINJA.get_template("both.html").render(text=both(f"layer_{kind}")))


def _leaflet() -> str:
    """Return Leaflet under its licence, without the name of the source map that is not there."""
    script = re.sub(r"\n//# sourceMappingURL=.*", "", _text("leaflet/leaflet.js"))
    return f"/*!\n{_text('leaflet/LICENSE')}*/\n{script}\n"


def _inflate() -> str:
    """Return what unpacks the shapes, under its licence."""
    return f"/*!\n{_text('pako/LICENSE')}*/\n{_text('pako/pako_inflate.js')}\n"


def _risk_variables() -> str:
    """Return the four risk colours for the style sheet."""
    colors = " ".join(f"--{style.color}: {style.fill};" for style in risk_styles().values())
    return f":root {{ {colors} }}"


def _risk_script() -> str:
    """Return the four risk colours, and the shape and sign of each, for the scripts."""
    styles = risk_styles().values()
    colors = {style.color: style.fill for style in styles}
    signs = {style.color: {"shape": style.shape, "sign": style.sign} for style in styles}
    return f"xq.colors = {json.dumps(colors)};\nxq.signs = {json.dumps(signs, ensure_ascii=False)};"


def _layout_script(*, osm: bool) -> str:
    """Return the layouts' words, and whether OpenStreetMap's licence must be named, for the scripts."""
    known = {key: (found.zh, found.en) for key, found in words_of("layout").items() if key in _LAYOUT_WORDS}
    words = inert_json(known)
    return f"xq.data.words.layout = {words};\nxq.osm = {json.dumps(osm)};"


@cache
def _style(name: str) -> str:
    """Return a style sheet with its images in it."""
    folder = (_STATIC / name).parent

    def inline(match: re.Match[str]) -> str:
        image = base64.b64encode((folder / match[1]).read_bytes()).decode("ascii")
        return f"url(data:image/png;base64,{image})"

    return re.sub(r"url\((images/[\w-]+\.png)\)", inline, _text(name))


@cache
def _text(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _inert(text: str, tag: str) -> str:
    """Return text that cannot end its element early.

    Raises
    ------
    ValueError
        Where it would: our own files and `inert_json` never do.
    """
    if f"</{tag}" in text.lower() or "<!--" in text:
        raise ValueError(tag)
    return text
