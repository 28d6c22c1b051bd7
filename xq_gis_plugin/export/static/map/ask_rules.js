/* What the rules can ask of a hazard and an object, over every value that an unknown fact could take: as
   core/question.py, from the rules that the run embedded. A profile is {kind, facts, confidence}. */
xq.rules = (function () {
  var given = xq.data.ask, HOLDS = "(holds)", FAILS = "(fails)", OIL = ["petrol", "diesel"], RANKS = { A: 0, B: 1, C: 2 };
  var ENTRANCES = ["ENTRANCE", "IMP_ENTRANCE"], LIMIT = 200000, rules = [], questions = {}, reaches = {};

  function rows(table) {
    return table.rows.map(function (row) {
      var one = {};
      table.names.forEach(function (name, i) { one[name] = row[i]; });
      return one;
    });
  }

  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }

  function holds(condition, value) {
    var operator = condition[1], values = condition[2];
    if (operator === "=") { return values.indexOf(value) >= 0; }
    if (operator === "~") { return value.split("+").indexOf(values[0]) >= 0; }
    var left = Number(value), right = Number(values[0]);
    return operator === ">" ? left > right : operator === ">=" ? left >= right : operator === "<" ? left < right : left <= right;
  }

  /* What a fact can be for a kind; null where no domain is known. */
  function domain(name, kind) {
    var found = given.facts.find(function (f) { return f[0] === name && (!f[2].length || f[2].indexOf(kind) >= 0); });
    return found && found[3].length ? found[3] : null;
  }

  /* The ways in which a rule can speak of a kind of object: the conditions of each. */
  function ways(rule, hazardKind, kind) {
    var found = [], uses = domain("kind", "building") || [];
    if (rule.kinds.indexOf(hazardKind) < 0) { return found; }
    given.targets.forEach(function (target) {
      if (target[0] !== rule.target) { return; }
      if (target[1].indexOf(kind) >= 0 || target[1].indexOf("*") >= 0) {
        found.push(rule.when.concat(target[2]));
      } else if (kind === "building" && target[1].indexOf("building") < 0) {
        var kinds = target[1].filter(function (k) { return uses.indexOf(k) >= 0; });
        if (kinds.length) { found.push(rule.when.concat([["kind", "=", kinds]], target[2])); }
      }
    });
    return found;
  }

  function oil(hazard) {
    var sets = hazard.facts.fuels ? [hazard.facts.fuels] : domain("fuels", hazard.kind) || [];
    return sets.some(function (set) { return set.split("+").some(function (f) { return OIL.indexOf(f) >= 0; }); });
  }

  /* [part, measure, extra conditions]: digitised parts where there are, else the hazard itself. */
  function measures(rule, digitised, mayHoldOil) {
    if (rule.part.length === 1 && rule.part[0] === "site") { return [["site", "site", []]]; }
    var found = [], left = [];
    rule.part.forEach(function (part) {
      var nameless = !rule.fuel || OIL.indexOf(rule.fuel) >= 0 || !mayHoldOil;
      var fitting = digitised.filter(function (d) {
        return d[0] === part && (!rule.fuel || d[1] === rule.fuel || (!d[1] && nameless));
      });
      if (!fitting.length) { left.push(part); }
      fitting.forEach(function (d) {
        var guess = !d[1] && OIL.indexOf(rule.fuel) >= 0;
        found.push([part, d[0] + "/" + d[1], guess ? [["tank_fuel", "=", [rule.fuel]]] : []]);
      });
    });
    if (left.length) { found.push([left.join(","), "hazard", []]); }
    return found;
  }

  /* The rule's cells that no stated fact rules out. */
  function cellsOf(rule, hazard, item, stated, digitised) {
    var found = [], relaxes = rule.relation === "modify" && rule.factor < 1;
    ways(rule, hazard.kind, item.kind).forEach(function (way) {
      if (way.some(function (c) { return has(stated, c[0]) && !holds(c, stated[c[0]]); })) { return; }
      var open = way.filter(function (c) { return !has(stated, c[0]); });
      if (relaxes && open.some(function (c) { return c[0] !== "fuels"; })) { return; }
      var entrance = ENTRANCES.indexOf(rule.target) >= 0 && item.kind !== "main_entrance";
      measures(rule, digitised, oil(hazard)).forEach(function (m) {
        found.push({
          rule: rule, part: m[0], measure: m[1], entrance: entrance, conditions: open.concat(m[2]),
          key: [m[0], m[1], entrance, rule.relation, rule.severity, rule.standard, rule.edition, rule.clause, rule.fuel].join("\n")
        });
      });
    });
    return found;
  }

  /* The unknown facts that the cells depend on: [name, values], in the order of the catalogue. */
  function unknownOf(cells, stated, hazard, item) {
    var names = {}, sides = {}, order = {};
    cells.forEach(function (cell) {
      cell.conditions.forEach(function (c) { names[c[0]] = true; });
      if (cell.rule.base === "H" && !has(stated, "height_m")) { names.height_m = true; }
    });
    given.facts.forEach(function (f, i) { sides[f[0]] = f[1]; order[f[0]] = i; });
    function place(name) { return has(order, name) ? order[name] : given.facts.length; }
    return Object.keys(names).sort(function (a, b) { return place(a) - place(b) || (a < b ? -1 : 1); }).map(function (name) {
      var values = domain(name, sides[name] === "object" ? item.kind : hazard.kind) || [HOLDS, FAILS];
      if (name === "tank_fuel") {
        var sold = (stated.fuels || "petrol+diesel").split("+"), cut = values.filter(function (v) { return sold.indexOf(v) >= 0; });
        values = cut.length ? cut : values;
      }
      return [name, values];
    });
  }

  /* Every world as values by fact, without those in which a tank holds what its station does not sell. */
  function worldsOf(unknown) {
    var size = unknown.reduce(function (n, one) { return n * one[1].length; }, 1);
    if (size > LIMIT) { throw new Error("too_many_unknowns: " + unknown.map(function (one) { return one[0]; }).join(", ")); }
    var worlds = [{}];
    unknown.forEach(function (one) {
      worlds = [].concat.apply([], worlds.map(function (world) {
        return one[1].map(function (value) { var next = Object.assign({}, world); next[one[0]] = value; return next; });
      }));
    });
    var possible = worlds.filter(function (w) {
      return !has(w, "fuels") || !has(w, "tank_fuel") || w.fuels.split("+").indexOf(w.tank_fuel) >= 0;
    });
    return possible.length ? possible : worlds;
  }

  function applies(cell, world) {
    return cell.conditions.every(function (c) {
      var value = world[c[0]];
      return value === HOLDS || (value !== FAILS && holds(c, value));
    });
  }

  function metres(cell, stated, world) {
    var rule = cell.rule;
    if (rule.relation !== "at_least") { return 1; }
    if (rule.reach !== null && rule.when.some(function (c) { return world[c[0]] === HOLDS || world[c[0]] === FAILS; })) { return rule.reach; }
    if (rule.base !== "H") { return rule.base ? Math.max(0, rule.floor) : rule.factor; }
    return Math.max(rule.factor * Number(has(stated, "height_m") ? stated.height_m : world.height_m), rule.floor);
  }

  function changes(change, cell) {
    return cell.rule.id.indexOf(change.rule.modifies) === 0 && change.measure === cell.measure
      && (change.rule.fuel === "" || change.rule.fuel === cell.rule.fuel)
      && cell.part.split(",").every(function (p) { return change.rule.part.indexOf(p) >= 0; });
  }

  function first(a, b) {
    return (a.severity !== "must") - (b.severity !== "must") || RANKS[a.confidence] - RANKS[b.confidence]
      || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  }

  /* {groups, rules, worlds: [[metres], [rule]]} with each different world once; null where no rule can speak. */
  function make(hazard, item, digitised) {
    var stated = Object.assign({}, hazard.facts, item.facts);
    var cells = [].concat.apply([], rules.map(function (rule) { return cellsOf(rule, hazard, item, stated, digitised); }));
    var checks = cells.filter(function (c) { return c.rule.relation !== "modify"; });
    if (!checks.length) { return null; }
    var modifiers = cells.filter(function (c) { return c.rule.relation === "modify"; }), groups = [], place = {};
    checks.forEach(function (cell) {
      if (!has(place, cell.key)) { place[cell.key] = groups.length; groups.push(cell); }
    });
    var order = checks.map(function (_, i) { return i; });
    order.sort(function (a, b) { return first(checks[a].rule, checks[b].rule) || a - b; });
    var seen = {}, worlds = [];
    worldsOf(unknownOf(cells, stated, hazard, item)).forEach(function (world) {
      var asked = groups.map(function () { return 0; }), by = groups.map(function () { return -1; });
      order.forEach(function (i) {
        var cell = checks[i], column = place[cell.key];
        if (!applies(cell, world)) { return; }
        var value = modifiers.reduce(function (m, change) {
          return changes(change, cell) && applies(change, world) ? Math.max(m * change.rule.factor, change.rule.floor) : m;
        }, metres(cell, stated, world));
        if (value > asked[column]) { asked[column] = value; by[column] = i; }
      });
      var key = asked + ";" + by;
      if (!has(seen, key)) { seen[key] = true; worlds.push([asked, by]); }
    });
    var all = { groups: groups, rules: checks.map(function (c) { return c.rule; }), worlds: worlds, rank: RANKS[item.confidence] || 0 };
    var kept = only(all, function (group, column) { return worlds.some(function (w) { return w[1][column] >= 0; }); });
    return kept.groups.length ? kept : null;
  }

  /* The question about some of its groups. */
  function only(question, keep) {
    var columns = question.groups.map(function (_, i) { return i; }).filter(function (i) { return keep(question.groups[i], i); });
    function cut(list) { return columns.map(function (i) { return list[i]; }); }
    var worlds = question.worlds.map(function (w) { return [cut(w[0]), cut(w[1])]; });
    return Object.assign({}, question, { groups: cut(question.groups), worlds: worlds });
  }

  function keyOf(profile) { return profile.key || (profile.key = profile.kind + JSON.stringify(Object.entries(profile.facts).sort()) + (profile.confidence || "")); }

  /* The same, worked out once for equal profiles; with split(), parts of it that are asked for again. */
  function ask(hazard, item, digitised) {
    var key = keyOf(hazard) + "\n" + keyOf(item) + "\n" + digitised.join(";");
    if (!has(questions, key)) { questions[key] = prepared(make(hazard, item, digitised)); }
    return questions[key];
  }

  function prepared(question) {
    if (!question) { return null; }
    function metric(group) { return group.rule.relation === "at_least"; }
    question.distances = only(question, metric);
    question.areas = only(question, function (group) { return !metric(group); });
    [question, question.distances, question.areas].forEach(function (one) {
      one.byClass = one.rules.map(function (rule) {
        var when = given.targets.filter(function (t) { return t[0] === rule.target; }).map(function (t) { return t[2]; });
        return rule.when.concat([].concat.apply([], when)).some(function (c) { return c[0] === "protection_class"; });
      });
      one.most = one.groups.every(metric) ? one.worlds.reduce(function (m, w) { return Math.max.apply(null, w[0].concat([m])); }, 0) : Infinity;
    });
    return question;
  }

  /* The most metres that any rule can ask of a hazard, of any kind of object. */
  function reach(hazard) {
    var key = keyOf(hazard), most = 0;
    if (has(reaches, key)) { return reaches[key]; }
    given.kinds.forEach(function (kind) {
      [{}].concat(has(given.heights, kind) ? [{ height_m: given.heights[kind] }] : []).forEach(function (facts) {
        var question = ask(hazard, { kind: kind, facts: facts }, []);
        if (question) {
          question.distances.worlds.forEach(function (w) { most = Math.max.apply(null, w[0].concat([most])); });
        }
      });
    });
    reaches[key] = most;
    return most;
  }

  /* Whether the rules ask a distance of all that the hazard may sell. */
  function speaks(hazard) {
    var own = rules.filter(function (r) { return r.kinds.indexOf(hazard.kind) >= 0 && r.relation === "at_least"; });
    var sets = hazard.facts.fuels ? [hazard.facts.fuels] : domain("fuels", hazard.kind) || [];
    return own.length > 0 && sets.every(function (set) {
      return set.split("+").every(function (fuel) { return own.some(function (r) { return r.fuel === fuel; }); });
    });
  }

  if (given) { rules = rows(given.rules); }
  return { all: rules, ask: ask, reach: reach, speaks: speaks, domain: domain, holds: holds, has: has, ranks: RANKS, rows: rows };
}());
