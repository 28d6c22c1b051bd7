/* Names on the base: by class and zoom, none over another, none under a sign. Drawn anew when the map rests; while it
   zooms they are stretched with it. */
xq.labelClasses = [
  { looks: ["district"], from: 8, to: 13.5, size: 15, weight: 700, color: "#8577a0", spread: 6 },
  { looks: ["road_main"], from: 13, size: 13, weight: 600, color: "#6d5a26", line: true },
  { looks: ["water"], from: 12, size: 13, weight: 500, color: "#3f7494" },
  { looks: ["public", "public_site"], from: 15.5, size: 12, weight: 500, color: "#544a8c" },
  { looks: ["zone"], from: 14, size: 13, weight: 600, color: "#8a6125" },
  { looks: ["road_minor"], from: 15, size: 12, weight: 500, color: "#5d5d57", line: true },
  { looks: ["railway", "overhead"], from: 14, size: 12, weight: 500, color: "#5f5a6b", line: true },
  { looks: ["residence", "building", "other", "forest", "boundary"], from: 17, size: 12, weight: 400, color: "#4c453b" }
];

/* Which parts of the map are taken: boxes in cells, so that each is held against its neighbours only. */
xq.occupied = function (cell) {
  var cells = {};
  function each(box, visit) {
    for (var x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x += 1) {
      for (var y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y += 1) { if (visit(x + "," + y)) { return true; } }
    }
    return false;
  }
  return {
    free: function (box) {
      return !each(box, function (key) {
        return (cells[key] || []).some(function (other) { return box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]; });
      });
    },
    take: function (box) { each(box, function (key) { (cells[key] = cells[key] || []).push(box); }); }
  };
};

