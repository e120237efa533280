"""Handover: inviting another coordinator, or somebody who takes the register alone, until a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from models import Account, AuditChange, AuditEvent, Role
from services import clock
from services.administration.making import FirstPassword
from services.errors import Conflict, Invalid, NotAllowed, NotFound
from services.handover.inviting import invite_coordinator, invite_register_taker, renew_first_password
from services.handover.register_takers import change_until, end
from services.handover.team import team
from services.register.reading import register
from services.security.permissions import GRANTS, Permission
from services.security.sign_in import actor_of_token
from services.today import today
from tests import make
from tests.cast import Cast
from tests.handover.signing_in import actor_of_invited, token_of
from tests.queries import how_many

WHO = {"username": "jo", "display_name": "Jo"}


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def taker(cast: Cast, until: date | None = None) -> FirstPassword:
    return invite_register_taker(cast.coordinator, cast.group.id or 0, until=until or tomorrow(), **WHO)


def test_an_invited_coordinator_reaches_this_group_and_no_other(cast: Cast) -> None:
    actor = actor_of_invited(invite_coordinator(cast.coordinator, cast.group.id or 0, **WHO))
    assert (actor.role, actor.group_ids, actor.clinic_id) == (Role.COORDINATOR, (cast.group.id,), None)
    assert actor.must_change_password
    assert today(replace(actor, must_change_password=False), cast.group.id or 0)


def test_who_invited_whom_is_kept_and_the_password_is_not(cast: Cast) -> None:
    made = invite_coordinator(cast.coordinator, cast.group.id or 0, **WHO)
    assert make.rows(Account, id=made.account_id)[0].invited_by_id == cast.coordinator.account_id
    event = make.rows(AuditEvent, action="account.invited")[0]
    assert (event.account_id, event.subject_id, event.group_id) == (
        cast.coordinator.account_id,
        made.account_id,
        cast.group.id,
    )
    assert not [row for row in make.rows(AuditChange) if made.password in f"{row.before}{row.after}"]


def test_a_username_that_is_taken_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(Conflict, match="username is taken"):
        invite_coordinator(cast.coordinator, cast.group.id or 0, username="clinic", display_name="Jo")


def test_every_problem_of_an_invitation_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        invite_register_taker(cast.coordinator, cast.group.id or 0, username="", display_name="", until=None)
    assert {problem.field for problem in refused.value.problems} == {"username", "display_name", "until"}


@pytest.mark.parametrize("days", [-1, 367])
def test_the_last_day_is_neither_past_nor_more_than_a_year_ahead(cast: Cast, days: int) -> None:
    with pytest.raises(Invalid):
        taker(cast, clock.today() + timedelta(days=days))
    with pytest.raises(Invalid):
        change_until(cast.coordinator, cast.register_taker.account_id, clock.today() + timedelta(days=days))


def test_a_register_taker_takes_the_register_and_does_nothing_else(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    actor = replace(actor_of_invited(taker(cast)), must_change_password=False)
    assert register(actor, meeting.id or 0).group_id == cast.group.id
    assert GRANTS[Role.REGISTER_TAKER] == {
        Permission.KEEP_REGISTER,
        Permission.SEE_CALENDAR,
        Permission.OWN_ACCOUNT,
    }
    with pytest.raises(NotAllowed):
        today(actor, cast.group.id or 0)


def test_on_the_last_day_they_are_in_and_the_day_after_they_are_out_at_their_next_action(cast: Cast) -> None:
    made = taker(cast)
    midnight = clock.day_begins(tomorrow() + timedelta(days=1))
    with time_machine.travel(midnight - timedelta(minutes=1), tick=False):
        token = token_of(made)
        assert actor_of_token(token)
    with time_machine.travel(midnight, tick=False):
        assert actor_of_token(token) is None
        assert token_of(made) == ""


def test_ended_they_are_out_at_their_next_action_and_what_they_marked_stays(cast: Cast) -> None:
    made = taker(cast)
    token = token_of(made)
    end(cast.coordinator_2, made.account_id)
    assert actor_of_token(token) is None
    assert token_of(made) == ""
    end(cast.coordinator, made.account_id)
    assert len(make.rows(AuditEvent, action="account.deactivated")) == 1


def test_another_last_day_lets_one_who_was_over_in_again(cast: Cast) -> None:
    made = taker(cast)
    end(cast.coordinator, made.account_id)
    change_until(cast.coordinator, made.account_id, clock.today())
    assert token_of(made)


def test_coordinators_are_equals_none_ends_another(cast: Cast) -> None:
    with pytest.raises(NotFound):
        end(cast.coordinator, cast.coordinator_2.account_id)
    with pytest.raises(NotFound):
        change_until(cast.coordinator, cast.coordinator_2.account_id, tomorrow())


def test_a_first_password_is_renewed_until_it_was_changed(cast: Cast) -> None:
    made = taker(cast)
    token = token_of(made)
    again = renew_first_password(cast.coordinator_2, made.account_id)
    assert actor_of_token(token) is None
    assert (token_of(made), bool(token_of(again))) == ("", True)
    with pytest.raises(Conflict, match="password of their own"):
        renew_first_password(cast.coordinator, cast.coordinator_2.account_id)


def test_nobody_gets_into_another_group_by_renewing_the_password_of_someone_who_serves_both(cast: Cast) -> None:
    both = make.account(
        "both", Role.COORDINATOR, groups=(cast.group.id or 0, cast.other_group.id or 0), must_change_password=True
    )
    with pytest.raises(NotFound):
        renew_first_password(cast.coordinator, both.id or 0)


def test_the_team_says_who_is_new_who_is_you_and_whose_time_is_over(cast: Cast) -> None:
    made = taker(cast)
    end(cast.coordinator, made.account_id)
    invite_coordinator(cast.coordinator, cast.group.id or 0, username="lee", display_name="Lee")
    here = team(cast.coordinator, cast.group.id or 0)
    assert [(one.username, one.you, one.new) for one in here.coordinators] == [
        ("coordinator", True, False),
        ("coordinator-2", False, False),
        ("lee", False, True),
    ]
    assert [(one.username, one.over) for one in here.takers] == [("register-taker", False), ("jo", True)]


def test_the_team_is_read_in_as_many_queries_whatever_its_size(cast: Cast) -> None:
    few = how_many(lambda: team(cast.coordinator, cast.group.id or 0))
    for number in range(20):
        make.account(f"more-{number}", Role.COORDINATOR, groups=(cast.group.id or 0,))
    assert how_many(lambda: team(cast.coordinator, cast.group.id or 0)) == few
