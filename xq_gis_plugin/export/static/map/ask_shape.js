/* How far a point is from a shape, and where the shape is nearest. Shapes are those of xq.store; others are
   brought into its form. The point is the origin of the frame. */
xq.shape = (function () {
  var HERE_M = 1e-9;

  /* Calls see(x0, y0, x1, y1, lon0, lat0, lon1, lat1) for every edge of a ring, long ones in pieces. */
  function edges(store, ring, closed, frame, see) {
    var first = store.ringStart[ring], last = store.ringStart[ring + 1] - 1, a = [0, 0], b = [0, 0], v, piece;
    frame.to(store.lon[first], store.lat[first], a);
    if (first === last) { see(a[0], a[1], a[0], a[1], store.lon[first], store.lat[first], store.lon[first], store.lat[first]); }
    for (v = first; v < (closed && last > first ? last + 1 : last); v += 1) {
      var to = v === last ? first : v + 1, lon = store.lon[v], lat = store.lat[v], lon1 = store.lon[to], lat1 = store.lat[to];
      var across = lon1 - lon, up = lat1 - lat, pieces = Math.max(1, Math.ceil(Math.sqrt(across * across + up * up) / frame.edge));
      var from = [lon, lat];
      for (piece = 1; piece <= pieces; piece += 1) {
        var at = piece === pieces ? [lon1, lat1] : [lon + across * piece / pieces, lat + up * piece / pieces];
        frame.to(at[0], at[1], b);
        see(a[0], a[1], b[0], b[1], from[0], from[1], at[0], at[1]);
        a[0] = b[0];
        a[1] = b[1];
        from = at;
      }
    }
  }

  /* {metres: geodesic, 0 inside; plane: the same in the plane; edge: metres to the outline; inside; far: to
     the farthest vertex; lon, lat: where it is nearest}. */
  function near(store, i, frame) {
    var area = store.type[i] === 2, best = Infinity, far = 0, inside = false, lon = 0, lat = 0, ring;
    function see(x0, y0, x1, y1, lon0, lat0, lon1, lat1) {
      var x = x1 - x0, y = y1 - y0, length = x * x + y * y;
      var t = length > 0 ? Math.min(1, Math.max(0, -(x0 * x + y0 * y) / length)) : 0;
      var px = x0 + t * x, py = y0 + t * y, d = px * px + py * py;
      if (d < best) {
        best = d;
        lon = lon0 + t * (lon1 - lon0);
        lat = lat0 + t * (lat1 - lat0);
      }
      far = Math.max(far, x0 * x0 + y0 * y0, x1 * x1 + y1 * y1);
      if (area && (y0 > 0) !== (y1 > 0) && (x0 * y1 - x1 * y0) / (y1 - y0) > 0) { inside = !inside; }
    }
    for (ring = store.shapeRing[i]; ring < store.shapeRing[i + 1]; ring += 1) { edges(store, ring, area, frame, see); }
    var edge = Math.sqrt(best);
    if (edge < HERE_M) { edge = 0; }
    if (inside || edge === 0) { return { metres: 0, plane: 0, edge: edge, inside: inside, far: Math.sqrt(far), lon: frame.lon, lat: frame.lat }; }
    lon /= 1e7;
    lat /= 1e7;
    return {
      metres: xq.geo.metres(frame.lon, frame.lat, lon, lat), plane: edge, edge: edge, inside: false, far: Math.sqrt(far), lon: lon, lat: lat
    };
  }

  /* The largest distance between two of the shape's vertices, plane metres. */
  function diameter(store, i, frame) {
    var points = [], most = 0, v, a, b, out;
    for (v = store.ringStart[store.shapeRing[i]]; v < store.ringStart[store.shapeRing[i + 1]]; v += 1) {
      out = [0, 0];
      frame.to(store.lon[v], store.lat[v], out);
      points.push(out);
    }
    points = hull(points);
    for (a = 0; a < points.length; a += 1) {
      for (b = a + 1; b < points.length; b += 1) {
        most = Math.max(most, Math.hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]));
      }
    }
    return most;
  }

  /* Andrew's monotone chain (1979). */
  function hull(points) {
    if (points.length < 4) { return points; }
    points.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    function half(list) {
      var chain = [];
      list.forEach(function (p) {
        while (chain.length > 1) {
          var a = chain[chain.length - 2], b = chain[chain.length - 1];
          if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) { break; }
          chain.pop();
        }
        chain.push(p);
      });
      return chain.slice(0, -1);
    }
    return half(points).concat(half(points.slice().reverse()));
  }

  /* Whether two shapes meet. In whole numbers around a common corner, so that shared corners are shared. */
  function meet(store, i, j) {
    var x0 = store.box[4 * i], y0 = store.box[4 * i + 1];
    if (store.box[4 * i] > store.box[4 * j + 2] || store.box[4 * j] > store.box[4 * i + 2]
      || store.box[4 * i + 1] > store.box[4 * j + 3] || store.box[4 * j + 1] > store.box[4 * i + 3]) { return false; }
    var a = segments(store, i, x0, y0), b = segments(store, j, x0, y0);
    if (a.some(function (one) { return b.some(function (other) { return cross(one, other); }); })) { return true; }
    return (store.type[j] === 2 && odd(b, a[0][0], a[0][1])) || (store.type[i] === 2 && odd(a, b[0][0], b[0][1]));
  }

  function segments(store, i, x0, y0) {
    var found = [], closed = store.type[i] === 2, ring, v;
    for (ring = store.shapeRing[i]; ring < store.shapeRing[i + 1]; ring += 1) {
      var first = store.ringStart[ring], last = store.ringStart[ring + 1] - 1;
      for (v = first; v < (closed ? last + 1 : Math.max(last, first + 1)); v += 1) {
        var to = v < last ? v + 1 : closed ? first : last;
        found.push([store.lon[v] - x0, store.lat[v] - y0, store.lon[to] - x0, store.lat[to] - y0]);
      }
    }
    return found;
  }

  function side(s, x, y) { return Math.sign((s[2] - s[0]) * (y - s[1]) - (s[3] - s[1]) * (x - s[0])); }

  function cross(a, b) {
    if (Math.max(a[0], a[2]) < Math.min(b[0], b[2]) || Math.max(b[0], b[2]) < Math.min(a[0], a[2])
      || Math.max(a[1], a[3]) < Math.min(b[1], b[3]) || Math.max(b[1], b[3]) < Math.min(a[1], a[3])) { return false; }
    return side(a, b[0], b[1]) * side(a, b[2], b[3]) <= 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) <= 0;
  }

  function odd(edges, x, y) {
    return edges.reduce(function (inside, e) {
      return (e[1] > y) !== (e[3] > y) && x < (e[2] - e[0]) * (y - e[1]) / (e[3] - e[1]) + e[0] ? !inside : inside;
    }, false);
  }

  /* Shapes [type, rings of [lon, lat, lon, lat …] in 1e-7 degrees] in the form of the store. */
  function pack(shapes) {
    var lon = [], lat = [], ringStart = [0], shapeRing = [0], box = [];
    shapes.forEach(function (shape) {
      var b = [Infinity, Infinity, -Infinity, -Infinity];
      shape[1].forEach(function (ring) {
        for (var v = 0; v < ring.length; v += 2) {
          lon.push(ring[v]);
          lat.push(ring[v + 1]);
          b = [Math.min(b[0], ring[v]), Math.min(b[1], ring[v + 1]), Math.max(b[2], ring[v]), Math.max(b[3], ring[v + 1])];
        }
        ringStart.push(lon.length);
      });
      shapeRing.push(ringStart.length - 1);
      box = box.concat(b);
    });
    return {
      count: shapes.length, lon: lon, lat: lat, ringStart: ringStart, shapeRing: shapeRing, box: box,
      type: shapes.map(function (shape) { return shape[0]; })
    };
  }

  return { near: near, diameter: diameter, meet: meet, pack: pack };
}());
