"""Taking one finding away: four ways, each file made once, and for this sign-in alone."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models import AuditChange, AuditEvent
from services.engagement.disclosure import Scope
from services.engagement.exports.recording import Kind
from services.errors import NotFound
from services.security.actor import Actor
from services.security.sign_in import actor_of_token
from tests import make
from tests.apps import Apps
from tests.exporting.findings import PICTURE, coming, settling
from tests.pages.reading import labels, press, said
from ui import files
from ui.charts.finding import Finding
from ui.cookies import session_cookie
from ui.exporting import pictures, take_away
from ui.exporting.take_away import FOR_WHOM, WAYS


def one_finding(group_id, finding):  # type: ignore[no-untyped-def] # run by its source alone, without what is imported here
    from ui.exporting.take_away import show_take_away

    show_take_away(group_id, "coming", finding)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Kind]:
    """As what files are made in this test, in order. What draws stands aside: drawing is not the question."""
    found: list[Kind] = []

    class Vega:
        def vegalite_to_svg(self, spec: dict[str, Any], vl_version: str) -> str:
            return PICTURE

        def svg_to_png(self, svg: str, scale: int) -> bytes:
            return b"\x89PNG"

    monkeypatch.setattr(pictures, "_vega", Vega)
    record = take_away.exported

    def noting(actor: Actor, group_id: int, kind: Kind) -> None:
        found.append(kind)
        record(actor, group_id, kind)

    monkeypatch.setattr(take_away, "exported", noting)
    return found


def shown(apps: Apps, finding: Finding, who: str = "coordinator") -> AppTest:
    signed_in = apps.sign_in(who)
    app = AppTest.from_function(one_finding, args=(apps.cast.group.id, finding), default_timeout=30)
    app.jar = signed_in.jar
    return app.run()


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.url for link in app.get("link_button")}


def fetched(app: AppTest) -> files.File:
    (address,) = links(app).values()
    actor = actor_of_token(app.jar[session_cookie()])
    assert actor is not None
    return files.offered(actor, address.rpartition("/")[2])


def exports() -> list[AuditEvent]:
    return make.rows(AuditEvent, action="engagement.exported")


def test_it_offers_four_ways_and_nothing_is_made(apps: Apps, made: list[Kind]) -> None:
    app = shown(apps, coming())
    assert labels(app) == [way.name for way in WAYS.values()]
    assert (links(app), made) == ({}, [])


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [
        (Kind.PNG, "image/png", b"\x89PNG"),
        (Kind.SVG, "image/svg+xml", b"<svg role="),
        (Kind.XLSX, take_away.XLSX, b"PK"),
        (Kind.CSV, "text/csv; charset=utf-8", b'\xef\xbb\xbf"Group session","Came"'),
    ],
)
def test_each_way_makes_its_file(apps: Apps, made: list[Kind], kind: Kind, media_type: str, begins: bytes) -> None:
    app = press(shown(apps, coming()), WAYS[kind].name)
    file = fetched(app)
    assert (file.name, file.kind) == (f"engagement-coming.{kind}", media_type)
    assert file.content.startswith(begins)
    assert list(links(app)) == [f"Save: {WAYS[kind].name}"]


def test_a_file_is_made_once_a_click_and_stays_until_another_is_asked_for(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    first = links(app)
    assert links(app.run()) == first
    assert made == [Kind.CSV]
    press(app, WAYS[Kind.XLSX].name)
    assert made == [Kind.CSV, Kind.XLSX]
    assert list(links(app)) == [f"Save: {WAYS[Kind.XLSX].name}"]


def test_a_file_of_other_figures_is_not_offered_for_these(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    app.args = (apps.cast.group.id, settling())
    assert links(app.run()) == {}


def test_r31_each_file_is_recorded(apps: Apps, made: list[Kind]) -> None:
    press(shown(apps, coming()), WAYS[Kind.PNG].name)
    (event,) = exports()
    assert (event.account_id, event.group_id) == (apps.cast.coordinator.account_id, apps.cast.group.id)
    assert [one.after for one in make.rows(AuditChange, event_id=event.id)] == ["png"]


def test_r30_another_sign_in_does_not_get_it(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    (address,) = links(app).values()
    other = actor_of_token(apps.sign_in("coordinator-2").jar[session_cookie()])
    assert other is not None
    with pytest.raises(NotFound):
        files.offered(other, address.rpartition("/")[2])


@pytest.mark.parametrize("who", ["coordinator-3", "clinic-2", "admin"])
def test_r30_whoever_does_not_reach_the_group_gets_no_file(apps: Apps, made: list[Kind], who: str) -> None:
    app = press(shown(apps, coming(), who), WAYS[Kind.CSV].name)
    assert links(app) == {}
    assert len(app.error) == 1
    assert exports() == []


def test_it_says_how_long_the_link_works(apps: Apps, made: list[Kind]) -> None:
    assert take_away.WORKS in said(press(shown(apps, coming()), WAYS[Kind.CSV].name))


@pytest.mark.parametrize(("who", "scope"), [("coordinator", Scope.EVERYONE), ("clinic", Scope.AGREED)])
def test_r26_it_says_for_whom_the_files_are(apps: Apps, made: list[Kind], who: str, scope: Scope) -> None:
    assert FOR_WHOM[scope] in said(shown(apps, coming(), who))
