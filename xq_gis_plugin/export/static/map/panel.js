/* The list beside the map: what to survey, what is in conflict, what nobody can tell yet. */
xq.section = function (id, items, make, empty, count, first) {
  var node = document.getElementById(id), list = node.querySelector(".list"), badge = node.querySelector(".count");
  if (badge) { badge.textContent = count === undefined ? items.length : count; }
  if (!items.length && empty) { list.appendChild(xq.el("p", "none", [xq.t(empty)])); }
  xq.fillList(list, items, make, first);
  return list;
};

xq.buildPanel = function (map) {
  var d = xq.data;
  document.getElementById("headline").appendChild(xq.say("headline", d.headline));
  var survey = xq.section("survey", d.survey, function (line) { return xq.surveyEntry(map, line); }, "survey_none", undefined, 3);
  if (d.survey_total > d.survey.length) {
    survey.appendChild(xq.el("p", "none", [xq.say("survey_more", { count: d.survey_total - d.survey.length }, "map")]));
  }
  xq.buildList();
  xq.section("unresolved", d.groups, function (group) { return xq.groupEntry(map, group); }, "unresolved_none", xq.openRows().length);
  xq.section("hazards", xq.hazardOrder(), function (row) { return xq.hazardEntry(map, row); });
  var unlocated = d.unlocated.hazard_id.map(function (_, row) { return row; });
  xq.section("unlocated", unlocated, xq.unlocatedEntry);
  document.getElementById("unlocated").hidden = !unlocated.length;
  xq.buildBoxes(map);
  xq.buildBasis();
  xq.buildLegend();
  xq.buildWorst(map);
  xq.buildRoom(map);
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
    long && f.shortfall_m > 0 ? xq.el("span", "lack", [xq.say("worst_one", { metres: xq.metres(f.shortfall_m) }, "map")]) : null,
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

/* An area's hatch and a line's dash beside each sign, as on the map. */
xq.legendSample = function (color) {
  var area = xq.draw("svg", { x: 0, y: 0, width: 24, height: 16 }, [
    xq.draw("rect", { width: 24, height: 16, fill: xq.colors[color], "fill-opacity": 0.22 }),
    xq.draw("path", { d: xq.hatchPath[color](24, 16), stroke: xq.colors[color], "stroke-width": xq.hatchWidth[color], "stroke-linecap": "round", fill: "none" }),
    xq.draw("rect", { x: 1, y: 1, width: 22, height: 14, fill: "none", stroke: xq.colors[color], "stroke-width": 2 })
  ]);
  var line = xq.draw("line", { x1: 30, x2: 68, y1: 8, y2: 8, stroke: xq.colors[color], "stroke-width": 4 });
  if (xq.dashes[color]) { line.setAttribute("stroke-dasharray", xq.dashes[color]); }
  return xq.draw("svg", { width: 70, height: 16, "aria-hidden": "true", "class": "sample" }, [area, line]);
};

xq.buildLegend = function () {
  var keys = document.querySelector("#legend .keys");
  ["red", "orange", "yellow", "blue"].forEach(function (color) {
    keys.appendChild(xq.el("div", "key", [xq.icon(color, 24), xq.legendSample(color), xq.el("span", "", [xq.el("b", "", [xq.w("color", color)]), xq.both(["：", ": "]), xq.w("color_meaning", color)])]));
  });
  var base = xq.el("div", "key swatches");
  ["residence", "building", "public"].forEach(function (style) {
    base.appendChild(xq.el("span", "swatch " + style));
    base.appendChild(xq.el("span", "", [xq.t("base_" + style)]));
  });
  keys.appendChild(base);
};
