/* Metres on the CGCS2000 ellipsoid (GB 22021-2008), as core/geodesy.py: a transverse Mercator around a point
   to find what is nearest, the geodesic for the figure. */
xq.geo = (function () {
  var A = 6378137, F = 1 / 298.257222101, B = A * (1 - F), RAD = Math.PI / 180, UNIT = 1e-7;
  var n = F / (2 - F), n2 = n * n, n3 = n2 * n, n4 = n3 * n, E = 2 * Math.sqrt(n) / (1 + n);
  /* Krüger 1912, eqs. 5, 8 and 36, with n to the fourth: what is left out is below 1e-6 m at any place,
     and within r metres of the origin the scale differs from 1 by at most r²/2R² (Snyder 1987, eq. 8-7). */
  var RECTIFYING = A / (1 + n) * (1 + n2 / 4 + n4 / 64);
  var SERIES = [
    n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180, 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
    61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161280
  ];
  /* How far an edge straight in the plane may leave the edge straight in longitude and latitude. */
  var EDGE_ERROR_M = 2e-5;

  function project(lon, lat, lon0, out) {
    var s = Math.sin(lat * RAD), t = Math.sinh(Math.atanh(s) - E * Math.atanh(E * s)), d = (lon - lon0) * RAD;
    var xi = Math.atan2(t, Math.cos(d)), eta = Math.atanh(Math.sin(d) / Math.sqrt(1 + t * t)), x = eta, y = xi, j;
    for (j = 0; j < 4; j += 1) {
      x += SERIES[j] * Math.cos(2 * (j + 1) * xi) * Math.sinh(2 * (j + 1) * eta);
      y += SERIES[j] * Math.sin(2 * (j + 1) * xi) * Math.cosh(2 * (j + 1) * eta);
    }
    out[0] = RECTIFYING * x;
    out[1] = RECTIFYING * y;
  }

  /* Plane metres around a point: to(lonE7, latE7, out) writes x and y; edge is the longest edge, in 1e-7
     degrees, that need not be split (as core.geodesy.densify). */
  function frame(lon, lat) {
    var origin = [0, 0];
    project(lon, lat, lon, origin);
    var tangent = Math.max(0.1, Math.abs(Math.tan(RAD * Math.min(Math.abs(lat) + 0.1, 89.9))));
    return {
      lon: lon, lat: lat, edge: Math.sqrt(8 * A * EDGE_ERROR_M / tangent) / A / RAD / UNIT,
      to: function (lonE7, latE7, out) {
        project(lonE7 / 1e7, latE7 / 1e7, lon, out);
        out[1] -= origin[1];
      }
    };
  }

  /* The geodesic's length in metres: Vincenty 1975, Survey Review 23, eqs. 3-4 and 10-19; good to 0.1 mm.
     NaN for points nearly opposite on the earth, where the iteration does not end. */
  function metres(lon1, lat1, lon2, lat2) {
    var L = (lon2 - lon1) * RAD, u1 = Math.atan((1 - F) * Math.tan(lat1 * RAD)), u2 = Math.atan((1 - F) * Math.tan(lat2 * RAD));
    var s1 = Math.sin(u1), c1 = Math.cos(u1), s2 = Math.sin(u2), c2 = Math.cos(u2), lambda = L, round, before;
    for (round = 0; round < 200; round += 1) {
      var sl = Math.sin(lambda), cl = Math.cos(lambda);
      var ss = Math.sqrt(c2 * sl * c2 * sl + (c1 * s2 - s1 * c2 * cl) * (c1 * s2 - s1 * c2 * cl));
      if (ss === 0) { return 0; }
      var cs = s1 * s2 + c1 * c2 * cl, sigma = Math.atan2(ss, cs), sa = c1 * c2 * sl / ss, ca2 = 1 - sa * sa;
      var cm = ca2 === 0 ? 0 : cs - 2 * s1 * s2 / ca2, C = F / 16 * ca2 * (4 + F * (4 - 3 * ca2));
      before = lambda;
      lambda = L + (1 - C) * F * sa * (sigma + C * ss * (cm + C * cs * (2 * cm * cm - 1)));
      if (Math.abs(lambda - before) < 1e-13) {
        var k = ca2 * (A * A - B * B) / (B * B), P = 1 + k / 16384 * (4096 + k * (k * (320 - 175 * k) - 768));
        var Q = k / 1024 * (256 + k * (k * (74 - 47 * k) - 128));
        var turn = Q / 4 * (cs * (2 * cm * cm - 1) - Q / 6 * cm * (4 * ss * ss - 3) * (4 * cm * cm - 3));
        return B * P * (sigma - Q * ss * (cm + turn));
      }
    }
    return NaN;
  }

  /* A box, [west, south, east, north] in 1e-7 degrees, that surely holds all within so many metres. */
  function box(lon, lat, reach) {
    var up = reach / (A * (1 - 0.0067)) / RAD * 1.001, widest = Math.min(Math.abs(lat) + up, 89.99);
    var across = up / Math.cos(widest * RAD) * 1.001;
    return [(lon - across) / UNIT, (lat - up) / UNIT, (lon + across) / UNIT, (lat + up) / UNIT];
  }

  /* Less than the metres between a point and a box of 1e-7 degrees, quickly. */
  function gap(lon, lat, b, at) {
    var x = Math.max(b[at] * UNIT - lon, 0, lon - b[at + 2] * UNIT), y = Math.max(b[at + 1] * UNIT - lat, 0, lat - b[at + 3] * UNIT);
    var thin = Math.cos(Math.min(Math.abs(lat) + y + 0.01, 89.99) * RAD);
    return Math.sqrt(x * x * thin * thin + y * y) * RAD * A * 0.99;
  }

  /* The point so many metres from another, in a direction from north, degrees: Vincenty 1975, eqs. 8-11. */
  function ahead(lon, lat, bearing, distance) {
    var a1 = bearing * RAD, tu = (1 - F) * Math.tan(lat * RAD), cu = 1 / Math.sqrt(1 + tu * tu), su = tu * cu;
    var s1 = Math.atan2(tu, Math.cos(a1)), sa = cu * Math.sin(a1), ca2 = 1 - sa * sa, k = ca2 * (A * A - B * B) / (B * B);
    var P = 1 + k / 16384 * (4096 + k * (k * (320 - 175 * k) - 768)), Q = k / 1024 * (256 + k * (k * (74 - 47 * k) - 128));
    var sigma = distance / (B * P), round, cm, ss, cs;
    for (round = 0; round < 20; round += 1) {
      cm = Math.cos(2 * s1 + sigma);
      ss = Math.sin(sigma);
      cs = Math.cos(sigma);
      var turn = cs * (2 * cm * cm - 1) - Q / 6 * cm * (4 * ss * ss - 3) * (4 * cm * cm - 3);
      sigma = distance / (B * P) + Q * ss * (cm + Q / 4 * turn);
    }
    cm = Math.cos(2 * s1 + sigma);
    ss = Math.sin(sigma);
    cs = Math.cos(sigma);
    var x = su * ss - cu * cs * Math.cos(a1);
    var north = Math.atan2(su * cs + cu * ss * Math.cos(a1), (1 - F) * Math.sqrt(sa * sa + x * x));
    var lambda = Math.atan2(ss * Math.sin(a1), cu * cs - su * ss * Math.cos(a1));
    var C = F / 16 * ca2 * (4 + F * (4 - 3 * ca2));
    return [lon + (lambda - (1 - C) * F * sa * (sigma + C * ss * (cm + C * cs * (2 * cm * cm - 1)))) / RAD, north / RAD];
  }

  /* The circle of so many metres around a point, as Leaflet takes it. */
  function circle(lon, lat, radius) {
    var points = [], turn;
    for (turn = 0; turn < 360; turn += 3) { points.push(ahead(lon, lat, turn, radius).reverse()); }
    return points;
  }

  return { frame: frame, metres: metres, box: box, gap: gap, ahead: ahead, circle: circle };
}());
