"""The block of shapes taken apart again, one number at a time: what static/map/store.js does."""

from __future__ import annotations

import base64
import json
import math
import struct
import zlib
from typing import Any

import numpy as np
import shapely

RADIANS = 1.7453292519943296e-9
TYPES = {"": np.uint32, "i": np.int32, "f": np.float64}


def unpacked(text: str) -> dict[str, Any]:
    """Return ``rings`` (for each object its rings as tuples of whole numbers), ``texts`` and all columns."""
    block = base64.b64decode(text, validate=True)
    end = 4 + struct.unpack("<I", block[:4])[0]
    head = json.loads(zlib.decompress(block[4:end]))
    body, at = zlib.decompress(block[end:]), 0
    found: dict[str, Any] = {"complete": head["complete"]}
    for name, count, kind, width in head["arrays"]:
        planes = np.zeros((count, np.dtype(TYPES[kind]).itemsize), dtype=np.uint8)
        for byte in range(width):
            planes[:, byte] = np.frombuffer(body, np.uint8, count, at)
            at += count
        found[name] = planes.view(TYPES[kind]).ravel().tolist()
    if at != len(body):
        raise ValueError(at)
    found["texts"] = {
        name: [distinct[code - 1] if code else None for code in found[name]]
        for name, distinct in head["texts"].items()
    }
    found["shapes"] = list(_shapes(found))
    return found


def expected(shape: Any) -> list[list[tuple[int, int]]]:
    """Return the rings of a shape as the block should have them: ends of closed rings are left out."""
    rings = []
    for part in shapely.get_parts(shape):
        area = shapely.get_dimensions(part) == 2
        for ring in shapely.get_rings(part) if area else [part]:
            points = np.rint(shapely.get_coordinates(ring) * 1e7).astype(np.int64).tolist()
            rings.append([tuple(p) for p in (points[:-1] if area else points)])
    return [ring for ring in rings if ring]


def _shapes(found: dict[str, Any]) -> Any:
    sizes, start = iter(found["vertices"]), zip(found["start_lon"], found["start_lat"], strict=True)
    free = zip(found["free_lon"], found["free_lat"], strict=True)
    led = zip(found["along"], found["aside"], strict=True)
    at = [0, 0]
    for rings, kind in zip(found["rings"], found["type"], strict=True):
        shape = []
        for _ in range(rings):
            at = [_narrow(a + _unfolded(step)) for a, step in zip(at, next(start), strict=True)]
            shape.append(_ring(at, next(sizes), kind == 2, free, led))
        yield shape
    if any(next(rest, None) is not None for rest in (sizes, start, free, led)):
        raise ValueError(rings)


def _ring(at: list[int], size: int, area: bool, free: Any, led: Any) -> list[tuple[int, int]]:
    points, steps = [(at[0], at[1])], []
    for number in range(1, size):
        if not area or number == 1:
            x, y = (_unfolded(v) for v in next(free))
        else:
            x, y = _led(points, steps, *(_unfolded(v) for v in next(led)))
        steps.append((x, y))
        points.append((_narrow(points[-1][0] + x), _narrow(points[-1][1] + y)))
    return points


def _led(
    points: list[tuple[int, int]], steps: list[tuple[int, int]], along: int, aside: int
) -> tuple[int, int]:
    if len(steps) == 1:
        square = (points[0][1] * RADIANS) ** 2
        across = max(
            1.0 - square * (0.5 - square * (0.041666666666666664 - square * 0.001388888888888889)), 0.01
        )
        lead = (-steps[0][1] / across, steps[0][0] * across)
    else:
        lead = (float(steps[-2][0]), float(steps[-2][1]))
    if abs(lead[1]) > abs(lead[0]):
        return _narrow(aside + math.floor(along * (lead[0] / lead[1]) + 0.5)), along
    slope = lead[1] / lead[0] if lead[0] else 0.0
    return along, _narrow(aside + math.floor(along * slope + 0.5))


def _unfolded(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _narrow(value: int) -> int:
    return (value + 2**31) % 2**32 - 2**31
