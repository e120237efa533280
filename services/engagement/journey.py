"""Referral → accepted → first visit → settled, at a fixed horizon of 8 weeks (R5, R23, R24, R26)."""

from dataclasses import dataclass
from datetime import date

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.periods import Period, bounds
from services.engagement.referral_steps import sent_referrals
from services.engagement.registers import not_recorded_between, until_now
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Journey:
    """Counts of referrals sent in the period.

    `old_enough` were sent at least 8 weeks ago: the denominator of the three that follow, each reached within
    8 weeks of sending. `too_early` were sent since, and are in none of them (R24). Referrals that ended
    (declined, withdrawn, could not reach, left) stay in the denominator.

    `settled_by_now` is how many of `old_enough` have settled, however long it took: where the group meets every two
    weeks a third visit within 8 is rare. `not_recorded` are the days from the period's first until today whose
    register is not finished: any of them may hold that third visit (R28).
    """

    scope: Scope
    period: Period
    old_enough: int
    accepted: int
    first_visit: int
    settled: int
    settled_by_now: int
    too_early: int
    not_recorded: tuple[date, ...] = ()


@needs(Permission.SEE_ENGAGEMENT)
@kept
def journey(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Journey:
    """How far referrals to a group came within 8 weeks.

    A coordinator counts every referral sent to the group; clinic staff only those of graduates whose feedback
    consent is in force, over the one period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    with reading() as db:
        access.group(db, actor, group_id)
        sent = sent_referrals(db, actor, group_id, period)
        since, _ = bounds(period, clock.today())
        not_recorded = not_recorded_between(db, group_id, since, until_now())
    old_enough = [one for one in sent if one.old_enough]
    return Journey(
        scope=scope_of(actor),
        period=period,
        old_enough=len(old_enough),
        # Someone who came had been welcomed, whenever that was written down.
        accepted=sum(one.within_horizon(one.accepted_at) or one.within_horizon(one.came_at) for one in old_enough),
        first_visit=sum(one.within_horizon(one.came_at) for one in old_enough),
        settled=sum(one.within_horizon(one.settled_at) for one in old_enough),
        settled_by_now=sum(one.settled_at is not None for one in old_enough),
        too_early=len(sent) - len(old_enough),
        not_recorded=not_recorded,
    )
