"""How was it?, at the foot of Attendance, and its switch on Group."""

from datetime import time, timedelta

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

from models import AuditEvent, Face, Feeling, GraduateGroup, GroupSession
from services import clock
from services.feeling.asking import Missing, question
from tests import make
from tests.apps import Apps
from tests.feeling.room import answers, asking, asks, came, code
from tests.pages.reading import press, said
from tests.register.room import to_come
from ui.feeling import section
from ui.feeling.section import HIDDEN
from ui.words import day

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


@pytest.fixture(autouse=True)
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What codes are drawn of; how they look is tests/feeling/test_qr.py."""
    drawn: list[str] = []

    def draw(text: str) -> str:
        drawn.append(text)
        return DRAWN

    monkeypatch.setattr(section, "qr_code", draw)
    return drawn


def opened(apps: Apps, meeting: GroupSession, who: str = "coordinator") -> AppTest:
    """Attendance with the section open; AppTest cannot press its heading."""
    app = apps.sign_in(who, "attendance", group_session=meeting.id or 0)
    app.session_state[f"feeling_{meeting.id}"] = True
    return app.run()


def over(apps: Apps) -> GroupSession:
    return make.group_session(apps.cast.group, clock.now() - timedelta(days=20))


def sections(app: AppTest) -> list[str]:
    assert not app.exception
    return [one.label for one in app.expander]


def within(app: AppTest) -> list[str]:
    """What the open section says and offers, in its order."""
    (section,) = (one for one in app.expander if one.label == "How was it?")
    return [*(one.value for one in section.markdown), *(one.label for one in section.button)]


def test_a_group_that_does_not_ask_sees_nothing_of_it(apps: Apps) -> None:
    meeting = make.group_session(apps.cast.group)
    answers(meeting, 8)
    assert "How was it?" not in sections(apps.sign_in("coordinator", "attendance"))
    asks(apps.cast.group)
    assert "How was it?" in sections(apps.sign_in("coordinator", "attendance"))


def test_there_is_nothing_of_it_before_the_session_begins(apps: Apps) -> None:
    asks(apps.cast.group)
    coming = to_come(apps.cast)
    assert "How was it?" not in sections(apps.sign_in("coordinator", "attendance", group_session=coming.id or 0))


def test_it_is_closed_until_somebody_opens_it(apps: Apps, codes: list[str]) -> None:
    asking(apps.cast)
    apps.sign_in("coordinator", "attendance")
    assert codes == []


@pytest.mark.parametrize("who", ["coordinator", "register-taker"])
def test_open_it_shows_the_code_and_leads_to_the_device(apps: Apps, codes: list[str], who: str) -> None:
    meeting = asking(apps.cast)
    app = opened(apps, meeting, who)
    address = question(apps.cast.coordinator, meeting.id or 0).address
    assert (codes[-1], [one.value for one in app.code]) == (address, [address])
    assert f"/feeling/here/{meeting.id}" in {one.proto.url for one in app.get("link_button")}
    assert "It stops at 100 answers, those on this device included" in said(app)


@pytest.mark.parametrize(("people", "answered"), [(7, 9), (8, 7), (8, 8)])
def test_while_it_is_open_it_says_when_the_answers_are_shown_and_nothing_of_them(
    apps: Apps, people: int, answered: int
) -> None:
    at = clock.at_local(clock.today(), time(12, 30))
    meeting = asking(apps.cast, starts_at=at - timedelta(hours=2), ends_at=at)
    with time_machine.travel(at, tick=False):
        asked = within(opened(apps, meeting))
        came(apps.cast, meeting, people)
        answers(meeting, answered)
        app = opened(apps, meeting)
    assert within(app) == asked, asked
    shown_from = f"{day(clock.local(at).date() + timedelta(days=1))}, 12.30pm"
    assert f"The answers are shown here from {shown_from}, if at least 8 people are marked" in "".join(asked)


@pytest.mark.parametrize(("people", "answered", "why"), [(7, 9, Missing.PEOPLE), (8, 7, Missing.ANSWERS)])
def test_once_it_is_over_it_says_why_they_stay_hidden(apps: Apps, people: int, answered: int, why: Missing) -> None:
    asks(apps.cast.group)
    meeting = over(apps)
    came(apps.cast, meeting, people)
    answers(meeting, answered)
    app = opened(apps, meeting)
    assert HIDDEN[why] in said(app)
    assert f"of {answered}" not in said(app)


def test_r31_answers_that_are_over_are_seen_once_the_section_is_open_and_not_before(apps: Apps) -> None:
    asks(apps.cast.group)
    meeting = over(apps)
    came(apps.cast, meeting)
    answers(meeting, 6, Face.VERY_MUCH)
    answers(meeting, 2, Face.NOT_AT_ALL)
    apps.sign_in("coordinator", "attendance", group_session=meeting.id or 0)
    assert make.rows(AuditEvent, action="feeling.ended") == []
    app = opened(apps, meeting)
    assert "6 of 8 answers are “quite a lot” or “very much”" in said(app)
    assert "- Very much: 6 of 8\n- Quite a lot: 0 of 8" in said(app)
    assert "- Not at all: 2 of 8" in said(app)
    assert [one.value for one in app.code] == []
    (event,) = make.rows(AuditEvent, action="feeling.ended")
    assert event.account_id == apps.cast.coordinator.account_id


@pytest.mark.parametrize("how_many", [8, 9])
def test_more_answers_than_people_are_said_to_be(apps: Apps, how_many: int) -> None:
    asks(apps.cast.group)
    meeting = over(apps)
    came(apps.cast, meeting)
    answers(meeting, how_many)
    assert ("more answers than people" in said(opened(apps, meeting))) is (how_many == 9)


def test_a_new_code_is_made_at_a_tap(apps: Apps) -> None:
    meeting = asking(apps.cast)
    before = code(apps.cast, meeting)
    app = press(opened(apps, meeting), "Make it")
    assert "This is the new code" in app.success[0].value
    assert code(apps.cast, meeting) != before
    assert make.rows(Feeling)[0].renewed == 1


def test_the_group_switches_it_on_and_off_in_its_settings(apps: Apps) -> None:
    for on in (True, False):
        app = apps.sign_in("coordinator", "group")
        box = next(one for one in app.checkbox if "one anonymous question" in one.label)
        assert box.value is not on
        box.set_value(on)
        press(app, "Save")
        assert make.rows(GraduateGroup, id=apps.cast.group.id)[0].asks_feeling is on
