"""Consents: share (details may go to the group) and feedback (the group may tell the clinic). Two separate things."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Account, Consent, ConsentHow, ConsentKind, ConsentWording
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# The first wording of each kind; later ones are written by an administrator as new versions.
FIRST_WORDING = {
    ConsentKind.SHARE: (
        "I agree that the pain service shares my preferred name, how and when to reach me, my best hopes and the "
        "adjustments that help me with the coordinators of the graduate group."
    ),
    ConsentKind.FEEDBACK: (
        "I agree that the graduate group tells the pain service how I am getting on: that my referral was accepted, "
        "that I was contacted, my first visit, that I settled in, that I have gone quiet, or that I left and why."
    ),
}


@dataclass(frozen=True)
class ConsentGiven:
    """A consent to record: when and how it was given."""

    kind: ConsentKind
    given_on: date | None
    how: ConsentHow


@dataclass(frozen=True)
class ConsentView:
    """One consent as the clinic sees it, with its history."""

    id: int
    kind: ConsentKind
    wording: int
    how: ConsentHow
    given_on: date
    recorded_by: str
    expires_on: date | None
    withdrawn_on: date | None
    in_force: bool


@needs(Permission.KEEP_GRADUATES)
def record(actor: Actor, graduate_id: int, given: ConsentGiven) -> None:
    """Records a consent, with the wording that is current.

    Raises:
        Invalid: the date is missing or in the future.
        Conflict: a consent of that kind is in force already.
    """
    with transaction() as db:
        access.graduate(db, actor, graduate_id)
        record_in(db, actor, graduate_id, given)


def record_in(db: Session, actor: Actor, graduate_id: int, given: ConsentGiven) -> None:
    """The same inside a larger use case."""
    check = Checks()
    given_on = check_given(check, given)
    check.done()
    _end_expired(db, actor, graduate_id, given.kind)
    wording = current_wording(db, given.kind)
    db.add(
        Consent(
            graduate_id=graduate_id,
            kind=given.kind,
            wording_id=wording.id or 0,
            how=given.how,
            given_on=given_on,
            recorded_at=clock.now(),
            recorded_by_id=actor.account_id,
        )
    )
    db.flush()
    changes: audit.Changes = {"given_on": (None, given_on), "how": (None, given.how), "wording": (None, wording.number)}
    audit.record(db, actor, f"consent.{given.kind}.given", "graduate", graduate_id, changes=changes)


def check_given(check: Checks, given: ConsentGiven) -> date:
    """The date of a consent, checked: known, and not in the future."""
    field = f"{given.kind}_given_on"
    given_on = check.day(field, f"The date of consent ({given.kind})", given.given_on)
    check.that(
        given_on <= clock.today(),
        field,
        "A consent cannot be dated in the future. Choose the day it was given.",
    )
    return given_on


@needs(Permission.KEEP_GRADUATES)
def withdraw(actor: Actor, graduate_id: int, kind: ConsentKind) -> None:
    """Withdraws a consent today. Feedback: milestones stop being shown to the clinic at once (R9).

    Raises:
        Conflict: no consent of that kind is in force.
    """
    with transaction() as db:
        access.graduate(db, actor, graduate_id)
        found = db.exec(_standing(graduate_id, kind).with_for_update()).first()
        if found is None:
            raise Conflict("That consent is not in force, so there is nothing to withdraw.")
        found.withdrawn_at, found.withdrawn_by_id = clock.now(), actor.account_id
        found.withdrawn_on = max(clock.today(), found.given_on)
        db.add(found)
        changes: audit.Changes = {"withdrawn_on": (None, found.withdrawn_on)}
        audit.record(db, actor, f"consent.{kind}.withdrawn", "graduate", graduate_id, changes=changes)


def in_force(kind: ConsentKind, graduate_id: Any) -> ColumnElement[bool]:
    """The condition that a graduate's consent of a kind is in force now; a correlated EXISTS for any query."""
    today = clock.today()
    return (
        select(Consent.id)
        .where(
            Consent.graduate_id == graduate_id,
            Consent.kind == kind,
            and_(
                col(Consent.withdrawn_at).is_(None),
                col(Consent.given_on) <= today,
                or_(col(Consent.expires_on).is_(None), col(Consent.expires_on) >= today),
            ),
        )
        .exists()
    )


def is_in_force(db: Session, kind: ConsentKind, graduate_id: int) -> bool:
    """Whether one graduate's consent of a kind is in force now."""
    return bool(db.exec(select(in_force(kind, graduate_id))).one())


def history(db: Session, graduate_id: int) -> tuple[ConsentView, ...]:
    """Every consent of a graduate, newest first."""
    today = clock.today()
    found = db.exec(
        select(Consent, ConsentWording.number, Account.display_name)
        .join(ConsentWording, col(ConsentWording.id) == col(Consent.wording_id))
        .outerjoin(Account, col(Account.id) == col(Consent.recorded_by_id))
        .where(Consent.graduate_id == graduate_id)
        .order_by(col(Consent.given_on).desc(), col(Consent.id).desc())
    )
    return tuple(_view(consent, number, name, today) for consent, number, name in found)


def current_wording(db: Session, kind: ConsentKind) -> ConsentWording:
    """The newest wording of a kind; the first one is written on first use."""
    newest = select(ConsentWording).where(ConsentWording.kind == kind).order_by(col(ConsentWording.number).desc())
    found = db.exec(newest.limit(1)).first()
    if found is None:
        found = ConsentWording(kind=kind, number=1, text=FIRST_WORDING[kind], created_at=clock.now())
        db.add(found)
        db.flush()
    return found


def _standing(graduate_id: int, kind: ConsentKind) -> SelectOfScalar[Consent]:
    return select(Consent).where(
        Consent.graduate_id == graduate_id, Consent.kind == kind, col(Consent.withdrawn_at).is_(None)
    )


def _end_expired(db: Session, actor: Actor, graduate_id: int, kind: ConsentKind) -> None:
    """An expired consent makes room for the new one; the history keeps both."""
    found = db.exec(_standing(graduate_id, kind)).first()
    if found is not None and found.expires_on is not None and found.expires_on < clock.today():
        found.withdrawn_on, found.withdrawn_at = found.expires_on, clock.now()
        found.withdrawn_by_id = actor.account_id
        db.add(found)
        db.flush()


def _view(row: Consent, number: int, recorded_by: str | None, today: date) -> ConsentView:
    standing = row.withdrawn_at is None and row.given_on <= today
    return ConsentView(
        id=row.id or 0,
        kind=row.kind,
        wording=number,
        how=row.how,
        given_on=row.given_on,
        recorded_by=recorded_by or "",
        expires_on=row.expires_on,
        withdrawn_on=row.withdrawn_on,
        in_force=standing and (row.expires_on is None or row.expires_on >= today),
    )
