/* 汇报模式: from finding to finding, or over saved views, by key, click or button; Escape ends it and
   the map is as it was. */
xq.present = (function () {
  var NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Spacebar"], BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
  var bar = null, caption = null, count = null, before = null, marks = null, pressed = null;
  var mode = "findings", at = { findings: 0, views: 0 }, rows = [];

  /* The findings as the list shows them now; where none is in conflict, the nearest of each open group. */
  function findings() {
    var listed = xq.list && xq.list.rows ? xq.list.rows() : xq.data.conflicts;
    return listed.length ? listed.slice() : xq.data.groups.map(function (group) { return group.rows[0]; });
  }

  function items() { return mode === "findings" ? rows : xq.views.all(); }

  function figures(f) {
    var parts = [];
    if (f.distance_m !== null) { parts.push(xq.el("span", "figure", [xq.t("distance"), " "].concat(xq.distance(f)))); }
    parts.push(xq.el("span", "figure", [xq.t("required"), " ", xq.el("b", "", [xq.required(f)])]));
    if (f.shortfall_m > 0) { parts.push(xq.el("span", "figure short", [xq.t("short"), " ", xq.el("b", "", [xq.metres(f.shortfall_m)])])); }
    if (f.missing) { parts.push(xq.el("span", "figure", [xq.t("missing"), " ", xq.el("b", "", [xq.both(xq.joinPair("fact", f.missing))])])); }
    return parts;
  }

  function findingCaption(row) {
    var f = xq.finding(row), hazard = xq.hazardOf(f.hazard_id) || { name: null, kind: "" };
    return [
      xq.el("p", "names", [
        xq.icon(f.risk_color, 44), xq.name(hazard.name, xq.unnamed("hazard_kind", hazard.kind)), xq.el("span", "to", [" ↔ "]), xq.objectName(f)
      ]),
      xq.el("p", "figures", [xq.el("b", "verdict " + f.risk_color, [xq.w("verdict", f.verdict)])].concat(figures(f))),
      xq.el("p", "ground", [f.standard || "", " ", f.clause || "", " · ", xq.trust(f.rule_confidence), " · ", xq.say("legend")])
    ];
  }

  /* A ring of white and ink about the line, and what it measures. */
  function markFinding(map, row) {
    var f = xq.finding(row), points = xq.findingPoints(row);
    if (!points) { return; }
    if (points.length > 1) {
      L.polyline(points, { color: "#fff", weight: 15, interactive: false }).addTo(marks);
      L.polyline(points, { color: xq.colors[f.risk_color], weight: 8, interactive: false }).addTo(marks);
    }
    points.forEach(function (point) {
      L.circleMarker(point, { radius: 22, color: "#1b2430", weight: 4, fill: false, interactive: false }).addTo(marks);
    });
    map.fitBounds(L.latLngBounds(points), { padding: [160, 160], maxZoom: 18, animate: false });
  }

  function show() {
    var list = items(), index = Math.min(at[mode], Math.max(0, list.length - 1)), map = xq.map;
    at[mode] = index;
    marks.clearLayers();
    map.closePopup();
    caption.textContent = "";
    count.textContent = list.length ? index + 1 + " / " + list.length : "0 / 0";
    bar.classList.toggle("views", mode === "views");
    bar.querySelector(".remove").hidden = mode !== "views" || !list.length;
    if (!list.length) {
      caption.appendChild(xq.el("p", "names", [xq.t(mode === "findings" ? "present_none" : "views_none")]));
    } else if (mode === "findings") {
      markFinding(map, list[index]);
      findingCaption(list[index]).forEach(function (node) { caption.appendChild(node); });
    } else {
      map.setView(list[index].at, list[index].zoom, { animate: false });
      caption.appendChild(xq.el("p", "names", [xq.el("bdi", "", [list[index].text])]));
    }
  }

  function step(by) {
    var last = items().length - 1;
    at[mode] = Math.max(0, Math.min(last, at[mode] + by));
    show();
  }

  function switchMode() {
    mode = mode === "findings" ? "views" : "findings";
    show();
  }

  function saveView() {
    var line = xq.line("view_text", "");
    line.input.required = true;
    xq.dialog("view_save", [line.node], "view_save", function () {
      at.views = xq.views.add(xq.map, line.input.value.trim() || "—");
      mode = "views";
      show();
      bar.focus();
    });
  }

  function build() {
    caption = xq.el("div", "caption");
    count = xq.el("span", "of");
    caption.setAttribute("aria-live", "polite");
    bar = xq.el("section", "", [caption, xq.el("div", "steps", [
      xq.button("back", ["◀ ", xq.t("step_back")], function () { step(-1); }), count,
      xq.button("next", [xq.t("step_next"), " ▶"], function () { step(1); }),
      xq.button("mode", [xq.t("present_switch")], switchMode), xq.button("save", [xq.t("view_save")], saveView),
      xq.button("remove", [xq.t("view_remove")], function () { xq.views.remove(at.views); show(); }),
      xq.button("leave", [xq.t("leave")], stop)
    ])]);
    bar.id = "present-bar";
    bar.tabIndex = -1;
    document.querySelector(".stage").appendChild(bar);
  }

  function isOurs(node) { return bar.contains(node) || (node.closest && node.closest(".veil, .leaflet-control, .toolbar")); }

  function keys(event) {
    if (event.defaultPrevented || document.querySelector(".veil") || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var by = NEXT.indexOf(event.key) >= 0 ? 1 : BACK.indexOf(event.key) >= 0 ? -1 : 0;
    var onButton = event.target.tagName === "BUTTON" || event.target.tagName === "INPUT";
    if (event.key === "Escape") {
      stop();
    } else if (by && !(onButton && (event.key === " " || event.target.tagName === "INPUT"))) {
      step(by);
    } else if (event.key === "Home" || event.key === "End") {
      step(event.key === "Home" ? -Infinity : Infinity);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /* A click on the map goes on; a drag does not. */
  function down(event) { pressed = isOurs(event.target) ? null : [event.clientX, event.clientY]; }
  function click(event) {
    if (!pressed || isOurs(event.target)) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (Math.abs(event.clientX - pressed[0]) + Math.abs(event.clientY - pressed[1]) < 6) { step(1); }
  }

  function listen(how) {
    var place = document.querySelector(".place");
    document[how]("keydown", keys, true);
    place[how]("mousedown", down, true);
    place[how]("click", click, true);
    document[how]("fullscreenchange", leftScreen);
  }

  function leftScreen() {
    if (!document.fullscreenElement) { stop(); }
  }

  /* Where the browser lets a page have the whole screen it gets it; elsewhere the window has to do. */
  function wholeScreen() {
    if (!document.fullscreenEnabled) { return; }
    document.documentElement.requestFullscreen().then(resized, resized);
  }

  function resized() {
    if (!bar) { return; }
    xq.map.invalidateSize({ animate: false });
    show();
  }

  function start() {
    var map = xq.map;
    if (bar) { return; }
    xq.tools.stop();
    before = { center: map.getCenter(), zoom: map.getZoom(), focus: document.activeElement };
    rows = findings();
    at.findings = 0;
    mode = rows.length || !xq.views.all().length ? "findings" : "views";
    marks = L.featureGroup().addTo(map);
    build();
    document.documentElement.classList.add("presenting");
    listen("addEventListener");
    map.keyboard.disable();
    window.addEventListener("resize", resized);
    map.invalidateSize({ animate: false });
    show();
    bar.focus();
    wholeScreen();
  }

  function stop() {
    var map = xq.map;
    if (!bar) { return; }
    listen("removeEventListener");
    window.removeEventListener("resize", resized);
    bar.remove();
    bar = null;
    marks.remove();
    map.keyboard.enable();
    document.documentElement.classList.remove("presenting");
    if (document.fullscreenElement) { document.exitFullscreen(); }
    map.invalidateSize({ animate: false });
    map.setView(before.center, before.zoom, { animate: false });
    if (before.focus && before.focus.focus) { before.focus.focus(); }
  }

  document.getElementById("present").addEventListener("click", start);
  return { start: start, stop: stop, active: function () { return Boolean(bar); } };
}());
