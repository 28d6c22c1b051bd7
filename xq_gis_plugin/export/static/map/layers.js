/* The layers above the base. Colours are told apart by shape and dash as well; xq.colors and xq.signs
   come from styles/colours.csv, which the plugin draws from too. */
["rings", "overlaps", "overlay", "parts"].forEach(function (section) {
  xq.data[section].rings = xq.data[section].rings.map(function (shape) { return shape.map(xq.walked); });
});
xq.data.findings.line = xq.data.findings.line.map(function (lines) { return lines.map(xq.walked); });
Object.keys(xq.data.objects).forEach(function (id) { xq.data.objects[id][1] = xq.data.objects[id][1].map(xq.walked); });
xq.dashes = { red: null, orange: "12 5", yellow: "2 6", blue: "1 9" };
xq.shapes = {
  octagon: "M10 1H22L31 10V22L22 31H10L1 22V10Z",
  triangle: "M16 1L31.5 30H0.5Z",
  circle: "M16 1A15 15 0 1 1 15.99 1Z",
  square: "M3 3H29V29H3Z"
};

/* Areas are told apart by hatch: crossed, slanted, dotted, lined. The path fills a box so wide and high. */
xq.hatchWidth = { red: 1.6, orange: 1.8, yellow: 2.6, blue: 1.2 };
xq.hatchPath = (function () {
  function slanted(w, h, down) {
    var d = "", x;
    for (x = -h; x < w + h; x += 8) { d += down ? "M" + x + " 0L" + (x + h) + " " + h : "M" + x + " " + h + "L" + (x + h) + " 0"; }
    return d;
  }
  return {
    red: function (w, h) { return slanted(w, h, true) + slanted(w, h, false); },
    orange: function (w, h) { return slanted(w, h, false); },
    yellow: function (w, h) {
      var d = "", x, y;
      for (y = 4; y < h; y += 8) { for (x = 4; x < w; x += 8) { d += "M" + x + " " + y + "h0.01"; } }
      return d;
    },
    blue: function (w, h) {
      var d = "", y;
      for (y = 4; y < h; y += 8) { d += "M0 " + y + "H" + w; }
      return d;
    }
  };
}());

xq.hatches = {};
xq.hatch = function (color) {
  if (!xq.hatches[color]) {
    var tile = document.createElement("canvas"), ink = tile.getContext("2d");
    tile.width = tile.height = 16;
    ink.fillStyle = ink.strokeStyle = xq.colors[color];
    ink.globalAlpha = 0.22;
    ink.fillRect(0, 0, 16, 16);
    ink.globalAlpha = 0.85;
    ink.lineWidth = xq.hatchWidth[color];
    ink.lineCap = "round";
    ink.stroke(new Path2D(xq.hatchPath[color](16, 16)));
    xq.hatches[color] = ink.createPattern(tile, "repeat");
  }
  return xq.hatches[color];
};

xq.cell = function (table, column, row) {
  var values = table[column];
  if (values === undefined) { return null; }
  if (Array.isArray(values)) { return values[row]; }
  var code = values.at[row];
  return code < 0 ? null : values.of[code];
};

xq.finding = function (row) {
  var table = xq.data.findings, found = { row: row };
  Object.keys(table).forEach(function (column) { found[column] = xq.cell(table, column, row); });
  return found;
};

xq.hazardRows = (function () {
  var rows = {};
  xq.data.hazards.hazard_id.forEach(function (id, row) { rows["h" + id] = row; });
  return rows;
}());

xq.hazard = function (row) {
  var table = xq.data.hazards, found = { row: row };
  Object.keys(table).forEach(function (column) { found[column] = table[column][row]; });
  return found;
};

xq.hazardOf = function (id) {
  var row = xq.hazardRows["h" + id];
  return row === undefined ? null : xq.hazard(row);
};

xq.icon = function (color, size) {
  var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-1 -1 34 34");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", "sign " + color);
  svg.setAttribute("aria-hidden", "true");
  var path = document.createElementNS(space, "path"), text = document.createElementNS(space, "text");
  path.setAttribute("d", xq.shapes[xq.signs[color].shape]);
  text.setAttribute("x", 16);
  text.setAttribute("y", xq.signs[color].shape === "triangle" ? 27 : 24);
  text.textContent = xq.signs[color].sign;
  svg.appendChild(path);
  svg.appendChild(text);
  return svg;
};

