/* The panel of a siting plan: streets with their quotas, sites with their reasons, and the cards. */
xq.site = function (row) {
  var sites = xq.data.sites, found = {};
  Object.keys(sites).forEach(function (key) { found[key] = sites[key][row]; });
  return found;
};

xq.siteName = function (site) { return site.name || site.site_id; };

xq.whyOf = function (site) { return xq.both([site.because, site.because_en]); };

xq.rowOf = function (term, value) { return xq.el("div", "row", [xq.el("dt", "", [term]), xq.el("dd", "", [value])]); };

xq.siteCard = function (row) {
  var site = xq.site(row), rows = [];
  if (site.street) { rows.push(xq.rowOf(xq.w("plan", "street"), xq.el("bdi", "name", [site.street]))); }
  if (site.distance_m !== null) { rows.push(xq.rowOf(xq.w("plan", "distance"), xq.metres(site.distance_m))); }
  if (site.required_m !== null) { rows.push(xq.rowOf(xq.w("plan", "required"), xq.metres(site.required_m))); }
  if (site.shortfall_m !== null && site.shortfall_m > 0) { rows.push(xq.rowOf(xq.w("plan", "short"), xq.metres(site.shortfall_m))); }
  if (site.nearest_permitted_m !== null) {
    rows.push(xq.rowOf(xq.w("plan", "nearest"), xq.say("nearest_at", { metres: xq.number(site.nearest_permitted_m, 1), lon: xq.number(site.nearest_permitted_lon, 6), lat: xq.number(site.nearest_permitted_lat, 6) }, "plan")));
  }
  if (site.nearest_free_m !== null) {
    rows.push(xq.rowOf(xq.w("plan", "nearest_free"), xq.say("nearest_at", { metres: xq.number(site.nearest_free_m, 1), lon: xq.number(site.nearest_free_lon, 6), lat: xq.number(site.nearest_free_lat, 6) }, "plan")));
  }
  return xq.el("div", "card", [
    xq.el("div", "head", [xq.el("bdi", "name", [xq.siteName(site)])]),
    xq.el("p", "status", [xq.dot(site.status, 22), xq.w("site_status", site.status)]),
    xq.el("p", "why", [xq.whyOf(site)]), xq.el("dl", "", rows)
  ]);
};

xq.zoneCard = function (row) {
  var zones = xq.data.zones, ids = zones.rule_ids[row] || "", rules = [];
  ids.split(",").filter(Boolean).forEach(function (id) {
    var rule = xq.data.rules[id];
    rules.push(xq.el("p", "rule", [id + (rule ? " · " + rule[0] + (rule[1] && rule[1] !== "-" ? " " + rule[1] : "") : "")]));
  });
  return xq.el("div", "card", [
    xq.el("div", "head", [xq.w("zone", zones.zone[row])]),
    rules.length ? xq.el("p", "", [xq.w("plan", "rules_here")]) : null,
    xq.el("div", "", rules),
    zones.missing[row] ? xq.el("p", "", [xq.w("plan", "missing"), xq.both(xq.joinPair("fact", zones.missing[row]))]) : null
  ]);
};

xq.open = function (row, go) {
  var site = xq.site(row), map = xq.map;
  if (!site.at) { return; }
  map.closePopup();
  if (xq.nearLine) { map.removeLayer(xq.nearLine); }
  if (go) { map.setView(site.at, Math.max(map.getZoom(), 17), { animate: false }); }
  if (site.nearest_permitted_m) {
    xq.nearLine = L.layerGroup([
      L.polyline([site.at, [site.nearest_permitted_lat, site.nearest_permitted_lon]], { color: "#3f8f4a", weight: 3, dashArray: "2 6", interactive: false, renderer: xq.renderers.lines, pane: "lines" })
    ]).addTo(map);
  }
  L.popup({ className: "found", maxWidth: Math.max(240, Math.min(420, map.getSize().x - 60)) }).setLatLng(site.at).setContent(xq.siteCard(row)).openOn(map);
};

xq.buildPlan = function (map) {
  var at = document.getElementById.bind(document);
  at("headline").appendChild(xq.both(xq.data.headline));
  at("sure").appendChild(xq.both(xq.data.sure));
  at("walk").appendChild(xq.both(xq.data.walk));
  xq.buildStreets(at("streets").querySelector(".list"));
  xq.buildSites();
  xq.buildBasis(at("basis").querySelector(".list"));
  xq.buildKeys(document.querySelector("#legend .keys"));
  at("language").addEventListener("click", function () {
    var english = document.documentElement.lang !== "en";
    document.documentElement.lang = english ? "en" : "zh-CN";
    this.textContent = xq.pair("map", "language")[english ? 1 : 0];
    at("panel").setAttribute("aria-label", xq.pair("map", "list")[english ? 1 : 0]);
    map.invalidateSize({ animate: false });
    document.dispatchEvent(new CustomEvent("xq:language"));
  });
  at("large").addEventListener("click", function () {
    var large = document.documentElement.classList.toggle("large");
    this.setAttribute("aria-pressed", String(large));
    xq.marks.forEach(function (mark) { mark.setRadius(xq.sizeOf(xq.data.sites.status[mark.row])); });
    xq.setFold(large || window.innerWidth < 1200);
    map.invalidateSize({ animate: false });
    xq.placeNames(map);
  });
  at("print").addEventListener("click", function () { window.print(); });
  window.addEventListener("beforeprint", function () { map.invalidateSize({ animate: false }); });
  window.addEventListener("afterprint", function () { map.invalidateSize({ animate: false }); });
};

