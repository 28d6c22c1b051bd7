/* 量距: geodesic lengths over several points, on the ellipsoid that the findings are measured on. */
xq.ruler = (function () {
  var map, card = null, drawn = null, points = [], pointer = null, stopPicking = null;

  function length(a, b) { return xq.geo.metres(a.lng, a.lat, b.lng, b.lat); }

  function said(metres) {
    if (!isFinite(metres)) { return "—"; }
    return metres < 10000 ? xq.number(metres, 2) + " m" : xq.number(metres / 1000, 3) + " km";
  }

  function total() {
    return points.reduce(function (sum, point, i) { return i ? sum + length(points[i - 1], point) : 0; }, 0);
  }

  function tip(at, text) {
    L.tooltip({ permanent: true, direction: "right", offset: [8, 0], className: "label measure", interactive: false })
      .setLatLng(at).setContent(xq.el("span", "", [text])).addTo(drawn);
  }

  function draw() {
    drawn.clearLayers();
    L.polyline(points, { color: "#fff", weight: 6, interactive: false }).addTo(drawn);
    L.polyline(points, { color: "#0b57d0", weight: 3, interactive: false }).addTo(drawn);
    points.forEach(function (point, i) {
      L.circleMarker(point, { radius: 5, color: "#0b57d0", weight: 2, fillColor: "#fff", fillOpacity: 1, interactive: false }).addTo(drawn);
      if (i) { tip(point, said(length(points[i - 1], point))); }
    });
    if (pointer && points.length) {
      var last = points[points.length - 1];
      L.polyline([last, pointer], { color: "#0b57d0", weight: 2, dashArray: "4 5", interactive: false }).addTo(drawn);
      tip(pointer, said(length(last, pointer)));
    }
  }

  function tell() {
    var lines = points.slice(1).map(function (point, i) { return xq.el("li", "", [said(length(points[i], point))]); });
    card.fill([
      xq.el("p", "total", [xq.w("ask", "total"), " ", xq.el("b", "", [said(total())])]),
      xq.el("ol", "lengths", lines), xq.el("p", "quiet", [xq.w("ask", "ruler_how")]),
      points.length ? xq.button("", [xq.w("ask", "undo")], undo) : null
    ]);
    card.say(xq.el("span", "", [xq.w("ask", "total"), " ", said(total())]));
    draw();
  }

  function put(at) {
    points.push(at);
    pointer = null;
    tell();
  }

  function undo() {
    points.pop();
    pointer = null;
    tell();
  }

  function key(event) {
    if (event.key !== "Backspace" || /^(input|select|textarea)$/i.test(event.target.tagName)) { return; }
    event.preventDefault();
    undo();
  }

  function move(event) {
    pointer = event.latlng;
    draw();
  }

  function start(on) {
    map = on;
    points = [];
    pointer = null;
    drawn = L.layerGroup().addTo(map);
    card = xq.toolCard("ruler", "ruler");
    stopPicking = xq.takePlaces(map, put);
    document.addEventListener("keydown", key);
    map.on("mousemove", move);
    tell();
    map.getContainer().focus({ preventScroll: true });
  }

  function stop() {
    stopPicking();
    document.removeEventListener("keydown", key);
    map.off("mousemove", move);
    drawn.remove();
    card.close();
  }

  xq.tools.add({ id: "ruler", text: "ruler", icon: "M3 16.5L16.5 3 21 7.5 7.5 21zM7 12.5l2 2M10 9.5l3 3M13 6.5l2 2", start: start, stop: stop });
  return { put: put, total: total };
}());
