"""Whose consents end soon, or have just ended: the reminder before anything stops by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from models import Consent, ConsentKind, Graduate
from services import access, audit, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 5
# One that ran out longer ago than this is in the person's history, and no longer a reminder.
REMEMBERED_DAYS = 90


@dataclass(frozen=True)
class Ending:
    """One person, and the last day of each consent of theirs that ends soon or has just ended; None: neither."""

    graduate_id: int
    name: str
    share: date | None
    feedback: date | None


@dataclass(frozen=True)
class EndingPage:
    """One page of people; `total` counts those on all pages. `today` tells what is over from what is to come."""

    rows: tuple[Ending, ...]
    total: int
    today: date


@needs(Permission.KEEP_GRADUATES)
def ending(actor: Actor, *, page: int = 0, size: int = PAGE) -> EndingPage:
    """People whose consent ends within the clinic's reminder days, soonest first, `size` to a page (from 0).

    After them those whose consent ran out in the last 90 days and was neither renewed nor withdrawn, latest first.
    The looks are recorded (R31).
    """
    today = clock.today()
    with reading() as db:
        clinic = access.own_clinic(db, actor)
        wanted = _wanted(clinic.id or 0, today, today + timedelta(days=clinic.consent_reminder_days))
        rows = _rows(db, wanted, today, page * size, size)
        people = select(func.count(func.distinct(col(Graduate.id)))).join(
            Consent, col(Consent.graduate_id) == col(Graduate.id)
        )
        total = db.exec(people.where(*wanted)).one()
    audit.looked(actor, "graduate", [row.graduate_id for row in rows])
    return EndingPage(rows, total, today)


def _wanted(clinic_id: int, today: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Graduate.clinic_id) == clinic_id,
        col(Graduate.erased_at).is_(None),
        col(Graduate.merged_into_id).is_(None),
        col(Consent.withdrawn_at).is_(None),
        col(Consent.expires_on).between(today - timedelta(days=REMEMBERED_DAYS), until),
    )


def _rows(
    db: Session, wanted: tuple[ColumnElement[bool], ...], today: date, offset: int, size: int
) -> tuple[Ending, ...]:
    last = col(Consent.expires_on)
    share, feedback = (func.max(case((col(Consent.kind) == kind, last))) for kind in ConsentKind)
    to_come = func.min(case((last >= today, last)))
    found = db.exec(
        select(Graduate.id, Graduate.preferred_name, share, feedback)
        .join(Consent, col(Consent.graduate_id) == col(Graduate.id))
        .where(*wanted)
        .group_by(col(Graduate.id), col(Graduate.preferred_name))
        .order_by(to_come.asc().nulls_last(), func.max(last).desc(), col(Graduate.preferred_name), col(Graduate.id))
        .offset(offset)
        .limit(size)
    )
    return tuple(Ending(id_ or 0, name, shared, told) for id_, name, shared, told in found)
