"""Handover: stepping back loses nothing, and never leaves a group without anyone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models import Account, AccountGroup, CalendarLink, Member, Role
from services import clock
from services.errors import Conflict, DomainError, NotFound
from services.handover.stepping_back import step_back
from services.handover.team import team
from services.members.directory import directory
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import make
from tests.cast import Cast


def stored(actor: Actor) -> Account:
    return make.rows(Account, id=actor.account_id)[0]


def test_the_group_keeps_everything_and_the_other_goes_on(cast: Cast) -> None:
    as_member = make.member(cast.group, "Sam", account_id=cast.coordinator.account_id)
    step_back(cast.coordinator, cast.group.id or 0)
    assert [row.name for row in directory(cast.coordinator_2, cast.group.id or 0).rows] == ["Sam"]
    assert make.rows(Member, id=as_member.id)[0].account_id == cast.coordinator.account_id
    assert [one.username for one in team(cast.coordinator_2, cast.group.id or 0).coordinators] == ["coordinator-2"]


def test_they_are_out_at_their_next_action(cast: Cast) -> None:
    before = stored(cast.coordinator).session_version
    step_back(cast.coordinator, cast.group.id or 0)
    after = stored(cast.coordinator)
    assert (after.active, after.session_version) == (False, before + 1)


def test_with_another_group_the_account_goes_on_for_that_one(cast: Cast) -> None:
    groups = (cast.group.id or 0, cast.other_group.id or 0)
    both = actor_of(make.account("both", Role.COORDINATOR, groups=groups), groups)
    step_back(both, cast.group.id or 0)
    assert stored(both).active
    assert [row.group_id for row in make.rows(AccountGroup, account_id=both.account_id)] == [cast.other_group.id]


def test_their_calendar_link_ends_and_nobody_elses(cast: Cast) -> None:
    for actor in (cast.coordinator, cast.coordinator_2):
        make.add(
            CalendarLink(account_id=actor.account_id, group_id=cast.group.id or 0, salt="salt", created_at=clock.now())
        )
    step_back(cast.coordinator, cast.group.id or 0)
    live = [link.account_id for link in make.rows(CalendarLink) if link.revoked_at is None]
    assert live == [cast.coordinator_2.account_id]


def test_the_last_coordinator_is_told_to_invite_another_first(cast: Cast) -> None:
    step_back(cast.coordinator, cast.group.id or 0)
    with pytest.raises(Conflict, match="only coordinator"):
        step_back(cast.coordinator_2, cast.group.id or 0)


def test_a_register_taker_or_a_deactivated_coordinator_is_nobody_to_hand_over_to(cast: Cast) -> None:
    other = stored(cast.coordinator_2)
    other.active = False
    make.add(other)
    with pytest.raises(Conflict, match="only coordinator"):
        step_back(cast.coordinator, cast.group.id or 0)


def test_two_who_step_back_at_once_leave_one(cast: Cast) -> None:
    def try_to(actor: Actor) -> str:
        try:
            step_back(actor, cast.group.id or 0)
        except DomainError as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(try_to, (cast.coordinator, cast.coordinator_2)))
    assert sorted(said) == ["Conflict", "done"]
    assert [stored(actor).active for actor in (cast.coordinator, cast.coordinator_2)].count(True) == 1


def test_a_second_time_is_refused_like_a_strangers(cast: Cast) -> None:
    step_back(cast.coordinator, cast.group.id or 0)
    with pytest.raises(NotFound):
        step_back(cast.coordinator, cast.group.id or 0)
