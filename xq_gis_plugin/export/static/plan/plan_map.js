/* The map of a siting plan: where a shop may stand, which were chosen, and why each other one was not. */
xq.looks = {
  chosen: { color: "#0b6b2e", fill: "#17a34a", shape: "circle", size: 9 },
  kept: { color: "#0b3f8a", fill: "#2f6fd0", shape: "square", size: 9 },
  closed: { color: "#7a1212", fill: "#ffffff", shape: "cross", size: 8 },
  unresolved: { color: "#6b5200", fill: "#f2c230", shape: "triangle", size: 7 },
  rejected: { color: "#555555", fill: "#b5b5b5", shape: "circle", size: 3.5 }
};
xq.zoneLooks = {
  permitted: { color: "#3f8f4a", weight: 1, fillColor: "#6fc37a", fillOpacity: 0.38 },
  forbidden: { color: "#8a8a8a", weight: 0.5, fillColor: "#8f8f8f", fillOpacity: 0.3 },
  uncertain: { color: "#a88a1c", weight: 0.5, fillColor: "#eccb4d", fillOpacity: 0.3 }
};

/* A sign drawn by shape as well as by colour: for the legend, the lists and the canvas. */
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
  var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg"), look = xq.looks[status];
  var path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", "dot");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", xq.outline(look.shape, 12, 12, 8));
  path.setAttribute("fill", look.shape === "cross" ? "none" : look.fill);
  path.setAttribute("stroke", look.color);
  path.setAttribute("stroke-width", look.shape === "cross" ? 4 : 2);
  svg.appendChild(path);
  return svg;
};

/* A site on the canvas. */
xq.SiteMark = L.CircleMarker.extend({
  _updatePath: function () {
    var context = this._renderer._ctx, look = this.options.look, p = this._point, r = this._radius;
    if (!this._renderer._drawing || this._empty()) { return; }
    var path = new Path2D(xq.outline(look.shape, p.x, p.y, r));
    context.globalAlpha = 1;
    if (look.shape !== "cross") {
      context.fillStyle = look.fill;
      context.fill(path);
      context.lineWidth = 4;
      context.strokeStyle = "#ffffff";
      context.globalCompositeOperation = "destination-over";
      context.stroke(path);
      context.globalCompositeOperation = "source-over";
    }
    context.lineWidth = look.shape === "cross" ? 3.5 : 1.6;
    context.strokeStyle = look.color;
    context.stroke(path);
  }
});

xq.sizeOf = function (status) {
  return xq.looks[status].size * (document.documentElement.classList.contains("large") ? 1.5 : 1);
};

xq.createMap = function (id, bounds) {
  var map = L.map(id, { preferCanvas: true, attributionControl: false, zoomControl: false, maxZoom: 21, minZoom: 1, zoomSnap: 0.5, fadeAnimation: false });
  xq.map = map;
  ["zones", "lines", "marks"].forEach(function (pane, i) { map.createPane(pane).style.zIndex = 410 + 10 * i; });
  xq.renderers = { zones: L.canvas({ pane: "zones" }), lines: L.canvas({ pane: "lines", tolerance: 3 }), marks: L.canvas({ pane: "marks", tolerance: 6 }) };
  map.fitBounds(bounds, { padding: [24, 24], maxZoom: 18, animate: false });
  L.control.zoom({ position: "topleft", zoomInTitle: xq.pair("map", "zoom_in")[0], zoomOutTitle: xq.pair("map", "zoom_out")[0] }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 160, position: "bottomleft" }).addTo(map);
  var container = map.getContainer();
  container.setAttribute("role", "region");
  xq.tell(container, xq.pair("map", "map_of"), "aria-label");
  /* Canvases of different panes lie on top of each other and only the highest is told of a click. */
  map.on("click", function (event) { xq.ask(event.latlng); });
  window.setTimeout(function () {
    xq.buildPlan(map);
    xq.foldLayers(map);
    xq.placeNames(map);
    map.on("zoomend moveend", function () { xq.placeNames(map); });
    window.requestAnimationFrame(function () {
      window.requestAnimationFrame(function () { window.xqReady = performance.now(); });
    });
  }, 0);
  return map;
};

xq.layer = function (kind) {
  var layer = xq.makers[kind]();
  xq.layers[kind] = layer;
  return layer;
};

