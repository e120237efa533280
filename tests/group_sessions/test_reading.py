"""The calendar: all of it for coordinators, dates and skills alone for clinic staff."""

from datetime import datetime, timedelta

import pytest

from models import GroupSession, GroupSessionSkill, GroupSessionState, MarkKind
from services import clock
from services.errors import NotFound
from services.group_sessions.reading import next_session, one, past, upcoming
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def at(cast: Cast, days: int, **values: object) -> GroupSession:
    return make.group_session(cast.group, clock.now() + timedelta(days=days), **values)


def test_upcoming_is_what_has_not_ended_soonest_first(cast: Cast) -> None:
    later, sooner, _over = at(cast, 14), at(cast, 1), at(cast, -1)
    running = make.group_session(cast.group)
    seen = [view.id for view in upcoming(cast.coordinator, cast.group.id or 0)]
    assert seen == [running.id, sooner.id, later.id]


def test_r12_past_sessions_are_paged_latest_first_and_say_which_registers_are_missing(cast: Cast) -> None:
    held = at(cast, -1, register_finished_at=clock.now())
    cancelled = at(cast, -8, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    missing = at(cast, -15)
    first, second = (past(cast.coordinator, cast.group.id or 0, page, size=2) for page in (1, 2))
    assert [view.id for view in first.group_sessions] == [held.id, cancelled.id]
    assert [view.id for view in second.group_sessions] == [missing.id]
    assert (first.total, second.total) == (3, 3)
    assert [view.register_missing for view in (*first.group_sessions, *second.group_sessions)] == [
        False,
        False,
        True,
    ]


def test_the_number_who_came_counts_came_and_late_only(cast: Cast) -> None:
    meeting = at(cast, -1)
    for kind in MarkKind:
        make.mark(meeting, make.member(cast.group, kind.value), kind)
    assert one(cast.coordinator, meeting.id or 0).came == 2


def test_r30_clinic_staff_see_dates_place_and_skills_and_nothing_named(cast: Cast) -> None:
    meeting = at(cast, 1, plan="Ask Bernard", note="Bernard was low", state="cancelled", cancel_reason="Bernard ill")
    skill = make.skill(cast.group, "Pacing")
    make.add(GroupSessionSkill(group_session_id=meeting.id or 0, skill_id=skill.id or 0))
    make.mark(meeting, make.member(cast.group))
    view = one(cast.clinic, meeting.id or 0)
    assert (view.starts_at, view.venue, view.skills, view.cancelled) == (
        meeting.starts_at,
        meeting.venue,
        ("Pacing",),
        True,
    )
    assert (view.plan, view.note, view.cancel_reason, view.came) == (None, None, None, None)
    assert "Bernard" not in repr(upcoming(cast.clinic, cast.group.id or 0))


def test_next_session_leaves_out_cancelled_held_and_past_ones(cast: Cast) -> None:
    at(cast, -3)
    at(cast, 1, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    at(cast, 2, register_finished_at=clock.now())
    wanted = at(cast, 3)
    at(cast, 4)
    found = next_session(cast.coordinator, cast.group.id or 0)
    assert found is not None
    assert found.id == wanted.id


def test_next_session_is_none_when_nothing_is_planned(cast: Cast) -> None:
    assert next_session(cast.coordinator, cast.group.id or 0) is None


@pytest.mark.parametrize("who", ["clinic_2", "coordinator_3"])
def test_r30_elsewhere_sees_nothing(cast: Cast, who: str) -> None:
    meeting = at(cast, 1)
    with pytest.raises(NotFound):
        one(cast.everyone[who], meeting.id or 0)
    with pytest.raises(NotFound):
        upcoming(cast.everyone[who], cast.group.id or 0)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    def both() -> None:
        upcoming(cast.coordinator, cast.group.id or 0, limit=500)
        past(cast.coordinator, cast.group.id or 0, size=500)

    start = clock.now()
    skill = make.skill(cast.group).id or 0

    def fill(first: int, last: int) -> None:
        when = [start + timedelta(days=n, minutes=n) for n in range(first, last)]
        made = make.add_all([meeting_at(cast, moment) for moment in when])
        make.add_all([GroupSessionSkill(group_session_id=row.id or 0, skill_id=skill) for row in made])

    fill(-5, 5)
    few = how_many(both)
    fill(-100, -5)
    fill(5, 100)
    assert len(upcoming(cast.coordinator, cast.group.id or 0, limit=500)) == 100
    assert how_many(both) == few


def meeting_at(cast: Cast, moment: datetime) -> GroupSession:
    ends_at = moment + timedelta(hours=2)
    return GroupSession(group_id=cast.group.id or 0, starts_at=moment, ends_at=ends_at, created_at=moment)
