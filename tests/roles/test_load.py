"""R21: how concentrated the load is, counted, coordinators' own duties included."""

from datetime import datetime, timedelta

import pytest

from models import DutyState, GroupRole, MarkKind, Member
from services import clock
from services.register.finishing import finish
from services.roles.load import Load, load
from tests import make
from tests.cast import Cast


def give(role: GroupRole, cast: Cast, member: Member, *ago: float, **values: object) -> None:
    """`member` has `role` at a session so many days ago, once for each."""
    for days in ago:
        meeting = make.group_session(cast.group, _before(days))
        make.duty(meeting, role, member, **{"state": DutyState.ACCEPTED, **values})


def _before(days: float) -> datetime:
    return clock.now() - timedelta(days=days, hours=3)


@pytest.fixture
def role(cast: Cast) -> GroupRole:
    return make.group_role(cast.group, "Welcomer")


def test_r21_the_share_of_the_top_two_is_counted(cast: Cast, role: GroupRole) -> None:
    coordinator = make.member(cast.group, "Carys", account_id=cast.coordinator.account_id)
    give(role, cast, coordinator, 1, 2, 3, state=DutyState.DONE)
    give(role, cast, make.member(cast.group, "Amina"), 4, 5)
    give(role, cast, make.member(cast.group, "Bernard"), 6)
    assert load(cast.coordinator, cast.group.id or 0) == Load(duties=6, people=3, top_two=5, no_backup=())


def test_r21_only_what_was_taken_on_in_the_last_six_months_counts(cast: Cast, role: GroupRole) -> None:
    amina = make.member(cast.group, "Amina")
    give(role, cast, amina, 200, -5)
    give(role, cast, amina, 1, state=DutyState.OFFERED)
    give(role, cast, amina, 2, state=DutyState.HANDED_BACK)
    give(role, cast, amina, 3, backup=True)
    give(role, cast, amina, 4)
    assert load(cast.coordinator, cast.group.id or 0).duties == 1


def test_r21_what_nobody_did_counts_no_more_once_the_register_is_finished(cast: Cast, role: GroupRole) -> None:
    amina = make.member(cast.group, "Amina")
    meeting = make.group_session(cast.group, _before(0), ends_at=clock.now() - timedelta(hours=1))
    make.duty(meeting, role, amina, DutyState.ACCEPTED)
    make.duty(meeting, make.group_role(cast.group, "Notes"), make.member(cast.group, "Bernard"), DutyState.ACCEPTED)
    make.duty(meeting, make.group_role(cast.group, "Tea"), make.member(cast.group, "Carys"), DutyState.ACCEPTED)
    make.mark(meeting, amina)
    make.mark(meeting, make.rows(Member, name="Bernard")[0], MarkKind.DID_NOT_COME)
    assert load(cast.coordinator, cast.group.id or 0).duties == 3
    finish(cast.coordinator, meeting.id or 0)
    assert load(cast.coordinator, cast.group.id or 0).duties == 1


def test_r21_somebody_whom_the_group_has_twice_is_one_person(cast: Cast, role: GroupRole) -> None:
    amina = make.member(cast.group, "Amina")
    give(role, cast, amina, 1, 2)
    give(role, cast, make.member(cast.group, "Amina K", same_as_id=amina.id), 3)
    for name in ("Bernard", "Carys"):
        give(role, cast, make.member(cast.group, name), 4 + len(name))
    assert load(cast.coordinator, cast.group.id or 0) == Load(duties=5, people=3, top_two=4, no_backup=())


def test_r12_a_cancelled_session_counts_in_no_load(cast: Cast, role: GroupRole) -> None:
    off = make.group_session(cast.group, _before(2), state="cancelled", cancel_reason="Snow")
    make.duty(off, role, make.member(cast.group), DutyState.ACCEPTED)
    assert load(cast.coordinator, cast.group.id or 0).duties == 0


def test_r21_roles_without_a_backup_to_come_are_named(cast: Cast, role: GroupRole) -> None:
    bare = make.group_role(cast.group, "Set-up", needs_backup=True)
    make.group_role(cast.group, "Old", needs_backup=True, archived_at=clock.now())
    backed = make.group_role(cast.group, "Notes", needs_backup=True)
    soon = make.group_session(cast.group, clock.now() + timedelta(days=1))
    make.duty(soon, backed, make.member(cast.group), backup=True)
    give(bare, cast, make.member(cast.group), 5, backup=True)
    assert load(cast.coordinator, cast.group.id or 0).no_backup == ("Set-up",)
