"""Many shapes in anybody's folium map: small, quick to open, and safe for any name."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import folium
import numpy as np
import pandas as pd
from branca.element import Element
from markupsafe import escape

from xq_gis_plugin.export.packing import inert_json, plain
from xq_gis_plugin.export.page import own_scripts, own_template
from xq_gis_plugin.export.shape_store import pack_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["PackedLayer"]

_BUNDLE = "xq_packed"
_DEGREES = 4326


class PackedLayer(folium.map.Layer):
    """Shapes of a frame as one folium layer, drawn to canvas from one compressed block.

    The layer brings its scripts along; the map that it is added to needs nothing but Leaflet. No value
    of the frame is ever read as HTML, JavaScript or a template.

    Parameters
    ----------
    frame
        Points, lines or areas, with a CRS.
    name
        The layer's name in folium's control, any text.
    fields
        Columns that a click on a shape shows.
    color, fill
        Any CSS colours of outlines and areas.
    weight
        Width of the outlines in pixels.
    opacity
        Of areas, 0 to 1.
    show
        Whether the layer is on when the map opens.

    Raises
    ------
    ValueError
        The frame has no CRS, or lacks one of the columns.

    Examples
    --------
    >>> import folium, geopandas, shapely
    >>> homes = geopandas.GeoDataFrame(
    ...     {"name": ["</script><script>alert(1)</script>", "{{ 7 * 1234567 }}"]},
    ...     geometry=[shapely.box(106.29, 38.47, 106.291, 38.471), shapely.Point(106.292, 38.47)],
    ...     crs=4326,
    ... )
    >>> page = folium.Map([38.47, 106.29], zoom_start=16)
    >>> page = page.add_child(PackedLayer(homes, name="住宅", fields=["name"]))
    >>> html = page.get_root().render()
    >>> "alert(1)" in html, "8641969" in html, html.count("xq.PackedTiles =")
    (False, False, 1)
    """

    _template = own_template("packed.html")

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        *,
        name: str | None = None,
        fields: Sequence[str] = (),
        color: str = "#7a5a2b",
        fill: str = "#e3bd8f",
        weight: float = 1.0,
        opacity: float = 0.8,
        show: bool = True,
    ) -> None:
        # folium puts the name into a template, and Leaflet into HTML.
        shown = None if name is None else str(escape(name)).replace("{", "&#123;")
        super().__init__(name=shown, overlay=True, show=show)
        self._name = "PackedLayer"
        if frame.crs is None:
            message = "the frame has no CRS"
            raise ValueError(message)
        missing = [field for field in fields if field not in frame]
        if missing:
            message = f"the frame has no column {', '.join(map(str, missing))}"
            raise ValueError(message)
        shapes = frame.to_crs(_DEGREES).geometry.to_numpy()
        nothing = pd.DataFrame(dict.fromkeys(("kind", "name", "object_id"), None), index=range(len(frame)))
        store = pack_store(nothing, shapes, np.zeros(len(frame), dtype=np.uint8))
        self.shapes = store.text
        look = {"color": color, "fill": fill, "weight": weight, "opacity": opacity}
        values = [{"name": str(f), "values": plain(frame[f].iloc[store.order], 6)} for f in fields]
        # As base64 no text can meet folium's templates, which read every script once more.
        given = inert_json({"look": look, "fields": values})
        self.given = base64.b64encode(given.encode("utf-8")).decode("ascii")

    def render(self, **kwargs: Any) -> Any:  # noqa: ANN401 - branca's signature
        """Put the layer into its map's page, with the scripts that all such layers share."""
        figure: Any = self.get_root()
        if _BUNDLE not in figure.script._children:  # noqa: SLF001 - as branca's elements look for each other
            figure.script.add_child(_Verbatim(own_scripts("unpack.js", "packed.js")), name=_BUNDLE)
        return super().render(**kwargs)  # type: ignore[no-untyped-call]


class _Verbatim(Element):
    """A script that no template is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """Return the script as it is."""
        return self.text
