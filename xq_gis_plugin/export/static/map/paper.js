/* Paper: one sheet with the map, then the findings as tables. The map itself is moved onto the sheet
   while the browser prints, at a round scale, finer than on screen, and then goes home. */
xq.paper = (function () {
  var SIZES = { A4: [297, 210], A3: [420, 297] }, MARGIN_MM = 8, PIXEL_MM = 25.4 / 96;
  var SCALES = [500, 1000, 2000, 2500, 4000, 5000, 10000, 15000, 20000, 25000, 30000, 40000, 50000, 100000, 200000, 250000, 500000, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7];
  var MOST_ROWS = 1000;
  var choice = { size: "A4", title: xq.data.title, review: "", tables: true };
  var page = null, sheet = null, screen = null;

  /* The rule of the page's size, which no element can carry; older browsers leave its numbers out. */
  function setSize(size) {
    var style = document.styleSheets[document.styleSheets.length - 1], rules = style.cssRules, i;
    for (i = rules.length - 1; i >= 0; i -= 1) {
      if (rules[i] === page) { style.deleteRule(i); }
    }
    var numbers = "@bottom-right { content: counter(page) \" / \" counter(pages); font: 8pt sans-serif; }";
    var at = style.insertRule("@page { size: " + size + " landscape; margin: " + MARGIN_MM + "mm; " + numbers + " }", style.cssRules.length);
    page = style.cssRules[at];
    choice.size = size;
  }

  /* What the sheet must show: all that the map is about where the screen shows it all, else what the screen shows. */
  function extent(map) {
    var view = map.getBounds(), at = xq.about.points();
    var all = at.length > 1 ? L.latLngBounds(at).pad(0.12) : view;
    return view.contains(L.latLngBounds(at.length ? at : [view.getCenter()])) ? all : view;
  }

  /* The largest round scale at which all of that is on the sheet. */
  function fit(map, bounds) {
    var middle = bounds.getCenter(), frame = map.getSize(), latitude = Math.cos(middle.lat * Math.PI / 180), zoom = map.getMinZoom(), i;
    var corner = function (at, z) { return map.project(at, z); };
    for (i = 0; i < SCALES.length; i += 1) {
      zoom = Math.log2(40075016.685578488 * latitude / (256 * SCALES[i] * PIXEL_MM / 1000));
      var size = corner(bounds.getSouthEast(), zoom).subtract(corner(bounds.getNorthWest(), zoom));
      if (zoom <= map.getMaxZoom() && size.x <= frame.x * 1.02 && size.y <= frame.y * 1.02) { return [zoom, SCALES[i]]; }
    }
    return [zoom, SCALES[SCALES.length - 1]];
  }

  /* Browsers print a canvas as the strokes it was made of: its clearing as white over all below, and, drawn
     during the printing, at the wrong size. Of each pane one canvas that is pixels alone is printed instead. */
  function freeze(map) {
    var box = map.getContainer(), frame = box.getBoundingClientRect(), size = map.getSize(), hidden = [];
    var copies = xq.canvases(box).map(function (group) {
      var whole = document.createElement("canvas"), copy = document.createElement("canvas"), ink = whole.getContext("2d");
      whole.width = copy.width = size.x * xq.finer;
      whole.height = copy.height = size.y * xq.finer;
      copy.style.width = size.x + "px";
      copy.style.height = size.y + "px";
      group.canvases.forEach(function (canvas) { xq.inkCanvas(ink, canvas, frame, xq.finer); });
      copy.getContext("2d").putImageData(ink.getImageData(0, 0, whole.width, whole.height), 0, 0);
      hidden = hidden.concat(group.canvases);
      L.DomUtil.setPosition(copy, map.containerPointToLayerPoint([0, 0]));
      group.pane.appendChild(copy);
      return copy;
    });
    hidden.forEach(function (canvas) { canvas.style.visibility = "hidden"; });
    return { copies: copies, hidden: hidden };
  }

  function thaw(frozen) {
    frozen.copies.forEach(function (copy) { copy.remove(); });
    frozen.hidden.forEach(function (canvas) { canvas.style.visibility = ""; });
  }

  function scaleBar(map) {
    var perMm = xq.marks.metresPerPixel(map) / PIXEL_MM, metres = xq.marks.round(56 * perMm);
    var bar = xq.el("div", "scale-bar", [xq.el("i", ""), xq.el("i", ""), xq.el("i", ""), xq.el("i", "")]);
    var scale = xq.el("div", "paper-scale", [bar, xq.el("div", "ends", ["0", xq.el("span", "", [xq.marks.length(metres)])])]);
    scale.style.width = metres / perMm + "mm";
    return scale;
  }

  function furtherKey(key) {
    var shape = { x: 2, y: 3, width: 66, height: 10, stroke: key.look.color, "stroke-width": key.look.width, "stroke-linecap": "round", fill: "none" };
    if (key.look.dash) { shape["stroke-dasharray"] = key.look.dash; }
    if (key.look.fill) { Object.assign(shape, { fill: key.look.color, "fill-opacity": key.look.fill }); }
    var drawn = key.look.fill ? xq.draw("rect", shape) : xq.draw("line", Object.assign(shape, { x1: 3, x2: 67, y1: 8, y2: 8 }));
    return xq.el("div", "key", [xq.draw("svg", { width: 70, height: 16, "aria-hidden": "true" }, [drawn]), xq.el("span", "", [xq.both(key.text)])]);
  }

  function legend() {
    var copy = document.querySelector("#legend .keys").cloneNode(true);
    xq.furtherKeys().forEach(function (key) { copy.appendChild(furtherKey(key)); });
    return xq.el("div", "keys", [xq.el("h2", "", [xq.both(xq.marks.layout("legend", {}))]), copy, xq.el("p", "meaning", [xq.both(xq.about.meaning())])]);
  }

  function makeSheet() {
    var frame = xq.el("div", "frame"), side = xq.el("div", "side");
    sheet = xq.el("div", "paper " + choice.size, [xq.el("section", "sheet", [
      xq.el("div", "head", [
        xq.el("div", "", [xq.el("h1", "", [xq.el("bdi", "", [choice.title])]), xq.el("p", "overview", [xq.both(xq.about.headline())])]),
        xq.el("p", "internal", [xq.both(xq.marks.layout("internal", {}))])
      ]),
      frame, side,
      xq.el("div", "foot", xq.marks.foot().map(function (pair) { return xq.el("p", "", [xq.both(pair)]); }))
    ])]);
    sheet.id = "paper";
    if (xq.data.fictional) { sheet.insertBefore(xq.el("div", "across", [xq.both(xq.marks.layout("across", {}))]), sheet.firstChild); }
    document.body.appendChild(sheet);
    return { frame: frame, side: side };
  }

  function begin() {
    var map = xq.map, box = map.getContainer();
    if (sheet) { return; }
    screen = {
      home: box.parentNode, next: box.nextSibling, center: map.getCenter(), zoom: map.getZoom(),
      snap: map.options.zoomSnap, retina: L.Browser.retina,
      tiles: xq.tiles.shown()
    };
    var bounds = extent(map);
    map.closePopup();
    document.documentElement.classList.add("printing");
    document.body.classList.add("printing");
    var places = makeSheet();
    places.frame.appendChild(box);
    if (screen.tiles) { map.removeLayer(xq.tiles.layer()); }
    xq.finer = 3;
    L.Browser.retina = true;
    map.options.zoomSnap = 0;
    map.invalidateSize({ animate: false, pan: false });
    var found = fit(map, bounds);
    map.setView(bounds.getCenter(), found[0], { animate: false });
    xq.placeLabels(map);
    screen.frozen = freeze(map);
    [xq.northArrow(), scaleBar(map), xq.el("p", "ratio", [xq.both(xq.marks.layout("scale_about", { scale: found[1].toLocaleString("en") }))]),
      legend(), xq.el("p", "review", [xq.both(xq.marks.review(choice.review))])
    ].forEach(function (node) { places.side.appendChild(node); });
    if (choice.tables) { sheet.appendChild(xq.about.tables(choice.title, MOST_ROWS)); }
  }

  function end() {
    var map = xq.map;
    if (!sheet) { return; }
    thaw(screen.frozen);
    xq.finer = 0;
    L.Browser.retina = screen.retina;
    screen.home.insertBefore(map.getContainer(), screen.next);
    sheet.remove();
    sheet = null;
    document.documentElement.classList.remove("printing");
    document.body.classList.remove("printing");
    map.options.zoomSnap = screen.snap;
    map.invalidateSize({ animate: false, pan: false });
    map.setView(screen.center, screen.zoom, { animate: false });
    if (screen.tiles) { map.addLayer(xq.tiles.layer()); }
    xq.placeLabels(map);
  }

  function choose(changes) {
    Object.assign(choice, changes);
    setSize(choice.size);
  }

  function ask() {
    var title = xq.line("sheet_title", choice.title), review = xq.line("review", choice.review, "review_hint");
    var sizes = xq.choose("size", "paper", Object.keys(SIZES).map(function (size) { return [size, [size]]; }), choice.size);
    var tables = xq.el("input", "");
    tables.type = "checkbox";
    tables.checked = choice.tables;
    xq.dialog("print", [sizes, title.node, review.node, xq.el("label", "", [tables, " ", xq.t(xq.about.withTables)])], "print", function () {
      choose({
        size: sizes.querySelector(":checked").value, title: title.input.value.trim() || xq.data.title,
        review: review.input.value.trim(), tables: tables.checked
      });
      window.print();
    });
  }

  setSize(choice.size);
  document.getElementById("print").addEventListener("click", ask);
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
  return { choose: choose, begin: begin, end: end, review: function () { return choice.review; } };
}());
