/* Parts of a card: the scale on which measured and required are drawn, and the coordinates to take away. */
xq.draw = function (tag, attributes, children) {
  var node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.keys(attributes).forEach(function (name) { node.setAttribute(name, attributes[name]); });
  (children || []).forEach(function (child) { node.appendChild(child); });
  return node;
};

/* Two bars over one axis from 0: what the distance can be, and what can be required. The figures stand in the
   rows below; the drawing says no more than they do. */
xq.scale = function (f) {
  if (f.low_m === null || f.high_m === null || f.required_high_m === null) { return null; }
  var WIDE = 300, far = Math.max(f.high_m, f.required_high_m, f.distance_m, 1) * 1.08, x = function (m) { return Math.round(WIDE * m / far * 10) / 10; };
  var least = f.required_low_m === null ? 0 : f.required_low_m, step = xq.marks.round(far / 3), parts = [], at;
  function bar(className, y, from, to) {
    parts.push(xq.draw("rect", { "class": className, x: x(from), y: y, width: Math.max(2.5, x(to) - x(from)), height: 12 }));
  }
  bar("need", 21, 0, least);
  if (f.required_high_m > least) {
    bar("may", 21, least, f.required_high_m);
    for (at = x(least) + 4; at < x(f.required_high_m) - 4; at += 7) {
      parts.push(xq.draw("path", { "class": "stripe", d: "M" + at + " 32L" + (at + 5) + " 22" }));
    }
  }
  bar("measured", 3, f.low_m, f.high_m);
  parts.push(xq.draw("path", { "class": "best", d: "M" + x(f.distance_m) + " 0V18" }));
  parts.push(xq.draw("path", { "class": "limit", d: "M" + x(least || f.required_high_m) + " 0V36" }));
  for (at = 0; at < far; at += step) {
    parts.push(xq.draw("path", { "class": "tick", d: "M" + x(at) + " 36V40" }));
    var text = xq.draw("text", { x: x(at), y: 52, "text-anchor": at ? "middle" : "start" });
    text.textContent = xq.number(at) + (at ? "" : " m");
    parts.push(text);
  }
  parts.push(xq.draw("path", { "class": "axis", d: "M0 36H" + WIDE }));
  var svg = xq.draw("svg", { viewBox: "-2 -1 304 56", width: WIDE + 4, height: 56, "aria-hidden": "true" }, parts);
  return xq.el("div", "scale " + f.risk_color, [
    xq.el("div", "sides", [xq.el("span", "", [xq.t("scale_measured")]), xq.el("span", "", [xq.t("scale_required")])]), svg
  ]);
};

/* A line at the foot of the page that says for some seconds what has happened, aloud as well. */
xq.announce = function (key, values) {
  var status = document.getElementById("status");
  status.textContent = "";
  status.appendChild(xq.say(key, values, "map"));
  status.classList.add("shown");
  window.clearTimeout(xq.announceTimer);
  xq.announceTimer = window.setTimeout(function () { status.classList.remove("shown"); }, 5000);
};

/* Where the browser's clipboard is out of reach, as from a file in older ones, the old command does it. */
xq.copy = function (text) {
  function byCommand() {
    var before = document.activeElement, area = xq.el("textarea", "copying"), done;
    area.value = text;
    area.setAttribute("readonly", "");
    document.body.appendChild(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    if (before && before.focus) { before.focus({ preventScroll: true }); }
    xq.announce(done ? "copied" : "copy_failed", { text: text });
  }
  if (!navigator.clipboard || !navigator.clipboard.writeText) { byCommand(); return; }
  navigator.clipboard.writeText(text).then(function () { xq.announce("copied", { text: text }); }, byCommand);
};

/* Longitude first, as the tables have it. */
xq.lonLat = function (point) { return point[1].toFixed(7) + ", " + point[0].toFixed(7); };

xq.placeRow = function (points) {
  if (!points || !points.length || points[0][0] === null) { return null; }
  var ends = points.length > 1 ? ["place_hazard", "place_object"] : [null], values = [xq.el("small", "", [xq.t("place_order")])];
  ends.forEach(function (key, i) {
    var text = xq.lonLat(points[i ? points.length - 1 : 0]);
    var copy = xq.button("copy", [xq.t("copy"), key ? xq.el("span", "sr", ["：", xq.t(key)]) : null], function () { xq.copy(text); });
    values.push(xq.el("div", "spot", [key ? xq.el("small", "side", [xq.t(key)]) : null, xq.el("span", "lonlat", [text]), copy]));
  });
  return xq.row("place", values);
};
