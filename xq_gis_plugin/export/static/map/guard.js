/* ES3, and by itself: until the page is drawn, whatever goes wrong leaves one sentence and no blank page.
   The element "html" has the class "old" until modern.js has been understood. */
(function () {
  var before = window.onerror;
  window.onerror = function (message, file, line, column, error) {
    if (!window.xqReady) { document.documentElement.className = "old"; }
    return before ? before(message, file, line, column, error) : false;
  };
}());
