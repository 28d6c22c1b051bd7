/* The quiet base: the store's shapes drawn to canvas tiles. A tile is drawn once, when it comes into view; moving and
   zooming move what is there. The order of the styles is that of LOOKS in surroundings.py, from the lowest up. */
xq.baseStyles = {
  forest: { fill: "#dfe9d8" },
  water: { fill: "#c3dbe9", stroke: "#a9cbde", width: 1.4 },
  zone: { fill: "#f6ecdd", stroke: "#dcc9a8", width: 1 },
  public_site: { fill: "#e8e6f3", stroke: "#c5c0de", width: 1 },
  boundary: { stroke: "#9a8fa8", width: 1.4, dash: [9, 4, 2, 4], bare: true },
  road_minor: { stroke: "#ffffff", casing: "#bdbdb6", width: 2.2, grows: true },
  road_main: { stroke: "#fff3c9", casing: "#c9b98a", width: 4, grows: true },
  building: { fill: "#cfccc5", stroke: "#aeaaa1", width: 0.6 },
  residence: { fill: "#e3bd8f", stroke: "#b1854f", width: 0.8 },
  public: { fill: "#c9c2e3", stroke: "#7f74b5", width: 1 },
  railway: { stroke: "#6b6b6b", width: 1.6, dash: [7, 4] },
  overhead: { stroke: "#8a7fa8", width: 1.2, dash: [2, 3] },
  other: { fill: "#e3ddd2", stroke: "#a8a193", width: 1 }
};

/* What is drawn once and then only moved is drawn by the processor: many small strokes are slow on graphics cards, and
   slowest where there is none and one is imitated. */
xq.onceDrawn = { willReadFrequently: true };

xq.mercator = function (lat) {
  var bounded = Math.max(-85.06, Math.min(85.06, lat * 1e-7));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded * Math.PI / 360)) / (2 * Math.PI);
};
xq.latitude = function (y) {
  return (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) * 180 / Math.PI * 1e7;
};

/* The height of each shape in Mercator is a straight function of latitude, but for those of more than 500 m. */
xq.heights = function (store) {
  var n = store.count, middle = new Float64Array(n), slope = new Float64Array(n), i;
  for (i = 0; i < n; i += 1) {
    var south = store.box[4 * i + 1], north = store.box[4 * i + 3], at = (south + north) / 2;
    middle[i] = xq.mercator(at);
    slope[i] = north - south > 50000 ? 0 : -1 / (3.6e9 * Math.cos(at * 1e-7 * Math.PI / 180));
  }
  return { middle: middle, slope: slope };
};

xq.Base = L.GridLayer.extend({
  options: { pane: "tilePane", tileSize: 256, noWrap: true, keepBuffer: 1, updateWhenIdle: false, updateWhenZooming: false },
  initialize: function (store, districts) {
    L.GridLayer.prototype.initialize.call(this);
    this._painter = xq.painter(store, districts);
    this._names = xq.labels = new xq.Labels(store, districts);
  },
  onAdd: function (map) {
    L.GridLayer.prototype.onAdd.call(this, map);
    map.addLayer(this._names);
  },
  onRemove: function (map) {
    map.removeLayer(this._names);
    L.GridLayer.prototype.onRemove.call(this, map);
  },
  /* As Leaflet's, but at the zoom itself where that is no whole number: nothing is drawn and then stretched. */
  _setView: function (center, zoom, noPrune, noUpdate) {
    if (!noUpdate) {
      this._tileZoom = zoom;
      this._updateLevels();
      this._resetGrid();
      this._update(center);
      if (!noPrune) { this._pruneTiles(); }
      this._noPrune = Boolean(noPrune);
    }
    this._setZoomTransforms(center, zoom);
  },
  createTile: function (coords) {
    var tile = L.DomUtil.create("canvas", "leaflet-tile-loaded"), size = this.getTileSize().x, ratio = xq.finer || window.devicePixelRatio || 1;
    tile.width = tile.height = Math.round(size * ratio);
    this._painter(tile.getContext("2d", xq.onceDrawn), { zoom: coords.z, x: coords.x * size, y: coords.y * size, size: size, ratio: tile.width / size });
    return tile;
  }
});

/* Draws a store's shapes into a tile. Of the base what is tiny is drawn as dots; with styles of their own all is drawn
   as it is. */
