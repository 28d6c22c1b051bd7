"""``xq:locatebyname`` asks online services too, and says what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plugin.algorithms import memory_layer, registered, rows, run
from qgis.core import QgsApplication, QgsProcessingException

from tests.io.services.loopback import Said, Server
from xq_gis_plugin.io.services import amap
from xq_gis_plugin.io.services.client import Client
from xq_gis_plugin.widgets import language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("project")

ANSWER = {
    "status": "1",
    "pois": [{"id": "B1", "name": "银古加油站", "location": "106.290184,38.470945", "typecode": "010100"}],
}


@pytest.fixture(scope="module", autouse=True)
def _provider(qgis_app: QgsApplication) -> Iterator[None]:
    with registered(qgis_app):
        yield


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("XQ_GIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("XQ_GIS_AMAP_KEY", raising=False)
    monkeypatch.setattr(Client, "_pause", lambda *_: None)
    language.choose("zh")
    yield
    language.choose(None)


def test_a_service_gives_proposals_alone_and_beside_a_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XQ_GIS_AMAP_KEY", "geheim")
    with Server(Said(ANSWER)) as server:
        monkeypatch.setattr(amap, "URL", server.url)
        alone = run("locatebyname", SERVICES=["amap"], BOXES=["专栏2"], LEAST=0.9, OUTPUT="memory:")
        layer = memory_layer("Point?crs=EPSG:4490&field=name:string", ("POINT(106.3 38.48)", ["兴俊加油站"]))
        both = run(
            "locatebyname", CANDIDATES=layer, SERVICES=["amap"], BOXES=["专栏2"], LEAST=0.9, OUTPUT="memory:"
        )
    assert set(rows(alone["OUTPUT"])["candidate_name"]) == {"银古加油站"}
    assert set(rows(both["OUTPUT"])["candidate_name"]) == {"银古加油站", "兴俊加油站"}


def test_what_is_lacking_is_said() -> None:
    with pytest.raises(QgsProcessingException, match="没有给出候选图层"):
        run("locatebyname", BOXES=["专栏2"], OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="需要密钥"):
        run("locatebyname", SERVICES=["amap"], BOXES=["专栏2"], OUTPUT="memory:")
