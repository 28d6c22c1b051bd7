/* The layers of a siting plan above the zone, and the names of its shops. */
xq.makers = {
  zone: function () { return new xq.Zone(xq.zoneStore, xq.zoneStyles); },
  no_discharge: function (group) {
    xq.data.no_discharge.rings.forEach(function (rings) {
      if (rings.length) { L.polygon(rings, Object.assign({ renderer: xq.renderers.homes, pane: "homes", interactive: false, fill: false }, xq.noDischargeLook)).addTo(group); }
    });
  },
  demand: function (group) {
    var homes = xq.data.demand;
    homes.rings.forEach(function (rings, row) {
      var style = xq.demandLooks[homes.covered[row] ? "covered" : "uncovered"];
      if (rings.length) { L.polygon(rings, Object.assign({ renderer: xq.renderers.homes, pane: "homes", interactive: false, fillOpacity: 0.14 }, style)).addTo(group); }
    });
  },
  circles: function (group) {
    xq.each(function (row, status, at) {
      if (!xq.inPlan(status)) { return; }
      L.circle(at, { radius: xq.data.spacing_m, renderer: xq.renderers.lines, pane: "lines", interactive: false, color: "#14361f", weight: 1.4, dashArray: "5 4", fill: false }).addTo(group);
    });
  },
  /* One line of many parts: tens of thousands of lines would each be asked at every move. */
  edges: function (group) {
    var at = xq.data.sites.at, ends = xq.data.edges, lines = [], n;
    for (n = 0; n < ends.length; n += 2) { if (at[ends[n]] && at[ends[n + 1]]) { lines.push([at[ends[n]], at[ends[n + 1]]]); } }
    if (lines.length) { L.polyline(lines, { renderer: xq.renderers.lines, pane: "lines", interactive: false, color: "#5b2a86", weight: 1.2 }).addTo(group); }
  },
  rejected: function (group) { xq.addSites(group, ["rejected"]); },
  doubtful: function (group) { xq.addSites(group, ["unresolved"]); },
  shops: function (group) { ["closed", "kept", "chosen"].forEach(function (status) { xq.addSites(group, [status]); }); }
};
xq.noDischargeLook = { color: "#b0006d", weight: 3, dashArray: "12 5 2 5" };
xq.demandLooks = {
  covered: { color: "#2f6fd0", weight: 1.4, fillColor: "#2f6fd0" },
  uncovered: { color: "#b3261e", weight: 2, dashArray: "5 4", fillColor: "#b3261e" }
};

xq.marked = [];
xq.addSites = function (group, wanted) {
  xq.each(function (row, status, at) {
    if (wanted.indexOf(status) < 0) { return; }
    var mark = new xq.SiteMark(at, { renderer: xq.renderers.marks, pane: "marks", status: status, radius: xq.sizeOf(status), interactive: false });
    mark.row = row;
    xq.marked.push(mark);
    group.addLayer(mark);
  });
};

/* Made before the layers are: canvases in panes of their own, so that signs lie on lines, and lines on the zone. */
xq.preparePanes = function (map) {
  xq.renderers = {};
  map.options.zoomSnap = 0.25;
  ["zones", "homes", "names", "lines", "marks"].forEach(function (pane, i) {
    map.createPane(pane).style.zIndex = 210 + 30 * i;
    if (pane !== "zones" && pane !== "names") { xq.renderers[pane] = L.canvas({ pane: pane }); }
  });
  /* The names of the streets stand above the zone. */
  xq.namePane = "names";
};

