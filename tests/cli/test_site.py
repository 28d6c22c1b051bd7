"""``xq-gis site``: what it writes, prints and refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas.testing
import pytest
import shapely

from tests.cli.conftest import feature, files, layer
from xq_gis_plugin import resources
from xq_gis_plugin.io.site_plan import read_site_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Call = Callable[..., Answer]

DEMO = resources.path("layers", "demo")
HOSTILE = "<script>alert(1)</script>=cmd"


def shop(east_m: float, **properties: object) -> dict[str, Any]:
    return feature(east_m, position_accuracy_m=0, **properties)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with three candidates, a school 250 m east of the first, and houses."""
    layer(
        tmp_path / "c.geojson",
        shop(0, site_id="A", name=HOSTILE, street="东街道"),
        shop(40, site_id="B", name="乙", street="东街道"),
        shop(80, site_id="C", name="丙", street="西街道"),
        shop(200, site_id="D", name="丁", street="西街道"),
    )
    houses = [
        feature(e, 8, object_id=f"O{e}", kind="residence", position_accuracy_m=0) for e in (-400, -60, 500)
    ]
    school = feature(
        250, 20, object_id="S", name="小学", kind="school", measured_as="fence", position_accuracy_m=0
    )
    far = feature(4000, 8, object_id="far", kind="residence", position_accuracy_m=0)
    back = feature(-4000, 8, object_id="back", kind="residence", position_accuracy_m=0)
    high = feature(0, 0, object_id="high", kind="residence", position_accuracy_m=0)
    high["geometry"]["coordinates"][1] += 0.02
    low = feature(0, 0, object_id="low", kind="residence", position_accuracy_m=0)
    low["geometry"]["coordinates"][1] -= 0.02
    layer(tmp_path / "p.geojson", *houses, school, far, back, high, low)
    return tmp_path


@pytest.fixture
def site(call: Call, place: Path) -> Call:
    def run(*more: object, candidates: object = "c.geojson") -> Answer:
        return call("site", place / str(candidates), "--protected", place / "p.geojson", *more)

    return run


def test_the_plan_is_written_printed_and_explained(site: Call, place: Path) -> None:
    products = [place / f"o.{suffix}" for suffix in ("gpkg", "html", "xlsx")]
    answer = site("--out", products[0], "--html", products[1], "--xlsx", products[2])
    assert answer.status == 0
    assert answer.out.startswith("选中 2 家，保留 0 家，关闭 0 家，待核实 0 处\n已证明没有更好的方案\n")
    for sentence in ("不是任何标准的要求", "网点最多", "东街道", "初始方案用时"):
        assert sentence in answer.out
    assert answer.out.splitlines()[-3:] == [f"  {path}" for path in products]
    plan = read_site_plan(products[0]).sites.set_index("site_id")
    assert plan["status"].to_dict() == {"A": "chosen", "B": "rejected", "C": "chosen", "D": "rejected"}
    assert "小学" in plan.loc["D", "because"]
    assert HOSTILE in plan.loc["A", "name"]


def test_json_is_one_object_with_value_bound_gap_and_time(site: Call, place: Path) -> None:
    answer = site(
        "--out", place / "o.gpkg", "--json", "--objective", "demand", "--objective", "count", "--quota", 1
    )
    assert answer.status == 0
    told = answer.json
    assert told["sites"] == {"chosen": 1, "kept": 0, "closed": 0, "rejected": 3, "unresolved": 0}
    assert [level["objective"] for level in told["objectives"]] == ["demand", "count", "closing"]
    assert all(
        {"value", "bound", "gap", "greedy", "proven", "seconds"} <= level.keys()
        for level in told["objectives"]
    )
    assert told["proven"] is True
    assert told["seconds"] >= told["seconds_to_first"] >= 0
    assert told["outputs"] == {"gpkg": str(place / "o.gpkg")}


