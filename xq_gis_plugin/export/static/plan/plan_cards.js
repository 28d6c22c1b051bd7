/* What a click says: why a site is in or out, where the nearest place is that the rules allow, which rules forbid a place. */
xq.fact = function (term, value) { return xq.el("div", "row", [xq.el("dt", "", [term]), xq.el("dd", "", [].concat(value))]); };

xq.nearestAt = function (row, which) {
  var sites = xq.data.sites, values = { metres: xq.number(sites[which + "_m"][row], 1), lon: xq.number(sites[which + "_lon"][row], 6), lat: xq.number(sites[which + "_lat"][row], 6) };
  return xq.say("nearest_at", values, "plan");
};

/* A rule as one line: what it asks of what, where it is written, and how sure that is. */
xq.ruleLine = function (id) {
  var rule = xq.data.rules[id], asks = null;
  if (!rule) { return xq.el("p", "rule", [xq.w("fact", id)]); }
  if (rule[6] !== null && rule[6] !== "") { asks = xq.el("b", "", [" ≥ " + rule[6] + " m"]); } else { asks = xq.el("span", "", [" ", xq.w("relation", rule[4])]); }
  return xq.el("div", "rule-line", [
    xq.el("p", "", [xq.both(xq.data.targets[rule[5]] || ["", ""]), asks]),
    xq.el("p", "rule", [id, " · ", rule[0] || "", rule[1] && rule[1] !== "-" ? " " + rule[1] : "", " · ", xq.w("severity", rule[3]), " · ", xq.trust(rule[2])])
  ]);
};

xq.ruleLines = function (ids) {
  return String(ids || "").split(",").map(function (id) { return id.trim(); }).filter(function (id) { return xq.data.rules[id]; }).map(xq.ruleLine);
};

xq.siteCard = function (row) {
  var sites = xq.data.sites, rows = [], rules = xq.ruleLines(sites.rule_ids[row]);
  function metres(key, column) { if (sites[column][row] !== null) { rows.push(xq.fact(xq.w("plan", key), xq.el("b", "", [xq.metres(sites[column][row])]))); } }
  if (sites.street[row]) { rows.push(xq.fact(xq.w("plan", "street"), xq.el("bdi", "name", [sites.street[row]]))); }
  metres("distance", "distance_m");
  metres("required", "required_m");
  if (sites.shortfall_m[row] > 0) { metres("short", "shortfall_m"); }
  if (sites.nearest_permitted_m[row] !== null) { rows.push(xq.fact(xq.w("plan", "nearest"), xq.nearestAt(row, "nearest_permitted"))); }
  if (sites.nearest_free_m[row] !== null) { rows.push(xq.fact(xq.w("plan", "nearest_free"), xq.nearestAt(row, "nearest_free"))); }
  if (rules.length) { rows.push(xq.fact(xq.w("plan", "grounds"), rules)); }
  return xq.el("div", "card site", [
    xq.el("div", "head", [xq.el("bdi", "name", [xq.siteName(row)])]),
    xq.el("p", "status", [xq.dot(sites.status[row], 22), xq.w("site_status", sites.status[row])]),
    xq.el("p", "why", [xq.both([sites.because[row], sites.because_en[row]])]), xq.el("dl", "", rows)
  ]);
};

/* What is known of a place: whether a shop may stand there, and apart from that whether fireworks may be let off. */
xq.zoneCard = function (row, silent) {
  var zones = xq.data.zones, rules = row < 0 ? [] : xq.ruleLines(zones.rule_ids[row]), zone = zones.zone[row];
  return xq.el("div", "card", (row < 0 ? [] : [
    xq.el("div", "head", [xq.zoneSwatch(zone), " ", xq.w("plan", "zone_" + zone)]),
    xq.el("p", "", [xq.w("plan", zone + "_is")]),
    rules.length ? xq.el("p", "", [xq.w("plan", "rules_here")]) : null, xq.el("div", "", rules),
    zones.missing[row] ? xq.el("p", "", [xq.w("plan", "missing"), xq.both(xq.joinPair("fact", zones.missing[row]))]) : null
  ]).concat(silent < 0 ? [] : [
    xq.el("div", "head", [xq.name(xq.data.no_discharge.name[silent], xq.pair("plan", "no_discharge"))]), xq.el("p", "", [xq.w("plan", "no_discharge_is")])
  ]));
};

xq.homeCard = function (row) {
  var homes = xq.data.demand, by = xq.data.sites.site_id.indexOf(homes.site_id[row]), key = homes.covered[row] ? "covered" : "uncovered";
  return xq.el("div", "card", [
    xq.el("div", "head", [xq.name(homes.name[row], xq.pair("plan", "homes"))]),
    xq.el("p", "", [xq.say(key, { households: homes.households[row] }, "plan")]),
    by >= 0 && homes.distance_m[row] !== null ? xq.el("p", "", [xq.w("plan", "nearest_shop"), " ", xq.el("bdi", "name", [xq.siteName(by)]), " ", xq.metres(homes.distance_m[row])]) : null
  ]);
};

/* A ring around the site, and a line from it to the nearest place that the rules allow. */
xq.pointOut = function (row) {
  var sites = xq.data.sites, at = sites.at[row], group = L.layerGroup(), own = { renderer: xq.renderers.marks, pane: "marks", interactive: false };
  if (sites.nearest_permitted_m[row] > 0) {
    var near = [sites.nearest_permitted_lat[row], sites.nearest_permitted_lon[row]];
    L.polyline([at, near], Object.assign({ color: "#ffffff", weight: 7, opacity: 0.8 }, own)).addTo(group);
    L.polyline([at, near], Object.assign({ color: "#0b5a27", weight: 3, dashArray: "6 5" }, own)).addTo(group);
    L.circleMarker(near, Object.assign({ radius: 6, color: "#0b5a27", weight: 3, fillColor: "#ffffff", fillOpacity: 1 }, own)).addTo(group);
  }
  L.circleMarker(at, Object.assign({ radius: xq.sizeOf(sites.status[row]) + 5, color: "#0b57d0", weight: 3, fill: false }, own)).addTo(group);
  return group;
};

xq.open = function (row, go) {
  var sites = xq.data.sites, at = sites.at[row], map = xq.map, points = [at], card = function () { return xq.siteCard(row); };
  if (!at) { return; }
  map.closePopup();
  if (sites.nearest_permitted_m[row] > 0) { points.push([sites.nearest_permitted_lat[row], sites.nearest_permitted_lon[row]]); }
  if (go) { xq.goTo(map, points, card, at); } else {
    xq.popup().setLatLng(at).setContent(card()).openOn(map);
  }
  xq.nearLine = xq.pointOut(row).addTo(map);
};

xq.forget = function () {
  if (xq.nearLine) { xq.nearLine.remove(); }
  xq.nearLine = null;
};
