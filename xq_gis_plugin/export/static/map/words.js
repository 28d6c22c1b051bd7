/* The page's name space, its data, and text in both languages. Every text goes in as text. */
"use strict";
var xq = (function () {
  var data = JSON.parse(document.getElementById("xq-data").textContent);

  function el(tag, className, children) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    (children || []).forEach(function (child) {
      if (child === null || child === undefined) { return; }
      node.appendChild(typeof child === "object" ? child : document.createTextNode(String(child)));
    });
    return node;
  }

  /* A pair [zh, en] as two spans, of which the style sheet shows one. */
  function both(pair) {
    var zh = el("span", "zh", [pair[0]]), en = el("span", "en", [pair[1]]);
    zh.lang = "zh-CN";
    en.lang = "en";
    return el("span", "", [zh, en]);
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) {
      return Object.prototype.hasOwnProperty.call(values, key) ? values[key] : whole;
    });
  }

  function pair(group, key) {
    var words = data.words[group] || {};
    return Object.prototype.hasOwnProperty.call(words, key) ? words[key] : [String(key), String(key)];
  }

  /* Values are text, numbers, or pairs. */
  function sayPair(key, values, group) {
    return [0, 1].map(function (side) {
      var own = {};
      Object.keys(values || {}).forEach(function (name) {
        own[name] = Array.isArray(values[name]) ? values[name][side] : values[name];
      });
      return fill(pair(group || "say", key)[side], own);
    });
  }

  function joinPair(group, keys) {
    var pairs = String(keys || "").split(",").filter(Boolean).map(function (key) { return pair(group, key.trim()); });
    var separator = pair("say", "separator");
    return [0, 1].map(function (side) {
      return pairs.map(function (one) { return one[side]; }).join(separator[side]);
    });
  }

  /* A name is data: shown as it is, whatever its direction, never read as anything else. */
  function name(text, fallback) {
    return text === null || text === undefined || text === "" ? el("span", "unnamed", [both(fallback)]) : el("bdi", "name", [text]);
  }

  function number(value, digits) {
    return Number(value).toFixed(digits === undefined ? 2 : digits).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  }

  function metres(low, high, digits) {
    if (low === null || low === undefined) { return "—"; }
    var a = number(low, digits), b = high === null || high === undefined ? a : number(high, digits);
    return (a === b ? a : a + "–" + b) + " m";
  }

  function button(className, children, action) {
    var node = el("button", className, children);
    node.type = "button";
    node.addEventListener("click", action);
    return node;
  }

  /* Text that can hold one language only: an attribute, or an option. */
  var told = [];
  function put(one) {
    var text = one.pair[document.documentElement.lang === "en" ? 1 : 0];
    if (one.attribute) { one.node.setAttribute(one.attribute, text); } else { one.node.textContent = text; }
  }

  function tell(node, pair, attribute) {
    var one = { node: node, pair: pair, attribute: attribute };
    told.push(one);
    put(one);
  }
  document.addEventListener("xq:language", function () { told.forEach(put); });

  return {
    tell: tell, data: data, el: el, both: both, pair: pair, name: name, number: number, metres: metres, button: button,
    joinPair: joinPair, sayPair: sayPair, layers: {},
    t: function (key) { return both(pair("map", key)); },
    w: function (group, key) { return both(pair(group, key)); },
    say: function (key, values, group) { return both(sayPair(key, values, group)); },
    unnamed: function (group, kind) {
      var of = pair(group, kind), no = pair("say", "unnamed");
      return [no[0] + of[0], no[1] + " " + of[1]];
    }
  };
}());