xq.marks = [];
xq.makers = {
  zone: function () {
    var zones = xq.data.zones, group = L.layerGroup();
    ["forbidden", "uncertain", "permitted"].forEach(function (zone) {
      zones.zone.forEach(function (one, row) {
        if (one !== zone) { return; }
        var options = Object.assign({ renderer: xq.renderers.zones, pane: "zones", interactive: false, fillRule: "evenodd" }, xq.zoneLooks[zone]);
        group.addLayer(L.polygon(zones.rings[row], options));
      });
    });
    return group;
  },
  demand: function () {
    var homes = xq.data.demand, group = L.layerGroup();
    homes.rings.forEach(function (rings, row) {
      var color = homes.covered[row] ? "#2f6fd0" : "#b3261e";
      group.addLayer(L.polygon(rings, { renderer: xq.renderers.zones, pane: "zones", interactive: false, color: color, weight: 1.2, dashArray: homes.covered[row] ? null : "5 4", fillColor: color, fillOpacity: 0.12 }));
    });
    return group;
  },
  circles: function () {
    var group = L.layerGroup();
    xq.each(function (row, status, at) {
      if (status !== "chosen" && status !== "kept") { return; }
      group.addLayer(L.circle(at, { radius: xq.data.spacing_m, renderer: xq.renderers.lines, pane: "lines", interactive: false, color: xq.looks[status].color, weight: 1, fill: false, dashArray: "4 4" }));
    });
    return group;
  },
  edges: function () {
    var group = L.layerGroup();
    xq.data.edges.forEach(function (line) {
      group.addLayer(L.polyline(line, { renderer: xq.renderers.lines, pane: "lines", interactive: false, color: "#5b2a86", weight: 1 }));
    });
    return group;
  },
  rejected: function () { return xq.sitesOf(["rejected"]); },
  doubtful: function () { return xq.sitesOf(["unresolved"]); },
  shops: function () { return xq.sitesOf(["closed", "kept", "chosen"]); }
};

xq.each = function (action) {
  var sites = xq.data.sites;
  sites.status.forEach(function (status, row) { if (sites.at[row]) { action(row, status, sites.at[row]); } });
};

xq.sitesOf = function (wanted) {
  var group = L.layerGroup();
  xq.each(function (row, status, at) {
    if (wanted.indexOf(status) < 0) { return; }
    var mark = new xq.SiteMark(at, { renderer: xq.renderers.marks, pane: "marks", look: xq.looks[status], radius: xq.sizeOf(status), interactive: false });
    mark.row = row;
    xq.marks.push(mark);
    group.addLayer(mark);
  });
  return group;
};

/* What lies at a place: the nearest site under the pointer, else the zone. */
xq.ask = function (latlng) {
  var map = xq.map, here = map.latLngToContainerPoint(latlng), best = null, least = Infinity;
  xq.marks.forEach(function (mark) {
    var layer = xq.layers[{ rejected: "rejected", unresolved: "doubtful" }[xq.data.sites.status[mark.row]] || "shops"];
    if (!map.hasLayer(layer)) { return; }
    var away = here.distanceTo(map.latLngToContainerPoint(mark.getLatLng())) - mark.getRadius();
    if (away < least) { least = away; best = mark; }
  });
  if (best && least <= 7) { xq.open(best.row, false); return; }
  var row = map.hasLayer(xq.layers.zone) ? xq.zoneAt(latlng) : -1;
  if (row < 0) { map.closePopup(); return; }
  L.popup({ className: "found" }).setLatLng(latlng).setContent(xq.zoneCard(row)).openOn(map);
};

xq.zoneAt = function (latlng) {
  var zones = xq.data.zones, row, found = -1;
  for (row = 0; row < zones.zone.length && found < 0; row += 1) {
    if (xq.insideRings(zones.rings[row], latlng.lat, latlng.lng)) { found = row; }
  }
  return found;
};

xq.insideRings = function (rings, y, x) {
  var inside = false;
  rings.forEach(function (ring) {
    var i, j;
    for (i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      if ((ring[i][0] > y) !== (ring[j][0] > y) && x < (ring[j][1] - ring[i][1]) * (y - ring[i][0]) / (ring[j][0] - ring[i][0]) + ring[i][1]) { inside = !inside; }
    }
  });
  return inside;
};

/* Names of the shops in the plan, where there is room for them. */
xq.placeNames = function (map) {
  var large = document.documentElement.classList.contains("large"), taken = [], size = large ? 22 : 14, shown = 0;
  if (!xq.names) { xq.names = L.layerGroup().addTo(map); }
  xq.names.clearLayers();
  if (map.getZoom() < 13.5) { return; }
  xq.each(function (row, status, at) {
    if ((status !== "chosen" && status !== "kept") || shown >= 120 || !map.getBounds().contains(at)) { return; }
    var name = xq.data.sites.name[row] || xq.data.sites.site_id[row], point = map.latLngToContainerPoint(at);
    var box = [point.x + 8, point.y - size, point.x + 16 + Math.min(name.length, 14) * size, point.y + size * 0.6];
    if (taken.some(function (one) { return box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1]; })) { return; }
    taken.push(box);
    shown += 1;
    xq.names.addLayer(L.tooltip({ permanent: true, direction: "right", offset: [8, 0], className: "label", interactive: false }).setLatLng(at).setContent(xq.el("span", "", [xq.el("bdi", "name", [name])])));
  });
};
