"""Which register a coordinator most likely means, and the few others to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from models import GroupSession, GroupSessionState
from services import access, clock
from services.database import reading
from services.register.states import RegisterState, state_of
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

BACK = timedelta(weeks=26)
AHEAD = timedelta(weeks=8)


@dataclass(frozen=True)
class Choice:
    """A group session whose register can be opened."""

    group_session_id: int
    starts_at: datetime
    ends_at: datetime
    state: RegisterState


@needs(Permission.KEEP_REGISTER)
def choices(actor: Actor, group_id: int) -> tuple[Choice, ...]:
    """The group's sessions from half a year back to two months ahead, newest first, no cancelled ones."""
    with reading() as db:
        access.group(db, actor, group_id)
        since = access.reaches_since(db, actor) or clock.now() - BACK
        near = select(GroupSession).where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) >= max(since, clock.now() - BACK),
            col(GroupSession.starts_at) < clock.now() + AHEAD,
        )
        found = db.exec(near.order_by(col(GroupSession.starts_at).desc(), col(GroupSession.id).desc()))
        return tuple(Choice(row.id or 0, row.starts_at, row.ends_at, state_of(row)) for row in found)


def likely(choices: Sequence[Choice]) -> Choice | None:
    """The one today, else the last unfinished, else the next to come, else the last of all."""
    day_begins = clock.day_begins(clock.today())
    begun = [choice for choice in choices if choice.state in {RegisterState.OPEN, RegisterState.FINISHED}]
    on_the_day = [choice for choice in begun if choice.starts_at >= day_begins]
    unfinished = [choice for choice in begun if choice.state is RegisterState.OPEN]
    ahead = [choice for choice in choices if choice.state is RegisterState.BEFOREHAND]
    return next(iter([*_open_first(on_the_day), *unfinished, *reversed(ahead), *begun]), None)


def _open_first(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: choice.state is not RegisterState.OPEN)
