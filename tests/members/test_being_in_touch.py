"""Quiet: being in touch, with what came of it; never a score, and a slip is undone."""

from datetime import timedelta

import pytest

from models import AuditEvent, Member, MemberState, QuietContact, QuietOutcome
from services import clock
from services.errors import Conflict, NotFound
from services.members import comings
from services.members.being_in_touch import been_in_touch, gone_quiet, suggest_quiet, take_back
from services.members.person import person
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, held

ANSWERS = [outcome for outcome in QuietOutcome if outcome not in (QuietOutcome.NO_ANSWER, QuietOutcome.TAKING_A_BREAK)]


def quiet_member(cast: Cast, name: str = "Amina") -> Member:
    """Came to three held sessions, then missed two."""
    member = make.member(cast.group, name)
    for number, kind in enumerate((CAME, CAME, CAME, ABSENT, ABSENT)):
        make.mark(held(cast, days_ago=14 * (5 - number)), member, kind)
    return member


def on_the_list(cast: Cast) -> list[str]:
    return [one.name for one in gone_quiet(cast.coordinator, cast.group.id or 0)]


def test_the_list_says_why_in_facts(cast: Cast) -> None:
    quiet_member(cast)
    (one,) = gone_quiet(cast.coordinator, cast.group.id or 0)
    assert (one.rhythm, one.missed, one.tried_on) == (1, 2, None)
    assert one.last_came_on == clock.local(clock.now() - timedelta(days=42)).date()


@pytest.mark.parametrize("outcome", ANSWERS)
def test_an_answer_counts_as_word_from_that_day(cast: Cast, outcome: QuietOutcome) -> None:
    member = quiet_member(cast)
    been_in_touch(cast.coordinator, member.id or 0, outcome)
    assert on_the_list(cast) == []


def test_missing_twice_more_after_an_answer_is_quiet_again(cast: Cast) -> None:
    member = quiet_member(cast)
    make.add(QuietContact(member_id=member.id or 0, outcome=QuietOutcome.COMING, at=clock.now() - timedelta(days=12)))
    make.mark(held(cast, days_ago=9), member, ABSENT)
    assert on_the_list(cast) == []
    make.mark(held(cast, days_ago=2), member, ABSENT)
    assert on_the_list(cast) == ["Amina"]


def test_a_try_without_an_answer_leaves_them_on_the_list_and_says_when(cast: Cast) -> None:
    member = quiet_member(cast)
    been_in_touch(cast.coordinator, member.id or 0, QuietOutcome.NO_ANSWER)
    (one,) = gone_quiet(cast.coordinator_2, cast.group.id or 0)
    assert one.tried_on == clock.today()


def test_taking_a_break_pauses_them_and_taking_it_back_brings_them_back(cast: Cast) -> None:
    member = quiet_member(cast)
    touch = been_in_touch(cast.coordinator, member.id or 0, QuietOutcome.TAKING_A_BREAK)
    assert make.rows(Member, id=member.id)[0].state is MemberState.PAUSED
    take_back(cast.coordinator_2, touch)
    assert make.rows(Member, id=member.id)[0].state is MemberState.ACTIVE
    assert on_the_list(cast) == ["Amina"]
    assert make.rows(AuditEvent, action="member.in_touch_taken_back")


def test_taking_an_old_note_back_leaves_a_later_break_alone(cast: Cast) -> None:
    member = quiet_member(cast)
    touch = been_in_touch(cast.coordinator, member.id or 0, QuietOutcome.TAKING_A_BREAK)
    comings.come_back(cast.coordinator, member.id or 0)
    comings.pause(cast.coordinator, member.id or 0)
    take_back(cast.coordinator, touch)
    assert make.rows(Member, id=member.id)[0].state is MemberState.PAUSED


def test_somebody_on_a_break_is_not_asked_after(cast: Cast) -> None:
    member = make.member(cast.group, state=MemberState.PAUSED)
    with pytest.raises(Conflict):
        been_in_touch(cast.coordinator, member.id or 0, QuietOutcome.COMING)


def test_who_comes_when_they_come_is_not_suggested_until_that_is_changed(cast: Cast) -> None:
    member = quiet_member(cast)
    suggest_quiet(cast.coordinator, member.id or 0, wanted=False)
    assert on_the_list(cast) == []
    assert person(cast.coordinator, member.id or 0).quiet is None
    suggest_quiet(cast.coordinator, member.id or 0, wanted=True)
    assert on_the_list(cast) == ["Amina"]


def test_a_strangers_note_is_not_there(cast: Cast) -> None:
    touch = been_in_touch(cast.coordinator, quiet_member(cast).id or 0, QuietOutcome.COMING)
    with pytest.raises(NotFound):
        take_back(cast.coordinator_3, touch)
