/* What the parts that the maps share say of a check: the head, the legend, paper, picture, large type. */
xq.about = (function () {
  var COLORS = ["red", "orange", "yellow", "blue"];

  function source(role) {
    var m = xq.marks, file = m.file(role);
    if (!file) { return ["", ""]; }
    return m.layout("datum_of", { file: file, rows: m.value("rows_" + role), datum: m.value("datum_" + role).toUpperCase() });
  }

  function sources() {
    var m = xq.marks, parts = source("parts");
    if (!m.value("input_hazards")) { return null; }
    var told = m.layout("sources", { hazards: source("hazards"), protected: source("protected") });
    return parts[0] ? m.join([told, m.layout("sources_parts", { parts: parts })], "", "") : told;
  }

  function rules() {
    var v = xq.marks.value;
    return xq.marks.layout("rules", { editions: v("editions"), a: v("rules_A") || "0", b: v("rules_B") || "0", c: v("rules_C") || "0" });
  }

  function notes() {
    var missing = xq.data.unlocated.hazard_id.length;
    return missing ? [xq.marks.layout("unlocated", { count: missing })] : [];
  }

  function drawKey(color) {
    return function (ink, x, y) {
      xq.inkSign(ink, color, x, y - 12, 22);
      ink.beginPath();
      ink.moveTo(x + 28, y);
      ink.lineTo(x + 68, y);
      ink.lineWidth = 4;
      ink.strokeStyle = xq.colors[color];
      ink.setLineDash((xq.dashes[color] || "").split(" ").filter(Boolean).map(Number));
      ink.stroke();
      ink.setLineDash([]);
    };
  }

  return {
    nothing: "no_places",
    withTables: "print_tables",
    points: function () { return xq.data.hazards.at.filter(function (at) { return at && at[0] !== null; }); },
    headline: function () { return xq.sayPair("headline", xq.data.headline); },
    meaning: function () { return xq.pair("say", "legend"); },
    signs: function () { return COLORS.map(function (color) { return xq.icon(color, 20); }); },
    keys: function () {
      return COLORS.map(function (color) { return { text: xq.pair("color_meaning", color), wide: 68, draw: drawKey(color) }; });
    },
    further: {
      rings: { color: "#3b4a5a", dash: "6 5", width: 1.6 }, overlaps: { color: "#7a1fa2", width: 1.6, fill: 0.35 },
      overlay: { color: "#00695c", dash: "1 6", width: 3 }, box2: { color: "#5b2a86", dash: "7 4", width: 3 },
      box3: { color: "#00695c", width: 6 }, box4: { color: "#8a1c5b", width: 4, fill: 0.12 }
    },
    sources: sources, rules: rules, notes: notes,
    date: function () { return xq.marks.layout("date", { date: xq.marks.value("time").slice(0, 10), version: xq.marks.value("version") }); },
    basisLine: function () { return [xq.t("made"), " ", xq.runValue("time").slice(0, 10), " · ", xq.t("editions"), " ", xq.runValue("editions")]; },
    tables: function (title, most) { return xq.paperTables(title, most); },
    enlarge: function () {
      ["conflict", "unresolved", "clear"].forEach(function (kind) {
        if (xq.layers[kind]) { xq.layers[kind].eachLayer(xq.thicken); }
      });
    }
  };
}());

xq.thicken = function (line) {
  if (line.thin === undefined) { line.thin = line.options.weight; }
  line.setStyle({ weight: line.thin * (document.documentElement.classList.contains("large") ? 1.6 : 1) });
};

xq.buildWorst = function (map) {
  var place = document.getElementById("worst"), missing = xq.data.unlocated.hazard_id.length;
  if (missing) { document.getElementById("unlocated-line").appendChild(xq.say("unlocated_line", { count: missing }, "map")); }
  document.getElementById("unlocated-line").hidden = !missing;
  place.hidden = !xq.data.conflicts.length;
  if (place.hidden) { return; }
  place.setAttribute("role", "group");
  xq.tell(place, xq.pair("map", "worst"), "aria-label");
  place.appendChild(xq.el("span", "lead", [xq.t("worst")]));
  xq.data.conflicts.slice(0, 3).forEach(function (row, i) {
    var f = xq.finding(row), hazard = xq.hazardOf(f.hazard_id) || { name: null, kind: "" };
    var told = f.required_high_m === null || !(f.shortfall_m > 0) ? xq.required(f) : xq.say("worst_one", { metres: xq.metres(f.shortfall_m) }, "map");
    place.appendChild(xq.button("worst-one", [
      xq.icon(f.risk_color, 22), xq.el("b", "nth", [i + 1]),
      xq.el("span", "names", [xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), f.object_id === null ? null : " ↔ ", f.object_id === null ? null : xq.objectName(f)]),
      xq.el("span", "figure", [told])
    ], function () { xq.goToFinding(map, row); }));
  });
};

xq.inkSign = function (ink, color, x, y, size) {
  var path = new Path2D(xq.shapes[xq.signs[color].shape]), dark = color === "yellow";
  ink.save();
  ink.translate(x, y);
  ink.scale(size / 34, size / 34);
  ink.translate(1, 1);
  ink.lineWidth = 2;
  ink.strokeStyle = dark ? "#4a3b00" : "#fff";
  ink.fillStyle = xq.colors[color];
  ink.stroke(path);
  ink.fill(path);
  ink.font = "800 23px sans-serif";
  ink.textAlign = "center";
  ink.fillStyle = dark ? "#2e2500" : "#fff";
  ink.fillText(xq.signs[color].sign, 16, xq.signs[color].shape === "triangle" ? 27 : 24);
  ink.restore();
};
