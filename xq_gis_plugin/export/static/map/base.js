/* The quiet base: packed shapes drawn straight to one canvas, redrawn when the map comes to rest. */
xq.baseStyles = {
  forest: { fill: "#dfe9d8" },
  zone: { fill: "#f6ecdd", stroke: "#dcc9a8", width: 1 },
  public_site: { fill: "#e8e6f3", stroke: "#c5c0de", width: 1 },
  road_minor: { stroke: "#ffffff", casing: "#bdbdb6", width: 2.2, grows: true },
  road_main: { stroke: "#fff3c9", casing: "#c9b98a", width: 4, grows: true },
  building: { fill: "#cfccc5", stroke: "#aeaaa1", width: 0.6 },
  residence: { fill: "#e3bd8f", stroke: "#b1854f", width: 0.8 },
  public: { fill: "#c9c2e3", stroke: "#7f74b5", width: 1 },
  railway: { stroke: "#6b6b6b", width: 1.6, dash: [7, 4] },
  overhead: { stroke: "#8a7fa8", width: 1.2, dash: [2, 3] },
  other: { fill: "#e3ddd2", stroke: "#a8a193", width: 1 }
};

/* Unpack to Mercator coordinates where the world is 1 wide: x to the east, y to the south. */
xq.unpack = function (shapes) {
  var steps = shapes.steps, count = steps.length / 2, xy = new Float64Array(steps.length);
  var lon = 0, lat = 0, radians = Math.PI / 180, i;
  for (i = 0; i < count; i += 1) {
    lon += steps[2 * i];
    lat += steps[2 * i + 1];
    xy[2 * i] = lon / 3.6e8 + 0.5;
    xy[2 * i + 1] = 0.5 - Math.log(Math.tan(Math.PI / 4 + lat * 1e-6 * radians / 2)) / (2 * Math.PI);
  }
  var n = shapes.rings.length, box = new Float64Array(4 * n), ring = 0, vertex = 0, s, r, v;
  for (s = 0; s < n; s += 1) {
    var x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (r = 0; r < shapes.rings[s]; r += 1, ring += 1) {
      for (v = 0; v < shapes.vertices[ring]; v += 1, vertex += 1) {
        var x = xy[2 * vertex], y = xy[2 * vertex + 1];
        if (x < x0) { x0 = x; }
        if (x > x1) { x1 = x; }
        if (y < y0) { y0 = y; }
        if (y > y1) { y1 = y; }
      }
    }
    box.set([x0, y0, x1, y1], 4 * s);
  }
  return { xy: xy, rings: shapes.rings, vertices: shapes.vertices, box: box };
};

xq.Base = L.Renderer.extend({
  initialize: function (layers, options) {
    L.Renderer.prototype.initialize.call(this, Object.assign({ pane: "tilePane", padding: 0.15 }, options));
    this._packed = layers;
  },
  _initContainer: function () {
    this._container = L.DomUtil.create("canvas");
    this._ink = this._container.getContext("2d");
  },
  _destroyContainer: function () {
    L.DomUtil.remove(this._container);
    this._container = this._ink = null;
  },
  /* L.Renderer asks its paths to follow the map here; this one has none. */
  _updatePaths: function () {},
  _onZoomEnd: function () {},
  _update: function () {
    if (this._map._animatingZoom && this._bounds) { return; }
    L.Renderer.prototype._update.call(this);
    var size = this._bounds.getSize(), ratio = xq.finer || window.devicePixelRatio || 1, canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    canvas.width = Math.round(size.x * ratio);
    canvas.height = Math.round(size.y * ratio);
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
    this._draw(ratio, size);
  },
  _draw: function (ratio, size) {
    var ink = this._ink, map = this._map, world = 256 * Math.pow(2, map.getZoom());
    var corner = map.getPixelOrigin().add(this._bounds.min);
    var frame = {
      world: world, dx: -corner.x, dy: -corner.y, ratio: ratio, zoom: map.getZoom(),
      x0: corner.x / world, y0: corner.y / world, x1: (corner.x + size.x) / world, y1: (corner.y + size.y) / world
    };
    this._layers = this._layers || {};
    if (!this._shapes) {
      this._shapes = this._packed.map(function (layer) {
        return { style: xq.baseStyles[layer.style], area: layer.area, shapes: xq.unpack(layer.shapes) };
      });
      this._packed = null;
    }
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.lineJoin = "round";
    this._shapes.forEach(function (layer) { xq.drawBase(ink, layer, frame); });
  }
});

xq.drawBase = function (ink, layer, frame) {
  var style = layer.style, wide = style.grows ? Math.max(0.35, Math.pow(1.45, frame.zoom - 15)) : 1;
  ink.beginPath();
  xq.trace(ink, layer, frame);
  ink.setLineDash(style.dash || []);
  if (layer.area && style.fill) {
    ink.fillStyle = style.fill;
    ink.fill("evenodd");
  }
  if (style.casing && !layer.area && frame.zoom >= 13) {
    ink.strokeStyle = style.casing;
    ink.lineWidth = style.width * wide + 1.6;
    ink.stroke();
  }
  if (style.stroke && (!layer.area || frame.zoom >= 15)) {
    ink.strokeStyle = style.stroke;
    ink.lineWidth = style.width * wide;
    ink.stroke();
  }
};

/* Put all shapes in view on the path; what is smaller than a pixel becomes one. */
xq.trace = function (ink, layer, frame) {
  var s = layer.shapes, world = frame.world, dx = frame.dx, dy = frame.dy, ring = 0, vertex = 0, i, r, v;
  for (i = 0; i < s.rings.length; i += 1) {
    var x0 = s.box[4 * i], y0 = s.box[4 * i + 1], x1 = s.box[4 * i + 2], y1 = s.box[4 * i + 3];
    var outside = x1 < frame.x0 || x0 > frame.x1 || y1 < frame.y0 || y0 > frame.y1;
    var tiny = (x1 - x0) * world < 1.2 && (y1 - y0) * world < 1.2;
    if (tiny && !outside && s.vertices[ring] > 1) { ink.rect(x0 * world + dx, y0 * world + dy, 1, 1); }
    for (r = 0; r < s.rings[i]; r += 1, ring += 1) {
      var n = s.vertices[ring];
      if (!outside && !tiny) {
        for (v = 0; v < n; v += 1) {
          var x = s.xy[2 * (vertex + v)] * world + dx, y = s.xy[2 * (vertex + v) + 1] * world + dy;
          if (v) { ink.lineTo(x, y); } else { ink.moveTo(x, y); }
        }
        if (layer.area) { ink.closePath(); }
      } else if (n === 1 && !outside) {
        ink.moveTo(x0 * world + dx + 2, y0 * world + dy);
        ink.arc(x0 * world + dx, y0 * world + dy, 2, 0, 7);
      }
      vertex += n;
    }
  }
};