/* The list of layers takes room from the map where there is little. */
xq.foldLayers = function (map) {
  var box = map.getContainer().querySelector(".leaflet-control-layers");
  var fold = xq.button("fold", [xq.t("layers")], function () { xq.setFold(!box.classList.contains("folded")); });
  xq.setFold = function (folded) {
    box.classList.toggle("folded", folded);
    fold.setAttribute("aria-expanded", String(!folded));
  };
  box.insertBefore(fold, box.firstChild);
  xq.setFold(window.innerWidth < 1200);
};

xq.buildStreets = function (list) {
  var streets = xq.data.streets, head = ["street", "quota", "chosen", "kept", "closed"], body = [];
  if (!streets.street.length) { list.appendChild(xq.el("p", "none", [xq.w("plan", "no_streets")])); return; }
  streets.street.forEach(function (name, row) {
    var quota = streets.quota[row], there = streets.chosen[row] + streets.kept[row];
    body.push(xq.el("tr", "", [
      xq.el("td", "", [xq.el("bdi", "name", [name])]), xq.el("td", quota !== null && there >= quota ? "full" : "", [quota === null ? "—" : quota]),
      xq.el("td", "", [streets.chosen[row]]), xq.el("td", "", [streets.kept[row]]), xq.el("td", "", [streets.closed[row]])
    ]));
  });
  list.appendChild(xq.el("table", "", [
    xq.el("thead", "", [xq.el("tr", "", head.map(function (key) { return xq.el("th", "", [xq.w("plan", key)]); }))]), xq.el("tbody", "", body)
  ]));
};

xq.buildSites = function () {
  var box = document.getElementById("sites"), list = box.querySelector(".list"), wanted = document.getElementById("wanted");
  var find = document.getElementById("find"), order = ["chosen", "kept", "closed", "unresolved", "rejected"], on = { chosen: true, kept: true, closed: true, unresolved: true, rejected: false }, shown = 100;
  function rows() {
    var terms = xq.search.terms(find.value), sites = xq.data.sites, found = [];
    sites.status.forEach(function (status, row) {
      if (!on[status]) { return; }
      var texts = [sites.name[row], sites.site_id[row], sites.street[row]];
      if (terms.every(function (term) { return texts.some(function (text) { return xq.search.has(text, term); }); })) { found.push(row); }
    });
    return found.sort(function (a, b) {
      return order.indexOf(sites.status[a]) - order.indexOf(sites.status[b]) || xq.search.compare(sites.name[a] || sites.site_id[a], sites.name[b] || sites.site_id[b]);
    });
  }
  function draw() {
    var found = rows();
    list.textContent = "";
    box.querySelector(".count").textContent = String(found.length);
    found.slice(0, shown).forEach(function (row) {
      var site = xq.site(row);
      list.appendChild(xq.button("entry", [
        xq.dot(site.status, 20), xq.el("span", "what", [xq.el("bdi", "name", [xq.siteName(site)]), site.street ? xq.el("small", "", ["  ", xq.el("bdi", "name", [site.street])]) : null]),
        xq.el("span", "why", [xq.whyOf(site)])
      ], function () { xq.open(row, true); }));
    });
    if (found.length > shown) { list.appendChild(xq.button("more", [xq.w("plan", "more")], function () { shown += 400; draw(); })); }
    if (!found.length) { list.appendChild(xq.el("p", "none", [xq.w("plan", "none")])); }
  }
  order.forEach(function (status) {
    var count = xq.data.sites.status.filter(function (one) { return one === status; }).length;
    var button = xq.button("", [xq.dot(status, 16), xq.w("site_status", status), " " + count], function () {
      on[status] = !on[status];
      button.setAttribute("aria-pressed", String(on[status]));
      draw();
    });
    button.setAttribute("aria-pressed", String(on[status]));
    wanted.appendChild(button);
  });
  find.addEventListener("input", function () { shown = 100; draw(); });
  draw();
};

xq.buildBasis = function (list) {
  xq.data.run.forEach(function (item) { list.appendChild(xq.rowOf(xq.w("run", item[0]), item[1])); });
  Object.keys(xq.data.rules).forEach(function (id) {
    var rule = xq.data.rules[id];
    list.appendChild(xq.rowOf(id, xq.el("span", "", [rule[0] + " " + rule[1] + " · ", xq.w("confidence", rule[2])])));
  });
};

xq.buildKeys = function (keys) {
  Object.keys(xq.looks).forEach(function (status) { keys.appendChild(xq.el("span", "key", [xq.dot(status, 20), xq.w("site_status", status)])); });
  ["permitted", "forbidden", "uncertain"].forEach(function (zone) {
    keys.appendChild(xq.el("span", "key", [xq.el("i", "swatch " + zone), xq.w("plan", "zone_" + zone)]));
  });
};
