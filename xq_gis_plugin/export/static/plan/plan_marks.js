/* The signs of a siting plan, told apart by shape as well as by colour: on the canvas, in lists and legend. */
xq.looks = {
  chosen: { color: "#0b5a27", fill: "#17a34a", shape: "circle", size: 9 },
  kept: { color: "#0b3f8a", fill: "#2f6fd0", shape: "square", size: 8 },
  closed: { color: "#8c1414", fill: "#ffffff", shape: "cross", size: 7 },
  unresolved: { color: "#6b5200", fill: "#f2c230", shape: "triangle", size: 7 },
  rejected: { color: "#555555", fill: "#b5b5b5", shape: "ring", size: 3.2 }
};
xq.statuses = ["chosen", "kept", "closed", "unresolved", "rejected"];
xq.layerOf = { chosen: "shops", kept: "shops", closed: "shops", unresolved: "doubtful", rejected: "rejected" };

xq.outline = function (shape, x, y, r) {
  var d = [], cuts = { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], triangle: [[0, -1.2], [1.15, 0.9], [-1.15, 0.9]] }[shape];
  if (shape === "cross") {
    return "M" + (x - r) + " " + (y - r) + "L" + (x + r) + " " + (y + r) + "M" + (x + r) + " " + (y - r) + "L" + (x - r) + " " + (y + r);
  }
  if (!cuts) {
    return "M" + (x - r) + " " + y + "a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 " + -2 * r + " 0Z";
  }
  cuts.forEach(function (cut) { d.push((x + cut[0] * r) + " " + (y + cut[1] * r)); });
  return "M" + d.join("L") + "Z";
};

xq.dot = function (status, size) {
  var look = xq.looks[status], cross = look.shape === "cross";
  return xq.draw("svg", { viewBox: "0 0 24 24", width: size, height: size, "class": "dot", "aria-hidden": "true" }, [
    xq.draw("path", {
      d: xq.outline(look.shape, 12, 12, look.shape === "ring" ? 6 : 8), fill: cross ? "none" : look.fill, stroke: look.color,
      "stroke-width": cross ? 4 : 2
    })
  ]);
};

/* One sign on a canvas, with a pale rim that sets it off from whatever is under it. */
xq.inkDot = function (ink, status, x, y, r) {
  var look = xq.looks[status], path = new Path2D(xq.outline(look.shape, x, y, r)), cross = look.shape === "cross";
  ink.save();
  ink.globalAlpha = 1;
  ink.setLineDash([]);
  ink.lineJoin = "round";
  ink.strokeStyle = "#ffffff";
  ink.lineWidth = cross ? 7 : 4;
  if (look.shape !== "ring") { ink.stroke(path); }
  if (!cross) {
    ink.fillStyle = look.fill;
    ink.fill(path);
  }
  ink.lineWidth = cross ? 3.5 : look.shape === "ring" ? 1 : 1.8;
  ink.strokeStyle = look.color;
  ink.stroke(path);
  ink.restore();
};

xq.sizeOf = function (status) {
  return xq.looks[status].size * (document.documentElement.classList.contains("large") ? 1.5 : 1);
};

xq.SiteMark = L.CircleMarker.extend({
  _updatePath: function () {
    if (!this._renderer._drawing || this._empty()) { return; }
    xq.inkDot(this._renderer._ctx, this.options.status, this._point.x, this._point.y, this._radius);
  }
});

/* A column that says each text once. */
xq.spread = function (column) {
  return column.at.map(function (code) { return code < 0 ? null : column.of[code]; });
};
Object.keys(xq.data.sites).forEach(function (key) {
  if (!Array.isArray(xq.data.sites[key])) { xq.data.sites[key] = xq.spread(xq.data.sites[key]); }
});
[xq.data.demand, xq.data.no_discharge].forEach(function (areas) {
  areas.rings = areas.rings.map(function (shape) { return shape.map(xq.walked); });
});

xq.each = function (action) {
  var sites = xq.data.sites;
  sites.status.forEach(function (status, row) { if (sites.at[row]) { action(row, status, sites.at[row]); } });
};

xq.inPlan = function (status) { return status === "chosen" || status === "kept"; };

xq.count = function (status, street) {
  var sites = xq.data.sites;
  return sites.status.filter(function (one, row) { return one === status && (street === undefined || sites.street[row] === street); }).length;
};

xq.siteName = function (row) { return xq.data.sites.name[row] || xq.data.sites.site_id[row]; };
