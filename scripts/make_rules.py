#!/usr/bin/env python3
"""Make layers/rules.csv and layers/sources.csv from the research tables beside the repository.

Every row of ``../shared/standards/rules.csv`` becomes a row of the catalogue: with a relation and a
value where it can be checked, else with the reason why not. The cells of the distance tables are
read off their ids; ``rule_meanings.csv`` beside this file says what every other row means in the
product's words (a row that says two things becomes two, ``FC-03`` and ``FC-03.2``), and
``rule_reasons.csv`` why the rest cannot be checked. Run it again when the research changes; a test
compares the result.
"""

from __future__ import annotations

import csv
import re
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STANDARDS = ROOT.parent / "shared" / "standards"

FIELDS = (
    "id", "family", "standard", "edition", "clause", "hazard_kinds", "fuel", "grade", "vapour_recovery",
    "part", "target", "relation", "required", "when", "modifies", "measured_from", "measured_to",
    "severity", "confidence", "reach_m", "source", "note", "reason",
)  # fmt: skip

OIL = "petrol_station,combined_station"
GAS = {f: f"{f}_station,combined_station,gas_supply_station" for f in ("lpg", "cng", "lng")}
STATIONS = "petrol_station,lpg_station,cng_station,lng_station,combined_station,gas_supply_station"
RECOVERY = {"NONE": "none", "UNL": "unloading", "BOTH": "full"}
TABLE = re.compile(
    r"^(?P<table>P12|P21|LPGE|LPG|CNG|LNG)-(?P<column>[A-Z0-9-]+?)-"
    r"(?P<target>IMP|FIRE|C1|C2|C3|HAZ_AB|HAZ_CDE|SUBST|RAIL|ROAD1|ROAD2|COMM|PWR_BARE|PWR_INS)$",
)
GAS_PARTS = {
    "LPGE-UNL": "unloading_point", "LPGE-VENT": "vent", "LPGE-DISP": "dispenser",
    "CNG-CYL": "cylinder", "CNG-VENT": "vent", "CNG-OTH": "dispenser,compressor",
    "LNG-VD": "vent,dispenser", "LNG-UN": "unloading_point",
}  # fmt: skip

VOLUME = ("30", "50", "200", "500", "1000", "2500", "5000", "10000")
LPGS_TARGET = {"1": "LPGS_SETTLEMENT", "2": "WORKSHOP", "3": "LPGS_FIRE", "4": "LPGS_OTHER"}


