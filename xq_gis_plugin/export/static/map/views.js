/* Views that the presenter has saved, each with a caption: in memory, and in the browser's own store
   where it lets a page keep something. */
xq.views = (function () {
  var views = [], KEY = "xq-views " + xq.marks.value("time") + " " + xq.data.title;

  function store() {
    try {
      return window.localStorage;
    } catch (refused) {
      if (refused.name !== "SecurityError") { throw refused; }
      return null;
    }
  }

  function isView(one) {
    return one && Array.isArray(one.at) && one.at.length === 2 && one.at.every(isFinite) && isFinite(one.zoom) && typeof one.text === "string";
  }

  /* What lies in the store may be anybody's. */
  function read() {
    var kept = store(), text = kept && kept.getItem(KEY);
    if (!text) { return; }
    try {
      views = [].concat(JSON.parse(text)).filter(isView);
    } catch (broken) {
      if (!(broken instanceof SyntaxError)) { throw broken; }
    }
  }

  function keep() {
    var kept = store();
    if (!kept) { return; }
    try {
      kept.setItem(KEY, JSON.stringify(views));
    } catch (full) {
      if (full.name !== "QuotaExceededError") { throw full; }
    }
  }

  function add(map, text) {
    var at = map.getCenter();
    views.push({ at: [at.lat, at.lng], zoom: map.getZoom(), text: text });
    keep();
    return views.length - 1;
  }

  function remove(number) {
    views.splice(number, 1);
    keep();
  }

  read();
  return { all: function () { return views; }, add: add, remove: remove };
}());