def test_demands_that_contradict_end_with_2_in_plain_words_and_nothing_written(
    site: Call, place: Path
) -> None:
    before = files(place)
    answer = site("--out", place / "o.gpkg", "--quota", 1, "--at-least", 2)
    assert answer.status == 2
    assert "总数不超过 1 家；总数至少 2 家" in answer.err
    assert files(place) == before
    told = site("--out", place / "o.gpkg", "--at-least", 3, "--json").json["error"]
    assert told["code"] == "demands_contradict"
    assert told["facts"]["demands"] == [{"kind": "total_at_least", "subject": "", "value": 3}]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--quota", "-1"], "quota_negative"), (["--walk", "0"], "walk_invalid"),
        (["--time-limit", "0"], "time_limit_invalid"), (["--without", "FW-99"], "unknown_rule"),
        (["--along", "p.geojson"], "along_and_candidates"), (["--accuracy", "-3"], "metres_wrong"),
        (["--quotas", "nothing.csv"], "file_missing"), (["--xlsx", "o.gpkg"], "output_twice"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_refused_with_a_code(site: Call, place: Path, more: list[str], code: str) -> None:
    before = files(place)
    words = [str(place / word) if word.endswith((".csv", ".geojson", ".gpkg")) else word for word in more]
    answer = site("--out", place / "o.gpkg", *words, "--json")
    assert answer.status == 2
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["hint"]
    assert files(place) == before


def test_a_street_that_no_site_lies_in_is_named(site: Call, place: Path) -> None:
    (place / "q.csv").write_text("street,quota\n东街,1\n", encoding="utf-8")
    answer = site("--out", place / "o.gpkg", "--quotas", place / "q.csv")
    assert answer.status == 2
    assert "东街" in answer.err
    assert "东街道、西街道" in answer.err or "东街道, 西街道" in answer.err


def test_no_candidate_at_all_and_all_of_them_forbidden(site: Call, place: Path) -> None:
    layer(place / "none.geojson")
    assert site("--out", place / "o.gpkg", candidates="none.geojson").status == 2
    layer(place / "near.geojson", shop(200), shop(300))
    answer = site("--out", place / "o.gpkg", candidates="near.geojson")
    assert answer.status == 0
    assert answer.out.startswith("选中 0 家")
    assert set(read_site_plan(place / "o.gpkg").sites["reason"]) == {"rule"}


def test_an_existing_plan_is_replaced_only_with_overwrite(site: Call, place: Path) -> None:
    assert site("--out", place / "o.gpkg").status == 0
    before = (place / "o.gpkg").read_bytes()
    assert site("--out", place / "o.gpkg").status == 2
    assert (place / "o.gpkg").read_bytes() == before
    assert site("--out", place / "o.gpkg", "--overwrite").status == 0


def test_streets_and_the_district_come_from_polygons(site: Call, place: Path) -> None:
    ring = [[106.28, 38.46], [106.2905, 38.46], [106.2905, 38.48], [106.28, 38.48], [106.28, 38.46]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    area = {"type": "Feature", "properties": {"name": "北街道"}, "geometry": shape}
    layer(place / "s.geojson", area)
    layer(place / "bare.geojson", shop(0, site_id="A"), shop(80, site_id="C"))
    answer = site("--out", place / "o.gpkg", "--streets", place / "s.geojson", "--area", place / "s.geojson",
                  candidates="bare.geojson")  # fmt: skip
    assert answer.status == 0
    found = read_site_plan(place / "o.gpkg").sites.set_index("site_id")
    assert found["street"].fillna("").to_dict() == {"A": "北街道", "C": ""}
    assert found["reason"].fillna("").to_dict() == {"A": "", "C": "outside"}


def test_a_candidate_beyond_the_districts_outline_is_told_and_not_left_out(site: Call, place: Path) -> None:
    layer(place / "far.geojson", shop(0, site_id="A"), shop(80, site_id="C"), shop(-400_000, site_id="far"))
    told = site("--out", place / "o.gpkg", "--json", candidates="far.geojson").json
    assert [check["code"] for check in told["checks"]] == ["site_beyond"]
    assert "far" in told["checks"][0]["message"]
    found = read_site_plan(place / "o.gpkg").sites.set_index("site_id")
    assert (found.loc["far", "status"], found.loc["far", "missing"]) == ("unresolved", "coverage")
    # A plan of another district is not measured by this one.
    layer(
        place / "far.geojson", shop(-400_000, site_id="A"), shop(-400_080, site_id="B"), shop(0, site_id="C")
    )
    assert site("--out", place / "p.gpkg", "--json", candidates="far.geojson").json["checks"] == []


def test_the_shop_that_is_there_is_told_from_the_candidate_on_top_of_it(site: Call, place: Path) -> None:
    layer(place / "e.geojson", shop(0, site_id="E", name="老店", wish="keep"))
    told = site("--out", place / "o.gpkg", "--existing", place / "e.geojson", "--json").json
    assert "candidate_on_shop" in {check["code"] for check in told["checks"]}
    found = read_site_plan(place / "o.gpkg").sites.set_index("site_id")
    assert (found.loc["E", "status"], found.loc["A", "reason"]) == ("kept", "neighbour")
    assert "老店" in found.loc["A", "because"]
    assert "差 50.00 m" in found.loc["A", "because"]


def test_one_id_in_both_files_is_one_shop_or_refused(site: Call, place: Path) -> None:
    layer(place / "e.geojson", shop(5, site_id="A", name="甲店"))
    told = site("--out", place / "o.gpkg", "--existing", place / "e.geojson", "--json").json
    assert "candidate_is_shop" in {check["code"] for check in told["checks"]}
    layer(place / "e.geojson", shop(300, site_id="A", name="甲店"))
    before = files(place)
    answer = site("--out", place / "p.gpkg", "--existing", place / "e.geojson")
    assert answer.status == 2
    assert "“A”" in answer.err
    assert "300 m" in answer.err
    assert files(place) == before


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("东街道,-1", "“-1”不能用"), ("东街道,1\n东街道,2", "东街道"), ("=cmd|x,1", "=cmd|x"),
        ("[red]东[/red],1", "[red]东[/red]"),
    ],
)  # fmt: skip
def test_a_wrong_table_of_quotas_is_told_as_it_is_written(
    site: Call, place: Path, rows: str, told: str
) -> None:
    (place / "q.csv").write_text(f"乡镇街道,限额\n{rows}\n", encoding="gb18030")
    before = files(place)
    answer = site("--out", place / "o.gpkg", "--quotas", place / "q.csv")
    assert answer.status == 2
    assert told in answer.err
    assert files(place) == before


