/* What makes the page fit for a room: large type, a sheet on a phone, and where the focus goes. */
xq.runValue = function (key) {
  var found = xq.data.run.find(function (item) { return item[0] === key; });
  return found && found[1] !== null ? String(found[1]) : "";
};

xq.buildRoom = function (map) {
  xq.wireLarge(map);
  xq.wireSheet(map);
  xq.wireLegend(map);
  xq.wireCards(map);
  var container = map.getContainer();
  container.setAttribute("role", "region");
  xq.tell(container, xq.pair("map", "map_of"), "aria-label");
  /* Leaflet's list of layers comes after this script. */
  window.setTimeout(function () { xq.foldLayers(map); }, 0);
};

/* 投影模式: all type larger, lines and signs too, the list of layers folded away. */
xq.wireLarge = function (map) {
  var button = document.getElementById("large");
  button.addEventListener("click", function () {
    var large = document.documentElement.classList.toggle("large");
    button.setAttribute("aria-pressed", String(large));
    if (xq.setFold) { xq.setFold(large || window.innerWidth < 1200); }
    map.invalidateSize({ animate: false });
    xq.about.enlarge();
    map.eachLayer(function (layer) { if (layer instanceof L.Popup) { layer.update(); } });
    xq.placeLabels(map);
  });
};

xq.foldLayers = function (map) {
  var box = map.getContainer().querySelector(".leaflet-control-layers");
  if (!box) { return; }
  var fold = xq.button("fold", [xq.t("layers")], function () { xq.setFold(!box.classList.contains("folded")); });
  xq.setFold = function (folded) {
    box.classList.toggle("folded", folded);
    fold.setAttribute("aria-expanded", String(!folded));
    xq.placeLabels(map);
  };
  box.insertBefore(fold, box.firstChild);
  xq.setFold(window.innerWidth < 1200);
};

/* On a narrow screen the panel is a sheet over the foot of the page: half, whole, or down. */
xq.narrow = function () { return window.matchMedia("(max-width: 900px)").matches; };

xq.wireSheet = function (map) {
  var handle = document.getElementById("sheet"), panel = document.getElementById("panel"), next = { half: "full", full: "down", down: "half" };
  xq.setSheet = function (state) {
    panel.dataset.sheet = state;
    handle.setAttribute("aria-expanded", String(state !== "down"));
    map.invalidateSize({ animate: false });
  };
  handle.addEventListener("click", function () { xq.setSheet(next[panel.dataset.sheet]); });
  /* The foot of the page goes to the foot of the sheet, and back when the screen is turned. */
  var footer = document.querySelector("footer"), query = window.matchMedia("(max-width: 900px)");
  function place() {
    (query.matches ? panel : document.body).appendChild(footer);
    map.invalidateSize({ animate: false });
  }
  query.addListener(place);
  place();
  panel.dataset.sheet = "half";
};

/* Before the map goes somewhere: on a phone the sheet makes room for the card. */
xq.makeWay = function () { if (xq.narrow()) { xq.setSheet("down"); } };

xq.wireLegend = function (map) {
  var fold = document.getElementById("legend-fold"), legend = document.getElementById("legend");
  xq.about.signs().forEach(function (node) { fold.appendChild(node); });
  fold.addEventListener("click", function () {
    fold.setAttribute("aria-expanded", String(legend.classList.toggle("open")));
    map.invalidateSize({ animate: false });
  });
};

/* A card is as wide as its type is large, and no wider than the map. */
xq.fitCards = (function () {
  var layOut = L.Popup.prototype._updateLayout;
  return L.Popup.include({
    _updateLayout: function () {
      var em = parseFloat(window.getComputedStyle(document.documentElement).fontSize), room = this._map.getSize();
      this.options.maxWidth = Math.max(200, Math.min(30 * em, room.x - 3.4 * em - 34));
      this.options.minWidth = Math.min(15 * em, this.options.maxWidth);
      this.options.maxHeight = Math.max(220, room.y - 130);
      layOut.call(this);
    }
  });
}());

/* A card that opens takes the focus and gives it back when it closes; Escape closes it. */
xq.wireCards = function (map) {
  var opener = null, open = null;
  map.on("popupopen", function (event) {
    var box = event.popup.getElement(), card = box.querySelector(".card"), close = box.querySelector(".leaflet-popup-close-button");
    if (!card) { return; }
    open = event.popup;
    map.getContainer().classList.add("carded");
    if (!box.contains(document.activeElement)) { opener = document.activeElement; }
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", card.querySelector(".head").innerText.replace(/\s+/g, " ").slice(0, 200));
    if (close) {
      close.setAttribute("aria-label", xq.pair("map", "close_card")[document.documentElement.lang === "en" ? 1 : 0]);
      close.removeAttribute("href");
      close.tabIndex = 0;
      close.addEventListener("keydown", function (key) {
        if (key.key === "Enter" || key.key === " ") { key.preventDefault(); map.closePopup(event.popup); }
      });
    }
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
  });
  map.on("popupclose", function (event) {
    var on = document.activeElement;
    if (open !== event.popup) { return; }
    open = null;
    map.getContainer().classList.remove("carded");
    if (on && on !== document.body && document.contains(on) || !opener) { return; }
    /* What opened it may be down in the sheet, where nothing can have the focus. */
    if (xq.narrow() && document.getElementById("panel").contains(opener)) { xq.setSheet("half"); }
    (document.contains(opener) && opener !== document.body ? opener : map.getContainer()).focus({ preventScroll: true });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || !open) { return; }
    event.preventDefault();
    map.closePopup(open);
  });
};

/* Arrow keys go through a list, of which one entry at a time is in the order of the Tab key. */
xq.wireArrows = function (list) {
  var by = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  if (list.wired) { return; }
  list.wired = true;
  list.addEventListener("keydown", function (event) {
    var entries = [].slice.call(list.querySelectorAll("button.entry, button.more")), at = entries.indexOf(document.activeElement);
    if (by[event.key] === undefined || at < 0) { return; }
    event.preventDefault();
    event.stopPropagation();
    var to = Math.max(0, Math.min(entries.length - 1, at + by[event.key]));
    if (entries[to].classList.contains("more") && event.key === "ArrowDown") {
      entries[to].click();
      entries = [].slice.call(list.querySelectorAll("button.entry, button.more"));
    }
    entries.forEach(function (one, i) { if (one.classList.contains("entry")) { one.tabIndex = i === to ? 0 : -1; } });
    entries[to].focus();
  });
};
