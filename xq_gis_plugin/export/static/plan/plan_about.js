/* What the parts that the maps share say of a siting plan: the head, the legend, paper, picture, large type. */
xq.about = (function () {
  function source(role) {
    var m = xq.marks, file = m.file(role), values = { file: file, rows: m.value("rows_" + role), datum: m.value("datum_" + role).toUpperCase() };
    return file ? m.join([xq.pair("plan", "role_" + role), m.layout("datum_of", values)], "", " ") : null;
  }

  function sources() {
    var found = ["candidates", "existing", "protected", "hazards"].map(source).filter(Boolean);
    return found.length ? xq.sayPair("sources", { sources: xq.marks.join(found, "；", "; ") }, "plan") : null;
  }

  /* The standards of the rules that keep something out here, and how sure they are. */
  function rules() {
    var named = {}, grades = { A: 0, B: 0, C: 0 };
    Object.keys(xq.data.rules).forEach(function (id) {
      named[xq.data.rules[id][0]] = true;
      grades[xq.data.rules[id][2]] += 1;
    });
    return xq.marks.layout("rules", { editions: Object.keys(named).join("、"), a: grades.A, b: grades.B, c: grades.C });
  }

  function notes() {
    var placeless = xq.data.sites.at.filter(function (at) { return !at; }).length, found = [];
    if (xq.data.walk) { found.push(xq.data.walk); }
    if (placeless) { found.push(xq.sayPair("placeless", { count: placeless }, "plan")); }
    return found;
  }

  function inkZone(zone) {
    return function (ink, x, y) {
      var style = xq.zoneStyles[zone];
      ink.fillStyle = style.pattern(ink);
      ink.fillRect(x, y - 8, 26, 16);
      ink.strokeStyle = style.fill;
      ink.lineWidth = 1.5;
      ink.strokeRect(x, y - 8, 26, 16);
    };
  }

  function inkLine(look) {
    return function (ink, x, y) {
      ink.strokeStyle = look.color;
      ink.lineWidth = look.weight;
      ink.setLineDash((look.dashArray || "").split(" ").filter(Boolean).map(Number));
      ink.strokeRect(x, y - 8, 26, 16);
      ink.setLineDash([]);
    };
  }

  /* The legend of screen, paper and picture: a text, how wide its sample is, and how that is drawn. */
  function keys() {
    var found = xq.statuses.map(function (status) {
      return { text: xq.pair("site_status", status), wide: 22, status: status, draw: function (ink, x, y) { xq.inkDot(ink, status, x + 11, y, 8); } };
    });
    ["permitted", "forbidden", "uncertain"].forEach(function (zone) {
      found.push({ text: xq.pair("plan", "zone_" + zone), wide: 26, zone: zone, draw: inkZone(zone) });
    });
    found.push({
      text: xq.sayPair("circle", { metres: xq.number(xq.data.spacing_m) }, "plan"), wide: 22, circle: true, draw: function (ink, x, y) {
        ink.setLineDash([4, 3]);
        ink.strokeStyle = "#14361f";
        ink.lineWidth = 1.4;
        ink.stroke(new Path2D(xq.outline("ring", x + 11, y, 9)));
        ink.setLineDash([]);
      }
    });
    if (xq.layers.demand && xq.map.hasLayer(xq.layers.demand)) {
      ["covered", "uncovered"].forEach(function (key) { found.push({ text: xq.pair("plan", "homes_" + key), wide: 26, look: xq.demandLooks[key], draw: inkLine(xq.demandLooks[key]) }); });
    }
    /* Asked for the first time before the layers are there. */
    if (xq.data.no_discharge.rings.length && !(xq.layers.no_discharge && !xq.map.hasLayer(xq.layers.no_discharge))) {
      found.push({ text: xq.pair("map", "layer_no_discharge"), wide: 26, look: xq.noDischargeLook, draw: inkLine(xq.noDischargeLook) });
    }
    return found;
  }

  return {
    nothing: "no_sites",
    withTables: "print_sites",
    points: function () { return xq.data.sites.at.filter(Boolean); },
    headline: function () { return xq.marks.join([xq.data.headline, xq.data.sure], "　", "  "); },
    meaning: function () { return xq.pair("say", "site_colors"); },
    signs: function () { return ["chosen", "kept", "closed", "unresolved"].map(function (status) { return xq.dot(status, 20); }); },
    keys: keys,
    further: { edges: { color: "#5b2a86", width: 1.2 } },
    sources: sources, rules: rules, notes: notes,
    date: function () { return xq.sayPair("date", { date: xq.marks.value("time").slice(0, 10), version: xq.marks.value("version") }, "plan"); },
    basisLine: function () { return [xq.both(xq.about.date())]; },
    tables: function (title, most) { return xq.planTables(title, most); },
    enlarge: function () { xq.marked.forEach(function (mark) { mark.setRadius(xq.sizeOf(mark.options.status)); }); }
  };
}());
