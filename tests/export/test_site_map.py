"""The map of a siting plan: what is embedded is the plan, and names are text."""

from __future__ import annotations

import dataclasses
import html
import json
import re

import numpy as np
from plans import demo_plan

from xq_gis_plugin.export.site_map import render_site_map

HOSTILE = "</script><script>alert(1)</script>{{7*7}}`\"'<img src=x onerror=alert(2)>"


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="xq-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_every_site_street_and_zone_of_the_plan_is_embedded() -> None:
    plan = demo_plan()
    data = data_of(render_site_map(plan, title="布点", fictional=True))
    sites = data["sites"]
    assert isinstance(sites, dict)
    assert sites["site_id"] == plan.sites["site_id"].tolist()
    told = [sites["because"]["of"][code] for code in sites["because"]["at"]]
    assert told == plan.sites["because"].tolist()
    assert data["streets"]["street"] == plan.streets["street"].tolist()  # type: ignore[index]
    assert data["zones"]["zone"] == plan.permitted["zone"].tolist()  # type: ignore[index]
    pairs = np.array(data["edges"]).reshape(-1, 2)
    ids = plan.sites["site_id"].to_numpy()
    assert [tuple(pair) for pair in ids[pairs]] == list(
        zip(plan.spacing["site_a"], plan.spacing["site_b"], strict=True)
    )


def test_it_asks_nobody_and_runs_nothing_that_is_not_its_own() -> None:
    page = render_site_map(demo_plan(), title="布点", fictional=True)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    allowed = html.unescape(policy[1])
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    # The prefix of an attribution is in Leaflet; this page has none.
    assert "attributionControl: false" in page
    assert "虚构示例" in page


def test_a_hostile_name_stays_text() -> None:
    plan = demo_plan()
    sites = plan.sites.copy()
    sites["name"], sites["street"] = HOSTILE, HOSTILE
    page = render_site_map(dataclasses.replace(plan, sites=sites), title=HOSTILE)
    assert "<script>alert(1)" not in page
    assert "onerror=alert(2)>" not in page.replace("&gt;", "")
    assert data_of(page)["sites"]["name"][0] == HOSTILE  # type: ignore[index]


def test_the_same_plan_gives_the_same_page() -> None:
    plan = demo_plan()
    assert render_site_map(plan, title="a") == render_site_map(plan, title="a")
