"""Taking one finding away: four ways, each file made once, which says by itself what it is."""

from dataclasses import replace

import pytest

from models import AuditChange
from services import clock
from services.engagement.disclosure import Scope
from services.engagement.exports.recording import Kind
from services.engagement.exports.standing import COUNTED, NOBODY, standing
from services.engagement.periods import Period
from services.sheets import report_wording
from tests import make
from tests.apps import Apps
from tests.exporting.findings import coming, settling
from tests.pages.reading import labels, press, said
from tests.pages.taking_away import exports, fetched, links, shown, words_of
from ui.exporting import take_away
from ui.exporting.take_away import FOR_WHOM, WAYS


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
    assert (file.name, file.kind) == (f"engagement-coming-{clock.today()}.{kind}", media_type)
    assert file.content.startswith(begins)
    assert list(links(app)) == [f"Save: {WAYS[kind].name}"]


@pytest.mark.parametrize("kind", list(Kind))
def test_r28_each_file_says_what_weakens_it_how_it_was_made_and_of_whom_and_when_it_is(
    apps: Apps, made: list[Kind], kind: Kind
) -> None:
    found = words_of(fetched(press(shown(apps, coming()), WAYS[kind].name)))
    about = standing(apps.cast.coordinator, apps.cast.group.id or 0, Period.LAST_12_MONTHS, clock.now())
    assert [one for one in (*coming().notes, *coming().method, *about) if one not in found] == []


@pytest.mark.parametrize("kind", [Kind.SVG, Kind.XLSX, Kind.CSV])
def test_r27_each_file_says_its_sentence(apps: Apps, made: list[Kind], kind: Kind) -> None:
    assert coming().sentence in words_of(fetched(press(shown(apps, coming()), WAYS[kind].name)))


@pytest.mark.parametrize("over", [Period.PREVIOUS_12_MONTHS, Period.ALL_TIME])
def test_it_says_the_period_that_was_asked_for(apps: Apps, made: list[Kind], over: Period) -> None:
    found = words_of(fetched(press(shown(apps, coming(), over=over), WAYS[Kind.CSV].name)))
    assert report_wording.period(over, clock.today()) in found


def test_it_says_none_of_a_finding_that_has_its_own(apps: Apps, made: list[Kind]) -> None:
    found = words_of(fetched(press(shown(apps, coming(), over=None), WAYS[Kind.CSV].name)))
    assert f"{apps.cast.group.name}." in found


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
    app.args = (apps.cast.group.id, Period.LAST_12_MONTHS, settling())
    assert links(app.run()) == {}


def test_r31_each_file_is_recorded(apps: Apps, made: list[Kind]) -> None:
    press(shown(apps, coming()), WAYS[Kind.PNG].name)
    (event,) = exports()
    assert (event.account_id, event.group_id) == (apps.cast.coordinator.account_id, apps.cast.group.id)
    assert [one.after for one in make.rows(AuditChange, event_id=event.id)] == ["png"]


def test_it_says_how_long_the_link_works(apps: Apps, made: list[Kind]) -> None:
    assert take_away.WORKS in said(press(shown(apps, coming()), WAYS[Kind.CSV].name))


def test_the_way_to_the_file_takes_the_place_of_its_button(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.SVG].name)
    assert labels(app) == [way.name for kind, way in WAYS.items() if kind is not Kind.SVG]


def test_figures_of_no_person_may_be_seen_by_anybody(apps: Apps, made: list[Kind]) -> None:
    app = shown(apps, replace(coming(), of_people=False), "clinic")
    assert NOBODY in said(app)
    assert FOR_WHOM[Scope.AGREED] not in said(app)
    found = words_of(fetched(press(app, WAYS[Kind.CSV].name)))
    assert NOBODY in found
    assert COUNTED[Scope.AGREED] not in found


@pytest.mark.parametrize(("who", "scope"), [("coordinator", Scope.EVERYONE), ("clinic", Scope.AGREED)])
def test_r26_it_says_for_whom_the_files_are(apps: Apps, made: list[Kind], who: str, scope: Scope) -> None:
    assert FOR_WHOM[scope] in said(shown(apps, coming(), who))
