/* 问图: a pin anywhere, and what the rules say of a hazard there, while it moves. */
xq.askTool = (function () {
  var LINES = 40, STEP_M = 1, MANY_M = 10, map, card = null, form, asked, answered, rings = null, pin = null, drawn = null, stopPicking = null, waiting = false;

  /* Why the tool cannot tell, as a key of its words; null where it can. */
  function reason() {
    if (!xq.data.ask) { return "no_rules"; }
    if (!xq.store || !xq.store.count) { return "no_objects"; }
    return xq.store.complete ? null : "incomplete";
  }

  function draw(answer) {
    drawn.clearLayers();
    L.polygon(xq.geo.circle(answer.lon, answer.lat, answer.reach_m), {
      color: "#1b2430", weight: 1.6, dashArray: "3 5", fill: false, interactive: false
    }).addTo(drawn);
    answer.rows.slice(0, LINES).reverse().forEach(function (row) {
      if (row.line.length < 2) { return; }
      L.polyline(row.line, { color: "#fff", weight: 7, opacity: 0.75, interactive: false }).addTo(drawn);
      L.polyline(row.line, Object.assign({}, xq.lineStyle(row.risk_color), { interactive: false })).addTo(drawn);
    });
  }

  function answer() {
    waiting = false;
    if (!pin || !card) { return; }
    var at = pin.getLatLng().wrap(), chosen = xq.askForm.chosen, told;
    try {
      told = xq.spot.check(at.lng, at.lat, chosen.kind, chosen.facts, chosen.accuracy);
    } catch (error) {
      /* A rule file of the planner's own can ask for more unknown facts than can be tried. */
      if (!/^too_many_unknowns/.test(error.message)) { throw error; }
      drawn.clearLayers();
      fill([xq.el("p", "gap", [xq.w("ask", "too_many")])]);
      return;
    }
    pin.setIcon(icon(told.risk_color));
    draw(told);
    fill(xq.askCard.nodes(told));
    card.say(xq.askCard.sentence(told));
    rings.move(at);
    api.answer = told;
  }

  function fill(nodes) {
    answered.textContent = "";
    nodes.forEach(function (node) { if (node) { answered.appendChild(node); } });
  }

  function later() {
    if (!waiting) {
      waiting = true;
      window.requestAnimationFrame(answer);
    }
  }

  function icon(color) {
    return L.divIcon({ className: "pin", html: xq.icon(color, 36), iconSize: [36, 36], iconAnchor: [18, 18] });
  }

  function put(at) {
    if (!pin) {
      pin = L.marker(at, { icon: icon("yellow"), draggable: true, keyboard: true, zIndexOffset: 9000, title: xq.pair("ask", "pin")[0] });
      pin.on("drag", later).addTo(map);
      /* Where there is little room the answer has it. */
      asked.open = card.node.clientHeight - asked.offsetHeight > 200;
    }
    pin.setLatLng(at);
    if (!map.getBounds().contains(at)) { map.panTo(at, { animate: false }); }
    later();
  }

  /* Arrow keys move the pin by a metre, with Shift by ten; without a pin they move the map. */
  function key(event) {
    var ways = { ArrowUp: 0, ArrowRight: 90, ArrowDown: 180, ArrowLeft: 270 };
    if (!pin || !Object.prototype.hasOwnProperty.call(ways, event.key) || event.target.closest(".leaflet-control")) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    var at = pin.getLatLng(), to = xq.geo.ahead(at.lng, at.lat, ways[event.key], event.shiftKey ? MANY_M : STEP_M);
    put(L.latLng(to[1], to[0]));
  }

  function build() {
    var why = reason();
    card = xq.toolCard("ask", "ask");
    if (why) {
      card.fill([xq.el("p", "gap", [xq.w("ask", why)])]);
      return false;
    }
    form = xq.askForm.build(function () { rings.fill(); later(); });
    answered = xq.el("div", "answered", [xq.el("p", "quiet", [xq.w("ask", "click")])]);
    rings = xq.ringSlider(map);
    asked = xq.el("details", "asked", [xq.el("summary", "", [xq.w("ask", "asked")]), form.node]);
    asked.open = true;
    card.fill([asked, answered, rings.node]);
    return true;
  }

  function relabel() {
    if (form) {
      form.fill();
      rings.fill();
    }
  }

  function start(on) {
    map = on;
    if (!build()) { return; }
    drawn = L.layerGroup().addTo(map);
    stopPicking = xq.takePlaces(map, put, function (target) { return target.closest(".pin"); });
    map.getContainer().addEventListener("keydown", key, true);
    document.addEventListener("xq:language", relabel);
    map.getContainer().focus({ preventScroll: true });
  }

  function stop() {
    if (stopPicking) {
      stopPicking();
      map.getContainer().removeEventListener("keydown", key, true);
      document.removeEventListener("xq:language", relabel);
      drawn.remove();
      rings.remove();
    }
    if (pin) { pin.remove(); }
    card.close();
    card = form = rings = pin = drawn = stopPicking = null;
  }

  var api = { put: put, answer: null, reason: reason };
  var button = xq.tools.add({ id: "ask", text: "ask", icon: "M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11zM9.8 8.3a2.3 2.3 0 1 1 3.2 2.6c-.7.3-1 .8-1 1.5M12 15v.1", start: start, stop: stop });
  if (reason()) {
    button.setAttribute("aria-disabled", "true");
    button.classList.add("grey");
    button.title = xq.pair("ask", reason()).join(" / ");
  }
  return api;
}());