/* What lies at a place: the nearest sign under the pointer, else the homes, else the zone. */
xq.ask = function (latlng) {
  var map = xq.map, here = map.latLngToContainerPoint(latlng), best = null, least = Infinity;
  xq.marked.forEach(function (mark) {
    if (!map.hasLayer(xq.layers[xq.layerOf[mark.options.status]])) { return; }
    var away = here.distanceTo(map.latLngToContainerPoint(mark.getLatLng())) - mark.getRadius();
    if (away < least) { least = away; best = mark; }
  });
  if (best && least <= 7) {
    xq.open(best.row, false);
    return;
  }
  function shows(kind) { return xq.layers[kind] && map.hasLayer(xq.layers[kind]); }
  var home = shows("demand") ? xq.areaAt(xq.data.demand.rings, latlng) : -1, silent = shows("no_discharge") ? xq.areaAt(xq.data.no_discharge.rings, latlng) : -1;
  var row = map.hasLayer(xq.layers.zone) ? xq.zoneAt(latlng) : -1;
  map.closePopup();
  if (home < 0 && row < 0 && silent < 0) { return; }
  xq.popup().setLatLng(latlng).setContent(home >= 0 ? xq.homeCard(home) : xq.zoneCard(row, silent)).openOn(map);
};

xq.areaAt = function (rings, latlng) {
  var row;
  for (row = rings.length - 1; row >= 0; row -= 1) { if (xq.insideRings(rings[row], latlng.lat, latlng.lng)) { return row; } }
  return -1;
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

/* Names of the shops in the plan where there is room: beside, above or below the sign, over no other sign or name. */
xq.placeLabels = function (map) {
  var MOST = 150, style = window.getComputedStyle(map.getContainer()), em = parseFloat(window.getComputedStyle(document.documentElement).fontSize) * 0.95;
  var ink = xq.measuring = xq.measuring || document.createElement("canvas").getContext("2d"), taken = xq.occupied(64), shown = 0, size = map.getSize();
  var stage = map.getContainer().getBoundingClientRect(), rows = [];
  if (!xq.names) { xq.names = L.layerGroup().addTo(map); }
  xq.names.clearLayers();
  ink.font = "700 " + em + "px " + style.fontFamily;
  [].forEach.call(map.getContainer().querySelectorAll(".leaflet-control"), function (control) {
    var box = control.getBoundingClientRect();
    if (box.width) { taken.take([box.left - stage.left, box.top - stage.top, box.right - stage.left, box.bottom - stage.top]); }
  });
  xq.each(function (row, status, at) {
    if (status === "rejected" || !map.hasLayer(xq.layers[xq.layerOf[status]])) { return; }
    var point = map.latLngToContainerPoint(at), r = xq.sizeOf(status) + 1;
    if (point.x < -20 || point.y < -20 || point.x > size.x + 20 || point.y > size.y + 20) { return; }
    taken.take([point.x - r, point.y - r, point.x + r, point.y + r]);
    if (xq.inPlan(status)) { rows.push([row, point, at, r]); }
  });
  if (map.getZoom() < 12.5) { rows = []; }
  rows.forEach(function (one) {
    var name = xq.siteName(one[0]), wide = Math.min(ink.measureText(name).width, 14.4 * em) + 0.9 * em, point = one[1], r = one[3], high = em * 0.8;
    if (shown >= MOST) { return; }
    var sides = { right: [r + 2, -high, r, 0], left: [-r - 2 - wide, -high, -r, 0], top: [-wide / 2, -r - 2 - 2 * high, 0, -r], bottom: [-wide / 2, r + 2, 0, r] };
    Object.keys(sides).some(function (side) {
      var x = point.x + sides[side][0], y = point.y + sides[side][1], box = [x, y, x + wide, y + 2 * high];
      if (x < 2 || x + wide > size.x - 2 || y < 2 || y + 2 * high > size.y - 2 || !taken.free(box)) { return false; }
      taken.take(box);
      shown += 1;
      xq.names.addLayer(L.tooltip({ permanent: true, direction: side, offset: sides[side].slice(2), className: "label", interactive: false })
        .setLatLng(one[2]).setContent(xq.el("span", "", [xq.el("bdi", "name", [name])])));
      return true;
    });
  });
  if (xq.labels) { xq.labels.draw(); }
};
