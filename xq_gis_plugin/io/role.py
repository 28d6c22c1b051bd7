"""What a file is read as."""

from __future__ import annotations

from enum import StrEnum

from xq_gis_plugin.core.model import HAZARD_COLUMNS, OBJECT_COLUMNS, PART_COLUMNS
from xq_gis_plugin.core.siting.model import CANDIDATE_COLUMNS

__all__ = ["Role"]


class Role(StrEnum):
    """What a file is read as."""

    HAZARD = "hazard"
    PROTECTED = "protected"
    PART = "part"
    SITE = "site"

    @property
    def columns(self) -> tuple[str, ...]:
        """The layer's columns, geometry last."""
        return {
            "hazard": HAZARD_COLUMNS,
            "protected": OBJECT_COLUMNS,
            "part": PART_COLUMNS,
            "site": CANDIDATE_COLUMNS,
        }[self.value]

    @property
    def keeps_unlocated(self) -> bool:
        """Whether a row without a position stays, to be located later."""
        return self in (Role.HAZARD, Role.SITE)

    @property
    def id_column(self) -> str:
        """The column that identifies a row."""
        return self.columns[0]
