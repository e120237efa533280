"""Pages are tested through app.py, signed in through its form, on a fresh database with the standing cast."""

from typing import Any

import pytest

from services.engagement.exports.recording import Kind
from services.security.actor import Actor
from tests.apps import Apps
from tests.exporting.findings import PICTURE
from ui.exporting import pictures, take_away


@pytest.fixture
def apps(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Apps:
    return Apps(monkeypatch)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Kind]:
    """As what files are made in this test, in order. What draws stands aside: drawing is not the question."""
    found: list[Kind] = []

    class Vega:
        def vegalite_to_svg(self, spec: dict[str, Any], vl_version: str) -> str:
            return PICTURE

        def svg_to_png(self, svg: str, scale: int) -> bytes:
            return b"\x89PNG" + svg.encode()

    monkeypatch.setattr(pictures, "_vega", Vega)
    record = take_away.exported

    def noting(actor: Actor, group_id: int, kind: Kind) -> None:
        found.append(kind)
        record(actor, group_id, kind)

    monkeypatch.setattr(take_away, "exported", noting)
    return found