xq.Labels = L.Renderer.extend({
  MOST: 160,
  TRIES: 4000,
  initialize: function (store, districts) {
    L.Renderer.prototype.initialize.call(this, { pane: xq.namePane || "tilePane", padding: 0.1 });
    this._store = store;
    this._districts = districts;
    this._classes = this._sorted(store);
    this.placed = [];
  },
  /* The named rows of each class, the longest and largest first. */
  _sorted: function (store) {
    var keys = Object.keys(xq.baseStyles), of = {}, big = function (i) { return store.box[4 * i + 2] - store.box[4 * i] + store.box[4 * i + 3] - store.box[4 * i + 1]; };
    var classes = xq.labelClasses.map(function (one, number) {
      one.looks.forEach(function (look) { of[keys.indexOf(look)] = number; });
      return [];
    });
    store.named.forEach(function (i) { classes[of[store.look[i]]].push(i); });
    classes.forEach(function (rows) { rows.sort(function (a, b) { return big(b) - big(a) || a - b; }); });
    return classes;
  },
  _initContainer: function () {
    this._container = L.DomUtil.create("canvas", "base-labels");
    this._container.style.zIndex = 10;
    this._ink = this._container.getContext("2d", xq.onceDrawn);
  },
  _destroyContainer: function () {
    L.DomUtil.remove(this._container);
    this._container = this._ink = null;
  },
  _updatePaths: function () {},
  _onZoomEnd: function () {},
  /* What is drawn moves with the map; xq.placeLabels asks for the names anew once the signs' labels are placed. */
  _update: function () {
    this._layers = this._layers || {};
    if (!this._bounds || this._grain !== xq.finer) { this.draw(); }
  },
  draw: function () {
    if (!this._map || (this._map._animatingZoom && this._bounds)) { return; }
    L.Renderer.prototype._update.call(this);
    this._grain = xq.finer;
    this._container.style[L.DomUtil.TRANSFORM] = "";
    var map = this._map, size = this._bounds.getSize(), ratio = xq.finer || window.devicePixelRatio || 1, canvas = this._container, self = this;
    var corner = map.getPixelOrigin().add(this._bounds.min), world = 256 * Math.pow(2, map.getZoom());
    L.DomUtil.setPosition(canvas, this._bounds.min);
    canvas.width = Math.round(size.x * ratio);
    canvas.height = Math.round(size.y * ratio);
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
    this._ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._view = { zoom: map.getZoom(), world: world, across: world / 3.6e9, dx: world / 2 - corner.x, dy: -corner.y, size: size };
    this._taken = xq.occupied(64);
    this._names = {};
    this.placed = [];
    this._keepOff();
    this._classes.forEach(function (rows, number) { self._place(xq.labelClasses[number], rows); });
  },
  /* Signs, their labels and the tools are above: a name under them could not be read. */
  _keepOff: function () {
    var taken = this._taken, frame = this._container.getBoundingClientRect(), place = this._map.getContainer().parentNode;
    [].forEach.call(place.querySelectorAll(".leaflet-marker-icon, .leaflet-tooltip:not(.hidden), .leaflet-control, .toolbar"), function (node) {
      var box = node.getBoundingClientRect();
      if (box.width) { taken.take([box.left - frame.left - 2, box.top - frame.top - 2, box.right - frame.left + 2, box.bottom - frame.top + 2]); }
    });
  },
  _place: function (kind, rows) {
    var view = this._view, box = this._store.box, ink = this._ink, n, i, tries = 0;
    if (view.zoom < kind.from || view.zoom > (kind.to || 99)) { return; }
    ink.font = kind.weight + " " + kind.size + "px " + window.getComputedStyle(this._map.getContainer()).fontFamily;
    if (kind.looks[0] === "district") { this._placeDistricts(kind); }
    var west = (-view.dx / view.across), east = (view.size.x - view.dx) / view.across;
    var north = xq.latitude(-view.dy / view.world), south = xq.latitude((view.size.y - view.dy) / view.world);
    for (n = 0; n < rows.length && this.placed.length < this.MOST && tries < this.TRIES; n += 1) {
      i = rows[n];
      if (box[4 * i] > east || box[4 * i + 2] < west || box[4 * i + 1] > north || box[4 * i + 3] < south) { continue; }
      tries += 1;
      var name = this._shown(this._store.name(i)), width = ink.measureText(name).width;
      /* One name stands once on the screen, but for a road, which crosses it. */
      if (!name || this._names["n" + name]) { continue; }
      if (kind.line && this._store.type[i] === 1) { this._along(kind, i, name, width); }
      else { this._within(kind, i, name, width); }
    }
  },
  /* As much of a name as a map has room for, in one line and in one direction. */
  _shown: function (name) {
    var letters = Array.from(name.slice(0, 200).replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, " ").trim());
    return letters.length > 18 ? letters.slice(0, 17).join("") + "…" : letters.join("");
  },
  _placeDistricts: function (kind) {
    var self = this, view = this._view, middle = { x: view.size.x / 2, y: view.size.y / 2 };
    var note = xq.pair("map", "boundary_note")[document.documentElement.lang === "en" ? 1 : 0];
    this._districts.forEach(function (district) {
      var told = district.name + note;
      var ring = district.rings[0].map(function (at) {
        return [at[1] * 1e7 * view.across + view.dx, xq.mercator(at[0] * 1e7) * view.world + view.dy];
      });
      var xs = ring.map(function (at) { return at[0]; }), ys = ring.map(function (at) { return at[1]; });
      var x = (Math.min.apply(null, xs) + Math.max.apply(null, xs)) / 2, y = (Math.min.apply(null, ys) + Math.max.apply(null, ys)) / 2;
      if (Math.abs(x - middle.x) < middle.x && Math.abs(y - middle.y) < middle.y) { self._write(kind, told, x, y, 0, self._ink.measureText(told).width); }
    });
  },
  /* In the middle of what is in view of it, where it is wide enough to own the name. */
  _within: function (kind, i, name, width) {
    var view = this._view, box = this._store.box, k = 4 * i, x0 = box[k] * view.across + view.dx, x1 = box[k + 2] * view.across + view.dx;
    var y0 = xq.mercator(box[k + 3]) * view.world + view.dy, y1 = xq.mercator(box[k + 1]) * view.world + view.dy;
    if (this._store.type[i] === 2 && x1 - x0 < width * 0.5 && view.zoom < 18) { return; }
    var below = this._store.type[i] === 0 ? 12 : 0;
    this._write(kind, name, (x0 + x1) / 2, (y0 + y1) / 2 + below, 0, width);
  },
  /* Along the straightest piece in view that is long enough, turned so that it reads from the left. */
  _along: function (kind, i, name, width) {
    var store = this._store, view = this._view, best = null, r, v, slope;
    for (r = store.shapeRing[i]; r < store.shapeRing[i + 1]; r += 1) {
      var points = [];
      for (v = store.ringStart[r]; v < store.ringStart[r + 1]; v += 1) {
        points.push([store.lon[v] * view.across + view.dx, xq.mercator(store.lat[v]) * view.world + view.dy]);
      }
      best = xq.straightest(points, width + 16, view.size, best);
    }
    if (!best) { return; }
    slope = Math.atan2(best.y1 - best.y0, best.x1 - best.x0);
    if (slope > Math.PI / 2) { slope -= Math.PI; }
    if (slope <= -Math.PI / 2) { slope += Math.PI; }
    this._write(kind, name, (best.x0 + best.x1) / 2, (best.y0 + best.y1) / 2, slope, width);
  },
  /* Write where there is room: a slanting name is a row of small boxes. */
  _write: function (kind, name, x, y, turn, width) {
    var half = kind.size * 0.62, count = turn ? Math.max(1, Math.ceil(width / kind.size)) : 1, boxes = [], n, taken = this._taken, ink = this._ink;
    for (n = 0; n < count; n += 1) {
      var from = (n / count - 0.5) * width, to = ((n + 1) / count - 0.5) * width, cos = Math.cos(turn), sin = Math.sin(turn);
      boxes.push([
        x + Math.min(from * cos, to * cos) - (turn ? half : 2), y + Math.min(from * sin, to * sin) - half,
        x + Math.max(from * cos, to * cos) + (turn ? half : 2), y + Math.max(from * sin, to * sin) + half
      ]);
    }
    if (!boxes.every(taken.free)) { return; }
    boxes.forEach(taken.take);
    this._names["n" + name] = true;
    this.placed.push({ name: name, boxes: boxes });
    ink.save();
    ink.translate(x, y);
    ink.rotate(turn);
    ink.textAlign = "center";
    ink.textBaseline = "middle";
    ink.lineJoin = "round";
    ink.lineWidth = 3;
    ink.strokeStyle = "rgba(255, 255, 255, .9)";
    ink.strokeText(name, 0, 0);
    ink.fillStyle = kind.color;
    ink.fillText(name, 0, 0);
    ink.restore();
  }
});

