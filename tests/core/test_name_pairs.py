"""The labelled pairs of names are sound in themselves; what they measure is not looked at here."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from xq_gis_plugin.core.plan import AREA, load_plan

DATA = Path(__file__).resolve().parent.parent / "data"
COLUMNS = ["pair_id", "entry", "found", "entry_kind", "same", "why", "half"]
STATIONS = {"fuel_station", "gas_station"}
KINDS = STATIONS | {"fireworks_shop", "enterprise", "school", "hospital", "road", "complex"}

Row = dict[str, str]


def half_of(entry: str, found: str) -> str:
    """Return the half that a pair belongs to, by the parity of the SHA-256 of both names in a row."""
    digest = hashlib.sha256((entry + found).encode("utf-8")).digest()
    return "measure" if digest[-1] % 2 else "choose"


def plain(name: str) -> str:
    """Return a name without what no reader calls a difference: width, case, spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def repeated(rows: list[Row]) -> list[str]:
    """Return the ids of pairs that stood before, mirrored or not, and of names paired with themselves."""
    seen: set[frozenset[str]] = set()
    found = []
    for row in rows:
        pair = frozenset((row["entry"], row["found"]))
        if pair in seen or len(pair) == 1:
            found.append(row["pair_id"])
        seen.add(pair)
    return found


