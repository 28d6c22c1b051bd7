/* The streets with their counts against their quotas, and the list of sites: searched, filtered, sorted. */
xq.streetRows = function () {
  var streets = xq.data.streets, rows = streets.street.map(function (name, i) {
    var row = { name: name, chosen: streets.chosen[i], kept: streets.kept[i], closed: streets.closed[i], quota: streets.quota[i] };
    ["minimum", "at_least", "last_year"].forEach(function (key) { row[key] = streets[key] ? streets[key][i] : null; });
    return row;
  });
  var nameless = { name: null, quota: null }, some = false;
  ["chosen", "kept", "closed"].forEach(function (status) {
    nameless[status] = xq.count(status, null);
    some = some || nameless[status] > 0;
  });
  return some ? rows.concat([nameless]) : rows;
};

xq.buildStreets = function () {
  var list = document.querySelector("#streets .list"), head = ["street", "quota", "chosen", "kept", "closed"], rows = xq.streetRows(), total = xq.data.run.filter(function (item) { return item[0] === "quota"; })[0];
  function cells(tag, values, classes) {
    return xq.el("tr", "", values.map(function (value, i) { return xq.el(i ? tag : "th", (classes || [])[i] || "", [].concat(value)); }));
  }
  var body = rows.map(function (row) {
    var there = row.chosen + row.kept, full = row.quota !== null && there >= row.quota, few = row.minimum !== null && row.minimum !== undefined && there < row.minimum;
    var name = row.name === null ? xq.w("plan", "no_street") : xq.el("bdi", "name", [row.name]);
    var button = xq.button("street", [name, few ? xq.el("small", "few", [" ", xq.say("below_minimum", { minimum: row.minimum }, "plan")]) : null], function () { xq.sites.pickStreet(row.name, button); });
    button.setAttribute("aria-pressed", "false");
    return cells("td", [button, row.quota === null ? "—" : there + " / " + row.quota, row.chosen, row.kept, row.closed], ["", full ? "full" : ""]);
  });
  var sum = function (key) { return rows.reduce(function (so_far, row) { return so_far + row[key]; }, 0); };
  var quota = total && total[1] !== "" && total[1] !== null ? Number(total[1]) : null, there = xq.count("chosen") + xq.count("kept");
  list.appendChild(xq.el("table", "", [
    xq.el("thead", "", [xq.el("tr", "", head.map(function (key) { return xq.el("th", "", [xq.w("plan", key === "quota" ? "of_quota" : key)]); }))]),
    xq.el("tbody", "", body),
    xq.el("tfoot", "", [cells("td", [xq.w("plan", "all_streets"), quota === null ? "—" : there + " / " + quota, sum("chosen"), sum("kept"), sum("closed")])])
  ]));
};

