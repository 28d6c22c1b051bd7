/* The panel, the head, the legend and the paper's tables of a siting plan. */
xq.buildPanel = function (map) {
  var at = document.getElementById.bind(document);
  xq.preparePanes(map);
  at("headline").appendChild(xq.both(xq.data.headline));
  at("sure").appendChild(xq.both(xq.data.sure));
  if (xq.data.walk) { at("walk").appendChild(xq.both(xq.data.walk)); }
  xq.buildStreets();
  xq.sites.build();
  xq.buildBasis();
  xq.buildRules();
  xq.buildKeys();
  xq.buildRoom(map);
  /* Canvases of different panes lie on top of each other and only the highest is told of a click. */
  map.on("click", function (event) { xq.ask(event.latlng); });
  map.on("popupclose", xq.forget);
  map.on("overlayadd overlayremove", function () {
    xq.buildKeys();
    map.invalidateSize({ animate: false, pan: false });
    xq.placeLabels(map);
  });
};

xq.buildRules = function () {
  var list = document.querySelector("#basis .list");
  list.appendChild(xq.el("h3", "", [xq.w("plan", "rules")]));
  Object.keys(xq.data.rules).forEach(function (id) {
    var source = xq.data.rules[id][7];
    list.appendChild(xq.el("div", "basis-rule", [xq.ruleLine(id), source ? xq.el("p", "rule", [xq.w("plan", "source"), " ", xq.el("bdi", "", [source])]) : null]));
  });
};

xq.zoneSwatch = function (zone) {
  var style = xq.zoneStyles[zone];
  return xq.draw("svg", { width: 26, height: 16, viewBox: "0 0 24 15", "class": "zone-swatch", "aria-hidden": "true" }, [
    xq.draw("rect", { width: 24, height: 15, fill: style.ground }),
    xq.draw("path", { d: [0, 12].map(function (x) { return style.hatch.replace(/M(-?\d+) /g, function (_, from) { return "M" + (Number(from) + x) + " "; }).replace(/L(-?\d+) /g, function (_, to) { return "L" + (Number(to) + x) + " "; }); }).join(""), stroke: style.line, "stroke-width": style.wide || 1, "stroke-linecap": "round", fill: "none" }),
    xq.draw("rect", { x: 0.75, y: 0.75, width: 22.5, height: 13.5, fill: "none", stroke: style.fill, "stroke-width": 1.5 })
  ]);
};

xq.buildKeys = function () {
  var keys = document.querySelector("#legend .keys");
  keys.textContent = "";
  xq.about.keys().forEach(function (key) {
    var look = key.look || { color: "#14361f", weight: 1.4, dashArray: "4 3" }, sample;
    if (key.status) { sample = xq.dot(key.status, 22); } else if (key.zone) { sample = xq.zoneSwatch(key.zone); } else {
      var line = { stroke: look.color, "stroke-width": look.weight, "stroke-dasharray": look.dashArray || "none", fill: "none" };
      sample = xq.draw("svg", { width: 24, height: 20, "aria-hidden": "true" }, [
        key.look ? xq.draw("rect", Object.assign({ x: 1.5, y: 2.5, width: 21, height: 15 }, line)) : xq.draw("circle", Object.assign({ cx: 12, cy: 10, r: 8.5 }, line))
      ]);
    }
    keys.appendChild(xq.el("div", "key", [sample, xq.el("span", "", [xq.both(key.text)])]));
  });
};

xq.planTables = function (title, most) {
  var p = function (key) { return xq.pair("plan", key); }, number = xq.pair("map", "number"), sites = xq.data.sites, tables = [], rejected = xq.count("rejected");
  function told(value) { return value === null || value === undefined ? "—" : value; }
  tables.push(xq.table(p("streets"), [number, p("street"), p("quota"), p("chosen"), p("kept"), p("closed")], xq.streetRows().map(function (row) {
    return function () { return [row.name === null ? xq.w("plan", "no_street") : xq.el("bdi", "", [row.name]), told(row.quota), row.chosen, row.kept, row.closed]; };
  }), most));
  ["chosen", "kept", "closed", "unresolved"].forEach(function (status) {
    var rows = [];
    sites.status.forEach(function (one, row) { if (one === status) { rows.push(row); } });
    if (!rows.length) { return; }
    rows.sort(function (a, b) { return xq.search.compare(sites.street[a] || "\uffff", sites.street[b] || "\uffff") || xq.search.compare(xq.siteName(a), xq.siteName(b)); });
    tables.push(xq.table(xq.pair("site_status", status), [number, p("site"), p("street"), p("reason"), p("nearest")], rows.map(function (row) {
      return function () {
        return [xq.el("bdi", "", [xq.siteName(row)]), sites.street[row] ? xq.el("bdi", "", [sites.street[row]]) : "—", xq.both([sites.because[row], sites.because_en[row]]),
          sites.nearest_permitted_m[row] === null ? "—" : xq.el("span", "metres", [xq.metres(sites.nearest_permitted_m[row], null, 1)])];
      };
    }), most));
  });
  if (rejected) { tables.push(xq.el("p", "", [xq.say("rejected_in_tables", { count: rejected }, "plan")])); }
  var running = xq.el("p", "running", [xq.el("bdi", "", [title]), " · ", xq.both(xq.marks.layout("internal", {}))]);
  return xq.el("section", "tables", [running].concat(tables));
};
