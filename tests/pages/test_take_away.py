"""Taking one finding away: four ways, each file made once, and for this sign-in alone."""

import html
import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import time_machine
from sqlmodel import col, delete
from streamlit.testing.v1 import AppTest

from models import AccountGroup, AuditChange, AuditEvent, ConsentKind, Graduate
from services import clock
from services.clinic import consents
from services.database import transaction
from services.engagement.disclosure import Scope
from services.engagement.exports.recording import Kind
from services.engagement.exports.standing import standing
from services.engagement.exports.still_theirs import CHANGED
from services.engagement.periods import Period
from services.errors import DomainError, NotFound
from services.security.actor import Actor
from services.security.sign_in import actor_of_token
from services.sheets import report_wording
from tests import make
from tests.apps import Apps
from tests.exporting.findings import PICTURE, coming, settling
from tests.pages.fragments import alone
from tests.pages.reading import labels, press, said
from ui import files
from ui.charts.finding import Finding
from ui.cookies import session_cookie
from ui.exporting import pictures, take_away
from ui.exporting.period import PERIOD
from ui.exporting.take_away import FOR_WHOM, WAYS
from ui.feedback import plain


def one_finding(group_id, finding):  # type: ignore[no-untyped-def] # run by its source alone, without what is imported here
    from ui.engagement.shown import shown

    shown(group_id, "coming", "Coming to the group", finding)


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


def shown(apps: Apps, finding: Finding, who: str = "coordinator") -> AppTest:
    signed_in = apps.sign_in(who)
    app = AppTest.from_function(one_finding, args=(apps.cast.group.id, finding), default_timeout=30)
    app.jar = signed_in.jar
    app.session_state["more_coming"] = True
    return app.run()


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.url for link in app.get("link_button")}


def fetched(app: AppTest, address: str = "") -> files.File:
    """What the link on the screen, or one that was there, leads this sign-in to."""
    actor = actor_of_token(app.jar[session_cookie()])
    assert actor is not None
    return files.offered(actor, (address or next(iter(links(app).values()))).rpartition("/")[2])


def words_of(file: files.File) -> str:
    """Everything that a file says, as somebody reads it: wrapped lines run on."""
    if file.kind == take_away.XLSX:
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    text = re.sub(r"<[^>]*>", " ", file.content.decode("utf-8", "replace"))
    return " ".join(html.unescape(text).split())


@pytest.fixture
def amina(apps: Apps) -> Graduate:
    """Somebody who agreed a year ago that the clinic may know."""
    with time_machine.travel(clock.now() - timedelta(days=365)):
        amina = make.graduate(make.programme(apps.cast.riverside.id or 0))
        make.consent(amina, ConsentKind.FEEDBACK)
    return amina


def withdraw(apps: Apps, graduate: Graduate) -> None:
    consents.withdraw(apps.cast.clinic, graduate.id or 0, ConsentKind.FEEDBACK)


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


@pytest.mark.parametrize("kind", list(Kind))
def test_r28_each_file_says_what_weakens_it_how_it_was_made_and_of_whom_and_when_it_is(
    apps: Apps, made: list[Kind], kind: Kind
) -> None:
    found = words_of(fetched(press(shown(apps, coming()), WAYS[kind].name)))
    about = standing(apps.cast.coordinator, apps.cast.group.id or 0, None, clock.now())
    assert [one for one in (*coming().notes, *coming().method, *about) if one not in found] == []


@pytest.mark.parametrize("kind", [Kind.SVG, Kind.XLSX, Kind.CSV])
def test_r27_each_file_says_its_sentence(apps: Apps, made: list[Kind], kind: Kind) -> None:
    assert coming().sentence in words_of(fetched(press(shown(apps, coming()), WAYS[kind].name)))


def test_it_says_the_period_that_was_chosen(apps: Apps, made: list[Kind]) -> None:
    app = shown(apps, coming())
    app.session_state[PERIOD] = Period.PREVIOUS_12_MONTHS
    found = words_of(fetched(press(app, WAYS[Kind.CSV].name)))
    assert report_wording.period(Period.PREVIOUS_12_MONTHS, clock.today()) in found


def test_the_page_keeps_its_period_where_the_files_look_for_it(apps: Apps) -> None:
    (choice,) = apps.sign_in("coordinator", "engagement").radio
    assert choice.key == PERIOD


def test_r9_a_clinics_file_is_gone_once_somebody_withdraws(apps: Apps, made: list[Kind], amina: Graduate) -> None:
    app = press(shown(apps, coming(), "clinic"), WAYS[Kind.CSV].name)
    (address,) = links(app).values()
    assert fetched(app, address)
    withdraw(apps, amina)
    with pytest.raises(DomainError):
        fetched(app, address)


def test_the_groups_file_is_there_whoever_withdraws(apps: Apps, made: list[Kind], amina: Graduate) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    withdraw(apps, amina)
    assert fetched(app)


def test_r30_a_coordinators_file_is_gone_with_their_group(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    with transaction() as db:
        db.execute(delete(AccountGroup).where(col(AccountGroup.account_id) == apps.cast.coordinator.account_id))
    with pytest.raises(NotFound):
        fetched(app)


def test_r9_of_a_page_drawn_before_somebody_withdrew_a_clinic_makes_no_file(
    apps: Apps, made: list[Kind], amina: Graduate
) -> None:
    app = shown(apps, coming(), "clinic")
    withdraw(apps, amina)
    with alone(app):
        press(app, WAYS[Kind.CSV].name)
    assert (links(app), made) == ({}, [])
    assert [one.value for one in app.error] == [plain(CHANGED)]
    # The page anew has the figures of now.
    assert links(press(app.run(), WAYS[Kind.CSV].name))


def test_a_tap_in_it_makes_the_file_without_the_page(apps: Apps, made: list[Kind], amina: Graduate) -> None:
    app = shown(apps, coming(), "clinic")
    with alone(app):
        assert fetched(press(app, WAYS[Kind.CSV].name))


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
