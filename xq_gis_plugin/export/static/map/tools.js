/* Tools that take over the map's clicks, one at a time. A tool is {id, text, icon, start(map), stop(map)}:
   text is a key of the group map, icon (if any) the path of a 24 × 24 drawing. */
xq.tools = (function () {
  var bar = document.getElementById("toolbar"), tools = {}, active = null;

  function press(tool, on) {
    tool.button.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("tool-" + tool.id, on);
  }

  function stop() {
    var tool = active;
    if (!tool) { return false; }
    active = null;
    press(tool, false);
    tool.stop(xq.map);
    return true;
  }

  function start(id) {
    if (active === tools[id]) { return; }
    stop();
    active = tools[id];
    press(active, true);
    active.start(xq.map);
  }

  function drawing(path) {
    var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
    var line = document.createElementNS(space, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.appendChild(line);
    return svg;
  }

  function add(tool) {
    var button = xq.button("tool", [tool.icon ? drawing(tool.icon) : null, xq.t(tool.text)], function () {
      if (active === tools[tool.id]) { stop(); } else { start(tool.id); }
    });
    button.id = "tool-" + tool.id;
    tools[tool.id] = { id: tool.id, start: tool.start, stop: tool.stop, button: button };
    press(tools[tool.id], false);
    bar.appendChild(button);
    bar.hidden = false;
    return button;
  }

  /* Escape ends the tool, unless what has the focus has taken the key for itself. */
  document.addEventListener("keydown", function (event) {
    var button = active && active.button;
    if (event.key !== "Escape" || event.defaultPrevented || !stop()) { return; }
    event.preventDefault();
    button.focus();
  });

  return { add: add, start: start, stop: stop, active: function () { return active ? active.id : null; } };
}());
