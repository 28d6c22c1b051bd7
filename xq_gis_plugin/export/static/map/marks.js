/* What stands on every sheet and picture beside the map, in the words of the PDF layouts. */
xq.marks = (function () {
  var run = {};
  xq.data.run.forEach(function (item) { run[item[0]] = item[1]; });

  function value(key) { return run[key] === null || run[key] === undefined ? "" : String(run[key]); }
  function layout(key, values) { return xq.sayPair(key, values, "layout"); }
  function join(pairs, zh, en) {
    return [pairs.map(function (p) { return p[0]; }).join(zh), pairs.map(function (p) { return p[1]; }).join(en)];
  }

  /* The file's name without its folder, which is nobody's business. */
  function file(role) { return value("input_" + role).replace(/\\/g, "/").split("/").pop().split("#")[0]; }

  function foot() {
    var crs = layout("crs", { crs: "WGS 84 / Pseudo-Mercator (EPSG:3857)" });
    var lines = [join([crs, layout("height", {})], "。", ". "), xq.about.sources()];
    if (xq.osm) { lines.push(xq.pair("say", "osm_licence")); }
    lines.push(xq.about.rules());
    lines.push(xq.pair("say", "not_unlawful"));
    lines.push(xq.about.date());
    if (xq.tiles.shown()) { lines.push(xq.pair("map", "tiles_left_out")); }
    lines = lines.concat(xq.about.notes());
    return (xq.data.fictional ? [xq.pair("say", "fictional_long")] : []).concat(lines.filter(Boolean));
  }

  /* The number of the map's approval, if the map has one. */
  function review(number) {
    return number ? xq.sayPair("review_no", { number: number }, "map") : layout("review_is", {});
  }

  /* How many metres a CSS pixel is on the ground, in the middle of the map. */
  function metresPerPixel(map) {
    return 40075016.685578488 * Math.cos(map.getCenter().lat * Math.PI / 180) / (256 * Math.pow(2, map.getZoom()));
  }

  /* The longest round length that is at most so many metres. */
  function round(most) {
    var power = Math.pow(10, Math.floor(Math.log10(most))), digit = most / power;
    return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
  }

  function length(metres) { return metres >= 1000 ? metres / 1000 + " km" : xq.number(metres) + " m"; }

  return { value: value, layout: layout, join: join, file: file, foot: foot, review: review, metresPerPixel: metresPerPixel, round: round, length: length };
}());

/* North is up: the map is in Mercator's projection. */
xq.NORTH = "M12 1L20 29L12 23L4 29Z";
xq.northArrow = function () {
  var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
  var path = document.createElementNS(space, "path"), text = document.createElementNS(space, "text");
  svg.setAttribute("viewBox", "0 0 24 44");
  svg.setAttribute("class", "north");
  path.setAttribute("d", xq.NORTH);
  text.setAttribute("x", 12);
  text.setAttribute("y", 43);
  text.textContent = "N";
  svg.appendChild(path);
  svg.appendChild(text);
  return svg;
};

/* The canvases of the map that are seen, by pane from below, each pane's own in the order in which they lie. */
xq.canvases = function (container) {
  var depth = function (node) { return Number(window.getComputedStyle(node).zIndex) || 0; }, groups = [];
  var ownChild = function (node, pane) { return node.parentNode === pane ? node : ownChild(node.parentNode, pane); };
  [].forEach.call(container.querySelectorAll("canvas"), function (canvas) {
    var pane = canvas.closest(".leaflet-pane"), group = groups.filter(function (one) { return one.pane === pane; })[0];
    if (window.getComputedStyle(canvas).visibility === "hidden" || !canvas.getClientRects().length) { return; }
    if (!group) { groups.push(group = { pane: pane, canvases: [] }); }
    group.canvases.push(canvas);
  });
  groups.sort(function (a, b) { return depth(a.pane) - depth(b.pane); });
  groups.forEach(function (group) {
    group.canvases = group.canvases.map(function (canvas, number) { return [depth(ownChild(canvas, group.pane)), number, canvas]; })
      .sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; }).map(function (one) { return one[2]; });
  });
  return groups;
};

/* Draw a canvas where it stands in the frame, edge to edge with its neighbours. The ink has no scale of its own. */
xq.inkCanvas = function (ink, canvas, frame, ratio) {
  var box = canvas.getBoundingClientRect(), at = function (value) { return Math.round(value * ratio); };
  var left = at(box.left - frame.left), top = at(box.top - frame.top);
  ink.drawImage(canvas, left, top, at(box.right - frame.left) - left, at(box.bottom - frame.top) - top);
};

/* The further layers that are on the map now, as paper and picture name them: color, dash, width, fill. */
xq.furtherKeys = function () {
  var looks = xq.about.further;
  return Object.keys(looks).filter(function (kind) {
    var layer = xq.layers[kind];
    return layer && xq.map.hasLayer(layer) && layer.getLayers().length;
  }).map(function (kind) { return { kind: kind, look: looks[kind], text: xq.pair("map", "layer_" + kind) }; });
};
