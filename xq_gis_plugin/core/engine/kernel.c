/* Which objects lie nearer to a hazard than asked, and how near: docs/engine.md tells the method.
 *
 * An edge is straight in longitude and latitude. Points are compared in space (metres on the meridian plane
 * of the hazard and across it), where no projection distorts; the chord c between two points of an ellipsoid
 * and the geodesic s differ by c^3 / 24 R^2 (1 micrometre at 1 km), which is added. The curve of an edge
 * leaves its chord by at most `bend`, an eighth of the largest second derivative; an edge that could decide
 * is halved until that is below `LEAF_M`.
 *
 * Everything here reads bytes that a stranger wrote: every count is held against what is left of them.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SEMI_MAJOR_M 6378137.0
#define FLATTENING (1 / 298.257222101)
#define ECC2 (FLATTENING * (2 - FLATTENING))
#define RADIANS 0.017453292519943295
/* No second derivative of the ellipsoid by latitude and longitude exceeds eight times this. */
#define BEND_M 810000.0
#define LEAF_M 1e-5
#define TOUCH_M 1e-6
#define SERIES_RAD 0.02
#define DEEPEST 64
#define NESTED 16

enum { FINE, EMPTY, BROKEN, NO_PLACE, LONG_STEP, UNKNOWN_TYPE, NO_MEMORY };
enum { POINT, LINE, RING };

/* Of two numbers; fmax and fmin are calls, for the sake of NaN, of which there is none here. */
static double greater(double a, double b) { return a > b ? a : b; }
static double lesser(double a, double b) { return a < b ? a : b; }

typedef struct { int64_t start, count; int32_t kind, polygon; } path;
typedef struct {
  double *at; /* longitude and latitude, degrees */
  path *paths;
  int64_t count, room, path_count, path_room;
  int32_t polygons;
} shape;

/* Reading well-known binary ------------------------------------------------------------------------- */

typedef struct { const uint8_t *next, *end; } reader;

static uint32_t swap32(uint32_t v) { return v << 24 | (v & 0xff00) << 8 | (v >> 8 & 0xff00) | v >> 24; }

static int take32(reader *r, int little, uint32_t *value) {
  if (r->end - r->next < 4) return BROKEN;
  memcpy(value, r->next, 4);
  if (!little) *value = swap32(*value);
  r->next += 4;
  return FINE;
}

static double take64(const uint8_t *from, int little) {
  uint64_t bits;
  double value;
  memcpy(&bits, from, 8);
  if (!little) bits = (uint64_t)swap32((uint32_t)bits) << 32 | swap32((uint32_t)(bits >> 32));
  memcpy(&value, &bits, 8);
  return value;
}

static int more(void **list, int64_t *room, int64_t wanted, size_t size) {
  if (wanted <= *room) return FINE;
  int64_t larger = wanted > 2 * *room ? wanted + 64 : 2 * *room;
  void *grown = realloc(*list, (size_t)larger * size);
  if (!grown) return NO_MEMORY;
  *list = grown;
  *room = larger;
  return FINE;
}

static int take_path(reader *r, int little, int dimensions, uint32_t count, int kind, shape *s) {
  int64_t width = 8 * dimensions;
  if ((r->end - r->next) / width < (int64_t)count) return BROKEN;
  if (more((void **)&s->at, &s->room, s->count + count, 2 * sizeof(double))) return NO_MEMORY;
  if (more((void **)&s->paths, &s->path_room, s->path_count + 1, sizeof(path))) return NO_MEMORY;
  double *at = s->at + 2 * s->count;
  for (uint32_t i = 0; i < count; i++, r->next += width) {
    at[2 * i] = take64(r->next, little);
    at[2 * i + 1] = take64(r->next + 8, little);
    if (!(fabs(at[2 * i]) <= 360 && fabs(at[2 * i + 1]) <= 90)) {
      /* An empty point is written as two that are no numbers. */
      if (kind == POINT && isnan(at[0]) && isnan(at[1])) {
        r->next += width;
        return FINE;
      }
      return NO_PLACE;
    }
    if (i && fabs(at[2 * i] - at[2 * i - 2]) > 180) return LONG_STEP;
  }
  if (!count) return FINE;
  if (kind == LINE && count == 1) return BROKEN;
  if (kind == RING && (count < 3 || at[0] != at[2 * count - 2] || at[1] != at[2 * count - 1])) return BROKEN;
  path *p = s->paths + s->path_count++;
  *p = (path){s->count, count, kind, kind == RING ? s->polygons : -1};
  s->count += count;
  return FINE;
}

