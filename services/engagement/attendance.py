"""Attendance over time: how many came to each group session, as far as the actor may know (R12, R26, R28)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState, Member, PublishedOthers
from services import access, clock
from services.database import reading
from services.engagement.attendance_rows import counts
from services.engagement.disclosure import GivenOut, Scope, agrees, given_out, period_for, scope_of
from services.engagement.giving_out import give_out, settled
from services.engagement.periods import Period
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


class Outcome(StrEnum):
    """What became of a group session that was planned for a day now past."""

    RECORDED = "recorded"  # its register is finished
    NOT_RECORDED = "not_recorded"  # its register was never finished: no figure, and never an absence (R12)
    CANCELLED = "cancelled"  # in no denominator (R12)


@dataclass(frozen=True)
class SessionCount:
    """One group session. The four counts are of people, and None unless its register is finished.

    `came` includes `late`. The last three are a coordinator's alone, as is the reason for cancelling. `given_out` is
    for a clinic: everyone else at this group session, rounded and as it was written down; None until then (R26).
    """

    on: date
    outcome: Outcome
    came: int | None = None
    late: int | None = None
    sent_word: int | None = None
    did_not_come: int | None = None
    given_out: GivenOut | None = None


@dataclass(frozen=True)
class Attendance:
    """Every group session of the period that is over, oldest first.

    `people` says how many people the counts can speak of, when that is not everyone.
    """

    scope: Scope
    period: Period
    people: int | None
    sessions: tuple[SessionCount, ...]

    @property
    def recorded(self) -> tuple[SessionCount, ...]:
        return tuple(one for one in self.sessions if one.outcome is Outcome.RECORDED)

    @property
    def not_recorded(self) -> tuple[SessionCount, ...]:
        return tuple(one for one in self.sessions if one.outcome is Outcome.NOT_RECORDED)


@needs(Permission.SEE_ENGAGEMENT)
@kept
def attendance(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Attendance:
    """How many came to each group session of a group.

    A coordinator counts everyone. Clinic staff count only graduates of theirs with feedback consent in force,
    at finished registers, over the one period that they are given; everyone else is told beside it, rounded, from
    the day on which the register had settled.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    found, due = _read(actor, group_id, period)
    if due:
        give_out(group_id, period)
        found, _ = _read(actor, group_id, period)
    return found


def _read(actor: Actor, group_id: int, period: Period) -> tuple[Attendance, bool]:
    """The attendance, and whether a group session has settled that this actor is to be told of and was not yet."""
    scope = scope_of(actor)
    with reading() as db:
        access.group(db, actor, group_id)
        found = db.execute(counts(actor, group_id, period)).all()
        view = Attendance(
            scope=scope,
            period=period,
            people=_people(db, actor, group_id),
            sessions=tuple(_count(scope, *row) for row in found),
        )
    waiting = (
        settled(finished_at) and cell is None
        for _, state, finished_at, cell, *_ in found
        if state is GroupSessionState.PLANNED
    )
    return view, scope is Scope.AGREED and any(waiting)


def _count(
    scope: Scope,
    starts_at: datetime,
    state: GroupSessionState,
    finished_at: datetime | None,
    cell: PublishedOthers | None,
    came: int,
    late: int,
    sent_word: int,
    did_not_come: int,
) -> SessionCount:
    on, everyone = clock.local(starts_at).date(), scope is Scope.EVERYONE
    if state is GroupSessionState.CANCELLED:
        return SessionCount(on, Outcome.CANCELLED)
    if finished_at is None:
        return SessionCount(on, Outcome.NOT_RECORDED)
    if not everyone:
        return SessionCount(on, Outcome.RECORDED, came, given_out=given_out(cell))
    return SessionCount(on, Outcome.RECORDED, came, late, sent_word, did_not_come)


def _people(db: Session, actor: Actor, group_id: int) -> int | None:
    """How many members the counts speak of; None when they speak of everyone."""
    if scope_of(actor) is Scope.EVERYONE:
        return None
    members = select(func.count(col(Member.id))).where(
        Member.group_id == group_id, agrees(actor, col(Member.graduate_id))
    )
    return db.exec(members).one()


def latest_register(db: Session, group_id: int) -> date | None:
    """The day of the newest finished register: the age of every figure."""
    latest = select(func.max(GroupSession.starts_at)).where(
        GroupSession.group_id == group_id,
        col(GroupSession.register_finished_at).is_not(None),
        GroupSession.state == GroupSessionState.PLANNED,
    )
    found = db.exec(latest).one()
    return clock.local(found).date() if found else None
