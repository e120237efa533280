"""How long until first contact and first visit, with those still waiting in the reckoning (R5, R6, R23, R26)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.periods import Period, bounds
from services.engagement.referral_steps import SentReferral, sent_referrals
from services.engagement.registers import not_recorded_between, until_now
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.engagement.statistics.survival import Followed, kaplan_meier
from services.engagement.statistics.survival_median import SurvivalMedian, median_survival
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Wait:
    """From sent to one step, in whole local days.

    `days` are of the referrals that reached it, shortest first; `waiting` of those that still wait, until today.
    `ended` is how many ended without it. `half` is when half of all have reached it, by Kaplan and Meier's method,
    with everybody else followed until today. Whose referral ended is not taken out on that day, as if they might still
    have come: an ending competes with coming, and where all are followed to a known day this is the cumulative
    incidence (Fine and Gray, JASA 1999, 94:496-509). None with fewer than 8 referrals (R23).
    """

    days: tuple[int, ...]
    waiting: tuple[int, ...]
    ended: int
    half: SurvivalMedian | None

    @property
    def of(self) -> int:
        return len(self.days) + len(self.waiting) + self.ended


@dataclass(frozen=True)
class Waits:
    """Over the referrals sent in the period.

    `not_recorded`: the days from its first until today whose register is not finished, since who waits is followed
    until today (R28).
    """

    scope: Scope
    period: Period
    contact: Wait
    visit: Wait
    not_recorded: tuple[date, ...]


@needs(Permission.SEE_ENGAGEMENT)
@kept
def waits(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Waits:
    """How long people waited from being referred to a group until they were contacted, and until they came.

    A coordinator counts every referral sent to the group; clinic staff only those of graduates whose feedback
    consent is in force, over the one period that they are given. Who came without a contact being noted was
    contacted by the day they came.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, _ = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        sent = sent_referrals(db, actor, group_id, period)
        not_recorded = not_recorded_between(db, group_id, since, until_now())
    return Waits(
        scope=scope_of(actor),
        period=period,
        contact=until_contact(sent),
        visit=until_visit(sent),
        not_recorded=not_recorded,
    )


def until_contact(sent: Iterable[SentReferral]) -> Wait:
    """From sent to a first contact."""
    return _wait(sent, lambda one: one.contacted_at)


def until_visit(sent: Iterable[SentReferral]) -> Wait:
    """From sent to a first visit."""
    return _wait(sent, lambda one: one.came_at)


def _wait(sent: Iterable[SentReferral], reached: Callable[[SentReferral], datetime | None]) -> Wait:
    days, waiting, ended = [], [], []
    for one in sent:
        if (at := reached(one)) is not None:
            days.append(one.days_to(at))
        elif one.ended_at is not None:
            ended.append(one.days_to(clock.now()))
        else:
            waiting.append(one.days_to(clock.now()))
    return Wait(tuple(sorted(days)), tuple(sorted(waiting)), len(ended), _half(days, [*waiting, *ended]))


def _half(reached: list[int], without: list[int]) -> SurvivalMedian | None:
    if len(reached) + len(without) < SMALLEST_FOR_PERCENT:
        return None
    curve = kaplan_meier(
        [*(Followed(days, ended=True) for days in reached), *(Followed(days, ended=False) for days in without)]
    )
    return None if curve is None else median_survival(curve)
