/* What the rules would say of a hazard at any spot: as core/spot.py, `Surroundings.check` with `brief`. */
xq.spot = (function () {
  var given = xq.data.ask, TOUCH_M = 1e-3, POINT_INSIDE_M = 1e-9, NEAR_M = 0.01, NOTHING_NEAR_M = 500, SEARCH_M = [250, 1000, 4000, 16000, 64000];
  var items, sites, loosest, column;

  /* Brought into form when it is first asked. */
  function prepare() {
    if (items) { return; }
    items = xq.rules.rows(given.items);
    items.forEach(function (item) { item.slack = item.accuracy + Math.max(0, -item.low); });
    column = xq.store.column("ask");
    sites = given.sites.map(function (site) {
      return Object.assign({}, site, {
        row: 0, plot: site.shapes[0][0] === 2, store: xq.shape.pack(site.shapes), profile: { kind: site.kind, facts: site.facts },
        digitised: site.parts.filter(function (p, i, all) { return all.findIndex(function (o) { return String(o) === String(p); }) === i; }),
        loosest: Math.max.apply(null, site.accuracy)
      });
    });
    loosest = items.reduce(function (m, item) { return Math.max(m, item.slack); }, sites.reduce(function (m, s) { return Math.max(m, s.accuracy[0]); }, 0));
    given.area = given.coverage.length ? xq.shape.pack([[2, given.coverage]]) : null;
  }

  function shop(hazard, other) {
    var both = [hazard.facts.temporary || "", other.facts.temporary || ""];
    var either = both.indexOf("yes") >= 0 ? "yes" : both[0] === "no" && both[1] === "no" ? "no" : "";
    return { kind: other.kind, facts: either ? { either_temporary: either } : {} };
  }

  /* Metres apart, or minus the depth of the overlap; what only touches is 0. */
  function signed(base, near, type) {
    if (base > 0) { return base; }
    if (type < 2) { return -POINT_INSIDE_M; }
    return near.edge > TOUCH_M ? -near.edge : 0;
  }

  /* The separation that one clause is measured over. from(measure) gives {base, low, high}. */
  function separation(group, from, item, depth, entrance) {
    var own = from(group.measure, group.rule.relation !== "at_least"), low = own.base, high = own.base;
    if (group.rule.relation !== "at_least") {
      return [depth(own.base) - own.own - item.accuracy, depth(own.base) + own.own + item.accuracy];
    }
    low = low + own.low - item.accuracy;
    high = high + own.high + item.accuracy;
    if (item.shift) {
      low += item.low;
      high += item.high;
    }
    if (group.entrance) { high += entrance(); }
    return [Math.max(0, low), Math.max(0, high)];
  }

  /* Judge one pair: null where nothing is asked, {clear} where it is far, else the row. */
  function pair(question, pairing, reach) {
    if (!question) { return null; }
    if (pairing.zoned) { question = question.areas; }
    if (!question.groups.length) { return null; }
    if (pairing.lowest >= question.most) { return { verdict: "far" }; }
    var cache = {}, least = Infinity;
    function bounds(of) {
      return of.groups.map(function (group) {
        var key = group.measure + (group.entrance ? "+" : "") + (group.rule.relation === "at_least" ? "" : "~");
        return cache[key] || (cache[key] = separation(group, pairing.from, pairing.item, pairing.depth, pairing.entrance));
      });
    }
    bounds(question).forEach(function (b) { least = Math.min(least, b[0]); });
    return least >= reach ? null : row(xq.judge.decide(question, bounds, pairing.zone), pairing);
  }

  function row(judged, pairing) {
    var spatial = judged.group.rule.relation !== "at_least", measured = pairing.from(judged.group.measure);
    return {
      verdict: judged.verdict, severity: judged.severity, risk_color: judged.color, distance_m: measured.base, low_m: spatial ? Math.max(0, judged.low) : judged.low,
      high_m: spatial ? Math.max(0, judged.high) : judged.high, required_low_m: spatial ? null : judged.requiredLow,
      required_high_m: spatial ? null : judged.requiredHigh, shortfall_m: spatial ? null : Math.max(0, judged.requiredLow - judged.high),
      shortfall_max_m: spatial ? null : Math.max(0, judged.requiredHigh - judged.low), rule_id: judged.rule.id, standard: judged.rule.standard,
      clause: judged.rule.clause, rule_confidence: judged.confidence, relation: judged.rule.relation, target: judged.rule.target,
      object_id: pairing.id, object_name: pairing.name, object_kind: pairing.kind, line: measured.line
    };
  }

  /* All within reach, with where it is nearest. */
  function around(store, numbers, itemOf, frame, widest) {
    var found = [];
    numbers.forEach(function (i) {
      var item = itemOf(i), limit = widest + item.slack;
      if (xq.geo.gap(frame.lon, frame.lat, store.box, 4 * i) > limit) { return; }
      var near = xq.shape.near(store, i, frame);
      if (near.plane < limit + NEAR_M) { found.push({ i: i, item: item, near: near }); }
    });
    return found;
  }

  /* The numbers of the hazard's own buildings and driveways (core/own.py). */
  function ownOf(found) {
    var buildings = found.filter(function (one) {
      return one.near.metres === 0 && given.own_kinds.indexOf(one.item.kind) >= 0 && one.item.measured_as === "building";
    });
    return buildings.concat(found.filter(function (one) {
      return one.item.kind === "road" && !xq.rules.has(one.item.facts, "road_class")
        && buildings.some(function (b) { return xq.shape.meet(xq.store, one.i, b.i); });
    })).map(function (one) { return one.i; });
  }

  /* A new hazard against what stands at a place. */
  function pairing(spot, store, one, more) {
    var near = one.near, line = [[spot.lat, spot.lon], [near.lat, near.lon]];
    return Object.assign({
      item: one.item, zone: one.item.measured_as === "zone", zoned: one.item.zoned === 1,
      lowest: near.metres - spot.accuracy - one.item.accuracy + Math.min(0, one.item.low),
      from: function () { return { base: near.metres, low: -spot.accuracy, high: spot.accuracy, own: spot.accuracy, line: line }; },
      depth: function (base) { return signed(base, near, store.type[one.i]); },
      entrance: function () { return xq.shape.diameter(store, one.i, spot.frame); }
    }, more);
  }

  function againstObjects(spot, reach, answer) {
    var numbers = xq.store.query.apply(null, xq.geo.box(spot.lon, spot.lat, reach + spot.accuracy + loosest + 1));
    var found = around(xq.store, numbers, function (i) { return items[column[i]]; }, spot.frame, reach + spot.accuracy), own = ownOf(found);
    answer.own_buildings = own.length;
    answer.near = found;
    found.forEach(function (one) {
      if (own.indexOf(one.i) >= 0) { return; }
      take(answer, pair(xq.rules.ask(spot.hazard, one.item, []), pairing(spot, xq.store, one, {
        id: xq.store.id(one.i), name: xq.store.name(one.i) || null, kind: one.item.kind
      }), reach));
    });
  }

  function againstSites(spot, reach, answer) {
    sites.forEach(function (site) {
      if (xq.geo.gap(spot.lon, spot.lat, site.store.box, 0) > reach + spot.accuracy + site.accuracy[0]) { return; }
      var near = xq.shape.near(site.store, 0, spot.frame), item = { accuracy: site.accuracy[0], low: 0, high: 0, shift: "", measured_as: "site", zoned: 0 };
      if (near.plane >= reach + spot.accuracy + site.accuracy[0] + NEAR_M) { return; }
      take(answer, pair(xq.rules.ask(spot.hazard, shop(spot.hazard, site.profile), []),
        pairing(spot, site.store, { i: 0, item: item, near: near }, { id: site.id, name: site.name, kind: site.kind }), reach));
    });
  }

  /* What the rules that bind the hazards around say of a new one beside them. */
  function boundByOthers(spot, answer) {
    sites.forEach(function (site) {
      if (site.kind === spot.hazard.kind || !site.shapes[0][1].length) { return; }
      var reach = xq.rules.reach(site.profile), widest = reach + site.loosest + spot.accuracy;
      var boxes = site.shapes.map(function (_, i) { return xq.geo.gap(spot.lon, spot.lat, site.store.box, 4 * i); });
      if (Math.min.apply(null, boxes) > widest) { return; }
      var near = site.shapes.map(function (_, i) { return xq.shape.near(site.store, i, spot.frame); });
      if (near.every(function (n) { return n.plane >= widest + NEAR_M; })) { return; }
      var lowest = near.reduce(function (m, n, i) { return Math.min(m, n.metres - site.accuracy[i]); }, Infinity) - spot.accuracy;
      var made = pair(xq.rules.ask(site.profile, shop(site.profile, spot.hazard), site.digitised), {
        item: { accuracy: spot.accuracy, low: 0, high: 0, shift: "" }, zone: false, zoned: false, lowest: lowest,
        id: site.id, name: site.name, kind: site.kind, entrance: function () { return 0; },
        depth: function (base) { return signed(base, near[0], site.store.type[0]); },
        from: function (measure) { return fromSite(spot, site, near, measure); }
      }, reach);
      if (made && made.verdict !== "far") { take(answer, made); }
    });
  }

  function fromSite(spot, site, near, measure) {
    var whole = measure === "site" || measure === "hazard", wide = 0, low = Infinity, high = Infinity, base = Infinity, best = 0;
    near.forEach(function (n, i) {
      if (whole ? i > 0 : i === 0 || site.parts[i - 1].join("/") !== measure) { return; }
      if (n.metres < base) { base = n.metres; best = i; }
      low = Math.min(low, n.metres - site.accuracy[i]);
      high = Math.min(high, n.metres + site.accuracy[i]);
    });
    var line = [[near[best].lat, near[best].lon], [spot.lat, spot.lon]];
    if (measure === "hazard" && site.plot) { wide = Math.max(0, near[0].far - base); }
    if (whole) { return { base: base, low: -site.accuracy[0], high: wide + site.accuracy[0], own: site.accuracy[0], line: line }; }
    return { base: base, low: low - base, high: high - base, own: site.accuracy[0], line: line };
  }

  function take(answer, made) {
    if (!made) { return; }
    if (made.verdict === "far") { answer.clear += 1; } else { answer.found.push(made); }
  }

  function anythingNear(spot, found) {
    if (found.some(function (one) { return one.near.plane < NOTHING_NEAR_M + NEAR_M; })) { return true; }
    return xq.store.query.apply(null, xq.geo.box(spot.lon, spot.lat, NOTHING_NEAR_M + 1)).some(function (i) {
      return xq.geo.gap(spot.lon, spot.lat, xq.store.box, 4 * i) < NOTHING_NEAR_M + NEAR_M && xq.shape.near(xq.store, i, spot.frame).plane < NOTHING_NEAR_M + NEAR_M;
    });
  }

  /* Whether all within reach lies where the data are complete. The outline may be long: pieces of it are made so
     long that they leave it by 5 mm at most. */
  function covered(spot, reach) {
    if (!given.area) { return false; }
    var near = xq.shape.near(given.area, 0, Object.assign({}, spot.frame, { edge: 15 * spot.frame.edge }));
    return (near.inside || near.edge === 0) && near.edge >= reach;
  }

  function nearestResidence(spot, answer) {
    var step, best = null, seen = {};
    function look(i) {
      if (seen[i] || !items[column[i]].home) { return; }
      seen[i] = true;
      if (best && xq.geo.gap(spot.lon, spot.lat, xq.store.box, 4 * i) > best.metres) { seen[i] = false; return; }
      var near = xq.shape.near(xq.store, i, spot.frame);
      if (!best || near.metres < best.metres) { best = { i: i, metres: near.metres, plane: near.plane, lat: near.lat, lon: near.lon }; }
    }
    for (step = 0; step < SEARCH_M.length && !(best && best.plane < SEARCH_M[step - 1] + NEAR_M); step += 1) {
      xq.store.query.apply(null, xq.geo.box(spot.lon, spot.lat, SEARCH_M[step] + 1)).forEach(look);
    }
    if (best && best.plane >= SEARCH_M[SEARCH_M.length - 1] + NEAR_M) { best = null; }
    answer.nearest_residence_m = best ? best.metres : null;
    answer.nearest_residence_id = best ? xq.store.id(best.i) : null;
    answer.nearest_residence_name = best ? xq.store.name(best.i) || null : null;
    answer.nearest_residence_at = best ? [best.lat, best.lon] : null;
  }

  function worst(answer) {
    function any(verdict) { return answer.found.some(function (one) { return one.verdict === verdict; }); }
    answer.verdict = any("conflict") ? "conflict" : any("unresolved") || answer.gaps.length ? "unresolved" : "clear";
    answer.risk_color = xq.judge.colors.find(function (color) {
      return (color === "yellow" && answer.gaps.length) || answer.found.some(function (one) { return one.risk_color === color; });
    }) || "blue";
  }

  function short(one) { return one.shortfall_m || one.shortfall_max_m || 0; }

  function byWeight(a, b) {
    var x = a.object_id || "", y = b.object_id || "";
    return (a.verdict !== "conflict") - (b.verdict !== "conflict") || short(b) - short(a) || (x < y ? -1 : x > y ? 1 : 0);
  }

  /* Where, as which kind, with which facts as the catalogue writes them, and within how many metres of the spot. */
  function check(lon, lat, kind, facts, accuracy) {
    prepare();
    var spot = { lon: lon, lat: lat, accuracy: accuracy || 0, frame: xq.geo.frame(lon, lat), hazard: { kind: kind, facts: facts } };
    var reach = xq.rules.reach(spot.hazard), answer = { lon: lon, lat: lat, reach_m: reach, clear: 0, found: [], gaps: [], near: [] };
    againstObjects(spot, reach, answer);
    againstSites(spot, reach, answer);
    xq.alone(spot.hazard).forEach(function (one) { answer.found.push(one); });
    boundByOthers(spot, answer);
    if (!xq.rules.speaks(spot.hazard)) { answer.gaps.push("rules"); }
    if (!covered(spot, reach) || !anythingNear(spot, answer.near)) { answer.gaps.push("coverage"); }
    nearestResidence(spot, answer);
    worst(answer);
    answer.rows = answer.found.filter(function (one) { return one.verdict !== "clear"; }).sort(byWeight);
    answer.clear += answer.found.length - answer.rows.length;
    delete answer.found;
    delete answer.near;
    return answer;
  }

  return { check: check };
}());