xq.lineStyle = function (color) {
  return {
    color: xq.colors[color], dashArray: xq.dashes[color], weight: { red: 5, orange: 4.5, yellow: 3.5, blue: 2 }[color],
    opacity: color === "blue" ? 0.7 : 1, bubblingMouseEvents: false
  };
};

xq.makers = {
  rings: function (group) {
    var rings = xq.data.rings;
    rings.rings.forEach(function (shape, row) {
      if (!shape.length) { return; }
      L.polygon(shape, {
        color: "#3b4a5a", weight: 1.4, opacity: 0.75, dashArray: "6 5", fill: false, bubblingMouseEvents: false
      }).bindPopup(function () { return xq.ringCard(row); }).addTo(group);
    });
  },
  overlaps: function (group) {
    xq.data.overlaps.rings.forEach(function (shape, row) {
      if (!shape.length) { return; }
      L.polygon(shape, { color: "#7a1fa2", weight: 1.5, fillOpacity: 0.35, bubblingMouseEvents: false })
        .bindPopup(function () { return xq.overlapCard(row); }).addTo(group);
    });
  },
  objects: function (group) {
    var worst = {};
    xq.data.conflicts.concat(xq.openRows()).forEach(function (row) {
      var id = xq.cell(xq.data.findings, "object_id", row);
      if (id !== null && worst["o" + id] === undefined) { worst["o" + id] = row; }
    });
    Object.keys(xq.data.objects).forEach(function (id) {
      var shape = xq.data.objects[id], row = worst["o" + id];
      if (row === undefined || !shape[1].length) { return; }
      var color = xq.cell(xq.data.findings, "risk_color", row);
      var style = { color: xq.colors[color], weight: 2, fillColor: xq.hatch(color), fillOpacity: 1, bubblingMouseEvents: false };
      /* A road is kilometres long and concerned at one place: the line from the hazard shows where. */
      if (!shape[0] && shape[1][0].length > 1) { return; }
      var drawn = shape[0] ? L.polygon(shape[1], style) : L.circleMarker(shape[1][0][0], Object.assign(style, { radius: 6 }));
      drawn.bindPopup(function () { return xq.findingCard(row); }).addTo(group);
    });
  },
  overlay: function (group) {
    xq.data.overlay.rings.forEach(function (lines, row) {
      if (!lines.length) { return; }
      L.polyline(lines, { color: "#00695c", weight: 3, dashArray: "1 6", bubblingMouseEvents: false })
        .bindPopup(function () { return xq.overlayCard(row); }).addTo(group);
    });
  },
  parts: function (group) {
    xq.data.parts.rings.forEach(function (shape, row) {
      if (!shape.length) { return; }
      var style = { color: "#222", weight: 1.2, fillColor: "#fff", fillOpacity: 0.9, radius: 4, bubblingMouseEvents: false };
      var drawn = shape[0].length > 1 ? L.polygon(shape, style) : L.circleMarker(shape[0][0], style);
      drawn.bindPopup(function () { return xq.partCard(row); }).addTo(group);
    });
  },
  conflict: function (group) { xq.addLines(group, xq.data.conflicts); },
  unresolved: function (group) { xq.addLines(group, xq.openRows()); },
  clear: function (group) {
    var rows = [], n = xq.data.findings.distance_m.length, row;
    for (row = 0; row < n; row += 1) {
      if (xq.cell(xq.data.findings, "verdict", row) === "clear") { rows.push(row); }
    }
    xq.addLines(group, rows);
  },
  hazards: function (group) {
    var table = xq.data.hazards, order = table.hazard_id.map(function (_, row) { return row; });
    var rank = { red: 0, orange: 1, yellow: 2, blue: 3 };
    order.sort(function (a, b) { return rank[table.risk_color[a]] - rank[table.risk_color[b]] || a - b; });
    order.forEach(function (row) { xq.addHazard(group, xq.hazard(row), 1000 * (4 - rank[table.risk_color[row]])); });
  }
};

xq.openRows = function () {
  var rows = [];
  xq.data.groups.forEach(function (group) { group.rows.forEach(function (row) { rows.push(row); }); });
  return rows;
};

