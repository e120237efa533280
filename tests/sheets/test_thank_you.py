"""The thank-you, read back: counts that are exact, plurals that are right, and warm words where there is no count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from models import (
    AuditEvent,
    DutyState,
    GroupRole,
    GroupSession,
    GroupSessionState,
    MarkKind,
    Member,
    MemberState,
    MemberStrength,
    Strength,
)
from services import clock
from services.errors import Invalid
from services.sheets import thanking, wording
from services.sheets.thank_you import thank_you
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.sheets.reading import assert_tagged, tags, text

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def mid_june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def amina(cast: Cast) -> Member:
    """A member of a group that prints first names."""
    cast.group.names_on_sheets = True
    make.add(cast.group)
    return make.member(cast.group, "Amina Okafor")


def on(cast: Cast, day: date, at: time = time(14), **values: object) -> GroupSession:
    return make.group_session(cast.group, clock.at_local(day, at), **values)


def done(cast: Cast, member: Member, role: GroupRole, *days: date, **values: object) -> None:
    for day in days:
        make.duty(on(cast, day), role, member, values.get("state", DutyState.DONE), backup=values.get("backup", False))


def strength(cast: Cast, member: Member, name: str, own_words: str = "") -> None:
    made = make.add(Strength(group_id=cast.group.id or 0, name=name))
    make.add(MemberStrength(member_id=member.id or 0, strength_id=made.id or 0, own_words=own_words))


def sheet(cast: Cast, member: Member, until: date | None = None) -> str:
    return text(thank_you(cast.coordinator, member.id or 0, until))


def test_each_role_says_how_often_and_from_which_month_to_which(cast: Cast, amina: Member) -> None:
    welcomer, notes, tea = (make.group_role(cast.group, name) for name in ("Welcomer", "Notes", "Tea"))
    done(cast, amina, welcomer, date(2025, 11, 6), date(2026, 1, 8), date(2026, 4, 2))
    done(cast, amina, notes, date(2026, 2, 5))
    done(cast, amina, tea, date(2026, 3, 5), date(2026, 5, 7))
    found = sheet(cast, amina)
    assert "You took on a role 6 times." in found
    assert "Welcomer: 3 times, from November 2025 to April 2026" in found
    assert "Tea: twice, from March to May 2026" in found
    assert "Notes: once, in February 2026" in found
    assert found.index("Welcomer:") < found.index("Tea:") < found.index("Notes:")
    assert thanking.STOOD_BY not in found


def test_standing_by_is_said_apart_and_counts_in_no_role_done(cast: Cast, amina: Member) -> None:
    role = make.group_role(cast.group)
    done(cast, amina, role, date(2026, 1, 8))
    done(cast, amina, role, date(2026, 2, 5), date(2026, 2, 19), backup=True)
    found = sheet(cast, amina)
    assert "You took on a role once. • Welcomer: once, in January 2026" in found
    assert "You stood by twice, ready to step in." in found
    assert "Welcomer: twice, in February 2026" in found


@pytest.mark.parametrize("state", [state for state in DutyState if state is not DutyState.DONE])
def test_only_what_is_done_counts(cast: Cast, amina: Member, state: DutyState) -> None:
    done(cast, amina, make.group_role(cast.group), date(2026, 1, 8), state=state)
    found = sheet(cast, amina)
    assert [one for one in (thanking.LED, "Welcomer") if one in found] == []


@pytest.mark.parametrize(("times", "said"), [(1, "one group session."), (2, "2 group sessions."), (14, "14 group")])
def test_the_sessions_they_came_to_are_counted_late_or_not(cast: Cast, amina: Member, times: int, said: str) -> None:
    other = make.member(cast.group, "Bernard")
    for number in range(times):
        meeting = on(cast, TODAY - timedelta(days=7 * number + 1))
        make.mark(meeting, amina, MarkKind.LATE if number % 2 else MarkKind.CAME)
        make.mark(meeting, other)
    for number, kind in enumerate((MarkKind.SENT_WORD, MarkKind.DID_NOT_COME, MarkKind.NOT_RECORDED)):
        make.mark(on(cast, TODAY - timedelta(days=200 + number)), amina, kind)
    make.mark(on(cast, TODAY - timedelta(days=3), state=GroupSessionState.CANCELLED, cancel_reason="Snow"), amina)
    assert f"You came to {said}" in sheet(cast, amina)


@pytest.mark.parametrize(
    ("until", "first"),
    [
        (date(2026, 6, 15), date(2025, 6, 16)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_the_year_has_its_first_and_its_last_day_and_none_beyond(
    cast: Cast, amina: Member, until: date, first: date
) -> None:
    a_day = timedelta(days=1)
    inside = on(cast, first, time(0)), on(cast, until, time(23, 59))
    for meeting in (*inside, on(cast, first - a_day, time(23, 59)), on(cast, until + a_day, time(0))):
        make.mark(meeting, amina)
        make.duty(meeting, make.group_role(cast.group, f"Role {meeting.id}"), amina, DutyState.DONE)
    found = sheet(cast, amina, until)
    assert f"from {wording.day(first)} to {wording.day(until)}" in found
    assert "You came to 2 group sessions." in found
    assert "You took on a role twice." in found
    assert [f"Role {meeting.id}:" in found for meeting in inside] == [True, True]


def test_without_a_day_it_is_the_year_up_to_today(cast: Cast, amina: Member) -> None:
    assert "from 16 June 2025 to 15 June 2026" in sheet(cast, amina)


@pytest.mark.parametrize("until", [TODAY + timedelta(days=1), date(1, 1, 1), date.max])
def test_a_day_to_come_or_of_long_ago_is_refused(cast: Cast, amina: Member, until: date) -> None:
    with pytest.raises(Invalid, match="today or a day before"):
        thank_you(cast.coordinator, amina.id or 0, until)


def test_strengths_are_in_their_own_words(cast: Cast, amina: Member) -> None:
    strength(cast, amina, "Listening", "I like hearing people out")
    strength(cast, amina, "Éclairs")
    strength(cast, make.member(cast.group, "Bernard"), "Juggling")
    found = sheet(cast, amina)
    assert f"{thanking.STRENGTHS} • Éclairs • Listening: “I like hearing people out”" in found
    assert "Juggling" not in found


def test_without_any_duty_coming_along_is_what_they_are_thanked_for(cast: Cast, amina: Member) -> None:
    make.mark(on(cast, TODAY), amina)
    found = sheet(cast, amina)
    assert thanking.JUST_COMING in found
    assert [one for one in (thanking.LED, thanking.STOOD_BY, thanking.STRENGTHS, " 0 ") if one in found] == []


def test_with_nothing_recorded_they_are_one_of_us_and_no_count_is_said(cast: Cast, amina: Member) -> None:
    found = sheet(cast, amina)
    assert f"{thanking.ONE_OF_US} {thanking.NOT_YET}" in found
    assert [one for one in (thanking.CAME, thanking.LED, thanking.STOOD_BY, " 0 ") if one in found] == []


def test_a_duty_without_a_mark_is_thanked_for_by_itself(cast: Cast, amina: Member) -> None:
    done(cast, amina, make.group_role(cast.group), date(2026, 1, 8))
    found = sheet(cast, amina)
    assert "You took on a role once." in found
    assert [one for one in (thanking.CAME, thanking.ONE_OF_US) if one in found] == []


def test_it_names_nobody_else_and_not_their_surname(cast: Cast, amina: Member) -> None:
    role = make.group_role(cast.group)
    done(cast, amina, role, date(2026, 1, 8))
    done(cast, make.member(cast.group, "Zebedee"), role, date(2026, 1, 15), date(2026, 1, 22))
    found = sheet(cast, amina)
    assert "Thank you, Amina" in found
    assert "You took on a role once." in found
    assert [one for one in ("Okafor", "Zebedee") if one in found] == []


@pytest.mark.parametrize(("group_prints", "off"), [(False, False), (True, True)], ids=["the group does not", "they do"])
def test_without_both_agreements_their_name_is_for_a_hand_to_write(cast: Cast, group_prints: bool, off: bool) -> None:
    cast.group.names_on_sheets = group_prints
    make.add(cast.group)
    made = thank_you(cast.coordinator, make.member(cast.group, "Amina", off_sheets=off).id or 0)
    assert_tagged(made, "Thank you")
    assert "Amina" not in text(made)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Éloïse D'Arcy", "Thank you, Éloïse"),
        ("Łukasz Żółć", "Thank you, Łukasz"),
        ("Wolfeschlegelsteinhausenbergerdorff", "Thank you, Wolfeschlegelsteinha…"),
        ("漢字", "Thank you"),
    ],
)
def test_long_accented_and_unprintable_names_make_a_title(cast: Cast, amina: Member, name: str, title: str) -> None:
    assert_tagged(thank_you(cast.coordinator, make.member(cast.group, name).id or 0), title)


def test_somebody_who_has_left_is_thanked_all_the_same(cast: Cast, amina: Member) -> None:
    gone = make.member(cast.group, "Gone", state=MemberState.LEFT)
    make.mark(on(cast, date(2026, 1, 8)), gone)
    assert "You came to one group session." in sheet(cast, gone)


def test_it_is_one_tagged_page_with_headings_and_lists(cast: Cast, amina: Member) -> None:
    role = make.group_role(cast.group)
    make.mark(on(cast, TODAY), amina)
    done(cast, amina, role, date(2026, 1, 8))
    done(cast, amina, role, date(2026, 1, 22), backup=True)
    strength(cast, amina, "Listening")
    made = thank_you(cast.coordinator, amina.id or 0)
    assert_tagged(made, "Thank you, Amina")
    assert (tags(made).count("/H1"), tags(made).count("/LI")) == (4, 3)


def test_the_longest_year_stays_on_one_page_and_its_counts_stay_exact(cast: Cast, amina: Member) -> None:
    roles = [make.group_role(cast.group, f"{'W' * 100} {number}") for number in range(20)]
    for number, role in enumerate(roles):
        done(cast, amina, role, date(2026, 1, 8) + timedelta(days=number))
        strength(cast, amina, f"{'M' * 110} {number}", "W" * 200)
    done(cast, amina, roles[0], date(2026, 5, 1))
    made = thank_you(cast.coordinator, amina.id or 0)
    assert_tagged(made, "Thank you, Amina")
    found = text(made)
    assert "You took on a role 21 times." in found
    named = found.count(": once, in") + found.count(": twice, from")
    assert f"And {20 - named} more roles, {thanking.how_often(20 - named)} in all" in found


def test_r31_the_look_and_that_it_was_made_are_recorded(cast: Cast, amina: Member) -> None:
    for _ in range(2):
        sheet(cast, amina)
    found = [(one.action, one.subject_id, one.group_id) for one in make.rows(AuditEvent)]
    of = amina.id, cast.group.id
    assert sorted(found) == [("member.looked_at", *of), *2 * [("thank_you.printed", *of)]]


def test_it_takes_as_many_queries_for_one_duty_as_for_forty(cast: Cast, amina: Member) -> None:
    def again() -> int:
        sheet(cast, amina)  # the look is recorded once
        return how_many(lambda: sheet(cast, amina))

    role = make.group_role(cast.group)
    done(cast, amina, role, TODAY)
    few = again()
    done(cast, amina, role, *(TODAY - timedelta(days=number + 1) for number in range(39)))
    assert again() == few