static int take_shape(reader *r, int depth, shape *s) {
  uint32_t type, count, points;
  int why, dimensions = 2;
  if (depth > NESTED || r->end - r->next < 5) return BROKEN;
  int little = *r->next++;
  if (little > 1) return BROKEN;
  if ((why = take32(r, little, &type))) return why;
  if (type & 0x20000000) { /* PostGIS: the number of the coordinate system */
    if (r->end - r->next < 4) return BROKEN;
    r->next += 4;
  }
  dimensions += (type & 0x80000000) != 0;
  dimensions += (type & 0x40000000) != 0;
  type &= 0x0fffffff;
  if (type >= 1000 && type < 4000) {
    dimensions += type < 3000 ? 1 : 2;
    type %= 1000;
  }
  if (dimensions > 4) return BROKEN;
  if (type == 1) return take_path(r, little, dimensions, 1, POINT, s);
  if (type < 1 || type > 7) return UNKNOWN_TYPE;
  if ((why = take32(r, little, &count))) return why;
  if (type == 2) return take_path(r, little, dimensions, count, LINE, s);
  if (type == 3) {
    for (uint32_t i = 0; i < count; i++) {
      if ((why = take32(r, little, &points))) return why;
      if ((why = take_path(r, little, dimensions, points, RING, s))) return why;
    }
    s->polygons++;
    return FINE;
  }
  for (uint32_t i = 0; i < count; i++)
    if ((why = take_shape(r, depth + 1, s))) return why;
  return FINE;
}

/* Give back the room that a shape which is kept does not need. */
static void trim(shape *s) {
  double *at = realloc(s->at, 2 * sizeof(double) * (size_t)(s->count ? s->count : 1));
  if (at) s->at = at;
  path *paths = realloc(s->paths, sizeof(path) * (size_t)(s->path_count ? s->path_count : 1));
  if (paths) s->paths = paths;
}

static int read_shape(const uint8_t *data, int64_t from, int64_t to, int64_t size, shape *s) {
  s->count = s->path_count = s->polygons = 0;
  if (from < 0 || to < from || to > size) return BROKEN;
  if (from == to) return EMPTY;
  reader r = {data + from, data + to};
  int why = take_shape(&r, 0, s);
  return why ? why : s->count ? FINE : EMPTY;
}

static void box_of(const shape *s, double *box) {
  box[0] = box[2] = s->at[0];
  box[1] = box[3] = s->at[1];
  for (int64_t i = 1; i < s->count; i++) {
    const double *at = s->at + 2 * i;
    if (at[0] < box[0]) box[0] = at[0];
    if (at[0] > box[2]) box[2] = at[0];
    if (at[1] < box[1]) box[1] = at[1];
    if (at[1] > box[3]) box[3] = at[1];
  }
}

static void forget(shape *s) {
  free(s->at);
  free(s->paths);
}

/* Points in space ----------------------------------------------------------------------------------- */

typedef struct { double lon, lat, sine, cosine, along, up, radius2; } frame;

static frame frame_at(double lon, double lat) {
  double sine = sin(lat * RADIANS), cosine = cos(lat * RADIANS), flat = 1 - ECC2 * sine * sine;
  double normal = SEMI_MAJOR_M / sqrt(flat);
  return (frame){lon, lat, sine, cosine, normal * cosine, normal * (1 - ECC2) * sine,
                 normal * normal * (1 - ECC2) / flat};
}

/* Metres across the hazard's meridian plane, and away from the axis and along it from the hazard. */
static void to_space(const frame *f, double lon, double lat, double *xyz) {
  double dl = (lon - f->lon) * RADIANS, dp = (lat - f->lat) * RADIANS, sl, vl, sp, vp;
  if (fabs(dl) < SERIES_RAD && fabs(dp) < SERIES_RAD) {
    double a = dl * dl, b = dp * dp; /* sine, and one less the cosine; the next terms are below 1e-20 */
    sl = dl * (1 - a / 6 * (1 - a / 20 * (1 - a / 42)));
    vl = a / 2 * (1 - a / 12 * (1 - a / 30 * (1 - a / 56)));
    sp = dp * (1 - b / 6 * (1 - b / 20 * (1 - b / 42)));
    vp = b / 2 * (1 - b / 12 * (1 - b / 30 * (1 - b / 56)));
  } else {
    sl = sin(dl);
    vl = 1 - cos(dl);
    sp = sin(dp);
    vp = 1 - cos(dp);
  }
  double sine = f->sine + (f->cosine * sp - f->sine * vp), cosine = f->cosine - (f->sine * sp + f->cosine * vp);
  double normal = SEMI_MAJOR_M / sqrt(1 - ECC2 * sine * sine), along = normal * cosine;
  xyz[0] = along * sl;
  xyz[1] = (along - f->along) - along * vl;
  xyz[2] = normal * (1 - ECC2) * sine - f->up;
}

