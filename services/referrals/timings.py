"""How long it takes from sent to a first contact and a first visit, over all of a clinic's groups (R5, R9, R23).

The reading is the one of `services/engagement/waits.py`, so that two pages never give two answers.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models import Graduate, Referral
from services import clock
from services.database import reading
from services.engagement.agreed_later import count_agreed_later
from services.engagement.disclosure import agrees, period_for
from services.engagement.periods import Period, bounds
from services.engagement.referral_steps import sent_referrals
from services.engagement.waits import Wait, until_contact, until_visit
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Timings:
    """Over referrals sent since `since` of people who agree to feedback now, and agreed early enough (R26).

    `agreed_later` is how many people agree now and are left out because they agreed later. `others`: some referrals
    are of people who do not agree.
    """

    since: date
    contact: Wait
    visit: Wait
    agreed_later: int
    others: bool


@needs(Permission.REFER)
def timings(actor: Actor) -> Timings:
    """The clinic's own timings, over the one period that a clinic is given."""
    period = period_for(actor, Period.LAST_24_MONTHS)
    since, until = bounds(period, clock.today())
    sent_then = (col(Referral.sent_at) >= since, col(Referral.sent_at) < until)
    with reading() as db:
        sent = sent_referrals(db, actor, None, period)
        agreed_later = count_agreed_later(db, actor)
        others = _others(db, actor, sent_then)
    return Timings(clock.local(since).date(), until_contact(sent), until_visit(sent), agreed_later, others)


def _others(db: Session, actor: Actor, sent_then: tuple[ColumnElement[bool], ...]) -> bool:
    """Whether the clinic sent referrals of people who do not agree: only that, never how many."""
    own = select(Graduate.id).where(Graduate.clinic_id == actor.clinic_id, col(Graduate.erased_at).is_(None))
    who = col(Referral.graduate_id)
    found = select(Referral.id).where(who.in_(own), ~agrees(actor, who), *sent_then)
    return db.exec(found.limit(1)).first() is not None
