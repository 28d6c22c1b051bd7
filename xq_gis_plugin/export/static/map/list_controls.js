/* What stands above the list of findings: a line to search in, verdicts to choose, an order, and more filters. */
xq.buildList = function () {
  var list = xq.list, nodes = list.nodes, section = document.getElementById("conflicts"), timer = null;
  nodes.list = section.querySelector(".list");
  nodes.badge = section.querySelector(".count");
  nodes.found = xq.el("div", "found-hazards");
  nodes.told = xq.el("p", "sr");
  nodes.told.setAttribute("role", "status");
  nodes.toggles = [];
  nodes.counts = {};
  nodes.query = xq.el("input", "query");
  nodes.query.type = "search";
  nodes.query.maxLength = 100;
  nodes.query.autocomplete = "off";
  xq.tell(nodes.query, xq.pair("map", "find"), "aria-label");
  xq.tell(nodes.query, [0, 1].map(function (i) { return xq.pair("map", "find")[i] + (i ? ", " : "，") + xq.pair("map", "find_hint")[i]; }), "placeholder");
  nodes.query.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { list.set({ query: nodes.query.value.trim() }); }, 120);
  });
  nodes.reset = xq.button("reset", [xq.t("filter_clear")], function () {
    list.wantAll();
    nodes.query.focus();
  });
  nodes.sort = xq.listPick("sort", ["urgency", "distance", "short", "name"].map(function (key) { return [key, xq.pair("map", "sort_" + key)]; }), "sort");
  section.insertBefore(xq.el("div", "finder", [
    nodes.query, xq.listVerdicts(), xq.el("div", "ordering", [xq.listPickLabel("sort", nodes.sort), nodes.reset]), xq.listFilters(), nodes.told, nodes.found
  ]), nodes.list);
  list.refresh();
  list.show();
};

/* A button that is pressed or not, for one value of a filter. */
xq.listToggle = function (of, value, children) {
  var node = xq.button("toggle " + value, children, function () {
    var chosen = xq.list.state()[of], changes = {};
    changes[of] = chosen.indexOf(value) >= 0 ? chosen.filter(function (one) { return one !== value; }) : chosen.concat([value]);
    xq.list.set(changes);
  });
  xq.list.nodes.toggles.push({ node: node, of: of, value: value });
  return node;
};

xq.toggleGroup = function (key, children) {
  var node = xq.el("div", "toggles", children);
  node.setAttribute("role", "group");
  xq.tell(node, xq.pair("map", key), "aria-label");
  return node;
};

xq.listVerdicts = function () {
  var sign = { conflict: "red", unresolved: "yellow", clear: "blue" };
  return xq.toggleGroup("verdicts", xq.list.VERDICTS.map(function (verdict) {
    var count = xq.list.nodes.counts[verdict] = xq.el("b", "");
    return xq.listToggle("verdict", verdict, [xq.icon(sign[verdict], 18), xq.t("short_" + verdict), " ", count]);
  }));
};

xq.listFilters = function () {
  var nodes = xq.list.nodes, c = xq.list.load(), h = xq.data.hazards;
  var kinds = c.kinds.map(function (kind, i) { return [String(i), xq.pair("object_kind", kind)]; });
  var hazards = h.hazard_id.map(function (id, row) {
    var no = xq.unnamed("hazard_kind", h.kind[row]);
    return [String(row), h.name[row] ? [h.name[row].slice(0, 60), h.name[row].slice(0, 60)] : [no[0] + " " + id, no[1] + " " + id]];
  }).sort(function (a, b) { return c.hazardRank[Number(a[0])] - c.hazardRank[Number(b[0])]; });
  nodes.kind = xq.listPick("filter_kind", [["", xq.pair("map", "filter_any")], ["-1", xq.pair("say", "alone")]].concat(kinds), "kind");
  nodes.hazard = xq.listPick("filter_hazard", [["", xq.pair("map", "filter_any")]].concat(hazards), "hazard");
  return xq.el("details", "filters", [
    xq.el("summary", "", [xq.t("filters")]),
    xq.el("div", "filter", [xq.el("span", "", [xq.t("filter_color")]), xq.toggleGroup("filter_color", xq.list.COLORS.map(function (color) {
      return xq.listToggle("color", color, [xq.icon(color, 18), xq.w("color", color)]);
    }))]),
    xq.el("div", "filter", [xq.el("span", "", [xq.t("filter_confidence")]), xq.toggleGroup("filter_confidence", xq.list.GRADES.map(function (grade) {
      return xq.listToggle("confidence", grade, [grade]);
    }))]),
    xq.listPickLabel("filter_kind", nodes.kind), xq.listPickLabel("filter_hazard", nodes.hazard)
  ]);
};

/* A choice whose values are told in the language of the page: an option cannot hold two. */
xq.listPick = function (key, values, of) {
  var node = xq.el("select", "");
  values.forEach(function (one) {
    var option = xq.el("option", "");
    option.value = one[0];
    xq.tell(option, one[1]);
    node.appendChild(option);
  });
  node.addEventListener("change", function () {
    var changes = {};
    changes[of] = node.value;
    xq.list.set(changes);
  });
  return node;
};

xq.listPickLabel = function (key, node) { return xq.el("label", "filter", [xq.el("span", "", [xq.t(key)]), node]); };
