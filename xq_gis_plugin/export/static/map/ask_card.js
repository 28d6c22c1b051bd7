/* The answer in words and metres. */
xq.askCard = (function () {
  var SHOWN = 8;

  function nameOf(row) {
    if (row.object_id === null) { return xq.say("alone"); }
    var group = xq.data.words.object_kind[row.object_kind] ? "object_kind" : "hazard_kind";
    return xq.name(row.object_name, xq.unnamed(group, row.object_kind));
  }

  function figures(row) {
    if (row.object_id === null) { return [xq.w("fact", row.fact)]; }
    var parts = [xq.el("b", "", [xq.metres(row.distance_m)])];
    if (row.required_high_m === null) { return parts.concat(["，", xq.w("relation", row.relation)]); }
    if (xq.metres(row.low_m, row.high_m) !== xq.metres(row.distance_m)) {
      parts.push("（", xq.t("could_be"), " ", xq.metres(row.low_m, row.high_m), "）");
    }
    parts.push(" · ", xq.t("required"), " ", xq.el("b", "", [xq.metres(row.required_low_m, row.required_high_m)]));
    if (row.shortfall_m > 0) { parts.push(" · ", xq.el("b", "short", [xq.t("short"), " ", xq.metres(row.shortfall_m)])); }
    return parts;
  }

  function entry(row) {
    return xq.el("li", "answer " + row.risk_color, [
      xq.icon(row.risk_color, 22),
      xq.el("div", "", [
        xq.el("div", "what", [nameOf(row)]), xq.el("div", "gain", figures(row)),
        xq.el("div", "rule", [row.standard, " ", row.clause, " · ", xq.trust(row.rule_confidence)])
      ])
    ]);
  }

  function count(answer, verdict) {
    return answer.rows.filter(function (row) { return row.verdict === verdict; }).length;
  }

  function summary(answer) {
    return xq.say("told", { conflicts: count(answer, "conflict"), unresolved: count(answer, "unresolved"), clear: answer.clear }, "ask");
  }

  function home(answer) {
    if (answer.nearest_residence_m === null) { return xq.w("ask", "home_none"); }
    return xq.el("span", "", [xq.t("nearest"), " ", xq.el("b", "", [xq.metres(answer.nearest_residence_m)]), " ",
      xq.name(answer.nearest_residence_name, xq.unnamed("object_kind", "residence"))]);
  }

  function nodes(answer) {
    var list = xq.el("ol", "answers", answer.rows.slice(0, SHOWN).map(entry)), left = answer.rows.length - SHOWN;
    return [
      xq.el("div", "verdict " + answer.risk_color, [xq.icon(answer.risk_color, 30), xq.w("verdict", answer.verdict)]),
      xq.el("p", "of", [xq.askForm.said()]),
      xq.el("p", "told", [summary(answer)]),
      xq.el("div", "gaps", answer.gaps.map(function (gap) { return xq.el("p", "gap", [xq.w("ask", "gap_" + gap)]); })),
      list, left > 0 ? xq.el("p", "", [xq.say("more", { count: left }, "ask")]) : null,
      xq.el("p", "home", [home(answer)]),
      answer.own_buildings ? xq.el("p", "", [xq.say("own", { count: answer.own_buildings }, "ask")]) : null,
      xq.el("p", "quiet", [xq.say("reach", { metres: xq.number(answer.reach_m, 1) }, "ask"), " ",
        xq.say("place", { lon: answer.lon.toFixed(6), lat: answer.lat.toFixed(6) }, "ask")]),
      xq.el("p", "quiet", [xq.w("ask", "not_a_permit")])
    ];
  }

  /* One sentence to be read out. */
  function sentence(answer) {
    var first = answer.rows[0], parts = [xq.w("verdict", answer.verdict), "。", summary(answer), "。"];
    if (first && first.object_id !== null) { parts.push(nameOf(first), " ", xq.metres(first.distance_m), "。"); }
    return xq.el("span", "", parts);
  }

  return { nodes: nodes, sentence: sentence, nameOf: nameOf };
}());