xq.painter = function (store, districts, own) {
  var names = Object.keys(own || xq.baseStyles), styles = names.map(function (key) { return (own || xq.baseStyles)[key]; });
  var first = names.indexOf("boundary"), heights = xq.heights(store), FEW = 48;
  var inks = styles.map(function (style) { return style.fill ? parseInt("ff" + style.fill.slice(5, 7) + style.fill.slice(3, 5) + style.fill.slice(1, 3), 16) : 0; });
  var scratch = document.createElement("canvas"), lon = store.lon, lat = store.lat, box = store.box;

  function viewOf(tile) {
    var world = 256 * Math.pow(2, tile.zoom), far = 14;
    return {
      zoom: tile.zoom, world: world, ratio: tile.ratio, size: tile.size, across: world / 3.6e9, dx: world / 2 - tile.x, dy: -tile.y,
      west: ((tile.x - far) / world - 0.5) * 3.6e9, east: ((tile.x + tile.size + far) / world - 0.5) * 3.6e9,
      north: xq.latitude((tile.y - far) / world), south: xq.latitude((tile.y + tile.size + far) / world)
    };
  }

  /* What is in view by look; what is smaller than three pixels apart. */
  function sorted(view) {
    var found = store.query(view.west, view.south, view.east, view.north), tiny = [], by = styles.map(function () { return []; });
    var most = own ? 0 : 3 / view.ratio, n, i, k;
    for (n = 0; n < found.length; n += 1) {
      i = found[n];
      k = 4 * i;
      if (store.type[i] === 2 && (box[k + 2] - box[k]) * view.across < most && (box[k + 3] - box[k + 1]) * view.across < most * 0.8) { tiny.push(i); }
      else { by[store.look[i]].push(i); }
    }
    return { tiny: tiny, by: by };
  }

  function pixels(ink, view, tiny) {
    var side = Math.round(view.size * view.ratio), across = view.across * view.ratio, dx = view.dx * view.ratio, world = view.world * view.ratio, dy = view.dy * view.ratio;
    var image = ink.createImageData(side, side), dots = new Uint32Array(image.data.buffer), n, x, y;
    for (n = 0; n < tiny.length; n += 1) {
      var i = tiny[n], k = 4 * i, tall = (box[k + 3] - box[k + 1]) * heights.slope[i] * world / 2, middle = heights.middle[i] * world + dy;
      var x0 = Math.max(0, Math.floor(box[k] * across + dx)), x1 = Math.min(side - 1, Math.floor(box[k + 2] * across + dx));
      var y0 = Math.max(0, Math.floor(middle + tall)), y1 = Math.min(side - 1, Math.floor(middle - tall)), color = inks[store.look[i]];
      for (y = y0; y <= y1; y += 1) { for (x = x0; x <= x1; x += 1) { dots[y * side + x] = color; } }
    }
    scratch.width = scratch.height = side;
    scratch.getContext("2d", xq.onceDrawn).putImageData(image, 0, 0);
    ink.drawImage(scratch, 0, 0, view.size, view.size);
  }

  /* Put one shape on the path; vertices less than half a pixel apart are one. */
  function trace(ink, view, i) {
    var slope = heights.slope[i], mid = (box[4 * i + 1] + box[4 * i + 3]) / 2, base = heights.middle[i] * view.world + view.dy, up = slope * view.world;
    var across = view.across, dx = view.dx, least = 0.5 / view.ratio, r, v, x, y, lastX, lastY;
    for (r = store.shapeRing[i]; r < store.shapeRing[i + 1]; r += 1) {
      var end = store.ringStart[r + 1], begin = store.ringStart[r];
      for (v = begin; v < end; v += 1) {
        x = lon[v] * across + dx;
        y = slope ? base + (lat[v] - mid) * up : xq.mercator(lat[v]) * view.world + view.dy;
        if (v === begin) { ink.moveTo(x, y); }
        else if (v < end - 1 && Math.abs(x - lastX) < least && Math.abs(y - lastY) < least) { continue; }
        else { ink.lineTo(x, y); }
        lastX = x;
        lastY = y;
      }
      if (store.type[i] === 2) { ink.closePath(); }
      else if (store.type[i] === 0) {
        ink.moveTo(x + 2.5, y);
        ink.arc(x, y, 2.5, 0, 7);
      }
    }
  }

  /* Long paths are slow to fill: a few shapes at a time, and those that may overlap each by itself. */
  function fill(ink, view, list) {
    var n = 0, end;
    while (n < list.length) {
      ink.beginPath();
      for (end = Math.min(list.length, n + FEW); n < end; n += 1) { trace(ink, view, list[n]); }
      ink.fill("evenodd");
    }
  }

  function stroke(ink, view, list, color, width, dash) {
    ink.strokeStyle = color;
    ink.lineWidth = width;
    if (dash) {
      var pen = new xq.DashPen(ink, dash, view.size);
      list.forEach(function (i) { trace(pen, view, i); });
      pen.end();
      return;
    }
    for (var n = 0; n < list.length;) {
      ink.beginPath();
      for (var end = Math.min(list.length, n + FEW); n < end; n += 1) { trace(ink, view, list[n]); }
      ink.stroke();
    }
  }

  function draw(ink, view, style, list) {
    var areas = list.filter(function (i) { return store.type[i] !== 1; }), lines = list.filter(function (i) { return store.type[i] === 1; });
    var wide = style.grows ? Math.max(0.35, Math.pow(1.45, view.zoom - 15)) : 1, color = style.stroke || style.fill;
    if (areas.length && !style.bare) {
      ink.fillStyle = style.pattern ? style.pattern(ink) : style.fill || style.stroke;
      fill(ink, view, areas);
      /* Pieces of one area: what is between them is theirs too. */
      if (style.pieces) { stroke(ink, view, areas, ink.fillStyle, 0.7); }
    }
    if (areas.length && style.stroke && (view.zoom >= 15.5 || style.bare)) { stroke(ink, view, areas, style.stroke, style.width, style.dash); }
    if (lines.length && style.casing && view.zoom >= 13) { stroke(ink, view, lines, style.casing, style.width * wide + 1.6); }
    /* A white road on a pale ground is nothing from afar: it shows by its casing's colour. */
    if (lines.length) { stroke(ink, view, lines, style.casing && view.zoom < 13 ? style.casing : color, (style.width || 1) * wide, style.dash); }
  }

  return function (ink, tile) {
    var view = viewOf(tile), found = sorted(view);
    ink.setTransform(tile.ratio, 0, 0, tile.ratio, 0, 0);
    ink.lineJoin = "round";
    xq.drawDistricts(ink, view, districts);
    styles.forEach(function (style, number) {
      if (number === first && found.tiny.length) { pixels(ink, view, found.tiny); }
      if (found.by[number].length) { draw(ink, view, style, found.by[number]); }
    });
  };
};

