"""What others wrote is shipped as they wrote it, with its licence."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

LEAFLET = Path(__file__).resolve().parents[2] / "xq_gis_plugin" / "export" / "static" / "leaflet"
FILES = {
    "LICENSE": "53e8dc25862014e4324741ca18fbe3611e11d42ef69f59f86ea8c5389647d4cb",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "images/layers-2x.png": "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    "images/layers.png": "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    "images/marker-icon.png": "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
}


@pytest.mark.parametrize(("name", "digest"), FILES.items())
def test_leaflet_is_the_released_one(name: str, digest: str) -> None:
    assert hashlib.sha256((LEAFLET / name).read_bytes()).hexdigest() == digest
