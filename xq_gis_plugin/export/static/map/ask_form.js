/* What kind of hazard is asked about, and what is known of it: choices made from the catalogue. */
xq.askForm = (function () {
  var given = xq.data.ask, chosen = { kind: "petrol_station", facts: {}, accuracy: 0 };
  var ALONE = { area_range: "sales_area_m2", not_same_building: "dwelling_in_building" };

  /* The kinds that some rule in force speaks of, in the catalogue's order of kinds. */
  function kinds() {
    return Object.keys(xq.data.words.hazard_kind).filter(function (kind) {
      return xq.rules.all.some(function (rule) { return rule.kinds.indexOf(kind) >= 0; });
    });
  }

  /* The hazard's own facts that the rules of a kind ask for: [name, values], values null for a number. */
  function factsOf(kind) {
    var asked = {}, names = {};
    xq.rules.all.forEach(function (rule) {
      if (rule.kinds.indexOf(kind) < 0) { return; }
      rule.when.forEach(function (c) { asked[c[0]] = true; });
      if (ALONE[rule.relation]) { asked[ALONE[rule.relation]] = true; }
    });
    if (asked.either_temporary) { asked.temporary = true; }
    return given.facts.filter(function (fact) {
      var fits = fact[1] === "hazard" && asked[fact[0]] && (!fact[2].length || fact[2].indexOf(kind) >= 0) && !names[fact[0]];
      if (fits) { names[fact[0]] = true; }
      return fits && (fact[3].length > 1 || fact[0] === "sales_area_m2");
    }).map(function (fact) { return [fact[0], fact[3].length ? fact[3] : null]; });
  }

  function valuePair(name, value) {
    if (name === "fuels") { return xq.joinPair("fuel", value.split("+").join(",")); }
    var words = xq.data.words;
    if (words[name] && words[name][value]) { return words[name][value]; }
    if (words.truth[value]) { return words.truth[value]; }
    if (words.fact_value[value]) { return words.fact_value[value]; }
    return name === "storage_m3" ? [value + " m³", value + " m³"] : [value, value];
  }

  function number(name, pair, value, unit, changed) {
    var input = xq.el("input", "");
    input.type = "number";
    input.min = "0";
    input.step = "any";
    input.name = name;
    input.value = value;
    input.addEventListener("input", function () { if (input.validity.valid) { changed(input.value); } });
    return xq.el("label", "choice", [xq.both(pair), xq.el("span", "unit", [input, " " + unit])]);
  }

  /* The form's nodes; changed() after every choice. */
  function build(changed) {
    var form = xq.el("form", "ask-form"), unknown = [""].concat([xq.pair("ask", "unknown")]);

    function fill() {
      var all = kinds();
      if (all.indexOf(chosen.kind) < 0) { chosen.kind = all[0]; }
      form.textContent = "";
      form.appendChild(xq.select(xq.pair("ask", "kind"), all.map(function (kind) { return [kind, xq.pair("hazard_kind", kind)]; }), chosen.kind, function (kind) {
        chosen.kind = kind;
        chosen.facts = {};
        fill();
        form.querySelector("select").focus();
        changed();
      }));
      factsOf(chosen.kind).forEach(function (fact) {
        var name = fact[0], pair = xq.pair("fact", name);
        function set(value) {
          if (value === "") { delete chosen.facts[name]; } else { chosen.facts[name] = value; }
          changed();
        }
        if (!fact[1]) {
          form.appendChild(number(name, pair, chosen.facts[name] || "", "m²", set));
          return;
        }
        var values = [unknown].concat(fact[1].map(function (value) { return [value, valuePair(name, value)]; }));
        form.appendChild(xq.select(pair, values, chosen.facts[name] || "", set));
      });
      form.appendChild(number("accuracy", xq.pair("ask", "accuracy"), String(chosen.accuracy), "m", function (value) {
        chosen.accuracy = Number(value);
        changed();
      }));
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); });
    fill();
    return { node: form, fill: fill };
  }

  /* The hazard asked about, in words. */
  function said() {
    return xq.el("span", "", [xq.w("hazard_kind", chosen.kind)].concat([].concat.apply([], Object.keys(chosen.facts).map(function (name) {
      return [" · ", xq.both(valuePair(name, chosen.facts[name]))];
    }))));
  }

  return { build: build, chosen: chosen, said: said };
}());
