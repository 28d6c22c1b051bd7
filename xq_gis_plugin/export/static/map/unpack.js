/* Many objects, unpacked from the block that shape_store.py makes. Degrees are whole
   numbers of 1e-7; the sums are those of the packing, in the same order, so that nothing is lost. */
xq.unpackStore = function (packed) {
  var RADIANS = 1.7453292519943296e-9, raw = window.atob(packed), bytes = new Uint8Array(raw.length), i;
  for (i = 0; i < raw.length; i += 1) { bytes[i] = raw.charCodeAt(i); }
  var headEnd = 4 + (bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
  var head = JSON.parse(new TextDecoder().decode(window.pako.inflate(bytes.subarray(4, headEnd))));
  var body = window.pako.inflate(bytes.subarray(headEnd)), at = 0, coded = {}, columns = {};

  function whole(count, width) {
    var found = new Uint32Array(count), byte, shift;
    for (byte = 0; byte < width; byte += 1) {
      shift = 8 * byte;
      for (i = 0; i < count; i += 1) { found[i] |= body[at + i] << shift; }
      at += count;
    }
    return found;
  }

  function real(count) {
    var found = new Float64Array(count), parts = new Uint8Array(found.buffer), byte;
    for (byte = 0; byte < 8; byte += 1) {
      for (i = 0; i < count; i += 1) { parts[8 * i + byte] = body[at + i]; }
      at += count;
    }
    return found;
  }

  head.arrays.forEach(function (one) {
    if (one[2] === "") { coded[one[0]] = whole(one[1], one[3]); }
    else { columns[one[0]] = one[2] === "f" ? real(one[1]) : new Int32Array(whole(one[1], 4).buffer); }
  });

  function starts(sizes) {
    var found = new Uint32Array(sizes.length + 1);
    for (i = 0; i < sizes.length; i += 1) { found[i + 1] = found[i] + sizes[i]; }
    return found;
  }

  function unfold(value) { return (value >>> 1) ^ -(value & 1); }

  function cosine(lat) {
    var square = lat * RADIANS;
    square = square * square;
    return Math.max(1 - square * (0.5 - square * (0.041666666666666664 - square * 0.001388888888888889)), 0.01);
  }

  var shapeRing = starts(coded.rings), ringStart = starts(coded.vertices), count = coded.type.length;
  var total = ringStart[ringStart.length - 1], lon = new Int32Array(total), lat = new Int32Array(total), box = new Int32Array(4 * count);
  var next = { start: 0, free: 0, led: 0 }, from = { lon: 0, lat: 0 };

  /* The vertices of one ring; of an area each wall from the second on is told by the one it is led by. */
  function ring(first, end, area) {
    var x = from.lon = from.lon + unfold(coded.start_lon[next.start]) | 0, y = from.lat = from.lat + unfold(coded.start_lat[next.start]) | 0;
    var stepX = 0, stepY = 0, beforeX = 0, beforeY = 0, leadX, leadY, across, along, aside, dx, dy, v;
    next.start += 1;
    lon[first] = x;
    lat[first] = y;
    for (v = first + 1; v < end; v += 1) {
      if (!area || v === first + 1) {
        dx = unfold(coded.free_lon[next.free]);
        dy = unfold(coded.free_lat[next.free]);
        next.free += 1;
      } else {
        if (v === first + 2) {
          across = cosine(lat[first]);
          leadX = -stepY / across;
          leadY = stepX * across;
        } else {
          leadX = beforeX;
          leadY = beforeY;
        }
        along = unfold(coded.along[next.led]);
        aside = unfold(coded.aside[next.led]);
        next.led += 1;
        if (Math.abs(leadY) > Math.abs(leadX)) {
          dy = along;
          dx = aside + Math.floor(along * (leadX / leadY) + 0.5) | 0;
        } else {
          dx = along;
          dy = aside + (leadX === 0 ? 0 : Math.floor(along * (leadY / leadX) + 0.5)) | 0;
        }
      }
      beforeX = stepX;
      beforeY = stepY;
      stepX = dx;
      stepY = dy;
      lon[v] = x = x + dx | 0;
      lat[v] = y = y + dy | 0;
    }
  }

  function bound(shape) {
    var v = ringStart[shapeRing[shape]], end = ringStart[shapeRing[shape + 1]];
    var west = 0x7fffffff, south = west, east = -west, north = -west;
    for (; v < end; v += 1) {
      if (lon[v] < west) { west = lon[v]; }
      if (lon[v] > east) { east = lon[v]; }
      if (lat[v] < south) { south = lat[v]; }
      if (lat[v] > north) { north = lat[v]; }
    }
    box[4 * shape] = west;
    box[4 * shape + 1] = south;
    box[4 * shape + 2] = east;
    box[4 * shape + 3] = north;
  }

  for (var s = 0; s < count; s += 1) {
    for (var r = shapeRing[s]; r < shapeRing[s + 1]; r += 1) {
      if (ringStart[r + 1] > ringStart[r]) { ring(ringStart[r], ringStart[r + 1], coded.type[s] === 2); }
    }
    bound(s);
  }

  function digits(number) { return ("000" + number.toString(16)).slice(-4); }

  function hash(object) { return digits(coded.hash_0[object]) + digits(coded.hash_1[object]) + digits(coded.hash_2[object]); }

  function text(name) {
    return function (object) {
      var code = coded[name][object];
      return code ? head.texts[name][code - 1] : null;
    };
  }

  return {
    count: count, lon: lon, lat: lat, ringStart: ringStart, shapeRing: shapeRing, box: box, complete: head.complete,
    type: Uint8Array.from(coded.type), look: Uint8Array.from(coded.look), query: xq.boxTree(box, count),
    kind: text("kind"), name: text("name"), id: coded.hash_0 ? hash : text("object_id"),
    column: function (name) { return columns[name]; },
    /* The objects that have a name, in the store's order. */
    named: (function () {
      var rows = [];
      for (i = 0; i < count; i += 1) { if (coded.name[i]) { rows.push(i); } }
      return rows;
    }())
  };
};

/* Neighbours in the store are neighbours on the ground: boxes around each few of them, and around those. */
xq.boxTree = function (box, count) {
  var FEW = 16, levels = [{ box: box, count: count }];

  function around(level) {
    var up = Math.ceil(level.count / FEW), found = new Int32Array(4 * up), i, n;
    for (i = 0; i < up; i += 1) {
      var west = 0x7fffffff, south = west, east = -west, north = -west;
      for (n = i * FEW; n < Math.min(level.count, (i + 1) * FEW); n += 1) {
        west = Math.min(west, level.box[4 * n]);
        south = Math.min(south, level.box[4 * n + 1]);
        east = Math.max(east, level.box[4 * n + 2]);
        north = Math.max(north, level.box[4 * n + 3]);
      }
      found.set([west, south, east, north], 4 * i);
    }
    return { box: found, count: up };
  }

  while (levels[levels.length - 1].count > FEW) { levels.push(around(levels[levels.length - 1])); }
  return function (west, south, east, north) {
    var found = [];
    function look(depth, first, end) {
      var b = levels[depth].box, n, k;
      for (n = first; n < end; n += 1) {
        k = 4 * n;
        if (b[k] > east || b[k + 2] < west || b[k + 1] > north || b[k + 3] < south) { continue; }
        if (depth === 0) { found.push(n); }
        else { look(depth - 1, n * FEW, Math.min(levels[depth - 1].count, (n + 1) * FEW)); }
      }
    }
    look(levels.length - 1, 0, levels[levels.length - 1].count);
    return found;
  };
};
