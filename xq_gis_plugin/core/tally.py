"""What is gathered while one hazard is judged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xq_gis_plugin.core.measure import HazardView
    from xq_gis_plugin.core.verdict import Settling
    from xq_gis_plugin.core.zones import Overlap

__all__ = ["Tally", "finding_id"]


@dataclass
class Tally:
    """One hazard's rows as they are found.

    ``speaks`` tells whether the rules in force ask a distance of all that the hazard may be;
    ``settlings`` holds, by finding id, the facts that would settle it; ``clear`` counts the clear pairs
    that a brief job gives no finding for.
    """

    view: HazardView
    reach_m: float
    own_buildings: int
    speaks: bool
    findings: list[dict[str, Any]] = field(default_factory=list)
    clauses: list[dict[str, Any]] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    settlings: dict[str, Settling] = field(default_factory=dict)
    clear: int = 0


def finding_id(hazard_id: str, object_id: str) -> str:
    """Return the id of a finding: the same in every run for the same hazard and object."""
    return hashlib.sha1(f"{hazard_id}|{object_id}".encode(), usedforsecurity=False).hexdigest()[:16]
