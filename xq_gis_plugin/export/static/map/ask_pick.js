/* Places for a tool, taken from the map whatever is drawn there: by click or tap, by Enter at the middle of the
   map. own(target) tells which nodes keep their clicks. Returns what ends it. */
xq.takePlaces = function (map, place, own) {
  var container = map.getContainer(), pressed = null, middle = xq.el("div", "crosshair");
  middle.setAttribute("aria-hidden", "true");

  function foreign(target) {
    return target.closest(".leaflet-control, .leaflet-popup, .toolbar") || (own && own(target));
  }

  function down(event) { pressed = [event.clientX, event.clientY]; }

  function click(event) {
    /* A map that was dragged was not clicked. */
    var moved = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 5;
    if (foreign(event.target)) { return; }
    event.stopImmediatePropagation();
    if (!moved) { place(map.mouseEventToLatLng(event)); }
  }

  function key(event) {
    if (event.key !== "Enter" || event.target !== container) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    place(map.getCenter());
  }

  function still(event) {
    if (!foreign(event.target)) { event.stopImmediatePropagation(); }
  }

  container.addEventListener("mousedown", down, true);
  container.addEventListener("click", click, true);
  container.addEventListener("dblclick", still, true);
  container.addEventListener("keydown", key, true);
  container.appendChild(middle);
  map.closePopup();
  return function () {
    container.removeEventListener("mousedown", down, true);
    container.removeEventListener("click", click, true);
    container.removeEventListener("dblclick", still, true);
    container.removeEventListener("keydown", key, true);
    middle.remove();
  };
};

/* A card beside the map for a tool, with a line that is read out when it changes. */
xq.toolCard = function (id, titleKey) {
  var place = xq.map.getContainer().parentNode, head = xq.el("h2", "", [xq.w("ask", titleKey)]), said = xq.el("p", "said");
  var body = xq.el("div", "body"), card = xq.el("section", "tool-card", [head, body, said]), timer = null;
  card.id = id;
  head.id = id + "-title";
  card.setAttribute("aria-labelledby", head.id);
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  place.appendChild(card);
  return {
    node: card, body: body,
    fill: function (nodes) {
      body.textContent = "";
      nodes.forEach(function (node) { if (node) { body.appendChild(node); } });
    },
    /* Said once it has come to rest: a drag would say a hundred things. */
    say: function (node) {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        said.textContent = "";
        said.appendChild(node);
      }, 350);
    },
    close: function () {
      window.clearTimeout(timer);
      card.remove();
    }
  };
};

/* A choice whose words follow the page's language: values are [value, pair]. */
xq.select = function (labelPair, values, chosen, changed) {
  var select = xq.el("select", ""), side = document.documentElement.lang === "en" ? 1 : 0;
  values.forEach(function (one) {
    var option = xq.el("option", "", [one[1][side]]);
    option.value = one[0];
    option.selected = one[0] === chosen;
    select.appendChild(option);
  });
  select.addEventListener("change", function () { changed(select.value); });
  return xq.el("label", "choice", [xq.both(labelPair), select]);
};
