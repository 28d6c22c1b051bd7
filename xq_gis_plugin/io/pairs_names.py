"""What the columns of a search for pairs are called, and what a search tells of itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Found", "Names"]

_OTHERS = {"kind", "distance_m", "required_m", "shortfall_m", "geometry", "geom", "fid"}


@dataclass(frozen=True)
class Names:
    """Columns of the files: the hazards' identity, the objects' identity and what each of them is."""

    hazard: str = "hazard_id"
    object: str = "object_id"
    kind: str = "kind"

    @property
    def written(self) -> tuple[str, str]:
        """What the columns of both identities are called in a file of pairs: as where they come from.

        Where they would be called alike, or as another column there: ``hazard_id`` and ``object_id``.
        """
        given = (self.hazard, self.object)
        lower = {name.lower() for name in given}
        return given if len(lower) == len(given) and not lower & _OTHERS else ("hazard_id", "object_id")


@dataclass(frozen=True)
class Found:
    """What a search has found.

    Attributes
    ----------
    pairs
        Rows written.
    groups, groups_read
        Row groups of the objects, and how many of them had a box near a hazard.
    unasked
        Objects looked at whose kind has no distance asked of it, by that kind; None is a kind left empty.
    """

    pairs: int
    groups: int
    groups_read: int
    unasked: dict[str | None, int]
