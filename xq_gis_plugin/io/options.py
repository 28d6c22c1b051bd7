"""What a person says about a file that the file does not say itself, or says wrongly."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.encoding import known_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["NOTHING_SAID", "ReadOptions"]

_Item = TypeVar("_Item")
_TOLD_EVERY = 1000


def _nobody_looks(_fraction: float) -> None:
    """Tell nobody how far the reading is."""


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How a file is to be read.

    Attributes
    ----------
    datum
        ``cgcs2000``, ``wgs84``, ``gcj02`` or ``bd09``: what its longitudes and latitudes are, where its
        coordinate system does not tell.
    crs
        Such as ``EPSG:4547``: its coordinate system, where it names none; its own wins.
    crs_accuracy_m
        How far off, in metres, the way from its coordinate system to CGCS2000 may leave a place; needed where
        nobody else knows it, as for Beijing 54 and Xi'an 80 around Yinchuan.
    accuracy_m
        Of a place of a row that states none, in metres, where not its source's usual one; it counts here only
        where ``crs_accuracy_m`` is added to it.
    encoding
        Of the text of a format that leaves it open (shapefile, MapInfo, CSV), such as ``gb18030``; it wins
        over the file's own word and over all evidence.
    kind
        What the rows are that state no kind, such as ``petrol_station`` or 加油站.
    columns
        Pairs of a meaning and a header: what columns are, whatever their headers say, such as ``name`` and
        单位全称, ``lon`` and ``X``; ``kept`` for a column that is to stand for nothing.
    reject_rows
        Whether a row that cannot be read is set aside with its reason, and the others read; else it is an
        error.
    progress
        Called with the fraction of the reading that is done, again and again; what it raises ends it.
    """

    datum: str | None = None
    crs: str | None = None
    crs_accuracy_m: float | None = None
    accuracy_m: float | None = None
    encoding: str | None = None
    kind: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    reject_rows: bool = False
    progress: Callable[[float], None] = field(default=_nobody_looks, compare=False, repr=False)

    def counted(self, items: Iterable[_Item], low: float, high: float, most: int) -> Iterator[_Item]:
        """Yield items, and tell every thousandth how far the reading is.

        Parameters
        ----------
        items
            What is read one by one.
        low, high
            The fractions of the whole reading at which this begins and ends.
        most
            How many there are; 0 where nobody knows.
        """
        for number, item in enumerate(items):
            if number % _TOLD_EVERY == 0:
                self.progress(low + (high - low) * min(number / most, 1.0) if most else low)
            yield item

    def __post_init__(self) -> None:
        """See that the encoding and the coordinate system exist, and that the accuracy is one.

        Raises
        ------
        InputError
            ``encoding_name_unknown``, ``crs_unknown`` or ``accuracy_invalid``.
        """
        if self.crs_accuracy_m is not None and not 0 <= self.crs_accuracy_m < math.inf:
            message = f"{self.crs_accuracy_m!r} is no accuracy of a coordinate system."
            hint = "Give 0 or more metres."
            raise InputError("accuracy_invalid", message, hint, value=self.crs_accuracy_m)
        try:
            known_encoding(self.encoding)
        except LookupError as error:
            message = f"There is no encoding {self.encoding!r}."
            hint = "Use utf-8, gb18030 (for GBK and GB2312 too) or big5."
            raise InputError("encoding_name_unknown", message, hint, encoding=self.encoding) from error
        if self.crs is None:
            return
        from pyproj import CRS
        from pyproj.exceptions import CRSError

        try:
            CRS.from_user_input(self.crs)
        except CRSError as error:
            message = f"There is no coordinate system {self.crs!r}."
            hint = "Name it by its EPSG code, such as EPSG:4547 (CGCS2000, 3-degree zone, 114° E)."
            raise InputError("crs_unknown", message, hint, crs=self.crs) from error


NOTHING_SAID = ReadOptions()
