"""What is gathered while hazards are judged: columns of findings, and what each hazard adds up to."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xq_gis_plugin.core.columns import joined_columns
from xq_gis_plugin.core.model import FINDING_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.core.columns import Columns
    from xq_gis_plugin.core.pairs import HazardView, Pairs
    from xq_gis_plugin.core.zones import Overlap

__all__ = ["Findings", "Outcome", "Tally", "finding_id"]

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Findings:
    """Rows of ``findings``, column by column.

    Attributes
    ----------
    columns
        `FINDING_COLUMNS`, (n,) each; metres are NaN where there are none.
    item
        (n,) the number of the object, -1 for a finding about the hazard alone.
    settlings
        (n,) `Settling`: the facts that would settle each.
    """

    columns: Columns
    item: IntArray
    settlings: NDArray[np.object_]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.item)

    def take(self, rows: IntArray | NDArray[np.bool_] | slice) -> Findings:
        """Return some of them."""
        columns = {name: column[rows] for name, column in self.columns.items()}
        return Findings(columns, self.item[rows], self.settlings[rows])

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as mappings, None where there are no metres."""
        columns = [[_plain(cell) for cell in self.columns[name].tolist()] for name in FINDING_COLUMNS]
        return [dict(zip(FINDING_COLUMNS, cells, strict=True)) for cells in zip(*columns, strict=True)]

    @classmethod
    def joined(cls, pieces: Sequence[Findings]) -> Findings:
        """Put pieces together in their order."""
        none: list[NDArray[Any]] = [np.zeros(0, dtype=np.int64)]
        settlings = [p.settlings for p in pieces] or [np.zeros(0, dtype=object)]
        return cls(
            joined_columns([p.columns for p in pieces], FINDING_COLUMNS),
            np.concatenate([p.item for p in pieces] or none),
            np.concatenate(settlings),
        )


@dataclass(frozen=True)
class Tally:
    """One hazard and its findings.

    ``speaks`` tells whether the rules in force ask a distance of all that the hazard may be; ``clear``
    counts the clear pairs that a brief job gives no finding for; ``item`` and ``metres`` say what lies
    near the hazard as stored, its own buildings included.
    """

    view: HazardView
    reach_m: float
    own_buildings: int
    speaks: bool
    findings: Findings
    item: IntArray
    metres: NDArray[np.float64]
    clear: int = 0


@dataclass(frozen=True)
class Outcome:
    """All that is said of some hazards: by hazard, and together.

    ``clauses`` are the columns of ``finding_rules``; ``own`` (n,) says which of the pairs are of a hazard
    and its own building or driveway.
    """

    tallies: tuple[Tally, ...]
    findings: Findings
    clauses: Columns
    overlaps: tuple[Overlap, ...]
    pairs: Pairs
    own: NDArray[np.bool_]


def finding_id(hazard_id: str, object_id: str) -> str:
    """Return the id of a finding: the same in every run for the same hazard and object."""
    return hashlib.sha1(f"{hazard_id}|{object_id}".encode(), usedforsecurity=False).hexdigest()[:16]


def _plain(cell: object) -> object:
    return None if isinstance(cell, float) and math.isnan(cell) else cell
