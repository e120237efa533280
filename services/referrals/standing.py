"""Which milestones stand: taken, and no visit whose mark was undone since (R5). Conditions for any query."""

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models import ReferralEvent, ReferralStep
from services.referrals.lifecycle import MILESTONE_STEPS

UNDONE_BY = {
    ReferralStep.FIRST_VISIT: ReferralStep.FIRST_VISIT_UNDONE,
    ReferralStep.SETTLED: ReferralStep.SETTLED_UNDONE,
}
MILESTONES_TOLD = MILESTONE_STEPS - set(UNDONE_BY.values())


def milestone_stands() -> ColumnElement[bool]:
    """The condition that a `ReferralEvent` is a milestone and stands. Whether the clinic may know is R9's question."""
    return and_(col(ReferralEvent.step).in_(MILESTONES_TOLD), ~_undone())


def _undone() -> ColumnElement[bool]:
    later, event = aliased(ReferralEvent), ReferralEvent
    undoes = [and_(col(event.step) == done, col(later.step) == undone) for done, undone in UNDONE_BY.items()]
    after = or_(col(later.at) > event.at, and_(col(later.at) == event.at, col(later.id) > event.id))
    return select(later.id).where(later.referral_id == event.referral_id, or_(*undoes), after).exists()
