/* All protected objects of the page. */
xq.store = xq.unpackStore(document.getElementById("xq-shapes").textContent);

/* The other shapes come as steps of 1e-7 degrees: back to rows of latitude and longitude. */
xq.walked = function (steps) {
  var rows = [], lat = 0, lon = 0, i;
  for (i = 0; i < steps.length; i += 2) {
    lat += steps[i];
    lon += steps[i + 1];
    rows.push([lat / 1e7, lon / 1e7]);
  }
  return rows;
};
