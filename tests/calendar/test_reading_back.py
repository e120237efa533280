"""The file and the feed read the same in readers of other makers, over clock changes and Christmas (R11)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from hypothesis import given
from hypothesis import settings as slowly
from hypothesis import strategies as st

from models import DutyState, GroupSessionSkill, GroupSessionState
from services import clock
from services.calendar.entries import KEPT, Entry
from services.calendar.feed import feed
from services.calendar.file import calendar_file
from services.calendar.links import make_calendar_link
from services.calendar.writing import written
from services.group_sessions import changing, planning
from services.group_sessions.fields import SeriesWish
from tests import make
from tests.calendar.readers import Read, by_icalendar, by_ics, by_vobject
from tests.cast import Cast

READERS = (by_icalendar, by_vobject, by_ics)
# Fortnights over the end of summer time, Christmas Day itself, New Year's Day and its beginning.
START = date(2026, 10, 16)


def file(cast: Cast) -> bytes:
    return calendar_file(cast.coordinator, cast.group.id or 0)


def fed(cast: Cast) -> bytes:
    address = make_calendar_link(cast.coordinator, cast.group.id or 0).address
    made = feed(address.rpartition("/")[2].removesuffix(".ics"))
    assert made is not None
    return made


@pytest.fixture
def half_a_year(cast: Cast) -> Cast:
    """Friday at 2pm, every second week for half a year, planned as a coordinator plans it."""
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False):
        planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(START, time(14), 120))
    return cast


@pytest.mark.parametrize("made", [file, fed])
def test_every_reader_tells_the_same_times_over_both_clock_changes_and_christmas(
    half_a_year: Cast, made: Callable[[Cast], bytes]
) -> None:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False):
        first, *others = [reader(made(half_a_year)) for reader in READERS]
    assert others == [first, first]
    assert {one.wall[11:] for one in first} == {"14:00:00"}
    assert {one.starts_at.hour for one in first} == {13, 14}
    days = sorted(one.wall[:10] for one in first)
    assert (days[0], days[-1]) == ("2026-10-16", "2027-04-16")
    assert {"2026-12-25", "2027-01-01", "2027-03-26"} & set(days) == set()
    assert {"2026-10-30", "2026-12-11", "2027-01-08", "2027-04-02"} <= set(days)


def test_a_reader_that_knows_no_zone_by_name_finds_the_clock_changes_in_the_file(half_a_year: Cast) -> None:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False):
        made = file(half_a_year)
    # A name that nobody knows, without digits, which would be read as a rule, and new each time: readers remember.
    nowhere = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex)
    told_by_the_file_alone = made.replace(b"Europe/London", nowhere.encode())
    # The third takes every zone that it does not know by name for UTC.
    for reader in (by_icalendar, by_vobject):
        assert reader(told_by_the_file_alone) == by_icalendar(made)


def test_file_and_feed_hold_the_same(half_a_year: Cast) -> None:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False):
        assert file(half_a_year) == fed(half_a_year)


def test_it_says_where_how_to_get_in_and_what_is_practised(cast: Cast) -> None:
    meeting = make.group_session(
        cast.group, clock.now() + timedelta(days=1), venue="The Bandstand; gate, north", access_notes="Ramp\nthen left"
    )
    for name in ("Pacing", "Goals, small ones"):
        make.add(GroupSessionSkill(group_session_id=meeting.id or 0, skill_id=make.skill(cast.group, name).id or 0))
    for reader in READERS:
        (one,) = reader(file(cast))
        assert one.summary == cast.group.name
        assert one.location == "The Bandstand; gate, north"
        assert one.description == "We practise: Goals, small ones, Pacing.\n\nRamp\nthen left"


def test_a_cancelled_one_says_so_everywhere_but_not_why(cast: Cast) -> None:
    make.group_session(
        cast.group,
        clock.now() + timedelta(days=1),
        state=GroupSessionState.CANCELLED,
        cancel_reason="Zebedee is ill",
    )
    assert b"Zebedee" not in file(cast)
    for reader in READERS:
        (one,) = reader(file(cast))
        assert (one.status, one.summary) == ("CANCELLED", f"Cancelled: {cast.group.name}")


def test_a_moved_one_keeps_its_id_and_counts_up(cast: Cast) -> None:
    meeting = make.group_session(cast.group, clock.at_local(clock.today() + timedelta(days=7), time(14)))
    before = file(cast)
    day = clock.today() + timedelta(days=8)
    changing.change(cast.coordinator, meeting.id or 0, meeting.version, day, time(10), 60, "")
    after = file(cast)
    assert [one.uid for one in by_ics(before)] == [one.uid for one in by_ics(after)]
    assert [one.wall for one in by_ics(after)] == [f"{day}T10:00:00"]
    assert b"SEQUENCE:1\r\n" in before
    assert b"SEQUENCE:2\r\n" in after


def test_no_person_no_plan_and_no_note_is_in_it(cast: Cast) -> None:
    meeting = make.group_session(
        cast.group, clock.now() + timedelta(days=1), plan="Zebedee leads", note="Zebedee was sad", visitors=3
    )
    member = make.member(cast.group, "Zebedee")
    make.duty(meeting, make.group_role(cast.group, "Welcomer"), member)
    made = file(cast).decode()
    assert [one for one in ("Zebedee", "Welcomer", "visitors", "Coordinator") if one in made] == []


def test_another_groups_sessions_and_those_long_over_are_not_in_it(cast: Cast) -> None:
    kept = make.group_session(cast.group, clock.now() - KEPT + timedelta(days=1))
    make.group_session(cast.group, clock.now() - KEPT - timedelta(days=1))
    make.group_session(cast.other_group, clock.now() + timedelta(days=1))
    assert [one.uid.partition("@")[0] for one in by_ics(file(cast))] == [f"group-session-{kept.id}"]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=120)


def comes_once(moment: datetime) -> bool:
    """Whether the clock on the wall shows its time no second time: when clocks go back, one hour comes twice."""
    local = clock.local(moment).replace(tzinfo=None)
    return clock.local(moment).utcoffset() == local.replace(tzinfo=clock.LONDON).utcoffset()


# From 2038 on, vobject itself knows no summer time, whatever it is told.
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)).filter(comes_once),
    WORDS.filter(str.strip),
    WORDS,
    st.lists(WORDS.filter(str.strip), max_size=3),
)
@slowly(deadline=None, max_examples=25)
def test_whatever_was_typed_and_whenever_it_is_every_reader_understands_the_same(
    starts: datetime, name: str, venue: str, skills: list[str]
) -> None:
    starts = starts.replace(second=0, microsecond=0)
    entry = Entry(1, 1, starts, starts + timedelta(hours=2), venue.strip(), "", tuple(skills), False)
    found: list[list[Read]] = [reader(written(name.strip(), [entry])) for reader in READERS]
    for (one,) in found:
        assert one == found[0][0]


def test_r30_the_feed_holds_the_own_roles_of_whose_it_is_and_nobody_elses_nor_any_name(cast: Cast) -> None:
    meeting = make.group_session(cast.group, clock.now() + timedelta(days=3))
    mine = make.member(cast.group, "Bernadette", account_id=cast.coordinator.account_id)
    for name, member, state in (
        ("Welcomer", mine, DutyState.ACCEPTED),
        ("Timekeeper", mine, DutyState.SUGGESTED),
        ("Notes", make.member(cast.group, "Amina"), DutyState.ACCEPTED),
    ):
        make.duty(meeting, make.group_role(cast.group, name), member, state)
    made = fed(cast).decode()
    assert "Your role: Welcomer." in made
    for hidden in ("Timekeeper", "Notes", "Amina", "Bernadette"):
        assert hidden not in made
    assert "Your role" not in file(cast).decode()
