/* The rings of each class of protected object, one at a time by a slider: around the pin for the hazard asked
   about, and around all hazards of its kind as the run has them. */
xq.ringSlider = function (map) {
  var drawn = L.layerGroup().addTo(map), node = xq.el("div", "ring-slider"), input = xq.el("input", ""), said = xq.el("p", "ring-said"), at = null, classes = [], shown = -1;

  /* What is asked of one class: [metres] over every value of the unknown facts, as core/zones.py. */
  function classOf(code) {
    var target = xq.data.ask.targets.find(function (t) { return t[0] === code; }), facts = {};
    target[2].forEach(function (c) { facts[c[0]] = c[2][0]; });
    var chosen = xq.askForm.chosen, question = xq.rules.ask({ kind: chosen.kind, facts: chosen.facts }, { kind: target[1][0], facts: facts }, []);
    if (!question) { return null; }
    var low = Infinity, high = 0, rule = null;
    question.distances.worlds.forEach(function (world) {
      var most = 0;
      world[0].forEach(function (metres, g) {
        var by = world[1][g] < 0 ? null : question.rules[world[1][g]];
        if (!by || by.target !== code) { return; }
        most = Math.max(most, metres);
        if (metres > high) {
          high = metres;
          rule = by;
        }
      });
      low = Math.min(low, most);
    });
    return high > 0 ? { code: code, low: low, high: high, rule: rule } : null;
  }

  function ring(radius, style) {
    if (radius > 0) { L.polygon(xq.geo.circle(at.lng, at.lat, radius), Object.assign({ fill: false, interactive: false, color: "#5b2a86" }, style)).addTo(drawn); }
  }

  function around(one) {
    var rings = xq.data.rings, kind = xq.askForm.chosen.kind;
    rings.rings.forEach(function (shape, row) {
      var hazard = xq.hazardOf(xq.cell(rings, "hazard_id", row));
      if (xq.cell(rings, "target", row) !== one.code || !hazard || hazard.kind !== kind) { return; }
      L.polygon(shape, { color: "#5b2a86", weight: 2, fillOpacity: 0.07, interactive: false }).addTo(drawn);
    });
  }

  function draw() {
    drawn.clearLayers();
    var one = classes[shown];
    said.textContent = "";
    if (!one) {
      said.appendChild(xq.w("ask", classes.length ? "rings_off" : "rings_none"));
      return;
    }
    var words = xq.data.targets[one.code] || [one.code, one.code];
    [xq.el("b", "", [xq.both(words)]), " ", xq.el("b", "", [xq.metres(one.low, one.high)]), xq.el("span", "rule", [one.rule.standard, " ", one.rule.clause, " · ", xq.trust(one.rule.confidence)])]
      .forEach(function (part) { said.appendChild(typeof part === "string" ? document.createTextNode(part) : part); });
    around(one);
    if (at) {
      ring(one.high, { weight: 3 });
      if (one.low < one.high) { ring(one.low, { weight: 2, dashArray: "5 5" }); }
    }
    var side = document.documentElement.lang === "en" ? 1 : 0;
    input.setAttribute("aria-valuetext", words[side] + " " + xq.metres(one.low, one.high));
  }

  function fill() {
    var code = classes[shown] && classes[shown].code;
    classes = xq.data.ask.ring_targets.map(classOf).filter(Boolean).sort(function (a, b) { return a.high - b.high; });
    shown = classes.findIndex(function (one) { return one.code === code; });
    input.min = "0";
    input.max = String(classes.length);
    input.value = String(shown + 1);
    input.disabled = !classes.length;
    input.setAttribute("aria-valuetext", xq.pair("ask", "rings_off")[document.documentElement.lang === "en" ? 1 : 0]);
    draw();
  }

  input.type = "range";
  input.step = "1";
  input.addEventListener("input", function () {
    shown = Number(input.value) - 1;
    draw();
  });
  node.appendChild(xq.el("label", "choice", [xq.w("ask", "rings"), input]));
  node.appendChild(said);
  fill();
  return {
    node: node, fill: fill,
    move: function (to) {
      at = to;
      if (shown >= 0) { draw(); }
    },
    remove: function () { drawn.remove(); }
  };
};
