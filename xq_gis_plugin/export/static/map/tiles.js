/* GCJ-02, as core/datum.py has it: where Chinese map services show a place, and back. Degrees. */
xq.gcj = (function () {
  var WEST = 72.004, EAST = 137.8347, SOUTH = 0.8293, NORTH = 55.8271, AXIS_M = 6378245.0, E2 = 0.00669342162296594323;
  var PI = Math.PI, sin = Math.sin;

  function inside(lon, lat) { return lon >= WEST && lon <= EAST && lat >= SOUTH && lat <= NORTH; }

  function shift(lon, lat) {
    var x = lon - 105, y = lat - 35, root = Math.sqrt(Math.abs(x)), common = 20 * sin(6 * PI * x) + 20 * sin(2 * PI * x);
    var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root;
    north += (common + 20 * sin(PI * y) + 40 * sin(PI * y / 3)) * 2 / 3;
    north += (160 * sin(PI * y / 12) + 320 * sin(PI * y / 30)) * 2 / 3;
    var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root;
    east += (common + 20 * sin(PI * x) + 40 * sin(PI * x / 3)) * 2 / 3;
    east += (150 * sin(PI * x / 12) + 300 * sin(PI * x / 30)) * 2 / 3;
    var phi = lat * PI / 180, magic = 1 - E2 * sin(phi) * sin(phi);
    var meridian = AXIS_M * (1 - E2) / Math.pow(magic, 1.5), parallel = AXIS_M / Math.sqrt(magic) * Math.cos(phi);
    return [east / parallel * 180 / PI, north / meridian * 180 / PI];
  }

  function to(lon, lat) {
    if (!inside(lon, lat)) { return [lon, lat]; }
    var by = shift(lon, lat);
    return [lon + by[0], lat + by[1]];
  }

  /* The fixed point of the shift, to 0.01 mm. */
  function from(lon, lat) {
    var at = [lon, lat], step, by, next, moved;
    if (!inside(lon, lat)) { return at; }
    for (step = 0; step < 30; step += 1) {
      by = shift(at[0], at[1]);
      next = [lon - by[0], lat - by[1]];
      moved = Math.max(Math.abs(next[0] - at[0]), Math.abs(next[1] - at[1]));
      at = next;
      if (moved < 1e-10) { break; }
    }
    return at;
  }

  return { to: to, from: from };
}());

/* Tiles whose grid lies in GCJ-02: each is laid, corner to corner, where it belongs. */
xq.ShiftedTiles = L.TileLayer.extend({
  _trueCorner: function (corner, zoom) {
    var stated = this._map.unproject(corner, zoom), at = xq.gcj.from(stated.lng, stated.lat);
    return this._map.project([at[1], at[0]], zoom);
  },
  _getTilePos: function (coords) {
    return this._trueCorner(coords.scaleBy(this.getTileSize()), coords.z).subtract(this._level.origin);
  },
  /* Which tiles are in view, seen in their own grid; the shift differs by less than 1 % across a view. */
  _getTiledPixelBounds: function (center) {
    var bounds = L.TileLayer.prototype._getTiledPixelBounds.call(this, center), size = bounds.getSize();
    var stated = xq.gcj.to(center.lng, center.lat), zoom = this._tileZoom, spare = L.point(size.x / 100 + 2, size.y / 100 + 2);
    var by = this._map.project([stated[1], stated[0]], zoom).subtract(this._map.project(center, zoom));
    return L.bounds(bounds.min.add(by).subtract(spare), bounds.max.add(by).add(spare));
  },
  _addTile: function (coords, container) {
    L.TileLayer.prototype._addTile.call(this, coords, container);
    var tile = this._tiles[this._tileCoordsToKey(coords)].el, size = this.getTileSize(), start = coords.scaleBy(size);
    var corner = this._trueCorner(start.add(size), coords.z).subtract(this._trueCorner(start, coords.z));
    tile.style.width = corner.x + "px";
    tile.style.height = corner.y + "px";
  }
});

xq.tiles = (function () {
  var PANE = "online", GIVE_UP = 6, layer = null, credit = null, source = null, loaded = 0, failed = 0, dead = false;

  function tell() {
    credit.textContent = "";
    credit.appendChild(xq.t(dead ? "tiles_dead" : "tiles_" + source.name));
  }

  /* Where no tile ever came the offline base is enough, and the page stops asking. */
  function watch(tiles) {
    tiles.on("tileload", function () { loaded += 1; });
    tiles.on("tileerror", function () {
      failed += 1;
      if (loaded || dead || failed < GIVE_UP) { return; }
      dead = true;
      tell();
      window.setTimeout(function () { xq.map.removeLayer(layer); }, 0);
    });
    return tiles;
  }

  function makeCredit(map) {
    var control = L.control({ position: "bottomright" });
    credit = xq.el("p", "tiles-credit", []);
    credit.setAttribute("role", "note");
    control.onAdd = function () { return credit; };
    control.addTo(map);
    tell();
  }

  function make(given) {
    var Kind = given.shifted ? xq.ShiftedTiles : L.TileLayer;
    source = given;
    if (!xq.map.getPane(PANE)) { xq.map.createPane(PANE).style.zIndex = 150; }
    layer = L.layerGroup(given.addresses.map(function (address) {
      return watch(new Kind(address, {
        pane: PANE, subdomains: given.servers || "a", maxNativeZoom: given.max_zoom, maxZoom: 21, minZoom: 1,
        referrerPolicy: "strict-origin-when-cross-origin"
      }));
    }));
    layer.on("add", function () {
      loaded = failed = 0;
      dead = false;
      if (credit) { tell(); } else { makeCredit(xq.map); }
    });
    xq.layers.tiles = layer;
    return layer;
  }

  /* Paper and picture leave the tiles out: they come late, and may not be copied. */
  function shown() { return Boolean(layer && xq.map.hasLayer(layer)); }

  return { make: make, shown: shown, layer: function () { return layer; } };
}());