def test_demands_of_one_street_that_contradict_are_named(site: Call, place: Path) -> None:
    (place / "q.csv").write_text("乡镇街道,限额,至少\n西街道,0,1\n", encoding="utf-8")
    answer = site("--out", place / "o.gpkg", "--quotas", place / "q.csv")
    assert answer.status == 2
    assert "西街道不超过 0 家；西街道至少 1 家" in answer.err


def test_a_rule_that_is_left_out_forbids_no_place(site: Call, place: Path) -> None:
    compound = feature(
        -20, 60, object_id="Z", name="某小区", kind="residence", measured_as="zone", position_accuracy_m=0
    )
    compound["geometry"]["coordinates"][0] = [
        [x, y - 0.0003] for x, y in compound["geometry"]["coordinates"][0]
    ]
    town = json.loads((place / "p.geojson").read_text(encoding="utf-8"))["features"]
    layer(place / "p.geojson", *town, compound)
    layer(place / "one.geojson", shop(0, site_id="A", name="甲"))
    out = place / "o.gpkg"
    ruled = {}
    for without in ((), ("--without", "FW-45")):
        answer = site("--out", out, "--overwrite", *without, candidates="one.geojson")
        assert answer.out.startswith("选中 0 家")
        found = read_site_plan(out)
        assert "某小区" in found.sites["because"].iloc[0]
        ruled[without] = set(",".join(found.permitted["rule_ids"].dropna()).split(","))
        run = dict(zip(found.run["key"], found.run["value"], strict=True))
        assert (run["rules_left_out"] or "") == "".join(without[1:])
    # The national standard keeps shops out of compounds too.
    assert {"FW-17", "FW-45"} <= ruled[()]
    assert ruled["--without", "FW-45"] == ruled[()] - {"FW-45"}


