"""R18: roles of somebody who is away, on a break or gone are open again; others, and past ones, stay."""

from datetime import timedelta

from models import Duty, DutyState, LeavingReason
from services import clock
from services.members.away import away
from services.members.comings import leave, pause
from tests import make
from tests.cast import Cast


def held(cast: Cast, *days: int) -> list[Duty]:
    """A yes of Amina's and of Bernard's for a role on each of these days."""
    role, found = make.group_role(cast.group, places=2), []
    amina, bernard = make.member(cast.group, "Amina"), make.member(cast.group, "Bernard")
    for day in days:
        meeting = make.group_session(cast.group, make.this_time(-day))
        make.duty(meeting, role, bernard, DutyState.ACCEPTED)
        found.append(make.duty(meeting, role, amina, DutyState.ACCEPTED))
    return found


def states(duties: list[Duty]) -> list[DutyState]:
    return [make.rows(Duty, id=duty.id)[0].state for duty in duties]


def bernards() -> set[DutyState]:
    (bernard,) = {duty.member_id for duty in make.rows(Duty)} - {make.rows(Duty)[1].member_id}
    return {duty.state for duty in make.rows(Duty, member_id=bernard)}


BACK, YES = DutyState.HANDED_BACK, DutyState.ACCEPTED


def test_a_break_opens_every_role_to_come_and_leaves_past_ones(cast: Cast) -> None:
    duties = held(cast, -14, 14, 28)
    pause(cast.coordinator, duties[0].member_id)
    assert states(duties) == [YES, BACK, BACK]
    assert bernards() == {YES}


def test_leaving_opens_every_role_to_come(cast: Cast) -> None:
    duties = held(cast, 14)
    leave(cast.coordinator, duties[0].member_id, LeavingReason.MANAGING_WELL)
    assert states(duties) == [BACK]


def test_days_away_open_the_roles_on_those_days_alone(cast: Cast) -> None:
    duties = held(cast, 7, 14, 21)
    first = clock.today() + timedelta(days=8)
    away(cast.coordinator, duties[0].member_id, first, clock.today() + timedelta(days=14))
    assert states(duties) == [YES, BACK, YES]