def contradicted(rows: list[Row]) -> list[str]:
    """Return the ids of `no` pairs whose two names a chain of `yes` pairs, of any length, calls one place."""
    parent: dict[str, str] = {}

    def place(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for row in rows:
        if row["same"] == "yes":
            parent[place(plain(row["entry"]))] = place(plain(row["found"]))
    return [
        row["pair_id"]
        for row in rows
        if row["same"] == "no" and place(plain(row["entry"])) == place(plain(row["found"]))
    ]


def moved(rows: list[Row]) -> list[str]:
    """Return the ids of pairs that do not stand in the half that the rule gives them."""
    return [row["pair_id"] for row in rows if row["half"] != half_of(row["entry"], row["found"])]


def share_of_no(rows: list[Row]) -> float:
    return sum(row["same"] == "no" for row in rows) / len(rows)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (DATA / "name_pairs.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page that says how the pairs were written."""
    return (DATA / "name_pairs.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def vocabulary(page: str) -> dict[str, tuple[str, int]]:
    """Return, for each word of `why`, the side on which it may stand and its count on the page."""
    found = re.findall(r"^\| `(\w+)` \| (yes|no|both) \| [^|]+ \| (\d+) \|$", page, re.MULTILINE)
    return {word: (side, int(count)) for word, side, count in found}


def test_the_file_is_utf8_with_unix_lines_and_the_agreed_columns() -> None:
    raw = (DATA / "name_pairs.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    lines = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert lines[0] == COLUMNS
    assert {len(line) for line in lines} == {len(COLUMNS)}


def test_there_are_enough_pairs_most_of_them_stations_and_many_near_misses(rows: list[Row]) -> None:
    assert len(rows) >= 640
    assert share_of_no(rows) >= 0.45
    assert sum(row["entry_kind"] in STATIONS for row in rows) >= 0.6 * len(rows)


@pytest.mark.parametrize("half", ["choose", "measure"])
def test_each_half_is_large_and_holds_near_misses_and_every_kind(rows: list[Row], half: str) -> None:
    part = [row for row in rows if row["half"] == half]
    assert len(part) >= 300
    assert 0.4 <= share_of_no(part) <= 0.6
    assert {(row["entry_kind"], row["same"]) for row in part} == {
        (k, s) for k in KINDS for s in ("yes", "no")
    }


def test_every_field_is_filled_with_a_known_value_and_no_name_has_loose_ends(rows: list[Row]) -> None:
    assert {row["entry_kind"] for row in rows} == KINDS
    assert {row["same"] for row in rows} == {"yes", "no"}
    names = [name for row in rows for name in (row["entry"], row["found"])]
    assert [
        name
        for name in names
        if not name or name != name.strip() or not name.replace("\u3000", " ").isprintable()
    ] == []


def test_ids_are_unique_and_ascend(rows: list[Row]) -> None:
    ids = [row["pair_id"] for row in rows]
    assert all(re.fullmatch(r"p\d{4}", pair_id) for pair_id in ids)
    assert all(first < second for first, second in pairwise(ids))


def test_no_pair_stands_twice_not_even_mirrored(rows: list[Row]) -> None:
    assert repeated(rows) == []


def test_no_chain_of_yes_pairs_says_what_a_no_pair_denies(rows: list[Row]) -> None:
    assert contradicted(rows) == []


def test_every_pair_stands_in_the_half_that_the_rule_gives_it(rows: list[Row]) -> None:
    assert moved(rows) == []


@pytest.mark.parametrize(
    ("entry", "found", "half"),
    [  # printf '%s' 宁夏兴俊加油站兴俊加油站 | sha256sum
        ("宁夏兴俊加油站", "兴俊加油站", "choose"),  # ends in 0
        ("丽景街", "麗景街", "measure"),  # ends in b
        ("长城路", "長城路", "measure"),  # ends in d
        ("中石油唐徕加油站", "中石化唐徕加油站", "choose"),  # ends in a
    ],
)
def test_the_rule_of_the_halves_can_be_followed_by_hand(entry: str, found: str, half: str) -> None:
    assert half_of(entry, found) == half


def test_every_reason_is_in_the_vocabulary_and_on_its_side(
    rows: list[Row], vocabulary: dict[str, tuple[str, int]]
) -> None:
    wrong = [
        (row["pair_id"], word)
        for row in rows
        for word in row["why"].split(" ")
        if word not in vocabulary or vocabulary[word][0] not in {"both", row["same"]}
    ]
    assert wrong == []


def test_every_pair_has_a_reason_of_its_own_side_and_none_twice(
    rows: list[Row], vocabulary: dict[str, tuple[str, int]]
) -> None:
    for row in rows:
        words = row["why"].split(" ")
        assert len(words) == len(set(words)), row
        assert row["same"] in {vocabulary[word][0] for word in words}, row


def test_plan_is_said_of_exactly_the_pairs_that_hold_a_name_of_the_plan(rows: list[Row]) -> None:
    names = {entry.name for entry in load_plan() if entry.kind != AREA}
    said = {row["pair_id"] for row in rows if "plan" in row["why"].split(" ")}
    assert said == {row["pair_id"] for row in rows if names & {row["entry"], row["found"]}}


def test_every_station_road_and_complex_of_the_plan_is_measured(rows: list[Row]) -> None:
    names = {
        entry.name for entry in load_plan() if entry.kind != AREA and entry.box in {"专栏2", "专栏3", "专栏4"}
    }
    assert names - {name for row in rows for name in (row["entry"], row["found"])} == set()


def test_the_page_counts_the_pairs_as_they_are(
    rows: list[Row], page: str, vocabulary: dict[str, tuple[str, int]]
) -> None:
    words = Counter(word for row in rows for word in row["why"].split(" "))
    assert {word: count for word, (_, count) in vocabulary.items()} == words
    kinds = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    counted = Counter((row["entry_kind"], row["same"]) for row in rows)
    assert {kind: (int(yes), int(no)) for kind, yes, no in kinds} == {
        kind: (counted[kind, "yes"], counted[kind, "no"]) for kind in KINDS
    }


def labelled(pair_id: str, entry: str, found: str, same: str) -> Row:
    return {"pair_id": pair_id, "entry": entry, "found": found, "same": same, "half": half_of(entry, found)}


def test_the_checks_find_what_is_planted() -> None:
    sound = [labelled("p1", "甲站", "甲加油站", "yes"), labelled("p2", "甲加油站", "甲 油站", "yes")]
    assert (repeated(sound), contradicted(sound), moved(sound)) == ([], [], [])
    assert repeated([*sound, labelled("p3", "甲加油站", "甲站", "yes")]) == ["p3"]
    assert repeated([*sound, labelled("p3", "乙站", "乙站", "yes")]) == ["p3"]
    assert contradicted([*sound, labelled("p3", "甲油站", "甲站", "no")]) == ["p3"]
    assert contradicted([labelled("p0", "甲加油站", "甲站", "no"), *sound]) == ["p0"]
    other = {"choose": "measure", "measure": "choose"}
    assert moved([sound[0], {**sound[1], "half": other[sound[1]["half"]]}]) == ["p2"]