def test_ctrl_c_while_it_plans_leaves_nothing(
    site: Call, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    before = files(place)
    for step in ("core.siting.plan.solve", "export.site_tables.write_site_xlsx"):
        with monkeypatch.context() as patched:
            patched.setattr(f"xq_gis_plugin.{step}", stopped)
            answer = site("--out", place / "o.gpkg", "--xlsx", place / "o.xlsx")
        assert answer.status == 130
        assert "已取消，没有写出任何文件" in answer.err
        assert files(place) == before


def test_candidates_are_made_along_roads_where_the_rules_allow(call: Call, tmp_path: Path) -> None:
    roads = json.loads((DEMO / "protected.geojson").read_text(encoding="utf-8"))
    name = next(f["properties"]["name"] for f in roads["features"] if f["properties"]["kind"] == "road")
    out = tmp_path / "o.gpkg"
    answer = call("site", "--along", DEMO / "protected.geojson", "--road", name, "--every", 60,
                  "--protected", DEMO / "protected.geojson", "--hazards", DEMO / "hazards.geojson",
                  "--out", out)  # fmt: skip
    assert answer.status == 0, answer.err
    sites = read_site_plan(out).sites
    made = sites[~sites["existing"].astype(bool)]
    assert made["name"].str.startswith(name).all()
    assert set(made["reason"].dropna()) <= {"neighbour"}
    assert (made["status"] == "chosen").any()
    nobody = call("site", "--along", DEMO / "protected.geojson", "--road", "没有的路", "--protected",
                  DEMO / "protected.geojson", "--out", tmp_path / "n.gpkg")  # fmt: skip
    assert nobody.status == 2
    assert "没有的路" in nobody.err


def test_a_journal_edits_a_plan_as_the_map_tool_does(call: Call, site: Call, place: Path) -> None:
    plan, out = place / "o.gpkg", place / "edited.gpkg"
    assert site("--out", plan).status == 0
    edits = [
        {"edit": "remove", "site_id": "C"}, {"edit": "choose", "site_id": "B"},
        {"edit": "add", "site_id": "new", "lon": 106.288, "lat": 38.47, "name": "新店"},
    ]  # fmt: skip
    journal = place / "j.json"
    journal.write_text(json.dumps(edits), encoding="utf-8")
    words = ("site-edit", plan, "--journal", journal, "--protected", place / "p.geojson", "--out", out)
    answer = call(*words, "--json")
    assert answer.status == 0, answer.err
    assert answer.json["edits"] == 3
    assert answer.json["totals"]["count"] == 3
    assert answer.json["totals"]["conflicts"] == 2
    assert answer.json["compared"]["added"] == ["B", "new"]
    found = read_site_plan(out).sites.set_index("site_id")
    assert found["status"].to_dict() == {
        "A": "chosen", "B": "chosen", "C": "rejected", "D": "rejected", "new": "chosen",
    }  # fmt: skip
    before = files(place)
    for wrong in ([{"edit": "paint"}], {"edit": "add"}, [{"edit": "remove", "site_id": "nobody"}]):
        journal.write_text(json.dumps(wrong), encoding="utf-8")
        assert call(*words, "--overwrite").status == 2
    assert files(place) == before


def test_a_plan_is_edited_by_the_rules_and_quotas_that_it_was_made_with(
    call: Call, site: Call, place: Path
) -> None:
    rules = (resources.path("layers") / "rules.csv").read_text(encoding="utf-8-sig").splitlines()
    spacing = [line for line in rules if line.startswith(("FW-01,", "FW-12,"))]
    own = [line.replace("at_least,50", "at_least,30") for line in spacing]
    (place / "r.csv").write_text("\n".join([rules[0], *own]), encoding="utf-8")
    (place / "q.csv").write_text("街道,至少\n东街道,1\n", encoding="utf-8")
    plan, journal = place / "o.gpkg", place / "j.json"
    asked = ("--rule-file", place / "r.csv", "--quotas", place / "q.csv", "--quota", 3)
    assert site("--out", plan, *asked).status == 0
    before = read_site_plan(plan).sites
    assert set(before["site_id"][before["status"] == "chosen"]) == {"A", "B", "C"}
    protected = ("--protected", place / "p.geojson")
    journal.write_text(json.dumps([{"edit": "lock", "site_id": "A", "locked": True}]), encoding="utf-8")
    answer = call("site-edit", plan, "--journal", journal, *protected, "--out", place / "e.gpkg", "--json")
    # 40 m apart: in conflict by the standard's 50 m, not by the file's 30 m.
    assert answer.json["totals"]["conflicts"] == 0
    assert answer.json["totals"]["over"] == answer.json["totals"]["short"] == []
    gone = [{"edit": "remove", "site_id": "A"}, {"edit": "remove", "site_id": "B"}]
    journal.write_text(json.dumps(gone), encoding="utf-8")
    answer = call("site-edit", plan, "--journal", journal, *protected, "--out", place / "f.gpkg", "--json")
    assert answer.json["totals"]["short"] == ["东街道"]


def square(west_m: float, side_m: float, **properties: object) -> dict[str, Any]:
    """Return a square whose south-west corner is so far east of the first candidate."""
    west, south = feature(west_m)["geometry"]["coordinates"]
    step = side_m / 111_000
    ring = [
        [west, south],
        [west + step, south],
        [west + step, south + step],
        [west, south + step],
        [west, south],
    ]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def test_a_no_discharge_zone_is_shown_and_changes_nothing(site: Call, place: Path) -> None:
    plain = site("--out", place / "o.gpkg", "--json").json
    before = read_site_plan(place / "o.gpkg")
    assert before.no_discharge is None
    layer(place / "z.geojson", square(-300, 700, 名称=HOSTILE), feature(0))
    # A zone stands among the protected objects too, as a planner's own list has it; far beyond all others.
    objects = json.loads((place / "p.geojson").read_text())
    objects["features"].append(square(-50_000, 49_000, object_id="Z", kind="禁放区", name="城区"))
    (place / "p.geojson").write_text(json.dumps(objects))
    told = site("--out", place / "z.gpkg", "--no-discharge", place / "z.geojson", "--json").json
    after = read_site_plan(place / "z.gpkg")
    assert after.no_discharge is not None
    assert after.no_discharge["name"].tolist() == [HOSTILE, "城区"]
    assert set(after.no_discharge.geom_type) == {"Polygon"}
    assert {check["code"] for check in told["checks"]} - {check["code"] for check in plain["checks"]} == {
        "no_discharge_shown"
    }
    pandas.testing.assert_frame_equal(
        after.sites.drop(columns="geometry"), before.sites.drop(columns="geometry")
    )
    assert after.permitted.geometry.geom_equals(before.permitted.geometry).all()


def test_a_zone_among_the_objects_is_no_object_of_a_check(call: Call, place: Path) -> None:
    layer(place / "h.geojson", feature(0, hazard_id="H", kind="fireworks_retail", position_accuracy_m=0))
    school = feature(60, 20, object_id="S", kind="school", position_accuracy_m=0)
    counts = []
    for zones in ([], [square(-300, 700, object_id="Z", kind="禁放区", name="城区")]):
        layer(place / "z.geojson", school, *zones)
        answer = call(
            "check",
            place / "h.geojson",
            place / "z.geojson",
            "--out",
            place / "w.gpkg",
            "--overwrite",
            "--json",
        )
        counts.append(answer.json["counts"])
    assert counts[0] == counts[1]
    assert counts[0]["conflict"] > 0


def test_a_layer_of_zones_without_a_polygon_is_refused(site: Call, place: Path) -> None:
    layer(place / "z.geojson", feature(0))
    before = files(place)
    answer = site("--out", place / "o.gpkg", "--no-discharge", place / "z.geojson")
    assert answer.status == 2
    assert "没有面" in answer.err
    assert files(place) == before


def test_objects_in_beijing_54_that_state_no_kind_are_read_as_said(call: Call, place: Path) -> None:
    path = place / "homes.csv"
    path.write_text("名称,x,y\n甲楼,4260000,35611000\n", encoding="utf-8")
    arguments = ("site", place / "c.geojson", "--protected", path, "--crs", "EPSG:2411")
    refused = call(*arguments, "--out", place / "a.gpkg")
    assert refused.status == 2
    assert "--crs-accuracy" in refused.err
    said = ("--crs-accuracy", "130", "--protected-kind", "住宅")
    told = call(*arguments, *said, "--out", place / "b.gpkg", "--json").json
    codes = {check["code"] for check in told["checks"]}
    assert {"kind_said", "crs_accuracy_said"} <= codes
    assert call(*arguments, "--protected-kind", "小卖部", "--out", place / "c.gpkg").status == 2


def test_columns_are_read_as_is_said(call: Call, place: Path) -> None:
    table = "店名,经度,纬度,街\r\n甲店,106.29,38.47,东街道\r\n乙店,106.2905,38.47,西街道\r\n"
    (place / "c.csv").write_bytes(table.encode("gb18030"))
    said = ("--candidate-column", "名称=店名", "--candidate-column", "street=街")
    args = ("site", place / "c.csv", "--protected", place / "p.geojson", *said, "--accuracy", 0)
    answer = call(*args, "--out", place / "o.gpkg")
    assert answer.status == 0
    assert sorted(read_site_plan(place / "o.gpkg").sites["name"]) == ["乙店", "甲店"]
    wrong = call(*args, "--existing-column", "店名", "--out", place / "q.gpkg")
    assert wrong.status == 2
    assert "--existing-column" in wrong.err


def test_streets_without_a_projection_file_are_read_as_is_said(call: Call, place: Path) -> None:
    streets = gpd.GeoDataFrame(
        {"街道": ["凤凰北街街道"]}, geometry=[shapely.box(106.2, 38.4, 106.4, 38.5)], crs=4490
    )
    streets.to_crs(4544).to_file(place / "streets.shp", encoding="GB18030")
    for ending in (".prj", ".cpg"):
        (place / f"streets{ending}").unlink()
    layer(place / "e.geojson", shop(0, site_id="A", name="甲"))
    args = ("site", place / "e.geojson", "--protected", place / "p.geojson")
    more = ("--streets", place / "streets.shp", "--out", place / "o.gpkg")
    refused = call(*args, *more)
    assert refused.status == 2
    assert "EPSG:4544" in refused.err
    assert call(*args, *more, "--crs", "EPSG:4544").status == 0
    assert [*read_site_plan(place / "o.gpkg").sites["street"]] == ["凤凰北街街道"]
