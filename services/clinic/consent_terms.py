"""How long a clinic's consents last, and when it is reminded of their end. The clinic sets both."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from models import Clinic, Consent, Graduate
from services import access, audit, clock
from services.database import STALE, reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

LONGEST_MONTHS, LONGEST_REMINDER = 120, 365


@dataclass(frozen=True)
class Terms:
    """`months` a consent lasts from the day it was given; None: until it is withdrawn.

    `without_end` counts the consents that stand and have no end. `version` is the clinic's.
    """

    id: int
    version: int
    months: int | None
    reminder_days: int
    without_end: int


@needs(Permission.KEEP_GRADUATES)
def terms(actor: Actor) -> Terms:
    """How long consents last in the actor's own clinic."""
    with reading() as db:
        clinic = access.own_clinic(db, actor)
        count = select(func.count(col(Consent.id))).join(Graduate, col(Graduate.id) == col(Consent.graduate_id))
        without_end = db.exec(count.where(*_without_end(clinic.id or 0))).one()
        return Terms(clinic.id or 0, clinic.version, clinic.consent_months, clinic.consent_reminder_days, without_end)


@needs(Permission.KEEP_GRADUATES)
def set_terms(
    actor: Actor, version: int, months: int | None, reminder_days: int | None, *, also_recorded: bool = False
) -> int:
    """Sets how long consents last that are recorded from now on, and how early the clinic is reminded.

    `also_recorded` gives an end to those that stand without one, as if it had been set when they were given; none
    of them ends sooner than the reminder's days from today, so that nobody's ends unseen. A consent that has an end
    keeps it. Returns how many were given one.

    Raises:
        Invalid: out of range.
        Conflict: someone else changed the clinic since `version` was read.
    """
    check = Checks()
    days = _checked(check, months, reminder_days, also_recorded=also_recorded)
    check.done()
    with transaction() as db:
        clinic = access.own_clinic(db, actor, to_change=True)
        if clinic.version != version:
            raise Conflict(STALE)
        changes: audit.Changes = {
            "consent_months": (clinic.consent_months, months),
            "consent_reminder_days": (clinic.consent_reminder_days, days),
        }
        clinic.consent_months, clinic.consent_reminder_days = months, days
        db.add(clinic)
        audit.record(db, actor, "clinic.consent_terms_changed", "clinic", clinic.id, changes=changes)
        return _give_an_end(db, actor, clinic, months) if also_recorded and months is not None else 0


def expiry_of(db: Session, clinic_id: int | None, given_on: date) -> date | None:
    """The last day of a consent given on `given_on`, a day of the past or today; None: until it is withdrawn."""
    months = db.exec(select(Clinic.consent_months).where(Clinic.id == clinic_id)).first()
    return None if months is None else last_day(given_on, months)


def last_day(given_on: date, months: int) -> date:
    """That many months on, a day that counts. Of 31 January and one month: the last day of February."""
    last: date = given_on + relativedelta(months=months)
    return last


def _checked(check: Checks, months: int | None, reminder_days: int | None, *, also_recorded: bool) -> int:
    check.that(
        months is None or 1 <= months <= LONGEST_MONTHS,
        "months",
        f"A consent can last 1 to {LONGEST_MONTHS} months. Leave it empty for “until it is withdrawn”.",
    )
    check.that(
        reminder_days is not None and 1 <= reminder_days <= LONGEST_REMINDER,
        "reminder_days",
        f"The reminder can come 1 to {LONGEST_REMINDER} days before the end. Choose a number of days.",
    )
    check.that(
        months is not None or not also_recorded,
        "also_recorded",
        "To give earlier consents an end, first say how many months a consent lasts.",
    )
    return reminder_days or 0


def _without_end(clinic_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Graduate.clinic_id) == clinic_id,
        col(Graduate.erased_at).is_(None),
        col(Graduate.merged_into_id).is_(None),
        col(Consent.withdrawn_at).is_(None),
        col(Consent.expires_on).is_(None),
    )


def _give_an_end(db: Session, actor: Actor, clinic: Clinic, months: int) -> int:
    found = db.exec(
        select(col(Consent.id), col(Consent.graduate_id), col(Consent.given_on))
        .join(Graduate, col(Graduate.id) == col(Consent.graduate_id))
        .where(*_without_end(clinic.id or 0))
        .order_by(col(Consent.id))
        .with_for_update(of=Consent)
    ).all()
    if not found:
        return 0
    soonest = clock.today() + timedelta(days=clinic.consent_reminder_days)
    ends = [(id_, person, max(last_day(given_on, months), soonest)) for id_, person, given_on in found]
    # By primary key, in one statement of many rows: months are counted here, the same for every database.
    db.execute(update(Consent), [{"id": id_, "expires_on": end} for id_, _, end in ends])
    audit.record_each(
        db, actor, "consent.end_set", "graduate", [(person, "expires_on", None, end) for _, person, end in ends]
    )
    return len(ends)