xq.addLines = function (group, rows) {
  rows.forEach(function (row) {
    var line = xq.data.findings.line[row], color = xq.cell(xq.data.findings, "risk_color", row);
    if (!line.length || line[0].length < 2) { return; }
    if (color !== "blue") {
      L.polyline(line[0], { color: "#fff", weight: 7, opacity: 0.75, interactive: false }).addTo(group);
    }
    L.polyline(line[0], xq.lineStyle(color)).bindPopup(function () { return xq.findingCard(row); }).addTo(group);
  });
};

xq.markers = [];
xq.addHazard = function (group, hazard, above) {
  if (hazard.plot.length) {
    L.polygon(hazard.plot, { color: xq.colors[hazard.risk_color], weight: 2.5, fillColor: xq.hatch(hazard.risk_color), fillOpacity: 0.6, bubblingMouseEvents: false })
      .bindPopup(function () { return xq.hazardCard(hazard.row); }).addTo(group);
  }
  if (!hazard.at || hazard.at[0] === null) { return; }
  var icon = L.divIcon({ className: "hazard", html: xq.icon(hazard.risk_color, 32), iconSize: [32, 32], iconAnchor: [16, 16], popupAnchor: [0, -14] });
  var marker = L.marker(hazard.at, { icon: icon, zIndexOffset: above, keyboard: true });
  marker.bindPopup(function () { return xq.hazardCard(hazard.row); });
  marker.bindTooltip(xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), {
    permanent: true, direction: "right", offset: [14, 0], className: "label"
  });
  marker.on("add", function () { xq.tell(marker.getElement(), xq.markerName(hazard), "aria-label"); });
  marker.addTo(group);
  xq.markers[hazard.row] = marker;
};

xq.markerName = function (hazard) {
  var name = hazard.name ? [hazard.name, hazard.name] : xq.unnamed("hazard_kind", hazard.kind), verdict = xq.pair("verdict", hazard.verdict);
  return [name[0].slice(0, 200) + "，" + verdict[0], name[1].slice(0, 200) + ", " + verdict[1]];
};

/* Labels that would cover a sign or another label step back; the worst come first. */
xq.placeLabels = function (map) {
  var taken = [], signs = [], stage = map.getContainer().getBoundingClientRect(), markers = xq.markers.concat(xq.boxLabels).filter(function (m) { return m && m._map && m.getTooltip(); });
  [].forEach.call(map.getContainer().querySelectorAll(".leaflet-control"), function (control) {
    var box = control.getBoundingClientRect();
    taken.push({ left: box.left - stage.left, right: box.right - stage.left, top: box.top - stage.top, bottom: box.bottom - stage.top });
  });
  markers.forEach(function (marker) {
    var at = map.latLngToContainerPoint(marker.getLatLng());
    signs.push({ left: at.x - 14, right: at.x + 14, top: at.y - 14, bottom: at.y + 14, of: marker });
  });
  markers.sort(function (a, b) { return b.options.zIndexOffset - a.options.zIndexOffset; });
  markers.forEach(function (marker) {
    var node = marker.getTooltip().getElement();
    if (!node) { return; }
    var at = map.latLngToContainerPoint(marker.getLatLng());
    var box = { left: at.x + 16, right: at.x + 20 + node.offsetWidth, top: at.y - node.offsetHeight / 2, bottom: at.y + node.offsetHeight / 2 };
    var hit = function (other) {
      return other.of !== marker && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
    };
    var hidden = box.right > stage.width || taken.some(hit) || signs.some(hit);
    node.classList.toggle("hidden", hidden);
    if (!hidden) { taken.push(box); }
  });
  if (xq.labels) { xq.labels.draw(); }
};

/* The ends of the line between the two, or where the hazard stands; null where neither is known. */
xq.findingPoints = function (row) {
  var line = xq.data.findings.line[row];
  var hazard = xq.hazardOf(xq.cell(xq.data.findings, "hazard_id", row));
  return line.length ? line[0] : hazard && hazard.at && hazard.at[0] !== null ? [hazard.at] : null;
};

xq.goToFinding = function (map, row) {
  var points = xq.findingPoints(row);
  if (!points) { return; }
  var middle = points.length > 1 ? [(points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2] : points[0];
  xq.goTo(map, points, function () { return xq.findingCard(row); }, middle);
};
