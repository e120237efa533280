"""Someone just turns up (R16)."""

import pytest

from models import Confirmation, Member, MemberEvent, MemberOrigin, MemberState, MemberStep
from services.errors import Invalid
from services.register.marking import mark
from services.register.states import Closed
from services.register.walk_in import walk_in
from tests import make
from tests.cast import Cast
from tests.register.room import CAME, kind_of, tap, to_come


def test_r16_a_newcomer_is_added_and_marked_in_one_step_to_be_confirmed(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    came = walk_in(cast.coordinator, meeting.id, "  Zoë ", "tap")
    (member,) = make.rows(Member)
    assert (came.member_id, came.name, came.newcomer) == (member.id, "Zoë", True)
    assert (member.origin, member.confirmation) == (MemberOrigin.CAME_ALONG, Confirmation.WAITING)
    assert [event.step for event in make.rows(MemberEvent)] == [MemberStep.CAME_ALONG]
    assert kind_of(meeting, member) is CAME


def test_r16_a_double_click_makes_one_person(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    first = walk_in(cast.coordinator, meeting.id, "Zoë", "tap")
    assert walk_in(cast.coordinator, meeting.id, "Zoë", "tap") == first
    assert len(make.rows(Member)) == 1


@pytest.mark.parametrize("state", list(MemberState))
def test_r16_the_name_of_one_unmarked_member_is_that_member(cast: Cast, state: MemberState) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group, "Élodie", state=state)
    came = walk_in(cast.coordinator, meeting.id, "élodie", "tap")
    assert (came.member_id, came.newcomer) == (member.id, False)
    assert kind_of(meeting, member) is CAME


def test_r16_a_second_person_of_a_name_already_marked_is_a_newcomer(cast: Cast) -> None:
    meeting, first = make.group_session(cast.group), make.member(cast.group, "John")
    mark(cast.coordinator, meeting.id, [tap(first)])
    assert walk_in(cast.coordinator, meeting.id, "John", "tap").newcomer


def test_a_member_of_another_group_is_not_offered(cast: Cast) -> None:
    make.member(cast.other_group, "Zoë")
    assert walk_in(cast.coordinator, make.group_session(cast.group).id, "Zoë", "tap").newcomer


@pytest.mark.parametrize("name", ["", "   ", "x" * 500, "Zo\0ë"])
def test_a_name_that_cannot_be_kept_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        walk_in(cast.coordinator, make.group_session(cast.group).id, name, "tap")
    assert make.rows(Member) == []


@pytest.mark.parametrize("name", ["<b>Zoë</b>", "**Zoë**", "🌻"])
def test_markup_and_emoji_in_a_name_are_kept_as_typed(cast: Cast, name: str) -> None:
    assert walk_in(cast.coordinator, make.group_session(cast.group).id, name, "tap").name == name


def test_nobody_comes_in_before_the_day(cast: Cast) -> None:
    with pytest.raises(Closed):
        walk_in(cast.coordinator, to_come(cast).id, "Zoë", "tap")
    assert make.rows(Member) == []