def main(out: Path = ROOT / "layers") -> int:
    """Write both tables into ``out``."""
    with (STANDARDS / "rules.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = [made for row in csv.DictReader(handle) for made in catalogue_rows(row)]
    write(out / "rules.csv", FIELDS, rows)
    write(out / "sources.csv", ("key", "address"), list(sources()))
    return 0


def write(path: Path, fields: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write one table as UTF-8 with a byte-order mark, so that Excel reads the Chinese right."""
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, fields, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def catalogue_rows(row: dict[str, str]) -> list[dict[str, str]]:
    """Return what one research row becomes: checks, or one row with its reason."""
    common = {
        "id": row["id"],
        "standard": row["standard"],
        "edition": edition(row["standard"]),
        "clause": row["clause"],
        "measured_from": row["measured_from"],
        "measured_to": row["measured_to"],
        "severity": "must",
        "confidence": row["confidence"],
        "source": source(row),
    }
    match = TABLE.match(row["id"])
    if match:
        return [common | {"relation": "at_least", "required": row["distance_m"]} | table_cell(match, row)]
    if re.match(r"LPGS-\d-\d$", row["id"]):
        return [common | {"relation": "at_least", "required": row["distance_m"]} | lpg_store(row["id"])]
    meanings = [m for m in beside("rule_meanings.csv") if m["id"] == row["id"]]
    if meanings:
        stated = [{k: v for k, v in m.items() if v} for m in meanings]
        ids = [row["id"], *(f"{row['id']}.{n}" for n in range(2, len(meanings) + 1))]
        return [common | {"relation": "at_least"} | m | {"id": i} for m, i in zip(stated, ids, strict=True)]
    reason = next(r["reason"] for r in beside("rule_reasons.csv") if row["id"].startswith(r["id_begins"]))
    note = "；".join(t for t in (row["protected_class"], row["distance_m"]) if t and t != "-")
    return [common | {"family": "listed", "severity": "", "note": note, "reason": reason}]


@cache
def beside(name: str) -> list[dict[str, str]]:
    """Return the rows of a table beside this script."""
    with (ROOT / "scripts" / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def table_cell(match: re.Match[str], row: dict[str, str]) -> dict[str, str]:
    """Read one cell's address (table, column, line of the table) off its id."""
    table, column, target = match["table"], match["column"], match["target"]
    cell = {"family": "gb50156", "target": target}
    if table in ("P12", "P21"):
        place, kind = column.split("-")
        return cell | {
            "hazard_kinds": OIL,
            "fuel": "diesel" if kind == "DIESEL" else "petrol",
            "vapour_recovery": RECOVERY.get(kind, ""),
            "grade": place[1] if place[0] == "G" else "",
            "part": "tank" if place[0] == "G" else "dispenser,vent",
        }
    fuel = "lpg" if table == "LPGE" else table.lower()
    cell |= {"hazard_kinds": GAS[fuel], "fuel": fuel, "part": GAS_PARTS.get(f"{table}-{column}", "tank")}
    if re.match(r"(AG|UG)\d$", column):
        cell |= {"grade": column[2], "when": "tank_position=" + ("above" if column[0] == "A" else "buried")}
    elif re.match(r"G\d$", column):
        cell |= {"grade": column[1]}
    if row["id"].startswith("CNG") and target == "HAZ_CDE":
        cell |= {"note": "所见文本自相矛盾（18/18/13 或 25/25/18），取较大者，待核对原文"}
    if row["id"] == "LNG-G1-PWR_INS":
        cell |= {"note": "一级 1.5H 而二、三级 1H，疑为抄写差异，按所见从严"}
    return cell


def lpg_store(rule_id: str) -> dict[str, str]:
    """Read a cell of GB 50016 table 4.4.1: line of the table, volume class."""
    _, line, volume = rule_id.split("-")
    low, high = VOLUME[int(volume) - 1], VOLUME[int(volume)]
    return {
        "family": "lpg_storage",
        "hazard_kinds": "lpg_storage,ammonia_storage",
        "part": "tank",
        "target": LPGS_TARGET[line],
        "when": f"storage_m3>{low};storage_m3<={high}",
        "note": "2023-06-01 起该条不再为强制性条文，数值作为一般规定；数值凭记忆",
    }


def edition(standard: str) -> str:
    """Return the short name that ``--rules`` takes: standard number and year."""
    match = re.search(r"(GB(?:/T)?|AQ) ?(\d+)-(\d{4})", standard)
    if match:
        return f"{match[1]}{match[2]}-{match[3]}"
    return standard.split("(", maxsplit=1)[0].replace(" ", "")


def source(row: dict[str, str]) -> str:
    """Return the keys of ``sources.csv`` and the addresses that a row rests on."""
    keys = list(dict.fromkeys(re.findall(r"\bS\d+b?\b", row["note"])))
    parts = [*keys, *([row["evidence"]] if row["evidence"] else [])]
    return "; ".join(parts) or ("recollection" if row["confidence"] == "C" else "research table")


def sources() -> list[dict[str, str]]:
    """Read the key and address of each source from the research pages."""
    text = (STANDARDS / "STANDARDS.md").read_text(encoding="utf-8").split("## Sources", 1)[1]
    found = dict(re.findall(r"(S\d+b?) ([^;\n]+(?:; (?!S\d)[^;\n]+)*)", text))
    doc = "github 01jiwenhua/doc @c80a23348cdfc4dd125235b088dbe726ea6c347c"
    code = "github Chenz9/building-code-kg @64fbc5ba2cd3a75416510cc359925772d37027ca standards/"
    found |= {
        "S70": f"{doc} 数据库文档/t_distance.sql",
        "S71": f"{code}GB50016-2014.yaml",
        "S72": f"{code}GB55037-2022.yaml",
        "S73": "stored GitHub file id 52187364389 (SQL table building_codes, GB 55037-2022)",
        "S86": "http://www.shandonglongtai.com/news/show-1181.aspx",
        "S78": "https://m.docduoduo.com/p-5702961.html (digest of the 2006 edition)",
    }
    return [
        {"key": key, "address": found[key].strip().rstrip(".")}
        for key in sorted(found, key=lambda k: (int(re.sub(r"\D", "", k)), k))
    ]


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
