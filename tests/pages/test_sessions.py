"""Sessions: planned, changed, cancelled, recorded; what was typed stays when it is refused."""

from datetime import date, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import GroupSession, GroupSessionSkill, GroupSessionState, Mark, MarkKind
from services import clock
from services.group_sessions import changing, recording
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said


def monday_after_next() -> date:
    today = clock.today()
    return today + timedelta(days=14 - today.weekday())


def plan(app: AppTest, day: date | None) -> AppTest:
    return app.date_input(key="series_0_day").set_value(day).run()


@pytest.fixture
def meeting(apps: Apps) -> GroupSession:
    return make.group_session(apps.cast.group, clock.at_local(clock.today() + timedelta(days=3), time(14)))


def test_with_nothing_planned_the_page_leads_to_planning(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "sessions")
    assert "Nothing is planned yet" in said(app)
    assert next(one for one in app.expander if one.label == "Plan a series").proto.expanded


def test_r11_the_dates_are_shown_before_they_are_made(apps: Apps) -> None:
    app = plan(apps.sign_in("coordinator", "sessions"), monday_after_next())
    assert "dates**" in said(app)
    assert make.rows(GroupSession) == []
    make_these = next(one for one in app.button if one.label.startswith("Make these"))
    make_these.click().run()
    made = make.rows(GroupSession)
    assert {clock.local(row.starts_at).time() for row in made} == {time(14)}
    assert f"{len(made)} group sessions planned" in said(app)


def test_r11_a_bank_holiday_is_left_out_by_name(apps: Apps) -> None:
    # Today or a day within a year, as R11 asks; the one of this year until it is over.
    christmas = date(clock.today().year + (clock.today() > date(clock.today().year, 12, 25)), 12, 25)
    assert "Christmas Day" in said(plan(apps.sign_in("coordinator", "sessions"), christmas))


def test_r11_a_day_in_the_past_is_refused_in_words_and_stays(apps: Apps) -> None:
    app = plan(apps.sign_in("coordinator", "sessions"), clock.today() - timedelta(days=1))
    assert "in the past" in said(app)
    assert app.date_input(key="series_0_day").value == clock.today() - timedelta(days=1)
    assert make.rows(GroupSession) == []


def test_an_end_before_the_start_is_refused_and_stays(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "sessions")
    app.time_input(key="one_0_ends").set_value(time(9))
    app.date_input(key="one_0_day").set_value(monday_after_next())
    press(app, "Add it")
    assert "end before it starts" in said(app)
    assert app.time_input(key="one_0_ends").value == time(9)


def test_r11_an_overlap_is_refused_and_what_was_typed_stays(apps: Apps, meeting: GroupSession) -> None:
    app = apps.sign_in("coordinator", "sessions")
    app.date_input(key="one_0_day").set_value(clock.local(meeting.starts_at).date())
    app.text_input(key="one_0_venue").set_value("The café")
    press(app, "Add it")
    assert "already has a session planned at that time" in said(app)
    assert app.text_input(key="one_0_venue").value == "The café"
    assert len(make.rows(GroupSession)) == 1


def test_one_session_is_added(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "sessions")
    app.date_input(key="one_0_day").set_value(monday_after_next())
    press(app, "Add it")
    assert len(make.rows(GroupSession)) == 1
    assert "One group session planned" in said(app)


@pytest.mark.parametrize("typed", ["x" * 500, "a\x00b"])
def test_a_place_that_cannot_be_kept_is_refused_and_stays(apps: Apps, typed: str) -> None:
    app = apps.sign_in("coordinator", "sessions")
    app.date_input(key="one_0_day").set_value(monday_after_next())
    app.text_input(key="one_0_venue").set_value(typed)
    press(app, "Add it")
    assert "The place" in said(app)
    assert app.text_input(key="one_0_venue").value == typed


def test_markup_in_a_place_is_shown_as_typed(apps: Apps) -> None:
    make.group_session(apps.cast.group, clock.now() + timedelta(days=1), venue="**Hall** <b>1</b> 🌻")
    assert r"\*\*Hall\*\* \<b\>1\</b\> 🌻" in said(apps.sign_in("coordinator", "sessions"))


def test_r12_a_past_session_without_a_finished_register_says_so(apps: Apps) -> None:
    make.group_session(apps.cast.group, clock.now() - timedelta(days=3))
    assert "Register not finished" in said(apps.sign_in("coordinator", "sessions"))


