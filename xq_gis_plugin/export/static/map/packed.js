/* PackedLayer in anybody's Leaflet map: shapes drawn to tiles of canvas, and what a click says of one. Needs
   Leaflet, pako and unpack.js alone; every value goes in as text. */
xq.PackedTiles = L.GridLayer.extend({
  initialize: function (store, given, options) {
    L.GridLayer.prototype.initialize.call(this, Object.assign({ updateWhenZooming: false }, options));
    this._store = store;
    this._given = given;
  },

  onAdd: function (map) {
    L.GridLayer.prototype.onAdd.call(this, map);
    map.on("click", this._tell, this);
  },

  onRemove: function (map) {
    map.off("click", this._tell, this);
    L.GridLayer.prototype.onRemove.call(this, map);
  },

  createTile: function (coords) {
    var tile = L.DomUtil.create("canvas", "leaflet-tile"), size = this.getTileSize().x, ratio = window.devicePixelRatio || 1;
    tile.width = tile.height = Math.round(size * ratio);
    var ink = tile.getContext("2d");
    ink.scale(ratio, ratio);
    ink.translate(-coords.x * size, -coords.y * size);
    this._draw(ink, 256 * Math.pow(2, coords.z), [coords.x * size, coords.y * size, size]);
    return tile;
  },

  _draw: function (ink, world, at) {
    var store = this._store, look = this._given.look, margin = 8, self = this;
    var lon = function (x) { return (x / world - 0.5) * 3.6e9; };
    var lat = function (y) { return (2 * Math.atan(Math.exp((0.5 - y / world) * 2 * Math.PI)) - Math.PI / 2) * 1.8e9 / Math.PI; };
    var found = store.query(lon(at[0] - margin), lat(at[1] + at[2] + margin), lon(at[0] + at[2] + margin), lat(at[1] - margin));
    ink.lineWidth = look.weight;
    ink.strokeStyle = look.color;
    ink.lineJoin = "round";
    [2, 1, 0].forEach(function (type) {
      ink.beginPath();
      found.forEach(function (i) { if (store.type[i] === type) { self._trace(ink, world, i); } });
      ink.fillStyle = look.fill;
      ink.globalAlpha = type === 2 ? look.opacity : 1;
      if (type !== 1) { ink.fill("evenodd"); }
      ink.globalAlpha = 1;
      ink.stroke();
    });
  },

  _trace: function (ink, world, i) {
    var store = this._store, r, v, x, y;
    for (r = store.shapeRing[i]; r < store.shapeRing[i + 1]; r += 1) {
      for (v = store.ringStart[r]; v < store.ringStart[r + 1]; v += 1) {
        x = (store.lon[v] / 3.6e9 + 0.5) * world;
        y = (0.5 - Math.log(Math.tan(Math.PI / 4 + store.lat[v] * Math.PI / 3.6e9)) / (2 * Math.PI)) * world;
        if (store.type[i] === 0) { ink.moveTo(x + 4, y); ink.arc(x, y, 4, 0, 7); }
        else if (v === store.ringStart[r]) { ink.moveTo(x, y); }
        else { ink.lineTo(x, y); }
      }
      if (store.type[i] === 2) { ink.closePath(); }
    }
  },

  /* The last drawn of the shapes at a place: areas by the even-odd rule, lines and points within 6 pixels. */
  _at: function (latlng) {
    var store = this._store, lon = latlng.lng * 1e7, lat = latlng.lat * 1e7, near = 6 * 3.6e9 / (256 * Math.pow(2, this._map.getZoom()));
    var shrunk = Math.max(Math.cos(latlng.lat * Math.PI / 180), 0.01), best = -1, self = this;
    store.query(lon - near, lat - near, lon + near, lat + near).forEach(function (i) {
      if (store.type[i] === 2 ? self._inside(i, lon, lat) : self._distance(i, lon, lat, shrunk) < near * shrunk) { best = i; }
    });
    return best;
  },

  _edges: function (i, each) {
    var store = this._store, r, v, end, last;
    for (r = store.shapeRing[i]; r < store.shapeRing[i + 1]; r += 1) {
      end = store.ringStart[r + 1];
      for (v = store.ringStart[r]; v < end; v += 1) {
        last = v + 1 < end ? v + 1 : store.type[i] === 2 ? store.ringStart[r] : v;
        each(store.lon[v], store.lat[v], store.lon[last], store.lat[last]);
      }
    }
  },

  _inside: function (i, lon, lat) {
    var odd = false;
    this._edges(i, function (ax, ay, bx, by) {
      if (ay > lat !== by > lat && lon < (bx - ax) * (lat - ay) / (by - ay) + ax) { odd = !odd; }
    });
    return odd;
  },

  _distance: function (i, lon, lat, shrunk) {
    var least = Infinity;
    this._edges(i, function (ax, ay, bx, by) {
      var dx = (bx - ax) * shrunk, dy = by - ay, length = dx * dx + dy * dy;
      var t = length ? Math.max(0, Math.min(1, ((lon - ax) * shrunk * dx + (lat - ay) * dy) / length)) : 0;
      least = Math.min(least, Math.hypot((lon - ax) * shrunk - t * dx, lat - ay - t * dy));
    });
    return least;
  },

  _tell: function (event) {
    var i = this._at(event.latlng), given = this._given, table = document.createElement("table");
    if (i < 0 || !given.fields.length) { return; }
    given.fields.forEach(function (field) {
      var row = table.insertRow(), value = field.values[i], head = document.createElement("th");
      head.textContent = field.name;
      row.appendChild(head);
      row.insertCell().textContent = value === null ? "—" : value;
    });
    L.popup({ maxWidth: 420, maxHeight: 300 }).setLatLng(event.latlng).setContent(table).openOn(this._map);
  }
});

xq.packed = function (shapes, given) {
  var raw = window.atob(given), bytes = new Uint8Array(raw.length), i;
  for (i = 0; i < raw.length; i += 1) { bytes[i] = raw.charCodeAt(i); }
  return new xq.PackedTiles(xq.unpackStore(shapes), JSON.parse(new TextDecoder().decode(bytes)));
};
