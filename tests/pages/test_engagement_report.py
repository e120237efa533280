"""The report on screen: for whom, one button, how far it is, and a file that says what the page says."""

from typing import Any

import pytest
from sqlmodel import col, delete
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.testing.v1 import AppTest

from models import AccountGroup, AuditEvent, ConsentKind
from services import clock
from services.database import transaction
from services.errors import DomainError, NotFound
from services.security.sign_in import actor_of_token
from services.sheets import report_wording as words
from services.sheets.report_wording import Version
from tests import make
from tests.apps import Apps
from tests.exporting.findings import PICTURE, coming, settling
from tests.pages.reading import labels, press, said
from tests.sheets.reading import read
from ui import files
from ui.cookies import session_cookie
from ui.exporting import pictures
from ui.exporting.chapters import Chapter, Withheld
from ui.exporting.report import MAKE, NOTHING, OPEN, OUTSIDE, VERSIONS

WHY = "the numbers are too small to tell of nobody."
CHAPTERS = (Chapter("Coming", coming(), Withheld(WHY)), Chapter("Settling", settling(), settling()))


def the_report(group_id, chapters):  # type: ignore[no-untyped-def] # run by its source alone
    from services.engagement.periods import Period
    from ui.exporting.report import show_report
    from ui.guard import current_actor

    show_report(current_actor(), group_id, Period.LAST_24_MONTHS, lambda: chapters)


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The charts that are drawn in this test, in order."""
    found: list[object] = []

    class Vega:
        def vegalite_to_svg(self, spec: dict[str, Any], vl_version: str) -> str:
            found.append(spec)
            return PICTURE

    monkeypatch.setattr(pictures, "_vega", Vega)
    return found


def shown(apps: Apps, who: str = "coordinator", chapters: tuple[Chapter, ...] = CHAPTERS) -> AppTest:
    signed_in = apps.sign_in(who)
    app = AppTest.from_function(the_report, args=(apps.cast.group.id, chapters), default_timeout=30)
    app.jar = signed_in.jar
    return app.run()


def outside(app: AppTest) -> AppTest:
    return app.radio(key="for_whom").set_value(Version.OUTSIDE).run()


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.url for link in app.get("link_button")}


def text(app: AppTest) -> str:
    """What the file says that the page leads to."""
    actor = actor_of_token(app.jar[session_cookie()])
    assert actor is not None
    file = files.offered(actor, links(app)[OPEN].rpartition("/")[2])
    pages = " ".join(page.extract_text() for page in read(file.content).pages)
    return " ".join(pages.replace("\u200b", "").split())


def exports() -> list[AuditEvent]:
    return make.rows(AuditEvent, action="engagement.exported")


def test_nothing_is_made_until_it_is_asked_for(apps: Apps, drawn: list[object]) -> None:
    app = shown(apps)
    assert labels(app) == [MAKE]
    assert (links(app), drawn, exports()) == ({}, [], [])


def test_with_nothing_found_it_says_so_and_makes_none(apps: Apps) -> None:
    app = shown(apps, chapters=(Chapter("Coming", Withheld(WHY), Withheld(WHY)),))
    assert NOTHING in said(app)
    assert labels(app) == []


def test_the_groups_report_has_every_finding_of_the_page(apps: Apps) -> None:
    app = press(shown(apps), MAKE)
    found = text(app)
    assert [one.finding.sentence for one in CHAPTERS if one.finding.sentence not in found] == []
    assert words.FOR[Version.GROUP] in found
    assert [one.value for one in app.success] == ["The report is ready, with 2 findings."]


def test_r28_it_says_of_each_what_weakens_it_and_how_it_was_made(apps: Apps) -> None:
    found = text(press(shown(apps), MAKE))
    lines = [*coming().notes, *coming().method, *settling().notes, *settling().method]
    assert [line for line in lines if line not in found] == []


def test_while_it_is_made_it_says_how_far_it_is(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    update = StatusContainer.update

    def noting(status: StatusContainer, **values: Any) -> None:
        told.append(values.get("label", ""))
        update(status, **values)

    monkeypatch.setattr(StatusContainer, "update", noting)
    press(shown(apps), MAKE)
    assert [one for one in told if one][:3] == [
        "Drawing 1 of 2: Coming",
        "Drawing 2 of 2: Settling",
        "Putting the pages together",
    ]


def test_r26_the_report_for_outside_has_what_was_given_and_says_why_the_rest_is_not_there(
    apps: Apps, drawn: list[object]
) -> None:
    app = outside(shown(apps))
    assert OUTSIDE in said(app)
    found = text(press(app, MAKE))
    assert settling().sentence in found
    assert coming().sentence not in found
    assert f"Coming: {WHY}" in found
    assert len(drawn) == 1


def test_r26_a_clinic_has_no_choice_and_gets_the_one_for_outside(apps: Apps) -> None:
    app = shown(apps, "clinic")
    assert list(app.radio) == []
    found = text(press(app, MAKE))
    assert words.FOR[Version.OUTSIDE] in found
    assert coming().sentence not in found


def test_it_is_made_once_a_click_and_stays_on_the_screen(apps: Apps, drawn: list[object]) -> None:
    app = press(shown(apps), MAKE)
    first = links(app)
    assert links(app.run()) == first
    assert (len(drawn), len(exports())) == (2, 1)


def test_a_report_for_the_group_is_not_offered_as_one_for_outside(apps: Apps) -> None:
    app = press(shown(apps), MAKE)
    assert links(outside(app)) == {}


def test_r31_it_is_recorded(apps: Apps) -> None:
    press(shown(apps), MAKE)
    (event,) = exports()
    assert (event.account_id, event.group_id) == (apps.cast.coordinator.account_id, apps.cast.group.id)


def test_r30_it_is_gone_with_the_group(apps: Apps) -> None:
    app = press(shown(apps), MAKE)
    with transaction() as db:
        db.execute(delete(AccountGroup).where(col(AccountGroup.account_id) == apps.cast.coordinator.account_id))
    with pytest.raises(NotFound):
        text(app)


def test_r9_a_clinics_is_gone_once_somebodys_consent_has_changed(apps: Apps) -> None:
    app = press(shown(apps, "clinic"), MAKE)
    assert text(app)
    someone = make.graduate(make.programme(apps.cast.riverside.id or 0))
    make.consent(someone, ConsentKind.FEEDBACK, recorded_at=clock.now())
    with pytest.raises(DomainError):
        text(app)


@pytest.mark.parametrize("who", ["coordinator-3", "clinic-2", "admin"])
def test_r30_whoever_does_not_reach_the_group_gets_none(apps: Apps, who: str) -> None:
    app = press(shown(apps, who), MAKE)
    assert (links(app), exports()) == ({}, [])
    assert len(app.error) == 1


def test_the_choices_say_for_whom(apps: Apps) -> None:
    assert shown(apps).radio(key="for_whom").options == list(VERSIONS.values())
