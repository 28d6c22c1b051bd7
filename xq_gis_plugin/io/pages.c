/* What is in a page of a Parquet column of byte arrays, once it is unpacked: where each value lies, which
 * entry of the dictionary it is, and a copy of those that are wanted.
 *
 * Everything here reads bytes that a stranger wrote: every count is held against what is left of them.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>
#include <string.h>

static void give_back(Py_buffer *views, int count) {
  while (count--) PyBuffer_Release(views + count);
}

static int take_buffers(PyObject *const *from, Py_buffer *views, const char *writable, int count) {
  for (int i = 0; i < count; i++)
    if (PyObject_GetBuffer(from[i], views + i, writable[i] == 'w' ? PyBUF_WRITABLE : PyBUF_SIMPLE)) {
      give_back(views, i);
      return 0;
    }
  return 1;
}

static PyObject *damaged(void) {
  PyErr_SetString(PyExc_ValueError, "the page is damaged");
  return NULL;
}

static uint32_t little32(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

PyDoc_STRVAR(walk_doc, "walk(page, at, starts, ends): where plain byte arrays lie, one behind the other from `at`.");

static PyObject *walk(PyObject *self, PyObject *args) {
  PyObject *given[3];
  Py_buffer v[3];
  long long at;
  if (!PyArg_ParseTuple(args, "OLOO", given, &at, given + 1, given + 2)) return NULL;
  if (!take_buffers(given, v, "rww", 3)) return NULL;
  int64_t count = v[1].len / 8, size = v[0].len, i = 0;
  int fine = at >= 0 && at <= size && v[2].len / 8 == count;
  Py_BEGIN_ALLOW_THREADS;
  const uint8_t *page = v[0].buf;
  int64_t *starts = v[1].buf, *ends = v[2].buf, next = at;
  for (; fine && i < count; i++) {
    if (size - next < 4) break;
    int64_t length = little32(page + next);
    next += 4;
    if (length > size - next) break;
    starts[i] = next;
    ends[i] = next += length;
  }
  Py_END_ALLOW_THREADS;
  give_back(v, 3);
  if (!fine || i < count) return damaged();
  Py_RETURN_NONE;
}

/* Runs of one value, and groups of eight values packed into bits, from the lowest bit on. */
static int unpack(const uint8_t *next, const uint8_t *end, int width, int32_t *out, int64_t count) {
  uint64_t mask = ((uint64_t)1 << width) - 1;
  int64_t done = 0;
  while (done < count) {
    uint64_t head = 0;
    for (int shift = 0;; shift += 7) {
      if (next == end || shift > 28) return 0;
      head |= (uint64_t)(*next & 0x7f) << shift;
      if (!(*next++ & 0x80)) break;
    }
    int64_t run = (int64_t)(head >> 1);
    if (head & 1) {
      run = run * 8 < count - done ? run * 8 : count - done;
      if ((end - next) * 8 < run * width) return 0;
      uint64_t bits = 0;
      int held = 0;
      const uint8_t *from = next;
      for (int64_t i = 0; i < run; i++) {
        while (held < width) {
          bits |= (uint64_t)*from++ << held;
          held += 8;
        }
        out[done++] = (int32_t)(bits & mask);
        bits >>= width;
        held -= width;
      }
      int64_t whole = (int64_t)(head >> 1) * width;
      next += whole < end - next ? whole : end - next;
    } else {
      int bytes = (width + 7) / 8;
      uint64_t value = 0;
      if (end - next < bytes) return 0;
      for (int i = 0; i < bytes; i++) value |= (uint64_t)next[i] << 8 * i;
      next += bytes;
      if (run > count - done) run = count - done;
      for (int64_t i = 0; i < run; i++) out[done++] = (int32_t)(value & mask);
    }
    if (!run) return 0;
  }
  return 1;
}

PyDoc_STRVAR(levels_doc, "levels(page, at, stop, width, values): small numbers of `width` bits, in runs or packed.");

static PyObject *levels(PyObject *self, PyObject *args) {
  PyObject *given[2];
  Py_buffer v[2];
  long long at, stop;
  int width;
  if (!PyArg_ParseTuple(args, "OLLiO", given, &at, &stop, &width, given + 1)) return NULL;
  if (!take_buffers(given, v, "rw", 2)) return NULL;
  int fine = at >= 0 && at <= stop && stop <= v[0].len && width >= 0 && width <= 31;
  Py_BEGIN_ALLOW_THREADS;
  if (fine && !width)
    memset(v[1].buf, 0, (size_t)v[1].len);
  else if (fine)
    fine = unpack((const uint8_t *)v[0].buf + at, (const uint8_t *)v[0].buf + stop, width, v[1].buf, v[1].len / 4);
  Py_END_ALLOW_THREADS;
  give_back(v, 2);
  if (!fine) return damaged();
  Py_RETURN_NONE;
}

PyDoc_STRVAR(gather_doc, "gather(page, starts, ends, out): copies of values, one behind the other.");

static PyObject *gather(PyObject *self, PyObject *args) {
  PyObject *given[4];
  Py_buffer v[4];
  if (!PyArg_ParseTuple(args, "OOOO", given, given + 1, given + 2, given + 3)) return NULL;
  if (!take_buffers(given, v, "rrrw", 4)) return NULL;
  int64_t count = v[1].len / 8, size = v[0].len, room = v[3].len, done = 0, i = 0;
  int fine = v[2].len / 8 == count;
  Py_BEGIN_ALLOW_THREADS;
  const uint8_t *page = v[0].buf;
  const int64_t *starts = v[1].buf, *ends = v[2].buf;
  for (; fine && i < count; i++) {
    if (starts[i] < 0 || ends[i] < starts[i] || ends[i] > size || ends[i] - starts[i] > room - done) break;
    memcpy((uint8_t *)v[3].buf + done, page + starts[i], (size_t)(ends[i] - starts[i]));
    done += ends[i] - starts[i];
  }
  Py_END_ALLOW_THREADS;
  give_back(v, 4);
  if (!fine || i < count || done != room) return damaged();
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"walk", walk, METH_VARARGS, walk_doc},
                                {"levels", levels, METH_VARARGS, levels_doc},
                                {"gather", gather, METH_VARARGS, gather_doc},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_pages", "Pages of Parquet columns.", -1,
                                    methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__pages(void) { return PyModule_Create(&module); }