xq.sites = (function () {
  var on = { chosen: true, kept: true, closed: true, unresolved: true, rejected: false }, street, sort = "status", query = "", nodes = {}, rank = {};
  xq.statuses.forEach(function (status, i) { rank[status] = i; });

  function byName(a, b) { return xq.search.compare(xq.siteName(a), xq.siteName(b)); }
  function far(row) { return xq.data.sites.nearest_permitted_m[row] === null ? -1 : xq.data.sites.nearest_permitted_m[row]; }
  function short(row) { return xq.data.sites.shortfall_m[row] === null ? -1 : xq.data.sites.shortfall_m[row]; }
  var orders = {
    status: function (a, b) { return rank[xq.data.sites.status[a]] - rank[xq.data.sites.status[b]] || byName(a, b); },
    name: byName,
    street: function (a, b) { return xq.search.compare(xq.data.sites.street[a] || "\uffff", xq.data.sites.street[b] || "\uffff") || orders.status(a, b); },
    short: function (a, b) { return short(b) - short(a) || byName(a, b); },
    nearest: function (a, b) { return far(b) - far(a) || byName(a, b); }
  };

  function rows() {
    var terms = xq.search.terms(query), sites = xq.data.sites, found = [];
    sites.status.forEach(function (status, row) {
      if (!on[status] || (street !== undefined && sites.street[row] !== street)) { return; }
      if (terms.every(function (term) { return [sites.name[row], sites.site_id[row], sites.street[row]].some(function (text) { return xq.search.has(text, term); }); })) { found.push(row); }
    });
    return found.sort(orders[sort]);
  }

  function entry(row) {
    var sites = xq.data.sites;
    return xq.button("entry", [
      xq.dot(sites.status[row], 20),
      xq.el("span", "what", [xq.el("bdi", "name", [xq.siteName(row)]), sites.street[row] ? xq.el("small", "", ["  ", xq.el("bdi", "name", [sites.street[row]])]) : null]),
      xq.el("span", "why", [xq.both([sites.because[row], sites.because_en[row]])])
    ], function () { xq.open(row, true); });
  }

  function draw() {
    var found = rows();
    nodes.list.textContent = "";
    nodes.badge.textContent = String(found.length);
    nodes.told.textContent = "";
    nodes.told.appendChild(xq.say("shown", { count: found.length }, "map"));
    xq.fillList(nodes.list, found, entry);
    if (!found.length) { nodes.list.appendChild(xq.el("p", "none", [xq.w("plan", "none")])); }
  }

  function toggle(status) {
    var button = xq.button("toggle", [xq.dot(status, 18), xq.w("site_status", status), " ", xq.el("b", "", [xq.count(status)])], function () {
      on[status] = !on[status];
      button.setAttribute("aria-pressed", String(on[status]));
      draw();
    });
    button.setAttribute("aria-pressed", String(on[status]));
    return button;
  }

  function sorter() {
    var select = xq.el("select", "");
    select.id = "sort";
    Object.keys(orders).forEach(function (key) {
      var option = xq.el("option", "");
      option.value = key;
      xq.tell(option, xq.pair("plan", "sort_" + key));
      select.appendChild(option);
    });
    select.addEventListener("change", function () {
      sort = select.value;
      draw();
    });
    return xq.el("label", "filter", [xq.el("span", "", [xq.t("sort")]), select]);
  }

  /* A street that is pressed shows its own sites alone, and the map goes there; pressed again it shows all. */
  function pickStreet(name, button) {
    var again = street === name && button.getAttribute("aria-pressed") === "true", points = [];
    [].forEach.call(document.querySelectorAll("button.street"), function (one) { one.setAttribute("aria-pressed", String(one === button && !again)); });
    street = again ? undefined : name;
    draw();
    xq.each(function (row, status, at) { if (!again && xq.data.sites.street[row] === name && status !== "rejected") { points.push(at); } });
    if (points.length) { xq.map.fitBounds(L.latLngBounds(points), Object.assign(xq.room(xq.map), { maxZoom: 17 })); }
  }

  function build() {
    var box = document.getElementById("sites"), timer = null, find = xq.el("input", "query");
    nodes.list = box.querySelector(".list");
    nodes.badge = box.querySelector(".count");
    nodes.told = xq.el("p", "sr");
    nodes.told.setAttribute("role", "status");
    find.id = "find";
    find.type = "search";
    find.maxLength = 100;
    find.autocomplete = "off";
    xq.tell(find, xq.pair("plan", "find"), "aria-label");
    xq.tell(find, xq.pair("plan", "find"), "placeholder");
    find.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        query = find.value.trim();
        draw();
      }, 120);
    });
    var group = xq.el("div", "toggles", xq.statuses.map(toggle));
    group.id = "wanted";
    group.setAttribute("role", "group");
    xq.tell(group, xq.pair("plan", "results"), "aria-label");
    box.insertBefore(xq.el("div", "finder", [find, group, xq.el("div", "ordering", [sorter()]), nodes.told]), nodes.list);
    draw();
  }

  return { build: build, pickStreet: pickStreet };
}());
