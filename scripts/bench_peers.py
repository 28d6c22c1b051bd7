"""The same polygons as other tools make a page of them, each complete in one file.

    bench_peers.py folium|leaflet|maplibre POLYGONS.gpkg OUT.html CACHE

`CACHE` holds what `npm pack` has fetched. The page sets ``xqReady`` when its first full drawing is on
screen, as ours does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import geopandas as gpd

LEAFLET = "1.9.4"
MAPLIBRE = "5.9.0"
DRAWN = "requestAnimationFrame(() => requestAnimationFrame(() => { window.xqReady = performance.now(); }))"
_WHOLE = "#m { height: 100vh; } body { margin: 0; }"
COLORS = {"residence": "#e3bd8f", "building": "#cfccc5", "public_building": "#c9c2e3", "school": "#7f74b5",
          "hospital": "#b1854f", "road": "#c9b98a"}  # fmt: skip


def package(name: str, version: str, cache: Path) -> Path:
    """Return the folder of an npm package, fetched once."""
    folder = cache / f"{name}-{version}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=cache, check=True, capture_output=True)
        with tarfile.open(cache / f"{name}-{version}.tgz") as archive:
            archive.extractall(folder)  # noqa: S202 - a pinned package from the registry
    return folder / "package" / "dist"


def main(arguments: list[str]) -> int:
    """Write one page."""
    peer, source, out, cache = arguments[0], *map(Path, arguments[1:4])
    made = {"folium": folium_page, "leaflet": leaflet_page, "maplibre": maplibre_page}[peer](
        gpd.read_file(source), cache
    )
    out.write_text(made, encoding="utf-8")
    return 0


def folium_page(frame: gpd.GeoDataFrame, cache: Path) -> str:
    """Return what folium makes by default; of its remote files those that are used here are written in."""
    import folium

    west, south, east, north = frame.total_bounds
    page = folium.Map(tiles=None)
    style = lambda f: {"color": COLORS[f["properties"]["kind"]], "weight": 1, "fillOpacity": 0.6}  # noqa: E731
    folium.GeoJson(frame, style_function=style, tooltip=folium.GeoJsonTooltip(["name", "kind"])).add_to(page)
    page.fit_bounds([[south, west], [north, east]])
    html = page.get_root().render()
    html = re.sub(r'<script src="http[^>]*></script>', "", html)
    html = re.sub(r'<link rel="stylesheet" href="http[^>]*/?>', "", html)
    head = _leaflet(cache)
    name = re.search(r"var (map_\w+) =", html)
    last = f"<script>window.peer = {name[1] if name else ''}; {DRAWN};</script>"
    return html.replace("<head>", f"<head>{head}").replace("</html>", f"{last}</html>")


def leaflet_page(frame: gpd.GeoDataFrame, cache: Path) -> str:
    """Return a page with Leaflet on a canvas."""
    west, south, east, north = frame.total_bounds
    return f"""<!doctype html><meta charset="utf-8">{_leaflet(cache)}<style>{_WHOLE}</style>
<div id="m"></div><script>
const colors = {json.dumps(COLORS)};
window.peer = L.map("m", {{ preferCanvas: true, zoomSnap: 0.5 }});
peer.fitBounds([[{south}, {west}], [{north}, {east}]]);
const style = f => ({{ color: colors[f.properties.kind], weight: 1, fillOpacity: 0.6 }});
L.geoJSON({frame.to_json(drop_id=True)}, {{ style: style }})
  .bindTooltip(l => l.feature.properties.name || "").addTo(peer);
{DRAWN};
</script>"""


def maplibre_page(frame: gpd.GeoDataFrame, cache: Path) -> str:
    """Return a page with MapLibre GL, which asks WebGL to draw."""
    folder = package("maplibre-gl", MAPLIBRE, cache)
    script, style = (_text(folder / name) for name in ("maplibre-gl.js", "maplibre-gl.css"))
    west, south, east, north = frame.total_bounds
    match = ["match", ["get", "kind"], *(one for pair in COLORS.items() for one in pair), "#000"]
    return f"""<!doctype html><meta charset="utf-8"><style>{style} {_WHOLE}</style>
<div id="m"></div><script>{script}</script><script>
const paint = {{ "fill-color": {json.dumps(match)}, "fill-opacity": 0.6 }};
const layers = [{{ id: "f", type: "fill", source: "s", paint: paint }}];
const sources = {{ s: {{ type: "geojson", data: {frame.to_json(drop_id=True)} }} }};
window.peer = new maplibregl.Map({{ container: "m", bounds: [[{west}, {south}], [{east}, {north}]],
  fadeDuration: 0, style: {{ version: 8, sources: sources, layers: layers }} }});
peer.once("idle", () => {DRAWN});
</script>"""


def _leaflet(cache: Path) -> str:
    folder = package("leaflet", LEAFLET, cache)
    return f"<style>{_text(folder / 'leaflet.css')}</style><script>{_text(folder / 'leaflet.js')}</script>"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
