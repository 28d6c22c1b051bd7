/* The verdict of one pair, as core/verdict.py judges it. A separation is [low, high] metres for each group. */
xq.judge = (function () {
  var COLORS = ["red", "orange", "yellow", "blue"];

  /* What must not be undercut in each world: metres, 0 signed metres for a relation without a distance. */
  function demands(question) {
    if (!question.demands) {
      question.demands = question.worlds.map(function (w) {
        return w[0].map(function (metres, g) {
          return w[1][g] < 0 ? -Infinity : question.groups[g].rule.relation === "at_least" ? metres : 0;
        });
      });
    }
    return question.demands;
  }

  function rank(question, index) {
    var own = xq.rules.ranks[question.rules[index].confidence];
    return question.byClass[index] ? Math.max(own, question.rank) : own;
  }

  function most(row, pool) { return pool.reduce(function (m, g) { return Math.max(m, row[g]); }, -Infinity); }

  function least(values) { return values.reduce(function (m, v) { return Math.min(m, v); }, Infinity); }

  function verdictOf(question, asked, bounds) {
    function conflicts(row, must) {
      return row.some(function (a, g) { return a > bounds[g][1] && (!must || question.groups[g].rule.severity === "must"); });
    }
    if (asked.every(function (row) { return conflicts(row, true); })) { return ["conflict", "must"]; }
    if (asked.every(function (row) { return conflicts(row, false); })) { return ["conflict", "should"]; }
    if (asked.every(function (row) { return row.every(function (a, g) { return a <= bounds[g][0]; }); })) { return ["clear", "must"]; }
    return ["unresolved", "must"];
  }

  /* The groups measured over one interval that govern the verdict. */
  function governing(question, asked, bounds, verdict, severity) {
    var onlyMust = verdict === "conflict" && severity === "must", pools = [], best = null;
    question.groups.forEach(function (group, g) {
      if (onlyMust && group.rule.severity !== "must") { return; }
      if (!asked.some(function (row) { return isFinite(row[g]); })) { return; }
      var metric = group.rule.relation === "at_least";
      var pool = pools.find(function (p) { return p.low === bounds[g][0] && p.high === bounds[g][1] && p.metric === metric; });
      if (!pool) {
        pool = { low: bounds[g][0], high: bounds[g][1], metric: metric, members: [] };
        pools.push(pool);
      }
      pool.members.push(g);
    });
    pools.forEach(function (pool) {
      var largest = asked.map(function (row) { return most(row, pool.members); });
      var low = least(largest), high = Math.max.apply(null, largest);
      var own = low > pool.high ? "conflict" : high <= pool.low ? "clear" : "unresolved";
      var short = verdict === "conflict" ? low - pool.high : high - pool.low;
      var key = [Number(own === verdict), pool.metric ? short : Math.min(0, short), high];
      if (!best || later(key, best.key)) { best = { key: key, members: pool.members }; }
    });
    return best ? best.members : question.groups.map(function (_, g) { return g; });
  }

  function later(a, b) {
    var i = 0;
    while (i < a.length && a[i] === b[i]) { i += 1; }
    return i < a.length && a[i] > b[i];
  }

  function prefer(question, a, b) {
    var x = question.rules[a], y = question.rules[b];
    return (x.severity !== "must") - (y.severity !== "must") || (x.confidence < y.confidence ? -1 : x.confidence > y.confidence ? 1 : 0)
      || (x.id < y.id ? -1 : x.id > y.id ? 1 : 0);
  }

  /* The rules that ask most in some world: {metres, index, worst}. */
  function setters(question, pool, asked) {
    var found = {};
    asked.forEach(function (row, w) {
      var top = most(row, pool), best = -1;
      pool.forEach(function (g) {
        var index = question.worlds[w][1][g];
        if (row[g] === top && index >= 0 && (best < 0 || prefer(question, index, best) < 0)) { best = index; }
      });
      if (best < 0) { return; }
      var one = found[best] || (found[best] = { metres: -Infinity, index: best, worst: 0 });
      one.metres = Math.max(one.metres, top);
      one.worst = Math.max(one.worst, rank(question, best));
    });
    return Object.keys(found).map(function (index) { return found[index]; });
  }

  function colorOf(verdict, severity, sure) {
    if (verdict === "conflict") { return sure && severity === "must" ? "red" : "orange"; }
    return verdict === "unresolved" ? "yellow" : "blue";
  }

  function judge(question, bounds) {
    var asked = demands(question), told = verdictOf(question, asked, bounds), verdict = told[0], severity = told[1];
    var pool = governing(question, asked, bounds, verdict, severity), found = setters(question, pool, asked);
    var sure = asked.every(function (row, w) {
      return row.some(function (a, g) {
        var index = question.worlds[w][1][g];
        return a > bounds[g][1] && question.groups[g].rule.severity === "must" && index >= 0 && rank(question, index) < 2;
      });
    });
    found.sort(function (a, b) {
      var x = question.rules[a.index], y = question.rules[b.index];
      return b.metres - a.metres || (x.severity !== "must") - (y.severity !== "must") || a.worst - b.worst || (x.id < y.id ? -1 : x.id > y.id ? 1 : 0);
    });
    var rule = question.rules[found[0].index], largest = asked.map(function (row) { return most(row, pool); });
    if (verdict !== "conflict") { severity = rule.severity; }
    return {
      verdict: verdict, severity: severity, color: colorOf(verdict, severity, sure), rule: rule, group: question.groups[pool[0]],
      confidence: "ABC".charAt(found.reduce(function (w, s) { return Math.max(w, s.worst); }, 0)),
      low: bounds[pool[0]][0], high: bounds[pool[0]][1], requiredLow: Math.max(0, least(largest)),
      requiredHigh: Math.max(0, Math.max.apply(null, largest))
    };
  }

  /* A residential area whose buildings nobody knows is never in conflict with a distance. bounds(question) gives
     the separations. */
  function decide(question, bounds, zone) {
    if (!zone || !question.distances || !question.distances.groups.length) { return judge(question, bounds(question)); }
    var away = judge(question.distances, bounds(question.distances));
    var byArea = question.areas.groups.length ? judge(question.areas, bounds(question.areas)) : null;
    if (byArea && byArea.verdict === "conflict") { return byArea; }
    if (away.verdict === "clear") { return judge(question, bounds(question)); }
    return Object.assign(away, { verdict: "unresolved", color: "yellow", severity: away.rule.severity });
  }

  return { judge: judge, decide: decide, colors: COLORS };
}());
