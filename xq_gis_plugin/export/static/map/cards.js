/* What a click shows: every figure is the run's own. */
xq.row = function (key, value) {
  return xq.el("div", "row of-" + key, [xq.el("dt", "", [xq.t(key)]), xq.el("dd", "", Array.isArray(value) ? value : [value])]);
};

xq.card = function (color, head, rows, foot) {
  return xq.el("div", "card " + (color || ""), [
    xq.el("div", "head", head), xq.el("dl", "", rows.filter(Boolean)), foot ? xq.el("div", "foot", foot) : null
  ]);
};

xq.clause = function (standard, clause, rule) {
  return [xq.el("span", "clause", [standard || "", " ", clause || ""]), xq.el("span", "rule", [rule || ""])];
};

xq.trust = function (grade) {
  return xq.el("span", "trust " + grade, [grade, xq.both(["：", ": "]), xq.w("confidence", grade)]);
};

xq.required = function (finding) {
  if (finding.required_high_m !== null) { return xq.metres(finding.required_low_m, finding.required_high_m); }
  return finding.relation ? xq.w("relation", finding.relation) : "—";
};

xq.distance = function (finding) {
  var nodes = [xq.el("b", "", [xq.metres(finding.distance_m, finding.distance_m)])];
  if (finding.low_m !== null && xq.metres(finding.low_m, finding.high_m) !== xq.metres(finding.distance_m)) {
    nodes.push(" （", xq.t("could_be"), " ", xq.metres(finding.low_m, finding.high_m), "）");
  }
  return nodes;
};

xq.objectName = function (finding) {
  return finding.object_id === null ? xq.say("alone") : xq.name(finding.object_name, xq.unnamed("object_kind", finding.object_kind));
};

xq.findingCard = function (row) {
  var f = xq.finding(row), hazard = xq.hazardOf(f.hazard_id) || { name: null, kind: "" };
  return xq.card(f.risk_color, [
    xq.el("div", "verdict", [xq.icon(f.risk_color, 26), xq.w("verdict", f.verdict)]),
    xq.el("div", "pair", [
      xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), xq.el("span", "to", [" ↔ "]), xq.objectName(f)
    ])
  ].concat(xq.scale(f)), [
    f.object_kind === null ? null : xq.row("kind", xq.w("object_kind", f.object_kind)),
    f.distance_m === null ? null : xq.row("distance", xq.distance(f)),
    xq.row("required", [xq.el("b", "", [xq.required(f)])]),
    f.shortfall_m > 0 ? xq.row("short", [xq.el("b", "short", [xq.metres(f.shortfall_m)])]) : null,
    f.shortfall_max_m > 0 && f.shortfall_max_m !== f.shortfall_m ? xq.row("short_max", xq.metres(f.shortfall_max_m)) : null,
    f.missing ? xq.row("missing", xq.both(xq.joinPair("fact", f.missing))) : null,
    xq.row("clause", xq.clause(f.standard, f.clause, f.rule_id)),
    xq.row("confidence", xq.trust(f.rule_confidence)),
    xq.placeRow(xq.findingPoints(row)),
    xq.row("severity", xq.w("severity", f.severity)),
    f.part ? xq.row("part", xq.both(xq.joinPair("part_kind", f.part))) : null,
    f.protection_class ? xq.row("class", xq.w("protection_class", f.protection_class)) : null
  ], xq.moreClauses(row));
};

/* Where several clauses are not met, all of them. */
xq.moreClauses = function (row) {
  var clauses = xq.data.clauses[String(row)] || [];
  if (clauses.length < 2) { return null; }
  return [xq.el("h3", "", [xq.t("conflicting_rules")])].concat(clauses.map(function (c) {
    return xq.el("p", "", [
      xq.both(xq.joinPair("part_kind", c[0])), "：", c[8] === null ? xq.w("relation", c[10]) : xq.metres(c[8], c[9]),
      " · ", c[2], " ", c[3], " · ", c[1], "（", c[5], "）"
    ]);
  }));
};

