"""What a register shows, in a fixed number of queries."""

import pytest

from models import DutyState, GroupSession, GroupSessionState, Member, MemberState
from services import clock
from services.errors import NotFound
from services.register.finishing import finish
from services.register.marking import mark
from services.register.reading import register
from services.register.states import RegisterState
from services.register.walk_in import walk_in
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.register.room import ABSENT, CAME, LATE, NOTHING, founder, held, tap, to_come


def duty(cast: Cast, meeting: GroupSession, member: Member, state: DutyState, role: str) -> None:
    make.duty(meeting, make.group_role(cast.group, role), member, state)


def test_every_active_member_has_a_row_sorted_as_people_sort(cast: Cast) -> None:
    for name in ("zara", "Émile", "Emma", "Adam"):
        make.member(cast.group, name)
    make.member(cast.other_group, "Stranger")
    view = register(cast.coordinator, make.group_session(cast.group).id)
    assert [row.name for row in view.rows] == ["Adam", "Émile", "Emma", "zara"]
    assert {row.kind for row in view.rows} == {NOTHING}


def test_paused_and_left_members_have_a_row_once_they_are_marked(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    here, _ = (make.member(cast.group, name, state=MemberState.LEFT) for name in ("Here", "Away"))
    mark(cast.coordinator, meeting.id, [tap(here)])
    view = register(cast.coordinator, meeting.id)
    assert [(row.name, row.expected) for row in view.rows] == [("Here", False)]
    assert [other.name for other in view.others] == ["Away"]


def test_someone_whose_identity_was_erased_is_not_shown(cast: Cast) -> None:
    make.member(cast.group, "", erased_at=clock.now())
    view = register(cast.coordinator, make.group_session(cast.group).id)
    assert (view.rows, view.others) == ((), ())


def test_new_means_never_at_a_session_before_this_one(cast: Cast) -> None:
    before, meeting = held(cast), make.group_session(cast.group)
    been, missed, today_only = (make.member(cast.group, name) for name in "ABC")
    make.mark(before, been, LATE)
    make.mark(before, missed, ABSENT)
    make.mark(meeting, today_only, CAME)
    view = register(cast.coordinator, meeting.id)
    assert [row.new for row in view.rows] == [False, True, True]


def test_a_row_names_the_duties_that_day_and_who_waits_for_the_clinic(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group, "A")
    for state, role in (
        (DutyState.ACCEPTED, "Welcomer"),
        (DutyState.OFFERED, "Notes"),
        (DutyState.HANDED_BACK, "Library"),
        (DutyState.SUGGESTED, "Set-up"),
    ):
        duty(cast, meeting, member, state, role)
    walk_in(cast.coordinator, meeting.id, "Zoë", "tap")
    first, second = register(cast.coordinator, meeting.id).rows
    assert (first.duties, first.waiting_for_clinic) == (("Notes", "Welcomer"), False)
    assert (second.duties, second.waiting_for_clinic) == ((), True)


def test_the_state_follows_the_day_and_the_finish(cast: Cast) -> None:
    cancelled = make.group_session(cast.group, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    meeting = make.group_session(cast.group)
    mark(cast.coordinator, meeting.id, [tap(make.member(cast.group))])
    states = [register(cast.coordinator, each.id).state for each in (cancelled, meeting, to_come(cast))]
    finish(cast.coordinator, meeting.id)
    states.append(register(cast.coordinator, meeting.id).state)
    assert states == [
        RegisterState.CANCELLED,
        RegisterState.OPEN,
        RegisterState.BEFOREHAND,
        RegisterState.FINISHED,
    ]


def test_r30_another_groups_register_and_none_at_all_are_the_same(cast: Cast) -> None:
    theirs = make.group_session(cast.other_group)
    for group_session_id in (theirs.id, 10**9):
        with pytest.raises(NotFound):
            register(cast.coordinator, group_session_id)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    for number in range(10):
        duty(cast, meeting, make.member(cast.group, f"Member {number}"), DutyState.ACCEPTED, f"Role {number}")
    few = how_many(lambda: register(cast.coordinator, meeting.id))
    make.add_all([founder(cast, f"Person {number}") for number in range(190)])
    assert how_many(lambda: register(cast.coordinator, meeting.id)) == few
