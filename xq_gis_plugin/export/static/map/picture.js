/* A picture of what the map shows now, with its title, legend, scale and marks, as PNG. */
xq.picture = (function () {
  var RATIO = 2, FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';
  /* Parts of a name that a file's name may not have, on any system. */
  var FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\/:*?"<>|]+/g;
  var RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

  function fileName(title, date) {
    var letters = Array.from(String(title).replace(FORBIDDEN, " ")).filter(function (one) { return !/^[\ud800-\udfff]$/.test(one); });
    var clean = letters.join("").replace(/\s+/g, " ").trim().replace(/^\.+/, "").trim();
    clean = Array.from(clean).slice(0, 80).join("").replace(/[. ]+$/, "");
    return (clean && !RESERVED.test(clean) ? clean : "xq-map") + (date ? "_" + date : "") + ".png";
  }

  function side() { return document.documentElement.lang === "en" ? 1 : 0; }
  function font(size, weight) { return (weight || 400) + " " + size + "px " + FONT; }

  /* Text that is as long as there is room for, the rest as an ellipsis. */
  function fitted(ink, text, width) {
    var letters = Array.from(String(text).replace(/\s+/g, " ").slice(0, 400));
    if (ink.measureText(letters.join("")).width <= width) { return letters.join(""); }
    while (letters.length && ink.measureText(letters.join("") + "…").width > width) { letters.pop(); }
    return letters.join("") + "…";
  }

  /* Lines that are at most so wide, broken between any two letters as Chinese is. */
  function broken(ink, text, width) {
    var lines = [""];
    Array.from(text).forEach(function (letter) {
      var last = lines.length - 1;
      if (lines[last] && ink.measureText(lines[last] + letter).width > width) { lines.push(letter.trim()); } else { lines[last] += letter; }
    });
    return lines;
  }

  function boxIn(node, frame) {
    var box = node.getBoundingClientRect();
    return { x: box.left - frame.left, y: box.top - frame.top, width: box.width, height: box.height };
  }

  function seen(node) {
    var style = window.getComputedStyle(node);
    return style.display !== "none" && style.visibility !== "hidden" && node.getClientRects().length > 0;
  }

  /* Canvases, then signs, then labels. */
  function drawMap(ink, container) {
    var frame = container.getBoundingClientRect(), all = function (selector) { return [].slice.call(container.querySelectorAll(selector)).filter(seen); };
    ink.fillStyle = window.getComputedStyle(container).backgroundColor;
    ink.fillRect(0, 0, frame.width, frame.height);
    ink.save();
    ink.scale(1 / RATIO, 1 / RATIO);
    xq.canvases(container).forEach(function (group) {
      group.canvases.forEach(function (canvas) { xq.inkCanvas(ink, canvas, frame, RATIO); });
    });
    ink.restore();
    var depth = function (node) { return Number(node.parentNode.style.zIndex) || 0; };
    all(".leaflet-marker-pane svg.sign").sort(function (a, b) { return depth(a) - depth(b); }).forEach(function (svg) {
      var box = boxIn(svg, frame), color = Object.keys(xq.signs).filter(function (one) { return svg.classList.contains(one); })[0];
      xq.inkSign(ink, color, box.x, box.y, box.width);
    });
    all(".leaflet-tooltip-pane .leaflet-tooltip").forEach(function (label) { drawLabel(ink, label, boxIn(label, frame)); });
  }

  function drawLabel(ink, label, box) {
    var style = window.getComputedStyle(label);
    ink.fillStyle = "rgba(255, 255, 255, .92)";
    ink.fillRect(box.x, box.y, box.width, box.height);
    ink.fillStyle = style.color;
    ink.font = font(parseFloat(style.fontSize), style.fontWeight);
    ink.textBaseline = "middle";
    ink.fillText(fitted(ink, label.innerText, box.width - 10), box.x + 5, box.y + box.height / 2);
    ink.textBaseline = "alphabetic";
  }

  function drawScale(ink, map, height) {
    var perPixel = xq.marks.metresPerPixel(map), metres = xq.marks.round(160 * perPixel), width = metres / perPixel;
    ink.fillStyle = "rgba(255, 255, 255, .85)";
    ink.fillRect(8, height - 42, width + 72, 36);
    ink.strokeStyle = ink.fillStyle = "#000";
    ink.lineWidth = 1;
    [0, 1, 2, 3].forEach(function (part) {
      if (part % 2 === 0) { ink.fillRect(14 + part * width / 4, height - 20, width / 4, 6); }
    });
    ink.strokeRect(14, height - 20, width, 6);
    ink.font = font(13);
    ink.fillText("0", 12, height - 26);
    ink.fillText(xq.marks.length(metres), 14 + width - 14, height - 26);
    ink.save();
    ink.translate(map.getSize().x - 38, 12);
    ink.fill(new Path2D(xq.NORTH));
    ink.font = font(13, 700);
    ink.fillText("N", 7, 43);
    ink.restore();
  }

  function drawAcross(ink, width, height) {
    ink.save();
    ink.translate(width / 2, height / 2);
    ink.rotate(-Math.PI / 10);
    ink.textAlign = "center";
    ink.font = font(Math.max(40, width / 12), 800);
    ink.fillStyle = "rgba(120, 80, 0, .14)";
    ink.fillText(xq.marks.layout("across", {})[side()], 0, 0);
    ink.restore();
  }

  function drawHead(ink, width) {
    var lang = side(), internal = xq.marks.layout("internal", {})[lang];
    ink.fillStyle = "#000";
    ink.font = font(15, 700);
    var right = ink.measureText(internal).width;
    ink.fillText(internal, width - right - 18, 30);
    ink.strokeStyle = "#000";
    ink.strokeRect(width - right - 26, 10, right + 16, 28);
    ink.font = font(22, 700);
    ink.fillText(fitted(ink, xq.data.title, width - right - 70), 16, 32);
    ink.font = font(19, 800);
    ink.fillText(xq.about.headline()[lang], 16, 60);
  }

  function legendLines(ink, width) {
    var lang = side(), foot = [xq.about.meaning()[lang]].concat(xq.marks.foot().map(function (pair) { return pair[lang]; }));
    foot.push(xq.marks.review(xq.paper.review())[lang]);
    ink.font = font(13);
    return [].concat.apply([], foot.map(function (text) { return broken(ink, text, width - 32); }));
  }

  function furtherSample(ink, look, x, y) {
    ink.beginPath();
    if (look.fill) { ink.rect(x + 1, y - 6, 36, 12); } else { ink.moveTo(x, y); ink.lineTo(x + 38, y); }
    ink.globalAlpha = look.fill || 1;
    ink.fillStyle = ink.strokeStyle = look.color;
    if (look.fill) { ink.fill(); }
    ink.globalAlpha = 1;
    ink.lineWidth = look.width;
    ink.setLineDash((look.dash || "").split(" ").filter(Boolean).map(Number));
    ink.stroke();
    ink.setLineDash([]);
  }

  function drawLegend(ink, lines, top, width) {
    var x = 16, y = top + 24;
    xq.about.keys().forEach(function (key) {
      ink.font = font(14);
      var text = key.text[side()], wide = key.wide + 8 + ink.measureText(text).width + 24;
      if (x > 16 && x + wide > width) { x = 16; y += 28; }
      key.draw(ink, x, y - 5);
      ink.fillStyle = "#000";
      ink.font = font(14);
      ink.fillText(text, x + key.wide + 8, y);
      x += wide;
    });
    xq.furtherKeys().forEach(function (key) {
      ink.font = font(14);
      var wide = 46 + ink.measureText(key.text[side()]).width + 24;
      if (x + wide > width) { x = 16; y += 28; }
      furtherSample(ink, key.look, x, y - 5);
      ink.fillStyle = "#000";
      ink.fillText(key.text[side()], x + 46, y);
      x += wide;
    });
    lines.forEach(function (text, number) {
      ink.font = font(13, number ? 400 : 700);
      ink.fillStyle = number ? "#3b4654" : "#000";
      ink.fillText(text, 16, y + 24 + number * 19);
    });
    return y + 24 + lines.length * 19;
  }

  /* The whole picture as a canvas. */
  function compose() {
    var map = xq.map, size = map.getSize(), head = 72, canvas = document.createElement("canvas"), ink = canvas.getContext("2d");
    var lines = legendLines(ink, size.x), foot = 24 + 10 * 28 + 24 + lines.length * 19;
    canvas.width = size.x * RATIO;
    canvas.height = (head + size.y + foot) * RATIO;
    ink.scale(RATIO, RATIO);
    ink.fillStyle = "#fff";
    ink.fillRect(0, 0, size.x, head + size.y + foot);
    ink.save();
    ink.translate(0, head);
    ink.beginPath();
    ink.rect(0, 0, size.x, size.y);
    ink.clip();
    drawMap(ink, map.getContainer());
    drawScale(ink, map, size.y);
    if (xq.data.fictional) { drawAcross(ink, size.x, size.y); }
    ink.restore();
    drawHead(ink, size.x);
    return cropped(canvas, drawLegend(ink, lines, head + size.y, size.x) * RATIO);
  }

  function cropped(canvas, height) {
    var whole = document.createElement("canvas");
    whole.width = canvas.width;
    whole.height = Math.min(canvas.height, Math.ceil(height));
    whole.getContext("2d").drawImage(canvas, 0, 0);
    return whole;
  }

  /* Once more at a finer grain: the canvases of the map are drawn for it and then put back. */
  function finely(work) {
    var map = xq.map, retina = L.Browser.retina, again = function () { map.setView(map.getCenter(), map.getZoom(), { animate: false, reset: true }); };
    xq.finer = RATIO;
    L.Browser.retina = true;
    again();
    var made = work();
    xq.finer = 0;
    L.Browser.retina = retina;
    again();
    return made;
  }

  function save() {
    finely(compose).toBlob(function (blob) {
      var link = xq.el("a", ""), address = URL.createObjectURL(blob);
      link.href = address;
      link.download = fileName(xq.data.title, xq.marks.value("time").slice(0, 10));
      document.body.appendChild(link);
      link.click();
      link.remove();
      window.setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
    }, "image/png");
  }

  document.getElementById("picture").addEventListener("click", save);
  return { save: save, compose: compose, fileName: fileName };
}());