def test_r17_skills_plan_and_note_are_saved(apps: Apps, meeting: GroupSession) -> None:
    skill = make.skill(apps.cast.group, "Pacing")
    app = apps.sign_in("coordinator", "sessions", group_session=meeting.id or 0)
    app.text_area(key=f"plan_{meeting.id}").set_value("Body scan")
    app.get_by_key(f"skills_{meeting.id}").set_value([skill.id])
    press(app, "Save")
    assert make.rows(GroupSession, id=meeting.id)[0].plan == "Body scan"
    assert len(make.rows(GroupSessionSkill)) == 1
    app.text_area(key=f"note_{meeting.id}").set_value("Lovely")
    press(app, "Save")
    assert make.rows(GroupSession, id=meeting.id)[0].note == "Lovely"


def test_r17_someone_elses_words_are_shown_before_they_are_replaced(apps: Apps, meeting: GroupSession) -> None:
    app = apps.sign_in("coordinator", "sessions", group_session=meeting.id or 0)
    recording.record(apps.cast.coordinator_2, meeting.id or 0, meeting.version, "Theirs", "", [])
    app.text_area(key=f"plan_{meeting.id}").set_value("Mine")
    press(app, "Save")
    assert "Someone else changed this" in said(app)
    assert "Plan: Theirs" in said(app)
    assert app.text_area(key=f"plan_{meeting.id}").value == "Mine"
    assert make.rows(GroupSession, id=meeting.id)[0].plan == "Theirs"
    press(app, "Save")
    assert make.rows(GroupSession, id=meeting.id)[0].plan == "Mine"


def test_r11_one_session_is_moved(apps: Apps, meeting: GroupSession) -> None:
    app = apps.sign_in("coordinator", "sessions", group_session=meeting.id or 0)
    app.time_input(key=f"move_{meeting.id}_starts").set_value(time(15))
    app.time_input(key=f"move_{meeting.id}_ends").set_value(time(17))
    press(app, "Move")
    assert clock.local(make.rows(GroupSession, id=meeting.id)[0].starts_at).time() == time(15)
    assert "3pm to 5pm" in said(app)


def test_r12_cancelling_needs_a_reason_and_can_be_undone(apps: Apps, meeting: GroupSession) -> None:
    app = apps.sign_in("coordinator", "sessions", group_session=meeting.id or 0)
    press(app, "Cancel this session")
    assert "The reason is missing" in said(app)
    app.radio(key=f"why_{meeting.id}").set_value("The weather")
    app.text_input(key=f"why_{meeting.id}_else").set_value("snow **deep**")
    press(app, "Cancel this session")
    assert make.rows(GroupSession, id=meeting.id)[0].cancel_reason == "The weather: snow **deep**"
    assert r"snow \*\*deep\*\*" in said(app)
    press(app, "Bring it back")
    assert make.rows(GroupSession, id=meeting.id)[0].state is GroupSessionState.PLANNED


def test_r11_a_marked_session_cannot_be_cancelled_and_the_page_says_why(apps: Apps, meeting: GroupSession) -> None:
    make.mark(meeting, make.member(apps.cast.group), MarkKind.CAME)
    app = apps.sign_in("coordinator", "sessions", group_session=meeting.id or 0)
    app.radio(key=f"why_{meeting.id}").set_value("The weather")
    press(app, "Cancel this session")
    assert "already marked" in said(app)
    assert len(make.rows(Mark)) == 1


def test_a_held_session_can_be_noted_but_not_moved(apps: Apps) -> None:
    held = make.group_session(apps.cast.group, register_finished_at=clock.now())
    app = apps.sign_in("coordinator", "sessions", group_session=held.id or 0)
    assert [one.label for one in app.expander] == []
    assert app.text_area(key=f"note_{held.id}")


def test_r30_another_groups_session_is_not_found(apps: Apps, meeting: GroupSession) -> None:
    app = apps.sign_in("coordinator-3", "sessions", group_session=meeting.id or 0)
    assert "could not find" in said(app)
    assert "Riverside" not in said(app)


def test_the_series_is_extended_in_one_tap(apps: Apps) -> None:
    app = plan(apps.sign_in("coordinator", "sessions"), monday_after_next())
    next(one for one in app.button if one.label.startswith("Make these")).click().run()
    first = len(make.rows(GroupSession))
    next(one for one in app.button if one.label.startswith("Plan on to")).click().run()
    assert len(make.rows(GroupSession)) > first


def test_a_cancelled_session_is_listed_with_its_reason(apps: Apps, meeting: GroupSession) -> None:
    changing.cancel(apps.cast.coordinator, meeting.id or 0, "Library shut")
    assert "Cancelled] Library shut" in said(apps.sign_in("coordinator", "sessions"))
