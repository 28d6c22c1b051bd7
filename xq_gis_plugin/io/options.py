"""What a person says about a file that the file does not say itself, or says wrongly."""

from __future__ import annotations

from dataclasses import dataclass

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.encoding import known_encoding

__all__ = ["NOTHING_SAID", "ReadOptions"]


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
    encoding
        Of the text of a format that leaves it open (shapefile, MapInfo, CSV), such as ``gb18030``; it wins
        over the file's own word and over all evidence.
    reject_rows
        Whether a row that cannot be read is set aside with its reason, and the others read; else it is an
        error.
    """

    datum: str | None = None
    crs: str | None = None
    encoding: str | None = None
    reject_rows: bool = False

    def __post_init__(self) -> None:
        """See that the encoding and the coordinate system exist.

        Raises
        ------
        InputError
            ``encoding_name_unknown`` or ``crs_unknown``.
        """
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