/* One edge, or a piece of it: its ends in degrees and in space, and how far its curve leaves its chord. */
typedef struct { double d[4], p[3], q[3], bend; int point; } piece;

typedef struct { const frame *f; double c_most, s_most; } place;

static double bend_of(const place *at, const double *d) {
  double dl = fabs(d[2] - d[0]) * RADIANS, dp = fabs(d[3] - d[1]) * RADIANS;
  return BEND_M * (dp * dp + 2 * at->s_most * dp * dl + at->c_most * dl * dl);
}

static void halve(const place *at, const piece *whole, piece *one, piece *other) {
  double lon = (whole->d[0] + whole->d[2]) / 2, lat = (whole->d[1] + whole->d[3]) / 2;
  double middle[3];
  to_space(at->f, lon, lat, middle);
  *one = *other = *whole;
  one->d[2] = other->d[0] = lon;
  one->d[3] = other->d[1] = lat;
  memcpy(one->q, middle, sizeof middle);
  memcpy(other->p, middle, sizeof middle);
  one->bend = other->bend = whole->bend / 4;
}

typedef struct { double squared; piece a, b; double s, t; } nearest;

/* The least squared distance from a point to a piece, and where on the piece, from 0 to 1. */
static double to_piece(const double *p, const piece *e, double *where) {
  double u[3] = {e->q[0] - e->p[0], e->q[1] - e->p[1], e->q[2] - e->p[2]};
  double w[3] = {p[0] - e->p[0], p[1] - e->p[1], p[2] - e->p[2]};
  double length = u[0] * u[0] + u[1] * u[1] + u[2] * u[2];
  double t = length > 0 ? (w[0] * u[0] + w[1] * u[1] + w[2] * u[2]) / length : 0;
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  w[0] -= t * u[0];
  w[1] -= t * u[1];
  w[2] -= t * u[2];
  *where = t;
  return w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
}

static double least(const piece *a, const piece *b, double *s, double *t) {
  double at, best = to_piece(a->p, b, t), found;
  *s = 0;
  if (!a->point && (found = to_piece(a->q, b, &at)) < best) best = found, *s = 1, *t = at;
  if (!a->point && (found = to_piece(b->p, a, &at)) < best) best = found, *s = at, *t = 0;
  if (!a->point && !b->point && (found = to_piece(b->q, a, &at)) < best) best = found, *s = at, *t = 1;
  return best;
}

static void look(const place *at, const piece *a, const piece *b, int depth, nearest *n) {
  /* Edges on top of each other would be compared all along. */
  if (n->squared < TOUCH_M * TOUCH_M) return;
  double s, t, squared = least(a, b, &s, &t), bend = a->bend + b->bend, reach = sqrt(n->squared) + bend;
  if (squared >= reach * reach) return;
  if (bend <= LEAF_M || depth >= DEEPEST) {
    if (squared < n->squared) *n = (nearest){squared, *a, *b, s, t};
    return;
  }
  piece one, other;
  if (a->bend > b->bend) {
    halve(at, a, &one, &other);
    look(at, s < 0.5 ? &one : &other, b, depth + 1, n);
    look(at, s < 0.5 ? &other : &one, b, depth + 1, n);
  } else {
    halve(at, b, &one, &other);
    look(at, a, t < 0.5 ? &one : &other, depth + 1, n);
    look(at, a, t < 0.5 ? &other : &one, depth + 1, n);
  }
}

