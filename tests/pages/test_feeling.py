"""How was it?, at the foot of Attendance, and its switch on Group."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import AuditEvent, Face, Feeling, GraduateGroup, GroupSession
from services import clock
from services.feeling.asking import WHY, Missing, question, show_answers
from tests import make
from tests.apps import Apps
from tests.feeling.room import answers, asking, asks, came, code
from tests.pages.fragments import alone, timed
from tests.pages.reading import labels, press, said
from tests.register.room import to_come
from ui.feeling import section
from ui.feeling.section import LATER, SHOWING

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
    assert "It stops at 30 answers, those on this device included" in said(app)


def test_below_eight_it_says_that_there_are_not_enough_answers_to_show_yet(apps: Apps) -> None:
    meeting = asking(apps.cast)
    came(apps.cast, meeting)
    answers(meeting, 7)
    app = opened(apps, meeting)
    assert "not enough answers to show yet" in said(app)
    assert "Show the answers" not in labels(app)
    assert "7" not in said(app).partition("How was it")[2]


def test_with_fewer_than_eight_marked_it_says_so_and_what_to_do(apps: Apps) -> None:
    meeting = asking(apps.cast)
    came(apps.cast, meeting, 7)
    answers(meeting, 9)
    app = opened(apps, meeting)
    assert WHY[Missing.PEOPLE] in said(app)
    assert "Show the answers" not in labels(app)


def test_once_it_is_over_it_says_that_they_stay_hidden_and_what_would_change_that(apps: Apps) -> None:
    asks(apps.cast.group)
    meeting = over(apps)
    came(apps.cast, meeting, 7)
    answers(meeting, 9)
    app = opened(apps, meeting)
    assert LATER[Missing.PEOPLE] in said(app)
    assert "of 9" not in said(app)


def test_whoever_comes_late_makes_eight_while_the_section_is_open(apps: Apps) -> None:
    meeting = asking(apps.cast)
    came(apps.cast, meeting, 7)
    answers(meeting, 8)
    with timed() as again:
        app = opened(apps, meeting)
    assert "Show the answers" not in labels(app)
    came(apps.cast, meeting, 1)
    with alone(app, again):
        assert "Show the answers" in labels(app.run())


def test_r31_answers_that_are_over_are_seen_once_the_section_is_open_and_not_before(apps: Apps) -> None:
    asks(apps.cast.group)
    meeting = over(apps)
    came(apps.cast, meeting)
    answers(meeting, 8)
    apps.sign_in("coordinator", "attendance", group_session=meeting.id or 0)
    assert make.rows(AuditEvent, action="feeling.shown") == []
    assert "0 of 8 answers are" in said(opened(apps, meeting))
    (event,) = make.rows(AuditEvent, action="feeling.shown")
    assert event.account_id == apps.cast.coordinator.account_id


def test_more_answers_than_people_are_said_to_be(apps: Apps) -> None:
    for meeting, how_many in ((asking(apps.cast), 9), (over(apps), 8)):
        came(apps.cast, meeting)
        answers(meeting, how_many)
        show_answers(apps.cast.coordinator, meeting.id or 0)
        assert ("more answers than people" in said(opened(apps, meeting))) is (how_many == 9)


def test_from_eight_on_they_are_shown_at_a_tap_with_what_that_ends_said_before(apps: Apps) -> None:
    meeting = asking(apps.cast)
    came(apps.cast, meeting)
    answers(meeting, 6, Face.VERY_MUCH)
    answers(meeting, 2, Face.NOT_AT_ALL)
    app = opened(apps, meeting)
    assert SHOWING in said(app)
    assert "6 of 8" not in said(app)
    press(app, "Show the answers")
    assert "6 of 8 answers are “quite a lot” or “very much”" in said(app)
    assert "- Very much: 6 of 8\n- Quite a lot: 0 of 8" in said(app)
    assert "- Not at all: 2 of 8" in said(app)
    assert [one.value for one in app.code] == []


def test_whoever_had_it_open_when_another_showed_the_answers_sees_them(apps: Apps) -> None:
    meeting = asking(apps.cast)
    came(apps.cast, meeting)
    answers(meeting, 8)
    app = opened(apps, meeting)
    show_answers(apps.cast.coordinator_2, meeting.id or 0)
    press(app, "Show the answers")
    assert "of 8 answers are" in said(app)


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
