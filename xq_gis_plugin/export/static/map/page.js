/* The map itself: made, moved, and told in two languages. */
xq.createMap = function (id, bounds) {
  var map = L.map(id, {
    preferCanvas: true, attributionControl: false, zoomControl: false, maxZoom: 21, minZoom: 1, zoomSnap: 0.5,
    zoomDelta: 1, fadeAnimation: false, boxZoom: true
  });
  xq.map = map;
  /* The panel and the headline first: they decide how much room the map has. */
  xq.buildPanel(map);
  if (!xq.about.points().length) {
    map.getContainer().parentNode.appendChild(xq.el("p", "notice", [xq.t(xq.about.nothing)]));
  }
  map.fitBounds(bounds, xq.room(map));
  L.control.zoom({ position: "topleft", zoomInTitle: xq.pair("map", "zoom_in")[0], zoomOutTitle: xq.pair("map", "zoom_out")[0] }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 160, position: "bottomleft" }).addTo(map);
  xq.addPointer(map);
  xq.start(map);
  return map;
};

/* What the legend and the list of layers leave free, as far as there is room. */
xq.room = function (map) {
  var right = map.getSize().x > 800 ? 190 : 40;
  return { paddingTopLeft: [50, 40], paddingBottomRight: [right, 50], maxZoom: 18, animate: false };
};

/* Runs after the layers that follow in the page's script. */
xq.start = function (map) {
  window.setTimeout(function () {
    xq.wire(map);
    xq.placeLabels(map);
    window.requestAnimationFrame(function () {
      window.requestAnimationFrame(function () { window.xqReady = performance.now(); });
    });
  }, 0);
};

xq.wire = function (map) {
  map.on("zoomend moveend layeradd", function () {
    window.clearTimeout(xq.labelTimer);
    xq.labelTimer = window.setTimeout(function () { xq.placeLabels(map); }, 60);
  });
  map.on("overlayadd", function () {
    ["clear", "unresolved", "conflict"].forEach(function (kind) {
      var layer = xq.layers[kind];
      if (layer && map.hasLayer(layer)) { layer.bringToFront(); }
    });
  });
  document.getElementById("language").addEventListener("click", function () {
    var english = document.documentElement.lang !== "en";
    document.documentElement.lang = english ? "en" : "zh-CN";
    this.textContent = xq.pair("map", "language")[english ? 1 : 0];
    [["toolbar", "tools"], ["panel", "list"]].forEach(function (one) {
      document.getElementById(one[0]).setAttribute("aria-label", xq.pair("map", one[1])[english ? 1 : 0]);
    });
    map.invalidateSize({ animate: false });
    map.eachLayer(function (layer) { if (layer instanceof L.Popup) { layer.update(); } });
    xq.placeLabels(map);
    document.dispatchEvent(new CustomEvent("xq:language"));
  });
};

/* Go to a place and say there what is to be said. */
xq.goTo = function (map, points, card, anchor) {
  var bounds = L.latLngBounds(points), at = anchor || bounds.getCenter();
  map.closePopup();
  xq.makeWay();
  var pad = Math.min(120, map.getSize().x / 4, map.getSize().y / 4);
  map.fitBounds(bounds, { padding: [pad, pad], maxZoom: 18, animate: false });
  xq.popup().setLatLng(at).setContent(card()).openOn(map);
};

/* An empty card that moves the map until it is clear of the list of layers, where there is room for that. */
xq.popup = function () {
  var list = document.querySelector(".leaflet-control-layers-expanded"), wide = list ? list.offsetWidth : 0, room = xq.map.getSize().x - wide > 640;
  return L.popup({ autoPanPaddingTopLeft: [20, 58], autoPanPaddingBottomRight: [20 + (room ? wide : 0), 20], className: "found" });
};

/* A group that is filled when it is first shown. */
xq.Group = L.FeatureGroup.extend({
  initialize: function (make) {
    L.FeatureGroup.prototype.initialize.call(this);
    this._make = make;
  },
  onAdd: function (map) {
    if (this._make) {
      var make = this._make;
      this._make = null;
      make(this);
    }
    L.FeatureGroup.prototype.onAdd.call(this, map);
  }
});

xq.layer = function (kind) {
  var make = xq.makers[kind], layer;
  if (kind === "base") { layer = new xq.Base(xq.store, xq.data.districts); }
  else { layer = make.length ? new xq.Group(make) : make(); }
  xq.layers[kind] = layer;
  return layer;
};