/* Rules about a hazard by itself, as core/alone.py: one row at most. */
xq.alone = function (hazard) {
  var FACTS = { area_range: "sales_area_m2", not_same_building: "dwelling_in_building" }, WORST = ["conflict", "unresolved", "clear"], asked = [];
  xq.rules.all.forEach(function (rule) {
    var fact = FACTS[rule.relation], value = hazard.facts[fact], forbids = rule.relation === "not_where", verdict;
    if (!(fact || forbids) || rule.kinds.indexOf(hazard.kind) < 0) { return; }
    var fails = rule.when.some(function (c) { return xq.rules.has(hazard.facts, c[0]) && !xq.rules.holds(c, hazard.facts[c[0]]); });
    if (fails && !forbids) { return; }
    if (forbids) {
      verdict = fails ? "clear" : "conflict";
    } else if (value === undefined) {
      verdict = "unresolved";
    } else if (rule.relation === "not_same_building") {
      verdict = value === "yes" ? "conflict" : "clear";
    } else {
      verdict = rule.factor <= Number(value) && (rule.high === null || Number(value) <= rule.high) ? "clear" : "conflict";
    }
    var open = rule.when.some(function (c) { return !xq.rules.has(hazard.facts, c[0]); });
    asked.push([open && verdict === "conflict" ? "unresolved" : verdict, rule]);
  });
  if (!asked.length) { return []; }
  function key(one) { return [WORST.indexOf(one[0]), one[1].severity !== "must" ? 1 : 0, one[1].confidence, one[1].id]; }
  asked.sort(function (a, b) {
    var x = key(a), y = key(b), i = 0;
    while (i < 3 && x[i] === y[i]) { i += 1; }
    return x[i] < y[i] ? -1 : x[i] > y[i] ? 1 : 0;
  });
  var first = asked[0], same = asked.filter(function (one) { return one[0] === first[0]; });
  var sure = same.some(function (one) { return one[1].severity === "must" && one[1].confidence !== "C"; });
  return [{
    verdict: first[0], severity: first[1].severity, risk_color: first[0] === "conflict" ? sure ? "red" : "orange" : first[0] === "unresolved" ? "yellow" : "blue",
    object_id: null, object_name: null, object_kind: null, distance_m: null, low_m: null, high_m: null, required_low_m: null, required_high_m: null,
    shortfall_m: null, shortfall_max_m: null, rule_id: first[1].id, standard: first[1].standard, clause: first[1].clause, relation: first[1].relation,
    rule_confidence: first[1].confidence, fact: FACTS[first[1].relation] || first[1].when[0][0], line: []
  }];
};
