/* The plan's boxes 专栏2, 3 and 4: a layer each, and a list that does not hide what has no position. */
xq.boxLabels = [];

xq.boxCard = function (box, entry) {
  return xq.card("", [
    xq.el("div", "verdict", [xq.t("box_" + box)]), xq.el("div", "pair", [xq.name(entry.name, xq.boxUnnamed(entry))])
  ], [
    xq.row("kind", xq.boxKind(entry)),
    entry.control ? xq.row("box_control", xq.el("bdi", "", [entry.control])) : null,
    entry.unit ? xq.row("box_unit", xq.el("bdi", "", [entry.unit])) : null
  ]);
};

xq.boxGroup = function (entry) { return xq.data.words.hazard_kind[entry.kind] ? "hazard_kind" : "object_kind"; };
xq.boxKind = function (entry) { return entry.kind === null ? "—" : xq.w(xq.boxGroup(entry), entry.kind); };
xq.boxUnnamed = function (entry) { return entry.kind === null ? xq.pair("say", "unnamed") : xq.unnamed(xq.boxGroup(entry), entry.kind); };

/* A name at the middle of a road or mall, that gives way to hazards' names. */
xq.boxLabel = function (group, box, entry, at) {
  var icon = L.divIcon({ className: "box-anchor", iconSize: [1, 1] });
  var anchor = L.marker(at, { icon: icon, interactive: false, keyboard: false, zIndexOffset: 0 });
  anchor.bindTooltip(xq.name(entry.name, xq.boxUnnamed(entry)), { permanent: true, direction: "right", offset: [4, 0], className: "label plan" });
  anchor.addTo(group);
  xq.boxLabels.push(anchor);
};

xq.boxMaker = function (number) {
  return function (group) {
    var found = xq.data.boxes[number - 2], color = ["#5b2a86", "#00695c", "#8a1c5b"][number - 2];
    found.entries.forEach(function (entry) {
      if (!entry.rings.length) { return; }
      var points = [].concat.apply([], entry.rings), line = !entry.area && points.length > 1, card = function () { return xq.boxCard(found.box, entry); };
      if (line) {
        L.polyline(entry.rings, { color: "#fff", weight: 11, opacity: 0.8, interactive: false }).addTo(group);
        L.polyline(entry.rings, { color: color, weight: 6, opacity: 0.85, bubblingMouseEvents: false }).bindPopup(card).addTo(group);
      } else if (entry.area && number > 2) {
        L.polygon(entry.rings, { color: color, weight: 4, fillOpacity: 0.12, bubblingMouseEvents: false }).bindPopup(card).addTo(group);
      } else {
        L.circleMarker(L.latLngBounds(points).getCenter(), { radius: 23, color: color, weight: 3, dashArray: "7 4", fill: false, bubblingMouseEvents: false })
          .bindPopup(card).addTo(group);
      }
      if (number > 2) { xq.boxLabel(group, found.box, entry, line ? points[Math.floor(points.length / 2)] : L.latLngBounds(points).getCenter()); }
    });
  };
};
[2, 3, 4].forEach(function (number) { xq.makers["box" + number] = xq.boxMaker(number); });

xq.boxEntry = function (map, found, entry) {
  var texts = [xq.el("span", "what", [xq.name(entry.name, xq.boxUnnamed(entry))])];
  if (!entry.rings.length) {
    return xq.el("p", "entry plain", texts.concat([xq.el("span", "gain", [xq.boxKind(entry), " · ", xq.t("box_without")])]));
  }
  return xq.button("entry located", texts.concat([xq.el("span", "gain", [xq.boxKind(entry)])]), function () {
    var points = [].concat.apply([], entry.rings), hazard = entry.hazard_id === null ? null : xq.hazardOf(entry.hazard_id);
    xq.goTo(map, points, function () { return hazard ? xq.hazardCard(hazard.row) : xq.boxCard(found.box, entry); },
      points.length > 1 && !entry.area ? points[Math.floor(points.length / 2)] : undefined);
  });
};

xq.buildBoxes = function (map) {
  var section = document.getElementById("boxes"), list = section.querySelector(".list"), total = 0;
  xq.data.boxes.forEach(function (found) {
    var located = found.entries.filter(function (entry) { return entry.rings.length; }).length;
    var told = xq.runValue("plan_unlocated_" + found.box), values = { located: located, missing: told === "" ? "—" : told };
    if (!found.entries.length && !Number(told)) { return; }
    total += located;
    var entries = xq.el("div", "list");
    list.appendChild(xq.el("div", "box", [
      xq.el("h3", "", [xq.t("box_" + found.box)]), xq.el("p", "box-count", [xq.say("box_count", values, "map")]),
      found.listed ? null : xq.el("p", "box-count", [xq.t("box_unlisted")]), entries
    ]));
    xq.fillList(entries, found.entries, function (entry) { return xq.boxEntry(map, found, entry); });
  });
  section.querySelector(".count").textContent = total;
  section.hidden = !list.children.length;
};