xq.counts = function (h) {
  var nodes = [], add = function (count, verdict) {
    if (count) { nodes.push(xq.el("span", "tally " + verdict, [xq.w("verdict", verdict), " ", xq.el("b", "", [count])])); }
  };
  add(h.conflicts_must + h.conflicts_should, "conflict");
  add(h.unresolved, "unresolved");
  add(h.clear, "clear");
  return nodes.length ? nodes : ["—"];
};

xq.notes = function (notes) {
  return String(notes || "").split(",").filter(Boolean).map(function (note) {
    var parts = note.split(":");
    return xq.el("p", "", [xq.say(parts[0], { value: parts[1] }, "note")]);
  });
};

xq.hazardCard = function (row) {
  var h = xq.hazard(row), notes = xq.notes(h.notes);
  return xq.card(h.risk_color, [
    xq.el("div", "verdict", [xq.icon(h.risk_color, 26), xq.w("verdict", h.verdict)]),
    xq.el("div", "pair", [xq.name(h.name, xq.unnamed("hazard_kind", h.kind))])
  ], [
    xq.row("kind", xq.w("hazard_kind", h.kind)),
    xq.row("counts", xq.counts(h)),
    h.nearest_residence_m === null ? null
      : xq.row("nearest", [xq.metres(h.nearest_residence_m), " ", xq.name(h.nearest_residence_name, ["", ""])]),
    h.missing ? xq.row("missing", xq.both(xq.joinPair("fact", h.missing))) : null,
    h.plan_box ? xq.row("plan_box", xq.el("bdi", "", [h.plan_box])) : null,
    xq.placeRow(h.at ? [h.at] : null)
  ], notes.length ? notes : null);
};

xq.ringCard = function (row) {
  var r = xq.data.rings, hazard = xq.hazardOf(r.hazard_id[row]) || { name: null, kind: "" };
  var target = xq.data.targets[r.target[row]] || [r.target[row], r.target[row]];
  return xq.card("", [
    xq.el("div", "verdict", [xq.t("ring")]),
    xq.el("div", "pair", [xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), xq.el("span", "to", [" ↔ "]), xq.both(target)])
  ], [
    xq.row("required", [xq.el("b", "", [xq.metres(r.required_low_m[row], r.required_high_m[row])])]),
    xq.row("clause", xq.clause(r.standard[row], r.clause[row], r.rule_id[row])),
    xq.row("confidence", xq.trust(r.rule_confidence[row]))
  ]);
};

xq.overlapCard = function (row) {
  var o = xq.data.overlaps, hazard = xq.hazardOf(o.hazard_id[row]) || { name: null, kind: "" };
  return xq.card("", [xq.el("div", "pair", [
    xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), xq.el("span", "to", [" ↔ "]),
    xq.name(o.object_name[row], xq.unnamed("object_kind", o.object_kind[row]))
  ])], [
    xq.row("overlap", xq.number(o.area_m2[row], 1) + " m²"),
    xq.row("share", xq.number(100 * o.share[row], 1) + " %")
  ]);
};

xq.overlayCard = function (row) {
  var o = xq.data.overlay;
  return xq.card("", [xq.el("div", "pair", [
    xq.name(o.hazard_name[row], ["", ""]), xq.el("span", "to", [" ↔ "]), xq.name(o.object_name[row], ["", ""])
  ])], [xq.row("within", xq.metres(o.distance_m[row]))], [xq.t("no_standard")]);
};

xq.partCard = function (row) {
  var p = xq.data.parts, hazard = xq.hazardOf(p.hazard_id[row]) || { name: null, kind: "" };
  return xq.card("", [
    xq.el("div", "verdict", [xq.w("part_kind", p.kind[row])]),
    xq.el("div", "pair", [xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind))])
  ], []);
};
