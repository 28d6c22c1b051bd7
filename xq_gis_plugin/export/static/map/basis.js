/* What the map rests on, by what it is about; and lists that are filled a piece at a time. */
/* Where each line of the run's record belongs; a line that nobody has placed stands with the counts. */
xq.basisGroup = function (key) {
  if (/^note_fictional/.test(key)) { return "basis_demo"; }
  if (/^(input|sha256|rows|crs|datum)_/.test(key)) { return "basis_inputs"; }
  if (/^(editions|families|rules_)/.test(key)) { return "basis_rules"; }
  return /^(version|time|crs|accuracy_m|position_sources)$/.test(key) ? "basis_made" : "basis_counts";
};

xq.buildBasis = function () {
  var d = xq.data, list = document.querySelector("#basis .list"), drawn = { drawn: d.drawn, left: d.left_out };
  ["basis_demo", "basis_inputs", "basis_rules", "basis_made", "basis_counts"].forEach(function (group) {
    var items = d.run.filter(function (item) { return item[1] !== null && item[1] !== "" && xq.basisGroup(item[0]) === group; });
    if (!items.length) { return; }
    var rows = items.map(function (item) {
      return xq.el("div", "row run-" + item[0], [xq.el("dt", "", [xq.w("run", item[0])]), xq.el("dd", "", [xq.el("bdi", "", [item[1]])])]);
    });
    if (group === "basis_made") { rows.push(xq.el("div", "row", [xq.el("dt", "", [xq.t("basis_screen")]), xq.el("dd", "", [xq.t("basis_screen_is")])])); }
    list.appendChild(xq.el("h3", "", [xq.t(group)]));
    list.appendChild(xq.el("dl", "", rows));
  });
  list.appendChild(xq.el("p", "", [xq.say(d.left_out ? "drawn" : "drawn_all", drawn, "map")]));
  document.getElementById("basis-line").appendChild(xq.el("span", "", xq.about.basisLine()));
};

xq.CHUNK = 60;

/* Fill a list a chunk at a time, so that ten thousand lines do not stop the page. */
xq.fillList = function (list, items, make, first) {
  var shown = 0, more = null;
  function next() {
    var count = shown ? xq.CHUNK : first || xq.CHUNK, focused = more && document.activeElement === more, fresh = null;
    if (more) { more.remove(); }
    items.slice(shown, shown + count).forEach(function (item, i) {
      var node = make(item);
      if (node.tagName === "BUTTON" && (shown || i)) { node.tabIndex = -1; }
      fresh = fresh || node;
      list.appendChild(node);
    });
    if (focused) { fresh.focus(); }
    shown += count;
    if (shown < items.length) {
      more = xq.button("more", [xq.say("more", { count: Math.min(xq.CHUNK, items.length - shown) }, "map")], next);
      list.appendChild(more);
    }
  }
  next();
  xq.wireArrows(list);
};
