"""Who may be referred: the same rules for one person and for a whole programme (R1, R3, R7)."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import ENDED, Completion, ConsentKind, Referral
from services import clock
from services.clinic import consents
from services.fields import Checks
from services.referrals.lifecycle import seen_by_clinic

# Names of their own, so that the query around them may speak of referrals and completions too.
_One, _Done = aliased(Referral), aliased(Completion)

NO_COMPLETION = "No completed programme is recorded for them yet. Record it on their page, then refer them."
NO_CONSENT = (
    "Consent to share their details with the group is missing, so nothing was sent. "
    "Ask them, record it, and send again; or keep this as a draft."
)


def has_completed(graduate_id: Any) -> ColumnElement[bool]:
    """The condition that a completion is recorded, and its day has come (R1); a correlated EXISTS for any query."""
    return select(_Done.id).where(_Done.graduate_id == graduate_id, col(_Done.completed_on) <= clock.today()).exists()


def latest_referral(graduate_id: Any, group_id: int) -> ScalarSelect[Any]:
    """The id of the one referral to a group that counts: the open one, else the newest that was ever sent."""
    return (
        select(_One.id)
        .where(
            _One.graduate_id == graduate_id,
            _One.group_id == group_id,
            or_(col(_One.sent_at).is_not(None), col(_One.state).not_in(ENDED)),
        )
        .order_by(col(_One.state).in_(ENDED), col(_One.id).desc())
        .limit(1)
        .scalar_subquery()
    )


def is_open(referral: Referral | None, *, feedback: bool) -> bool:
    """Whether it is open as far as the clinic may know: one that was left unseen still reads "sent" (R7, R9)."""
    return referral is not None and seen_by_clinic(referral.state, feedback=feedback) not in ENDED


def check_person(db: Session, check: Checks, graduate_id: int) -> None:
    """What must be true of the person, whatever the referral says; problems go to `check`."""
    completed, shares = db.exec(
        select(has_completed(graduate_id), consents.in_force(ConsentKind.SHARE, graduate_id))
    ).one()
    check.that(bool(completed), "completed_on", NO_COMPLETION)
    check.that(bool(shares), "share", NO_CONSENT)


def open_one(db: Session, graduate_id: int, group_id: int) -> Referral | None:
    """The graduate's open referral to a group, drafts included, locked until the transaction ends."""
    found = db.exec(
        select(Referral).where(Referral.id == latest_referral(graduate_id, group_id)).with_for_update()
    ).first()
    feedback = consents.is_in_force(db, ConsentKind.FEEDBACK, graduate_id)
    return found if is_open(found, feedback=feedback) else None