/* Boundaries that ship with the program: generalised, for display, and so a broad pale line. */
xq.drawDistricts = function (ink, view, districts) {
  var pen = new xq.DashPen(ink, [10, 4, 2, 4], view.size);
  ink.strokeStyle = "#b9aecb";
  ink.lineWidth = 2.4;
  districts.forEach(function (district) {
    district.rings.forEach(function (ring) {
      ring.forEach(function (at, n) {
        var x = at[1] * 1e7 * view.across + view.dx, y = xq.mercator(at[0] * 1e7) * view.world + view.dy;
        if (n) { pen.lineTo(x, y); } else { pen.moveTo(x, y); }
      });
      pen.closePath();
    });
  });
  pen.end();
};

/* Draws dashes on a tile, and only there: a browser counts out those beyond it too, which takes long where a boundary is
   seen from near. They go on from tile to tile. */
xq.DashPen = function (ink, dash, size) {
  this._ink = ink;
  this._dash = dash;
  this._period = dash.reduce(function (sum, one) { return sum + one; }, 0);
  this._low = -14;
  this._high = size + 14;
  this._open = false;
};
xq.DashPen.prototype = {
  moveTo: function (x, y) {
    this.end();
    this._first = this._last = [x, y];
    this._length = 0;
  },
  lineTo: function (x, y) {
    var from = this._last, dx = x - from[0], dy = y - from[1], length = Math.sqrt(dx * dx + dy * dy), part = this._within(from, [dx, dy]);
    if (!part || part[0] > 0) { this.end(); }
    if (part) {
      if (!this._open) { this._begin(from[0] + part[0] * dx, from[1] + part[0] * dy, this._length + part[0] * length); }
      this._ink.lineTo(from[0] + part[1] * dx, from[1] + part[1] * dy);
      if (part[1] < 1) { this.end(); }
    }
    this._length += length;
    this._last = [x, y];
  },
  closePath: function () {
    this.lineTo(this._first[0], this._first[1]);
    this.end();
  },
  arc: function (x, y, radius, start, end) {
    this.end();
    this._begin(x + radius, y, 0);
    this._ink.arc(x, y, radius, start, end);
    this.end();
  },
  end: function () {
    if (!this._open) { return; }
    this._ink.stroke();
    this._ink.setLineDash([]);
    this._ink.lineDashOffset = 0;
    this._open = false;
  },
  _begin: function (x, y, length) {
    this._ink.setLineDash(this._dash);
    this._ink.lineDashOffset = length % this._period;
    this._ink.beginPath();
    this._ink.moveTo(x, y);
    this._open = true;
  },
  /* From which share of an edge to which it is on the tile; null if nowhere. */
  _within: function (from, step) {
    var enter = 0, leave = 1, k, near, far;
    for (k = 0; k < 2; k += 1) {
      if (step[k] === 0) {
        if (from[k] < this._low || from[k] > this._high) { return null; }
      } else {
        near = ((step[k] > 0 ? this._low : this._high) - from[k]) / step[k];
        far = ((step[k] > 0 ? this._high : this._low) - from[k]) / step[k];
        enter = Math.max(enter, near);
        leave = Math.min(leave, far);
      }
    }
    return enter < leave || (enter === leave && leave > 0 && enter < 1) ? [enter, leave] : null;
  }
};

/* Leaflet's own canvas, above, likewise. */
L.Canvas.include({
  _initContainer: function () {
    var canvas = this._container = document.createElement("canvas");
    L.DomEvent.on(canvas, "mousemove", this._onMouseMove, this);
    L.DomEvent.on(canvas, "click dblclick mousedown mouseup contextmenu", this._onClick, this);
    L.DomEvent.on(canvas, "mouseout", this._handleMouseOut, this);
    canvas._leaflet_disable_events = true;
    this._ctx = canvas.getContext("2d", xq.onceDrawn);
  }
});