/* Move the end on one edge to where its curve, and not its chord, is nearest to a point. */
static void settle(const place *at, const piece *e, double *t, double *spot, double *lonlat, const double *to) {
  double u[3] = {e->q[0] - e->p[0], e->q[1] - e->p[1], e->q[2] - e->p[2]};
  double length = u[0] * u[0] + u[1] * u[1] + u[2] * u[2];
  for (int i = 0; i < 2; i++) {
    lonlat[0] = e->d[0] + *t * (e->d[2] - e->d[0]);
    lonlat[1] = e->d[1] + *t * (e->d[3] - e->d[1]);
    to_space(at->f, lonlat[0], lonlat[1], spot);
    if (i || !to || e->point || !(length > 0)) return;
    double away = (to[0] - spot[0]) * u[0] + (to[1] - spot[1]) * u[1] + (to[2] - spot[2]) * u[2];
    double moved = *t + away / length;
    moved = moved < 0 ? 0 : moved > 1 ? 1 : moved;
    if (moved == *t) return;
    *t = moved;
  }
}

/* In the plane of longitude and latitude -------------------------------------------------------------- */

static double turn(const double *a, const double *b, const double *c) {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/* Moves a point onto an edge. */
static void onto(const double *edge, double *at) {
  double x = edge[2] - edge[0], y = edge[3] - edge[1], length = x * x + y * y;
  double t = length > 0 ? ((at[0] - edge[0]) * x + (at[1] - edge[1]) * y) / length : 0;
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  at[0] = edge[0] + t * x;
  at[1] = edge[1] + t * y;
}

/* Whether two edges cross, and where on either. Of edges that almost lie in one line the place where the lines
 * meet is all but unknown, and may be beyond an end: it is moved onto the one, and from there onto the other. */
static int cross(const double *a, const double *b, double *where) {
  double one = turn(a, a + 2, b), two = turn(a, a + 2, b + 2);
  if (!((one > 0 && two < 0) || (one < 0 && two > 0))) return 0;
  double three = turn(b, b + 2, a), four = turn(b, b + 2, a + 2);
  if (!((three > 0 && four < 0) || (three < 0 && four > 0))) return 0;
  double t = one / (one - two);
  where[0] = b[0] + t * (b[2] - b[0]);
  where[1] = b[1] + t * (b[3] - b[1]);
  onto(a, where);
  memcpy(where + 2, where, 2 * sizeof(double));
  onto(b, where + 2);
  return 1;
}

/* Whether a point lies inside one of the polygons: an odd number of its edges is to the east. */
static int inside(const shape *s, const double *at) {
  int odd = 0;
  int32_t polygon = -1;
  for (int64_t i = 0; i < s->path_count; i++) {
    const path *p = s->paths + i;
    if (p->polygon < 0) continue;
    if (p->polygon != polygon) {
      if (odd) return 1;
      polygon = p->polygon;
    }
    const double *v = s->at + 2 * p->start;
    for (int64_t k = 0; k + 1 < p->count; k++, v += 2)
      if ((v[1] > at[1]) != (v[3] > at[1])) {
        double side = turn(v, v + 2, at);
        if ((v[3] > v[1]) == (side > 0)) odd = !odd;
      }
  }
  return odd;
}

/* One hazard, one object ----------------------------------------------------------------------------- */

typedef struct { shape s; frame f; double box[4], *space, shift; int32_t row; } source;
typedef struct { source *all; int64_t count; } sources;

static void piece_of(const place *at, const double *d, const double *space, int point, piece *e) {
  memcpy(e->d, d, 2 * sizeof(double));
  memcpy(e->p, space, 3 * sizeof(double));
  memcpy(e->d + 2, d + (point ? 0 : 2), 2 * sizeof(double));
  memcpy(e->q, space + (point ? 0 : 3), 3 * sizeof(double));
  e->point = point;
  e->bend = point ? 0 : bend_of(at, e->d);
}

/* Metres that a degree of longitude and of latitude surely has where a hazard reaches. */
typedef struct { double east, north; } scale_m;

/* The square of what two boxes of degrees are at least apart: docs/engine.md, "From many pairs to few". */
static double gap(const double *a, const double *b, scale_m per) {
  double dx = greater(0, greater(a[0] - b[2], b[0] - a[2]));
  double dy = per.north * greater(0, greater(a[1] - b[3], b[1] - a[3]));
  dx *= per.east * greater(0, 1 - 1.27e-5 * dx * dx);
  return dx * dx + dy * dy;
}

static void box_of_edge(const double *d, const double *e, double *box) {
  box[0] = lesser(d[0], e[0]);
  box[1] = lesser(d[1], e[1]);
  box[2] = greater(d[0], e[0]);
  box[3] = greater(d[1], e[1]);
}

/* Metres, or -1 where they are not below the limit; `line` is from the hazard to the object, degrees. */
static double separation(const source *h, const shape *o, const double *box, scale_m per, double limit,
                         double *space, double *line) {
  double far = 0, spot[3], other[3], where[4];
  for (int k = 0; k < 2; k++) {
    const double *b = k ? box : h->box;
    far = greater(far, greater(fabs(b[1] - h->f.lat), fabs(b[3] - h->f.lat)));
  }
  far *= RADIANS;
  place at = {&h->f, lesser(1, fabs(h->f.cosine) + far), lesser(1, fabs(h->f.sine) + far)};
  nearest n = {.squared = limit * limit};
  int found = 0;
  for (int64_t i = 0; i < o->count; i++) space[3 * i] = NAN; /* not there yet: most are never asked for */
  for (int64_t j = 0; j < o->path_count; j++) {
    const path *q = o->paths + j;
    int64_t last = q->start + q->count - (q->kind == POINT ? 0 : 1);
    for (int64_t w = q->start; w < last; w++) {
      const double *d = o->at + 2 * w, *e = d + (q->kind == POINT ? 0 : 2);
      double around[4], other_box[4];
      box_of_edge(d, e, around);
      if (gap(h->box, around, per) > n.squared) continue;
      for (int64_t i = w; i <= w + (q->kind != POINT); i++)
        if (isnan(space[3 * i])) to_space(&h->f, o->at[2 * i], o->at[2 * i + 1], space + 3 * i);
      piece b;
      piece_of(&at, d, space + 3 * w, q->kind == POINT, &b);
      for (int64_t i = 0; i < h->s.path_count; i++) {
        const path *p = h->s.paths + i;
        int64_t end = p->start + p->count - (p->kind == POINT ? 0 : 1);
        for (int64_t v = p->start; v < end; v++) {
          const double *c = h->s.at + 2 * v;
          box_of_edge(c, c + (p->kind == POINT ? 0 : 2), other_box);
          if (gap(other_box, around, per) > n.squared) continue;
          piece a;
          piece_of(&at, c, h->space + 3 * v, p->kind == POINT, &a);
          if (!a.point && !b.point && cross(a.d, b.d, where)) {
            memcpy(line, where, 4 * sizeof(double));
            return 0;
          }
          double before = n.squared;
          look(&at, &a, &b, 0, &n);
          found |= n.squared < before;
        }
      }
    }
  }
  if (!(found && n.squared < TOUCH_M * TOUCH_M)) {
    for (int64_t i = 0; o->polygons && i < h->s.path_count; i++) {
      const double *v = h->s.at + 2 * h->s.paths[i].start;
      if (v[0] >= box[0] && v[0] <= box[2] && v[1] >= box[1] && v[1] <= box[3] && inside(o, v)) {
        memcpy(line, v, 2 * sizeof(double));
        memcpy(line + 2, v, 2 * sizeof(double));
        return 0;
      }
    }
    for (int64_t i = 0; h->s.polygons && i < o->path_count; i++) {
      const double *v = o->at + 2 * o->paths[i].start;
      if (v[0] >= h->box[0] && v[0] <= h->box[2] && v[1] >= h->box[1] && v[1] <= h->box[3] &&
          inside(&h->s, v)) {
        memcpy(line, v, 2 * sizeof(double));
        memcpy(line + 2, v, 2 * sizeof(double));
        return 0;
      }
    }
  }
  if (!found) return -1;
  settle(&at, &n.a, &n.s, spot, line, NULL);
  settle(&at, &n.b, &n.t, other, line + 2, spot);
  settle(&at, &n.a, &n.s, spot, line, other);
  double squared = 0;
  for (int k = 0; k < 3; k++) squared += (spot[k] - other[k]) * (spot[k] - other[k]);
  if (squared < TOUCH_M * TOUCH_M) return 0;
  double share = squared / h->f.radius2, metres = sqrt(squared) * (1 + share / 24 * (1 + share * 27 / 80));
  return metres < limit ? metres : -1;
}

/* What Python calls ------------------------------------------------------------------------------------ */

static void forget_sources(PyObject *capsule) {
  sources *held = PyCapsule_GetPointer(capsule, "xq_gis.sources");
  if (!held) return;
  for (int64_t i = 0; i < held->count; i++) {
    forget(&held->all[i].s);
    free(held->all[i].space);
  }
  free(held->all);
  free(held);
}

static void give_back(Py_buffer *views, int count) {
  while (count--) PyBuffer_Release(views + count);
}

/* Take so many buffers, and check that each is as long as is said; on failure none is held. */
static int take_buffers(PyObject *const *from, Py_buffer *views, const int64_t *sizes, const char *writable,
                        int count) {
  for (int i = 0; i < count; i++) {
    int ok = PyObject_GetBuffer(from[i], views + i, writable[i] == 'w' ? PyBUF_WRITABLE : PyBUF_SIMPLE) == 0;
    if (ok && views[i].len < sizes[i]) {
      PyErr_Format(PyExc_ValueError, "buffer %d is too short", i);
      PyBuffer_Release(views + i);
      ok = 0;
    }
    if (!ok) {
      give_back(views, i);
      return 0;
    }
  }
  return 1;
}

/* The same of four arguments, the last two of them written to or not. */
static int take_four(PyObject *args, Py_buffer *views, const char *writable) {
  PyObject *given[4];
  return PyArg_ParseTuple(args, "OOOO", given, given + 1, given + 2, given + 3) &&
         take_buffers(given, views, (int64_t[]){0, 8, 0, 0}, writable, 4);
}

PyDoc_STRVAR(boxes_doc, "boxes(wkb, offsets, boxes, states): the box of each shape, and what is wrong with it.");

static PyObject *boxes(PyObject *self, PyObject *args) {
  Py_buffer v[4];
  if (!take_four(args, v, "rrww")) return NULL;
  int64_t count = v[1].len / 8 - 1;
  if (v[2].len < 32 * count || v[3].len < count) {
    give_back(v, 4);
    return PyErr_Format(PyExc_ValueError, "no room for %lld boxes", (long long)count);
  }
  const int64_t *offsets = v[1].buf;
  double *out = v[2].buf;
  uint8_t *states = v[3].buf;
  Py_BEGIN_ALLOW_THREADS;
  shape s = {0};
  for (int64_t i = 0; i < count; i++) {
    states[i] = (uint8_t)read_shape(v[0].buf, offsets[i], offsets[i + 1], v[0].len, &s);
    if (states[i] == FINE) box_of(&s, out + 4 * i);
    else for (int k = 0; k < 4; k++) out[4 * i + k] = NAN;
  }
  forget(&s);
  Py_END_ALLOW_THREADS;
  give_back(v, 4);
  Py_RETURN_NONE;
}

PyDoc_STRVAR(prepare_doc, "prepare(wkb, offsets, rows, shifts): hazards, each at its longitude and a shift.");

static PyObject *prepare(PyObject *self, PyObject *args) {
  Py_buffer v[4];
  if (!take_four(args, v, "rrrr")) return NULL;
  int64_t shapes = v[1].len / 8 - 1, count = v[2].len / 4;
  const int32_t *rows = v[2].buf;
  int bad = v[3].len < 8 * count ? BROKEN : FINE;
  sources *held = calloc(1, sizeof *held);
  if (held && !(held->all = calloc((size_t)(count ? count : 1), sizeof(source)))) bad = NO_MEMORY;
  for (int64_t i = 0; held && !bad && i < count; i++) {
    source *h = held->all + held->count++;
    h->row = rows[i];
    h->shift = ((const double *)v[3].buf)[i];
    if (rows[i] < 0 || rows[i] >= shapes) bad = BROKEN;
    if (!bad) {
      const int64_t *at = (const int64_t *)v[1].buf + rows[i];
      bad = read_shape(v[0].buf, at[0], at[1], v[0].len, &h->s);
    }
    if (!bad && !(h->space = malloc(3 * sizeof(double) * (size_t)h->s.count))) bad = NO_MEMORY;
    if (bad) break;
    trim(&h->s);
    for (int64_t k = 0; k < h->s.count; k++) h->s.at[2 * k] += h->shift;
    box_of(&h->s, h->box);
    h->f = frame_at((h->box[0] + h->box[2]) / 2, (h->box[1] + h->box[3]) / 2);
    for (int64_t k = 0; k < h->s.count; k++)
      to_space(&h->f, h->s.at[2 * k], h->s.at[2 * k + 1], h->space + 3 * k);
  }
  give_back(v, 4);
  if (!held) return PyErr_NoMemory();
  PyObject *capsule = PyCapsule_New(held, "xq_gis.sources", forget_sources);
  if (!capsule || !bad) return capsule;
  Py_DECREF(capsule);
  if (bad == NO_MEMORY) return PyErr_NoMemory();
  return PyErr_Format(PyExc_ValueError, "a hazard cannot be read: %d", bad);
}

typedef struct {
  int64_t columns, rows;
  double left, bottom, cell;
  const int32_t *starts, *items;
} grid;

static int64_t cell_of(double value, double low, double cell, int64_t cells) {
  double at = (value - low) / cell;
  return !(at > 0) ? 0 : at >= (double)cells ? cells - 1 : (int64_t)at;
}

PyDoc_STRVAR(mark_doc, "mark(grid, boxes, marks): how many boxes meet a cell in which a hazard may reach.");

static PyObject *mark(PyObject *self, PyObject *args) {
  grid g;
  PyObject *given[4];
  Py_buffer v[4];
  if (!PyArg_ParseTuple(args, "(LLdddOO)OO", &g.columns, &g.rows, &g.left, &g.bottom, &g.cell, given, given + 1,
                        given + 2, given + 3))
    return NULL;
  if (!take_buffers(given, v, (int64_t[]){4 * (g.columns * g.rows + 1), 0, 0, 0}, "rrrw", 4)) return NULL;
  int64_t count = v[3].len, marked = 0;
  if (v[2].len < 32 * count) count = 0;
  g.starts = v[0].buf;
  Py_BEGIN_ALLOW_THREADS;
  const double *box = v[2].buf;
  uint8_t *marks = v[3].buf;
  double right = g.left + g.cell * (double)g.columns, top = g.bottom + g.cell * (double)g.rows;
  for (int64_t i = 0; i < count; i++, box += 4) {
    marks[i] = 0;
    if (!(box[2] >= g.left && box[0] <= right && box[3] >= g.bottom && box[1] <= top)) continue;
    int64_t from = cell_of(box[0], g.left, g.cell, g.columns), to = cell_of(box[2], g.left, g.cell, g.columns);
    int64_t last = cell_of(box[3], g.bottom, g.cell, g.rows);
    for (int64_t r = cell_of(box[1], g.bottom, g.cell, g.rows); r <= last && !marks[i]; r++)
      marks[i] = g.starts[r * g.columns + from] != g.starts[r * g.columns + to + 1];
    marked += marks[i];
  }
  Py_END_ALLOW_THREADS;
  give_back(v, 4);
  return PyLong_FromLongLong(marked);
}

PyDoc_STRVAR(join_doc,
             "join(sources, grid, reach_boxes, scale, limits, boxes, marks, kinds, slack, wkb, offsets, first, "
             "last, hazards, objects, metres, lines): pairs below their limit of the objects from first to last.\n\n"
             "Returns (pairs, next object, what is wrong with it): stops where the room for pairs is full, or at "
             "an object that cannot be read.");

enum { STARTS, ITEMS, REACHES, SCALE, LIMITS, BOXES, MARKS, KINDS, SLACK, WKB, OFFSETS, HAZARDS, OBJECTS, METRES,
       LINES, BUFFERS };

static PyObject *join(PyObject *self, PyObject *args) {
  grid g;
  PyObject *given[BUFFERS], *capsule;
  Py_buffer v[BUFFERS];
  int64_t first, last;
  if (!PyArg_ParseTuple(args, "O(LLdddOO)OOOOOOOOOLLOOOO", &capsule, &g.columns, &g.rows, &g.left, &g.bottom,
                        &g.cell, given + STARTS, given + ITEMS, given + REACHES, given + SCALE, given + LIMITS,
                        given + BOXES, given + MARKS, given + KINDS, given + SLACK, given + WKB, given + OFFSETS,
                        &first, &last, given + HAZARDS, given + OBJECTS, given + METRES, given + LINES))
    return NULL;
  sources *held = PyCapsule_GetPointer(capsule, "xq_gis.sources");
  if (!held) return NULL;
  if (first < 0 || last < first) return PyErr_Format(PyExc_ValueError, "no objects from %lld", (long long)first);
  int64_t sizes[BUFFERS] = {4 * (g.columns * g.rows + 1), 0, 32 * held->count, 16 * held->count, 0, 32 * last,
                            last, 4 * last, 8 * last, 0, 8 * (last + 1), 4, 8, 8, 32};
  if (!take_buffers(given, v, sizes, "rrrrrrrrrrrwwww", BUFFERS)) return NULL;
  int64_t room = v[HAZARDS].len / 4, pairs = 0, i = first;
  int64_t kinds = held->count ? v[LIMITS].len / 8 / held->count : 0, items = v[ITEMS].len / 4;
  if (v[OBJECTS].len / 8 < room) room = v[OBJECTS].len / 8;
  if (v[METRES].len / 8 < room) room = v[METRES].len / 8;
  if (v[LINES].len / 32 < room) room = v[LINES].len / 32;
  g.starts = v[STARTS].buf;
  g.items = v[ITEMS].buf;
  int why = FINE;
  Py_BEGIN_ALLOW_THREADS;
  const double *reaches = v[REACHES].buf, *scale = v[SCALE].buf, *limits = v[LIMITS].buf, *slack = v[SLACK].buf;
  const int32_t *kind = v[KINDS].buf;
  const int64_t *offsets = v[OFFSETS].buf;
  double *space = NULL;
  int64_t space_room = 0;
  shape s = {0};
  for (; i < last && !why; i++) {
    if (!((const uint8_t *)v[MARKS].buf)[i]) continue;
    const double *box = (const double *)v[BOXES].buf + 4 * i;
    int64_t before = pairs, read = 0, full = 0;
    int64_t left = cell_of(box[0], g.left, g.cell, g.columns), right = cell_of(box[2], g.left, g.cell, g.columns);
    int64_t low = cell_of(box[1], g.bottom, g.cell, g.rows), high = cell_of(box[3], g.bottom, g.cell, g.rows);
    if (kind[i] < 0 || kind[i] >= kinds) {
      why = BROKEN;
      break;
    }
    for (int64_t r = low; r <= high && !why && !full; r++)
      for (int64_t c = left; c <= right && !why && !full; c++)
        for (int32_t k = g.starts[r * g.columns + c]; k < g.starts[r * g.columns + c + 1]; k++) {
          if (k < 0 || k >= items || g.items[k] < 0 || g.items[k] >= held->count) {
            why = BROKEN;
            break;
          }
          int64_t row = g.items[k];
          const source *h = held->all + row;
          const double *reach = reaches + 4 * row;
          if (box[0] > reach[2] || box[2] < reach[0] || box[1] > reach[3] || box[3] < reach[1]) continue;
          /* A pair that shares several cells is looked at in the first of them. */
          int64_t west = cell_of(reach[0], g.left, g.cell, g.columns);
          int64_t south = cell_of(reach[1], g.bottom, g.cell, g.rows);
          if ((west > left ? west : left) != c || (south > low ? south : low) != r) continue;
          double asked = limits[row * kinds + kind[i]], limit = asked + slack[i];
          /* Farther from the equator, where the slack reaches, a degree is shorter. */
          scale_m per = {greater(0, scale[2 * row] - 0.018 * slack[i]), scale[2 * row + 1]};
          if (!(asked > 0) || gap(h->box, box, per) >= limit * limit) continue;
          if (!read) {
            why = read_shape(v[WKB].buf, offsets[i], offsets[i + 1], v[WKB].len, &s);
            if (!why) why = more((void **)&space, &space_room, s.count, 3 * sizeof(double));
            if (why) break;
            read = 1;
          }
          if (pairs == room) {
            full = 1;
            break;
          }
          double line[4], metres = separation(h, &s, box, per, limit, space, line);
          if (metres < 0) continue;
          ((int32_t *)v[HAZARDS].buf)[pairs] = h->row;
          ((int64_t *)v[OBJECTS].buf)[pairs] = i;
          ((double *)v[METRES].buf)[pairs] = metres;
          line[0] -= h->shift;
          line[2] -= h->shift;
          memcpy((double *)v[LINES].buf + 4 * pairs++, line, sizeof line);
        }
    if (full) {
      pairs = before;
      break;
    }
    /* A box can be told of what is empty. */
    if (why == EMPTY) why = FINE;
    if (why) break;
  }
  forget(&s);
  free(space);
  Py_END_ALLOW_THREADS;
  give_back(v, BUFFERS);
  if (why == NO_MEMORY) return PyErr_NoMemory();
  return Py_BuildValue("LLi", (long long)pairs, (long long)i, why);
}

static PyMethodDef methods[] = {{"boxes", boxes, METH_VARARGS, boxes_doc},
                                {"prepare", prepare, METH_VARARGS, prepare_doc},
                                {"mark", mark, METH_VARARGS, mark_doc},
                                {"join", join, METH_VARARGS, join_doc},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", "The kernel of the separation engine.", -1,
                                    methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void) { return PyModule_Create(&module); }
