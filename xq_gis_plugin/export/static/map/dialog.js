/* A question before something is done: a box of our own, which Firefox 78 does not have. fields are nodes;
   done() is called when the person agrees. */
xq.dialog = function (titleKey, fields, agreeKey, done) {
  var before = document.activeElement, title = xq.el("h2", "", [xq.t(titleKey)]);
  title.id = "dialog-title";
  var agree = xq.el("button", "agree", [xq.t(agreeKey)]), cancel = xq.button("", [xq.t("cancel")], close);
  agree.type = "submit";
  var form = xq.el("form", "dialog", [title].concat(fields, [xq.el("div", "choices", [cancel, agree])]));
  form.setAttribute("role", "dialog");
  form.setAttribute("aria-modal", "true");
  form.setAttribute("aria-labelledby", title.id);
  var veil = xq.el("div", "veil", [form]);

  function close() {
    document.removeEventListener("keydown", keys, true);
    veil.remove();
    if (before && before.focus) { before.focus(); }
  }

  function keys(event) {
    var stops = form.querySelectorAll("button, input, select, textarea"), last = stops[stops.length - 1];
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      var edge = event.shiftKey ? stops[0] : last;
      if (document.activeElement !== edge && form.contains(document.activeElement)) { return; }
      event.preventDefault();
      (event.shiftKey ? last : stops[0]).focus();
    }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    close();
    done();
  });
  document.addEventListener("keydown", keys, true);
  document.body.appendChild(veil);
  (form.querySelector("input, select") || agree).focus();
};

/* A labelled choice among values: [value, nodes][]. */
xq.choose = function (name, titleKey, values, chosen) {
  return xq.el("fieldset", "", [xq.el("legend", "", [xq.t(titleKey)])].concat(values.map(function (one) {
    var input = xq.el("input", "");
    input.type = "radio";
    input.name = name;
    input.value = one[0];
    input.checked = one[0] === chosen;
    return xq.el("label", "", [input, " "].concat(one[1]));
  })));
};

/* A labelled line to write in. */
xq.line = function (titleKey, value, hintKey) {
  var input = xq.el("input", "");
  input.type = "text";
  input.value = value;
  input.maxLength = 200;
  return {
    node: xq.el("label", "line", [xq.el("span", "", [xq.t(titleKey)]), input, hintKey ? xq.el("small", "", [xq.t(hintKey)]) : null]),
    input: input
  };
};
