/* The findings beside the map: filtered, sorted and searched over columns of numbers, shown a chunk at a time. */
xq.list = (function () {
  var VERDICTS = ["conflict", "unresolved", "clear"], COLORS = ["red", "orange", "yellow", "blue"], GRADES = ["A", "B", "C"];
  var table = xq.data.findings, count = table.distance_m.length, columns = null, now = [], nodes = {};
  var state = fresh();

  function fresh() { return { query: "", verdict: ["conflict"], color: [], confidence: [], kind: "", hazard: "", sort: "urgency" }; }

  /* A coded column as small integers; what stands for nothing is -1. */
  function codes(column, values) {
    var place = {}, of = table[column].of, at = table[column].at, found = new Int32Array(count), row;
    values.forEach(function (value, i) { place["v" + value] = i; });
    for (row = 0; row < count; row += 1) {
      var code = of ? at[row] : -1, value = of ? (code < 0 ? null : of[code]) : table[column][row];
      found[row] = value === null || place["v" + value] === undefined ? -1 : place["v" + value];
    }
    return found;
  }

  function numbers(column) {
    return Float64Array.from(table[column], function (value) { return value === null ? NaN : value; });
  }

  function distinct(column) {
    if (table[column].of) { return table[column].of.slice(); }
    return Array.from(new Set(table[column])).filter(function (value) { return value !== null; });
  }

  /* Where each of some names stands in the order of a dictionary; the nameless at the end. */
  function ranks(names) {
    var order = names.map(function (_, i) { return i; }), found = new Int32Array(names.length);
    order.sort(function (a, b) {
      return (names[a] ? 0 : 1) - (names[b] ? 0 : 1) || xq.search.compare(names[a] || "", names[b] || "") || a - b;
    });
    order.forEach(function (i, rank) { found[i] = rank; });
    return found;
  }

  function load() {
    if (columns) { return columns; }
    var hazards = xq.data.hazards.hazard_id, names = distinct("object_name"), kinds = distinct("object_kind"), urgent = new Float64Array(count).fill(Infinity);
    xq.data.conflicts.forEach(function (row, place) { urgent[row] = place; });
    columns = {
      verdict: codes("verdict", VERDICTS), color: codes("risk_color", COLORS), confidence: codes("rule_confidence", GRADES),
      kind: codes("object_kind", kinds), kinds: kinds, hazard: codes("hazard_id", hazards), name: codes("object_name", names), names: names,
      distance: numbers("distance_m"), short: numbers("shortfall_m"), most: numbers("shortfall_max_m"), urgent: urgent,
      hazardRank: ranks(xq.data.hazards.name), nameRank: ranks(names)
    };
    return columns;
  }

  function words(group, key) { return xq.pair(group, key).join(" "); }

  /* For one term of a query: which hazards, names and kinds it finds. */
  function finder(term) {
    var c = load(), h = xq.data.hazards;
    return {
      hazard: h.name.map(function (name, i) { return xq.search.has(name, term) || xq.search.has(words("hazard_kind", h.kind[i]), term); }),
      name: c.names.map(function (name) { return xq.search.has(name, term); }),
      kind: c.kinds.map(function (kind) { return xq.search.has(words("object_kind", kind), term); })
    };
  }

  function picks(chosen, all) { return chosen.length ? all.map(function (one) { return chosen.indexOf(one) >= 0; }) : null; }

  /* The rows that fit, and how many of each verdict would if the verdict were left open. */
  function choose() {
    var c = load(), finders = xq.search.terms(state.query).map(finder), rows = [], counts = [0, 0, 0], row, f;
    var color = picks(state.color, COLORS), grade = picks(state.confidence, GRADES), verdict = picks(state.verdict, VERDICTS);
    var kind = state.kind === "" ? null : Number(state.kind), hazard = state.hazard === "" ? null : Number(state.hazard);
    for (row = 0; row < count; row += 1) {
      if (color && !color[c.color[row]] || grade && !grade[c.confidence[row]]) { continue; }
      if (kind !== null && c.kind[row] !== kind || hazard !== null && c.hazard[row] !== hazard) { continue; }
      for (f = 0; f < finders.length; f += 1) {
        if (!finders[f].hazard[c.hazard[row]] && !finders[f].name[c.name[row]] && !finders[f].kind[c.kind[row]]) { break; }
      }
      if (f < finders.length) { continue; }
      counts[c.verdict[row]] += 1;
      if (!verdict || verdict[c.verdict[row]]) { rows.push(row); }
    }
    return { rows: rows.sort(orders()[state.sort]), counts: counts, finders: finders };
  }

  function last(a, b) { return a === b || a !== a && b !== b ? 0 : a !== a ? 1 : b !== b ? -1 : a - b; }

  function orders() {
    var c = load();
    function nearest(a, b) { return last(c.distance[a], c.distance[b]) || a - b; }
    return {
      urgency: function (a, b) { return c.color[a] - c.color[b] || last(c.urgent[a], c.urgent[b]) || nearest(a, b); },
      distance: nearest,
      short: function (a, b) { return last(-c.short[a], -c.short[b]) || last(-c.most[a], -c.most[b]) || nearest(a, b); },
      name: function (a, b) {
        return last(rank(c.hazardRank, c.hazard[a]), rank(c.hazardRank, c.hazard[b])) || last(rank(c.nameRank, c.name[a]), rank(c.nameRank, c.name[b])) || nearest(a, b);
      }
    };
  }

  function rank(of, place) { return place < 0 ? NaN : of[place]; }

  /* Hazards whose own name or kind fits the query, whatever their findings. */
  function foundHazards(finders) {
    if (!finders.length) { return []; }
    return xq.hazardOrder().filter(function (row) { return finders.every(function (f) { return f.hazard[row]; }); });
  }

  function show() {
    var found = choose(), list = nodes.list, hazards = foundHazards(found.finders);
    now = found.rows;
    list.textContent = "";
    nodes.found.textContent = "";
    nodes.badge.textContent = now.length;
    VERDICTS.forEach(function (one, i) { nodes.counts[one].textContent = found.counts[i]; });
    if (hazards.length) {
      nodes.found.appendChild(xq.el("h3", "", [xq.t("found_hazards"), " ", xq.el("b", "", [hazards.length])]));
      xq.fillList(nodes.found, hazards, function (row) { return xq.hazardEntry(xq.map, row); }, 5);
    }
    if (!now.length) { list.appendChild(xq.el("p", "none", [xq.t(isFresh() ? "conflicts_none" : "found_none")])); }
    xq.fillList(list, now, function (row) { return xq.findingEntry(xq.map, row, true); });
    nodes.told.textContent = "";
    nodes.told.appendChild(xq.say("shown", { count: now.length }, "map"));
    nodes.reset.hidden = isFresh();
  }

  function isFresh() { return JSON.stringify(state) === JSON.stringify(fresh()); }

  function set(changes) {
    Object.assign(state, changes);
    refresh();
    show();
  }

  /* The controls say what the state is, whoever changed it. */
  function refresh() {
    nodes.toggles.forEach(function (one) { one.node.setAttribute("aria-pressed", String(state[one.of].indexOf(one.value) >= 0)); });
    ["kind", "hazard", "sort"].forEach(function (key) { nodes[key].value = state[key]; });
    if (nodes.query.value.trim() !== state.query) { nodes.query.value = state.query; }
  }

  return {
    rows: function () { return now.slice(); }, state: function () { return Object.assign({}, state); }, set: set,
    nodes: nodes, load: load, show: show, refresh: refresh, wantAll: function () { set(fresh()); },
    VERDICTS: VERDICTS, COLORS: COLORS, GRADES: GRADES
  };
}());