/* The straight piece nearest to the middle of the screen that is as long as wanted; what turns by less than about
   15 degrees in all is straight. */
xq.straightest = function (points, wanted, size, best) {
  var n, m, middle = { x: size.x / 2, y: size.y / 2 };
  for (n = 1; n < points.length; n += 1) {
    var piece = xq.clipped(points[n - 1], points[n], size);
    if (!piece) { continue; }
    var x0 = piece[0], y0 = piece[1], x1 = piece[2], y1 = piece[3], turn = Math.atan2(y1 - y0, x1 - x0);
    for (m = n + 1; m < points.length && Math.hypot(x1 - x0, y1 - y0) < wanted; m += 1) {
      var next = xq.clipped(points[m - 1], points[m], size);
      if (!next || Math.abs(Math.sin(Math.atan2(next[3] - next[1], next[2] - next[0]) - turn)) > 0.26) { break; }
      x1 = next[2];
      y1 = next[3];
    }
    if (Math.hypot(x1 - x0, y1 - y0) < wanted) { continue; }
    var away = Math.hypot((x0 + x1) / 2 - middle.x, (y0 + y1) / 2 - middle.y);
    if (!best || away < best.away) { best = { x0: x0, y0: y0, x1: x1, y1: y1, away: away }; }
  }
  return best;
};

/* The part of a piece that is on the screen, or null (Liang and Barsky). */
xq.clipped = function (a, b, size) {
  var t0 = 0, t1 = 1, dx = b[0] - a[0], dy = b[1] - a[1];
  var inside = [[-dx, a[0]], [dx, size.x - a[0]], [-dy, a[1]], [dy, size.y - a[1]]].every(function (edge) {
    if (edge[0] === 0) { return edge[1] >= 0; }
    var t = edge[1] / edge[0];
    if (edge[0] < 0) { t0 = Math.max(t0, t); } else { t1 = Math.min(t1, t); }
    return t0 < t1;
  });
  return inside ? [a[0] + t0 * dx, a[1] + t0 * dy, a[0] + t1 * dx, a[1] + t1 * dy] : null;
};
