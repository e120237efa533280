"""Of those referred, how many were contacted, came and settled: by month sent and by programme (R5, R23, R24, R26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Completion, Programme
from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, may_count, period_for, scope_of
from services.engagement.periods import Period, bounds
from services.engagement.referral_steps import HORIZON, SentReferral, sent_referrals
from services.engagement.registers import not_recorded_between
from services.engagement.stretches import Stretch, of, stretches
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

NO_PROGRAMME = ""


@dataclass(frozen=True)
class Reached:
    """Counts of referrals.

    `old_enough` were sent at least 8 weeks ago: the denominator of the three that follow, each reached within
    8 weeks of sending. `too_early` were sent since, and are in none of them (R24). Who came counts as contacted.
    """

    old_enough: int
    contacted: int
    came: int
    settled: int
    too_early: int

    @property
    def referred(self) -> int:
        return self.old_enough + self.too_early


@dataclass(frozen=True)
class Conversion:
    """All referrals sent in the period, then the same by when they were sent, oldest first, none left out.

    `by_programme` is by the programme last completed before sending, oldest first, with `NO_PROGRAMME` for those
    without; None for coordinators, who do not see programmes. `not_recorded`: days whose register is not finished, of
    the period and the 8 weeks after it, in which a visit still counts (R28).
    """

    scope: Scope
    period: Period
    all: Reached
    by_time: tuple[tuple[Stretch, Reached], ...]
    by_programme: tuple[tuple[str, Reached], ...] | None
    not_recorded: tuple[date, ...]


@needs(Permission.SEE_ENGAGEMENT)
@kept
def conversion(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Conversion:
    """How far referrals to a group came within 8 weeks, by month sent (or quarter, or year, when long) and programme.

    A coordinator counts every referral sent to the group; clinic staff only those of graduates whose feedback
    consent is in force, over the one period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        sent = sent_referrals(db, actor, group_id, period)
        programmes = _programmes(db, actor) if scope_of(actor) is Scope.AGREED else None
        not_recorded = not_recorded_between(db, group_id, since, until + HORIZON)
    return Conversion(
        scope=scope_of(actor),
        period=period,
        all=_reached(sent),
        by_time=_by_time(sent),
        by_programme=None if programmes is None else _by_programme(sent, programmes),
        not_recorded=not_recorded,
    )


def _reached(sent: Iterable[SentReferral]) -> Reached:
    known = [*sent]
    old_enough = [one for one in known if one.old_enough]
    return Reached(
        old_enough=len(old_enough),
        contacted=sum(one.within_horizon(one.contacted_at) for one in old_enough),
        came=sum(one.within_horizon(one.came_at) for one in old_enough),
        settled=sum(one.within_horizon(one.settled_at) for one in old_enough),
        too_early=len(known) - len(old_enough),
    )


def _by_time(sent: list[SentReferral]) -> tuple[tuple[Stretch, Reached], ...]:
    if not sent:
        return ()
    row = stretches(sent[0].sent_on, sent[-1].sent_on)
    return tuple((part, _reached(one for one in sent if of(one.sent_on, part.months) == part)) for part in row)


def _by_programme(
    sent: list[SentReferral], programmes: dict[int, list[tuple[date, date, str]]]
) -> tuple[tuple[str, Reached], ...]:
    parts: dict[tuple[date, str], list[SentReferral]] = {}
    for one in sent:
        completed = [line for line in programmes.get(one.graduate_id, []) if line[0] <= one.sent_on]
        _, ends_on, name = max(completed, default=(date.min, date.min, NO_PROGRAMME))
        parts.setdefault((ends_on, name), []).append(one)
    return tuple((name, _reached(parts[ends_on, name])) for ends_on, name in sorted(parts))


def _programmes(db: Session, actor: Actor) -> dict[int, list[tuple[date, date, str]]]:
    """What each graduate who may be counted completed: (day of completion, last day and name of the programme)."""
    found = db.exec(
        select(Completion.graduate_id, col(Completion.completed_on), col(Programme.ends_on), Programme.name)
        .join(Programme, col(Programme.id) == col(Completion.programme_id))
        .where(may_count(actor, col(Completion.graduate_id)))
    )
    completed: dict[int, list[tuple[date, date, str]]] = {}
    for graduate_id, completed_on, ends_on, name in found:
        completed.setdefault(graduate_id, []).append((completed_on, ends_on, name))
    return completed
