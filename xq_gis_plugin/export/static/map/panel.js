/* The list beside the map: what to survey, what is in conflict, what nobody can tell yet. */
xq.CHUNK = 60;

/* Fill a list a chunk at a time, so that ten thousand lines do not stop the page. */
xq.fillList = function (list, items, make) {
  var shown = 0, more = null;
  function next() {
    if (more) { more.remove(); }
    items.slice(shown, shown + xq.CHUNK).forEach(function (item) { list.appendChild(make(item)); });
    shown += xq.CHUNK;
    if (shown < items.length) {
      more = xq.button("more", [xq.say("more", { count: Math.min(xq.CHUNK, items.length - shown) }, "map")], next);
      list.appendChild(more);
    }
  }
  next();
};

xq.section = function (id, items, make, empty, count) {
  var node = document.getElementById(id), list = node.querySelector(".list"), badge = node.querySelector(".count");
  if (badge) { badge.textContent = count === undefined ? items.length : count; }
  if (!items.length && empty) { list.appendChild(xq.el("p", "none", [xq.t(empty)])); }
  xq.fillList(list, items, make);
  return list;
};

xq.buildPanel = function (map) {
  var d = xq.data;
  document.getElementById("headline").appendChild(xq.say("headline", d.headline));
  var survey = xq.section("survey", d.survey, function (line) { return xq.surveyEntry(map, line); }, "survey_none");
  if (d.survey_total > d.survey.length) {
    survey.appendChild(xq.el("p", "none", [xq.say("survey_more", { count: d.survey_total - d.survey.length }, "map")]));
  }
  xq.section("conflicts", d.conflicts, function (row) { return xq.findingEntry(map, row, true); }, "conflicts_none");
  xq.section("unresolved", d.groups, function (group) { return xq.groupEntry(map, group); }, "unresolved_none", xq.openRows().length);
  xq.section("hazards", xq.hazardOrder(), function (row) { return xq.hazardEntry(map, row); });
  var unlocated = d.unlocated.hazard_id.map(function (_, row) { return row; });
  xq.section("unlocated", unlocated, xq.unlocatedEntry);
  document.getElementById("unlocated").hidden = !unlocated.length;
  xq.buildBasis();
  xq.buildLegend();
};

xq.hazardOrder = function () {
  var h = xq.data.hazards, rank = { red: 0, orange: 1, yellow: 2, blue: 3 };
  return h.hazard_id.map(function (_, row) { return row; }).sort(function (a, b) {
    return rank[h.risk_color[a]] - rank[h.risk_color[b]] || h.conflicts_must[b] - h.conflicts_must[a] || h.unresolved[b] - h.unresolved[a] || a - b;
  });
};

xq.surveyEntry = function (map, line) {
  var subject = line[0], group = subject === "hazard" ? "hazard_kind" : "object_kind";
  var settles = line[5] ? xq.say("survey_every", { count: line[5] })
    : line[6] ? xq.say("survey_some", { count: line[6] }) : xq.say("survey_touches", { count: line[4] });
  return xq.button("entry survey", [
    xq.el("span", "what", [xq.name(line[2], line[8] ? xq.unnamed(group, line[8]) : xq.pair("subject", subject))]),
    xq.el("span", "gain", [xq.say("survey_task", { fact: xq.joinPair("fact", line[3]) }), " · ", settles])
  ], function () {
    if (!line[7]) { return; }
    xq.goTo(map, [line[7]], function () { return subject === "hazard" && xq.hazardOf(line[1]) ? xq.hazardCard(xq.hazardOf(line[1]).row) : xq.surveyCard(line, group); });
  });
};

xq.surveyCard = function (line, group) {
  return xq.card("yellow", [
    xq.el("div", "verdict", [xq.say("survey_task", { fact: xq.joinPair("fact", line[3]) })]),
    xq.el("div", "pair", [xq.name(line[2], line[8] ? xq.unnamed(group, line[8]) : ["", ""])])
  ], [], [xq.say("survey_touches", { count: line[4] })]);
};

