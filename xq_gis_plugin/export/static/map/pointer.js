/* North, the coordinates under the pointer, and what the page could not hold. */
xq.addPointer = function (map) {
  var north = L.control({ position: "bottomleft" }), where = L.control({ position: "bottomright" });
  north.onAdd = function () {
    var node = xq.el("div", "north-arrow", [xq.northArrow()]);
    node.setAttribute("aria-hidden", "true");
    return node;
  };
  where.onAdd = function () {
    var node = xq.el("div", "coordinates");
    node.hidden = true;
    map.on("mousemove", function (event) {
      node.hidden = false;
      node.textContent = xq.coordinates(event.latlng) + " CGCS2000";
    });
    map.on("mouseout", function () { node.hidden = true; });
    return node;
  };
  north.addTo(map);
  where.addTo(map);
  if (xq.data.left_out) {
    var told = xq.el("p", "too-much", [xq.say("too_much", { drawn: xq.data.drawn, left: xq.data.left_out }, "map")]);
    told.setAttribute("role", "note");
    map.getContainer().parentNode.insertBefore(told, map.getContainer().nextSibling);
  }
};

/* Longitude and latitude as a planner notes them, the world's copies beside it counted back. */
xq.coordinates = function (latlng) {
  var at = latlng.wrap(), east = at.lng >= 0 ? "E" : "W", north = at.lat >= 0 ? "N" : "S";
  return Math.abs(at.lng).toFixed(6) + "°" + east + " " + Math.abs(at.lat).toFixed(6) + "°" + north;
};
