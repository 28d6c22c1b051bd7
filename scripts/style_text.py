"""The text of a style or layout as QGIS writes it, made the same every time."""

from __future__ import annotations

import re
import uuid
from xml.etree import ElementTree as ET

__all__ = ["settled"]

_KEY = re.compile(r"\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}")


def settled(text: str, name: str) -> str:
    """Return QGIS's XML with the keys of chance replaced by ones that follow from the file's name."""
    keys: dict[str, str] = {}

    def settle(match: re.Match[str]) -> str:
        url = f"xq-gis/{name}/{len(keys)}"
        return keys.setdefault(match[0], f"{{{uuid.uuid5(uuid.NAMESPACE_URL, url)}}}")

    # Qt writes an element's attributes in an order of chance; the canonical form has one order.
    return _KEY.sub(settle, ET.canonicalize(text)) + "\n"
