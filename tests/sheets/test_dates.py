"""The sheet of the next dates, read back: when, where, what, and the days without a session."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from models import GroupSessionSkill, GroupSessionState, Nation
from services import clock
from services.database import reading
from services.group_sessions import planning
from services.group_sessions.fields import SeriesWish
from services.group_sessions.gaps import gaps
from services.sheets import wording
from services.sheets.dates import dates
from tests import make
from tests.cast import Cast, assemble
from tests.queries import how_many
from tests.sheets.reading import assert_tagged, read, tags, text
from ui import words

A_DAY = timedelta(days=1)
AUTUMN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def cast(sqlite_url: str) -> Cast:
    """On SQLite alone: the database is not the question."""
    return assemble()


def sheet(cast: Cast) -> str:
    return text(dates(cast.coordinator, cast.group.id or 0))


def fridays(cast: Cast) -> None:
    """Every second Friday at 2pm from 16 October 2026 on, Christmas Day and Good Friday among them."""
    planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(date(2026, 10, 16), time(14), 120))


def test_it_says_when_where_how_to_get_in_and_what_is_practised(cast: Cast) -> None:
    cast.group.access_notes = "Ramp at the side"
    make.add(cast.group)
    here = make.group_session(cast.group, clock.now() + A_DAY)
    there = make.group_session(cast.group, clock.now() + A_DAY * 2, venue="The Bandstand")
    skill = make.skill(cast.group, "Pacing")
    make.add(GroupSessionSkill(group_session_id=here.id or 0, skill_id=skill.id or 0))
    found = sheet(cast)
    wanted = [words.day(clock.local(one.starts_at).date()) for one in (here, there)]
    wanted += [cast.group.venue, "Ramp at the side", "at The Bandstand", "Pacing", cast.group.name]
    assert [one for one in wanted if one not in found] == []


@time_machine.travel(AUTUMN, tick=False)
def test_r11_bank_holidays_are_named_among_the_dates_and_times_stay_local(cast: Cast) -> None:
    fridays(cast)
    found = sheet(cast)
    assert "Friday 25 December 2026 No session: Christmas Day" in found
    assert "Friday 11 December 2026 2pm to 4pm" in found
    assert "Friday 16 October 2026 2pm to 4pm" in found
    assert found.index("11 December") < found.index("25 December") < found.index("8 January")


@time_machine.travel(AUTUMN, tick=False)
def test_a_bank_holiday_on_which_the_group_meets_after_all_is_a_date(cast: Cast) -> None:
    fridays(cast)
    make.group_session(cast.group, clock.at_local(date(2026, 12, 25), time(11)))
    found = sheet(cast)
    assert "Friday 25 December 2026 11am to 1pm" in found
    assert "Christmas" not in found


def test_a_cancelled_one_is_a_day_without_a_session_and_says_not_why(cast: Cast) -> None:
    meeting = make.group_session(
        cast.group, clock.now() + A_DAY, state=GroupSessionState.CANCELLED, cancel_reason="Zebedee is ill"
    )
    found = sheet(cast)
    assert f"{words.day(clock.local(meeting.starts_at).date())} {wording.NO_SESSION}" in found
    assert "Zebedee" not in found


def test_what_is_over_and_what_is_far_off_are_not_on_it(cast: Cast) -> None:
    for days in (-3, 200):
        make.group_session(cast.group, clock.now() + A_DAY * days)
    assert wording.PLANNING in sheet(cast)


def test_it_names_nobody_and_tells_no_plan(cast: Cast) -> None:
    meeting = make.group_session(cast.group, clock.now() + A_DAY, plan="Zebedee leads", note="Zebedee was sad")
    make.duty(meeting, make.group_role(cast.group), make.member(cast.group, "Zebedee"))
    found = sheet(cast)
    assert [one for one in ("Zebedee", "Welcomer") if one in found] == []


@time_machine.travel(AUTUMN, tick=False)
def test_half_a_year_is_one_tagged_page_with_a_table(cast: Cast) -> None:
    fridays(cast)
    made = dates(cast.coordinator, cast.group.id or 0)
    assert_tagged(made, f"Dates of {cast.group.name}")
    found = tags(made)
    assert (found.count("/Table"), found.count("/TH")) == (1, 2)
    assert found.count("/TR") > 12


def test_more_dates_take_another_page_under_the_same_heads(cast: Cast) -> None:
    for number in range(60):
        make.group_session(cast.group, clock.now() + A_DAY * (number + 1), venue="N" * 200)
    pages = [page.extract_text() for page in read(dates(cast.coordinator, cast.group.id or 0)).pages]
    assert len(pages) > 1
    assert all("What we practise" in page for page in pages[:-1])


@time_machine.travel(AUTUMN, tick=False)
def test_r11_gaps_are_those_of_the_chosen_nation_within_the_series_alone(cast: Cast) -> None:
    make.series(cast.group, starts_on=date(2026, 11, 2), every_weeks=1, until=date(2026, 12, 31))
    make.series(cast.group, starts_on=date(2026, 11, 30), every_weeks=1, until=date(2027, 3, 31))

    def days(nation: Nation, first: date, last: date) -> list[date]:
        cast.group.nation = nation
        with reading() as db:
            return [one.day for one in gaps(db, cast.group, first, last)]

    boxing, st_andrew = date(2026, 12, 28), date(2026, 11, 30)
    assert days(Nation.ENGLAND, date(2026, 10, 1), date(2027, 12, 31)) == [boxing, date(2027, 3, 29)]
    assert days(Nation.SCOTLAND, date(2026, 10, 1), boxing) == [st_andrew, boxing]
    assert days(Nation.ENGLAND, boxing + A_DAY, date(2027, 3, 28)) == []


def test_it_takes_as_many_queries_for_10_sessions_as_for_100(cast: Cast) -> None:
    def sessions(first: int, last: int) -> None:
        for number in range(first, last):
            make.group_session(cast.group, clock.now() + A_DAY * (number + 1))

    sessions(0, 10)
    few = how_many(lambda: dates(cast.coordinator, cast.group.id or 0))
    sessions(10, 100)
    assert how_many(lambda: dates(cast.coordinator, cast.group.id or 0)) == few
