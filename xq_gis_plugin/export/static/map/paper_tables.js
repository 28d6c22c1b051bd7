/* The findings as tables for paper: every conflict, and a line per hazard and what is missing. */
xq.table = function (captionPair, heads, rows, most) {
  var shown = rows.slice(0, most), note = rows.length > most ? xq.el("p", "cut", [xq.both(xq.marks.layout("findings_more", { rows: most }))]) : null;
  var cells = function (tag, nodes) { return xq.el("tr", "", nodes.map(function (node) { return xq.el(tag, "", [].concat(node)); })); };
  return xq.el("div", "part", [
    xq.el("h2", "", [xq.both(captionPair), " ", xq.el("span", "count", ["（" + rows.length + "）"])]),
    xq.el("table", "", [
      xq.el("thead", "", [cells("th", heads.map(function (pair) { return xq.both(pair); }))]),
      xq.el("tbody", "", shown.map(function (make, number) { return cells("td", [number + 1].concat(make())); }))
    ]),
    note
  ]);
};

xq.paperTables = function (title, most) {
  var d = xq.data, head = function (key) { return xq.marks.layout(key, {}); }, number = xq.pair("map", "number");
  var hazardName = function (id, name) {
    var hazard = xq.hazardOf(id) || { name: name, kind: "" };
    return xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind));
  };
  var conflicts = d.conflicts.map(function (row) {
    return function () {
      var f = xq.finding(row);
      return [
        [xq.icon(f.risk_color, 14), " ", xq.w("color_meaning", f.risk_color)], hazardName(f.hazard_id, null), xq.objectName(f),
        f.distance_m === null ? "—" : xq.distance(f), xq.required(f), f.shortfall_m > 0 ? xq.el("span", "metres", [xq.metres(f.shortfall_m)]) : "—",
        [f.standard || "", " ", f.clause || ""], f.rule_confidence || "—", f.missing ? xq.both(xq.joinPair("fact", f.missing)) : "—"
      ];
    };
  });
  var open = d.groups.map(function (group) {
    return function () {
      return [hazardName(group.hazard_id, group.hazard_name), xq.both(xq.joinPair("fact", group.missing)), group.rows.length,
        group.nearest_m === null ? "—" : xq.metres(group.nearest_m)];
    };
  });
  var unlocated = d.unlocated.hazard_id.map(function (_, row) {
    var u = d.unlocated;
    return function () { return [xq.name(u.name[row], xq.unnamed("hazard_kind", u.kind[row])), xq.w("hazard_kind", u.kind[row]), u.plan_box[row] || "—"]; };
  });
  var tables = [xq.table(xq.pair("map", "conflicts"), [
    number, head("col_verdict"), xq.pair("map", "hazards"), xq.pair("map", "object"), head("col_distance"), head("col_required"),
    xq.pair("map", "short"), head("col_clause"), head("col_confidence"), head("col_missing")
  ], conflicts, most)];
  if (open.length) {
    tables.push(xq.table(xq.pair("map", "unresolved"), [
      number, xq.pair("map", "hazards"), head("col_missing"), xq.pair("map", "count"), xq.pair("map", "nearest_object")
    ], open, most));
  }
  if (unlocated.length) {
    tables.push(xq.table(xq.pair("map", "unlocated"), [number, xq.pair("map", "hazards"), xq.pair("map", "kind"), xq.pair("map", "plan_box")], unlocated, most));
  }
  var running = xq.el("p", "running", [xq.el("bdi", "", [title]), " · ", xq.both(head("internal"))]);
  return xq.el("section", "tables", [running].concat(tables));
};