xq.findingEntry = function (map, row, long) {
  var f = xq.finding(row), hazard = xq.hazardOf(f.hazard_id) || { name: null, kind: "" };
  var figures = f.required_high_m === null ? [xq.t("required"), "：", xq.required(f)]
    : [xq.metres(f.distance_m), " / ", xq.t("required"), " ", xq.required(f)];
  return xq.button("entry finding " + f.risk_color, [
    long ? xq.icon(f.risk_color, 22) : null,
    xq.el("span", "what", long ? [xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), f.object_id === null ? null : " ↔ ", f.object_id === null ? null : xq.objectName(f)] : [xq.objectName(f)]),
    xq.el("span", "gain", figures),
    long && f.rule_confidence === "C" ? xq.el("span", "trust C", [xq.w("confidence", "C")]) : null
  ], function () { xq.goToFinding(map, row); });
};

xq.groupEntry = function (map, group) {
  var hazard = xq.hazardOf(group.hazard_id) || { name: group.hazard_name, kind: "" };
  var values = {
    count: group.rows.length, missing: xq.joinPair("fact", group.missing),
    nearest: group.nearest_m === null ? "" : xq.number(group.nearest_m, 1)
  };
  var fold = xq.el("details", "group", [xq.el("summary", "", [
    xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)),
    xq.el("span", "line", [xq.say(group.nearest_m === null ? "group_alone" : "group", values)])
  ])]);
  fold.addEventListener("toggle", function () {
    if (!fold.open || fold.querySelector(".list")) { return; }
    var list = xq.el("div", "list");
    fold.appendChild(list);
    xq.fillList(list, group.rows, function (row) { return xq.findingEntry(map, row, false); });
  });
  return fold;
};

xq.hazardEntry = function (map, row) {
  var h = xq.hazard(row);
  return xq.button("entry hazard-entry", [
    xq.icon(h.risk_color, 26),
    xq.el("span", "what", [xq.name(h.name, xq.unnamed("hazard_kind", h.kind))]),
    xq.el("span", "gain", xq.counts(h))
  ], function () { xq.goTo(map, h.plot.length ? [].concat.apply([], h.plot) : [h.at], function () { return xq.hazardCard(row); }, h.at); });
};

xq.unlocatedEntry = function (row) {
  var u = xq.data.unlocated;
  return xq.el("p", "entry plain", [
    xq.el("span", "what", [xq.name(u.name[row], xq.unnamed("hazard_kind", u.kind[row]))]),
    xq.el("span", "gain", [xq.w("hazard_kind", u.kind[row]), u.plan_box[row] ? " · " + u.plan_box[row] : ""])
  ]);
};

xq.buildBasis = function () {
  var d = xq.data, list = document.querySelector("#basis .list"), values = {};
  d.run.forEach(function (item) { values[item[0]] = item[1]; });
  var drawn = { drawn: d.drawn, left: d.left_out };
  list.appendChild(xq.el("p", "", [xq.say(d.left_out ? "drawn" : "drawn_all", drawn, "map")]));
  list.appendChild(xq.el("dl", "", d.run.filter(function (item) { return item[1]; }).map(function (item) {
    return xq.el("div", "row", [xq.el("dt", "", [xq.w("run", item[0])]), xq.el("dd", "", [item[1]])]);
  })));
  document.getElementById("basis-line").appendChild(xq.el("span", "", [
    xq.t("made"), " ", String(values.time || "").slice(0, 10), " · ", xq.t("editions"), " ", values.editions || ""
  ]));
};

xq.buildLegend = function () {
  var keys = document.querySelector("#legend .keys"), space = "http://www.w3.org/2000/svg";
  ["red", "orange", "yellow", "blue"].forEach(function (color) {
    var svg = document.createElementNS(space, "svg"), line = document.createElementNS(space, "line");
    svg.setAttribute("width", 40);
    svg.setAttribute("height", 10);
    svg.setAttribute("aria-hidden", "true");
    Object.entries({ x1: 1, x2: 39, y1: 5, y2: 5, stroke: xq.colors[color], "stroke-width": 4 }).forEach(function (one) {
      line.setAttribute(one[0], one[1]);
    });
    if (xq.dashes[color]) { line.setAttribute("stroke-dasharray", xq.dashes[color]); }
    svg.appendChild(line);
    keys.appendChild(xq.el("div", "key", [xq.icon(color, 24), svg, xq.el("span", "", [xq.w("color_meaning", color)])]));
  });
  var base = xq.el("div", "key swatches");
  ["residence", "building", "public"].forEach(function (style) {
    base.appendChild(xq.el("span", "swatch " + style));
    base.appendChild(xq.el("span", "", [xq.t("base_" + style)]));
  });
  keys.appendChild(base);
};
