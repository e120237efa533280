"""The year at a glance, and skills that have not come up for a while."""

from datetime import UTC, date, datetime, time, timedelta

import time_machine

from models import GroupSession, GroupSessionSkill, GroupSessionState
from services import clock
from services.group_sessions.not_lately import not_lately
from services.group_sessions.year import year
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.register.room import held


def test_a_year_says_what_became_of_each_date(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 6, 15, 12, tzinfo=UTC), tick=False):
        past = held(cast, 14)
        make.mark(past, make.member(cast.group))
        make.group_session(
            cast.group, clock.now() - timedelta(days=7), state=GroupSessionState.CANCELLED, cancel_reason="Snow"
        )
        make.group_session(cast.group, clock.now() + timedelta(days=7))
        make.group_session(cast.group, clock.now() + timedelta(days=400))
        shown = year(cast.coordinator, cast.group.id or 0)
        assert [(one.came, one.cancelled, one.cancel_reason) for one in shown.dates] == [
            (1, False, ""),
            (None, True, "Snow"),
            (None, False, ""),
        ]
        assert (shown.year, shown.first, shown.last) == (2026, 2026, 2027)
        assert len(year(cast.coordinator, cast.group.id or 0, 2027).dates) == 1
        assert year(cast.coordinator, cast.group.id or 0, 1999).year == 2026


def test_bank_holidays_that_a_series_left_out_are_there(cast: Cast) -> None:
    make.series(cast.group, starts_on=date(2026, 12, 18), every_weeks=1)
    days = {skip.day for skip in year(cast.coordinator, cast.group.id or 0, 2026).skipped}
    assert date(2026, 12, 25) in days


def test_a_series_that_continues_another_leaves_nothing_out_before_it_begins(cast: Cast) -> None:
    """Its weeks are counted from before Christmas, and it meets from January on."""
    first = make.series(cast.group, starts_on=date(2026, 12, 17), every_weeks=1, until=date(2026, 12, 31))
    second = make.series(cast.group, starts_on=date(2026, 12, 18), every_weeks=1, continues_id=first.id)
    make.group_session(
        cast.group, clock.at_local(date(2027, 1, 8), time(14)), series_id=second.id, slot_on=date(2027, 1, 8)
    )
    assert year(cast.coordinator, cast.group.id or 0, 2026).skipped == ()


def test_the_same_queries_for_10_and_for_260_sessions(cast: Cast) -> None:
    def more(first: int, last: int) -> None:
        begin = clock.at_local(date(clock.today().year, 1, 1), datetime.min.time())
        make.add_all(
            [
                GroupSession(
                    group_id=cast.group.id or 0,
                    starts_at=begin + timedelta(days=number),
                    ends_at=begin + timedelta(days=number, hours=1),
                    created_at=begin,
                )
                for number in range(first, last)
            ]
        )

    def read() -> object:
        return year(cast.coordinator, cast.group.id or 0), not_lately(cast.coordinator, cast.group.id or 0)

    more(0, 10)
    few = how_many(read)
    more(10, 260)
    assert how_many(read) == few
    assert len(year(cast.coordinator, cast.group.id or 0).dates) == 260


def test_r17_what_was_never_practised_comes_first_then_what_is_longest_ago(cast: Cast) -> None:
    names = ("Pacing", "Sleep", "Diary", "Goals")
    skills = {name: make.skill(cast.group, name) for name in names}
    make.skill(cast.other_group, "Theirs")
    for name, days in (("Pacing", 14), ("Sleep", 42), ("Goals", 28)):
        make.add(GroupSessionSkill(group_session_id=held(cast, days).id or 0, skill_id=skills[name].id or 0))
    to_come = make.group_session(cast.group, clock.now() + timedelta(days=3))
    make.add(GroupSessionSkill(group_session_id=to_come.id or 0, skill_id=skills["Diary"].id or 0))
    found = not_lately(cast.coordinator, cast.group.id or 0)
    assert [one.name for one in found] == ["Diary", "Sleep", "Goals"]
    assert found[0].last_on is None
