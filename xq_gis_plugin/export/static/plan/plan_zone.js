/* Where a shop may stand, where it may not, and where nobody can tell: pieces in tiles under the sites, each look with
   a hatch of its own. */
xq.zoneStyles = {
  forbidden: { fill: "#9a9a9a", ground: "#d9d9d9", line: "#8a8a8a", hatch: "M-2 6L6 -2M0 12L12 0M6 14L14 6", pieces: true },
  uncertain: { fill: "#e5b93c", ground: "#f7ecc6", line: "#c09a2e", hatch: "M3 3h.01M9 9h.01", wide: 3, pieces: true },
  permitted: { fill: "#58b368", ground: "#8fd19b", line: "#8fd19b", hatch: "", pieces: true }
};

/* A look as a pattern that goes on from tile to tile: 12 pixels square would not, 16 do. */
Object.keys(xq.zoneStyles).forEach(function (key) {
  var style = xq.zoneStyles[key], tile = document.createElement("canvas"), ink = tile.getContext("2d");
  tile.width = tile.height = 16;
  ink.fillStyle = style.ground;
  ink.fillRect(0, 0, 16, 16);
  ink.scale(16 / 12, 16 / 12);
  ink.strokeStyle = style.line;
  ink.lineWidth = style.wide || 1;
  ink.lineCap = "round";
  ink.stroke(new Path2D(style.hatch));
  style.tile = tile;
  style.pattern = function (on) { return on.createPattern(tile, "repeat"); };
});

xq.zoneStore = xq.unpackStore(document.getElementById("xq-zones").textContent);

xq.Zone = xq.Base.extend({
  options: { pane: "zones" },
  initialize: function (store, styles) {
    L.GridLayer.prototype.initialize.call(this);
    this._painter = xq.painter(store, [], styles);
  },
  onAdd: function (map) { L.GridLayer.prototype.onAdd.call(this, map); },
  onRemove: function (map) { L.GridLayer.prototype.onRemove.call(this, map); },
  createTile: function (coords) {
    var tile = xq.Base.prototype.createTile.call(this, coords), ink = tile.getContext("2d", xq.onceDrawn);
    /* The streets show through; paper and picture take the tile as it is. */
    ink.globalCompositeOperation = "destination-in";
    ink.fillStyle = "rgba(0, 0, 0, .58)";
    ink.fillRect(0, 0, tile.width, tile.height);
    return tile;
  }
});

/* The row of the zone's table at a place, -1 for none; the highest look counts where two edges cross by centimetres. */
xq.zoneAt = function (latlng) {
  var store = xq.zoneStore, x = latlng.lng * 1e7, y = latlng.lat * 1e7, found = -1, look = -1;
  store.query(x, y, x, y).forEach(function (piece) {
    if (store.look[piece] > look && xq.inPiece(store, piece, x, y)) {
      look = store.look[piece];
      found = store.column("row")[piece];
    }
  });
  return found;
};

xq.inPiece = function (store, piece, x, y) {
  var inside = false, r, v, before, first, end;
  for (r = store.shapeRing[piece]; r < store.shapeRing[piece + 1]; r += 1) {
    first = store.ringStart[r];
    end = store.ringStart[r + 1];
    for (v = first, before = end - 1; v < end; before = v, v += 1) {
      if ((store.lat[v] > y) !== (store.lat[before] > y) &&
        x < (store.lon[before] - store.lon[v]) * (y - store.lat[v]) / (store.lat[before] - store.lat[v]) + store.lon[v]) { inside = !inside; }
    }
  }
  return inside;
};
