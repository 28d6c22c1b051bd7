"""Which shops are near a place, while shops come, move and go."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import shapely

__all__ = ["ShopIndex", "TreeIndex", "has_rtree", "new_index"]

Box = tuple[float, float, float, float]
_PENDING = 64
"""So many changes are looked through one by one before the tree is built again."""


class ShopIndex(Protocol):
    """A set of numbered boxes (west, south, east, north), in degrees, that changes."""

    def put(self, key: int, box: Box) -> None:
        """Add a box; the key is not there yet."""
        ...

    def drop(self, key: int, box: Box) -> None:
        """Take the box of a key away."""
        ...

    def near(self, box: Box) -> list[int]:
        """Return the keys of all boxes that meet this one, ascending."""
        ...


def has_rtree() -> bool:
    """Return whether rtree is there; a plugin's zip cannot carry it."""
    try:
        import rtree.index  # noqa: F401 - only whether it can be had
    except (ImportError, OSError):
        # OSError: the package is there without the library that it is for.
        return False
    return True


def new_index() -> ShopIndex:
    """Return an empty index: rtree's, or else shapely's tree with a list of what is pending."""
    return _RtreeIndex() if has_rtree() else TreeIndex()


class _RtreeIndex:
    """An R*-tree that changes in place (rtree, MIT, over libspatialindex)."""

    def __init__(self) -> None:
        from rtree.index import Index

        self._tree = Index()

    def put(self, key: int, box: Box) -> None:
        self._tree.insert(key, box)

    def drop(self, key: int, box: Box) -> None:
        self._tree.delete(key, box)

    def near(self, box: Box) -> list[int]:
        return sorted(self._tree.intersection(box))


class TreeIndex:
    """A tree that is never changed, with the boxes that came since and the keys that went."""

    def __init__(self) -> None:
        self._boxes: dict[int, Box] = {}
        self._fresh: dict[int, Box] = {}
        self._keys: list[int] = []
        self._tree = shapely.STRtree([])

    def put(self, key: int, box: Box) -> None:
        """Add a box; the key is not there yet."""
        self._boxes[key] = self._fresh[key] = box

    def drop(self, key: int, box: Box) -> None:
        """Take the box of a key away."""
        del box
        del self._boxes[key]
        self._fresh.pop(key, None)

    def near(self, box: Box) -> list[int]:
        """Return the keys of all boxes that meet this one, ascending."""
        if len(self._fresh) > _PENDING:
            self._build()
        old = (self._keys[place] for place in np.asarray(self._tree.query(shapely.box(*box))).tolist())
        # A key of the tree may have gone since, and come again elsewhere.
        found = {key for key in old if key in self._boxes and _meet(self._boxes[key], box)}
        return sorted(found | {key for key, fresh in self._fresh.items() if _meet(fresh, box)})

    def _build(self) -> None:
        self._keys = sorted(self._boxes)
        corners = np.array([self._boxes[key] for key in self._keys])
        self._tree = shapely.STRtree(shapely.box(*corners.T))
        self._fresh = {}


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
