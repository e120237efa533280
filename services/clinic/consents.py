"""Consents: share (details may go to the group) and feedback (the group may tell the clinic). Two separate things."""

from datetime import date

from sqlmodel import Session, col, select

from models import Consent, ConsentKind
from services import access, audit, clock
from services.clinic.consent_reading import ConsentState, ConsentView, history, in_force, is_in_force
from services.clinic.consent_statements import (
    ConsentGiven,
    Statement,
    check_given,
    check_not_withdrawn_since,
    check_statement,
)
from services.clinic.consent_terms import expiry_of
from services.clinic.consent_wordings import FIRST_WORDING, current_wording
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# Everything about consents can be had from here, wherever it is written.
__all__ = [
    "FIRST_WORDING",
    "ConsentGiven",
    "ConsentState",
    "ConsentView",
    "check_given",
    "check_statement",
    "current_wording",
    "expiry_of",
    "history",
    "in_force",
    "is_in_force",
    "record",
    "record_in",
    "renew",
    "withdraw",
]

IN_FORCE_ALREADY = (
    "That consent is already in force, so it was not recorded a second time. If they have agreed anew, renew it."
)
NOTHING_TO_RENEW = (
    "There is no consent to renew: it was never given, or someone has just withdrawn it. "
    "Ask them, and if they agree, record it."
)
NOTHING_TO_WITHDRAW = (
    "That consent is not in force, so there is nothing to withdraw. It may have been withdrawn just before you."
)


@needs(Permission.KEEP_GRADUATES)
def record(actor: Actor, graduate_id: int, given: ConsentGiven) -> None:
    """Records a consent. It lasts as long as the clinic has set; one that ran out before it gives way to it.

    Raises:
        Invalid: the date is missing, in the future, before a withdrawal or so old that it has run out, or the
            wording is not one of this kind.
        Conflict: a consent of that kind is in force already.
    """
    with transaction() as db:
        access.before_agreeing(db, actor)
        access.graduate(db, actor, graduate_id)
        record_in(db, actor, graduate_id, given)


def record_in(db: Session, actor: Actor, graduate_id: int, given: ConsentGiven) -> None:
    """The same inside a larger use case, which began with `access.before_agreeing` unless the entry is new."""
    check = Checks()
    statement = check_statement(db, actor.clinic_id, check, given)
    check.done()
    standing = _standing(db, graduate_id, given.kind)
    if standing is None:
        check_not_withdrawn_since(db, graduate_id, given.kind, statement)
        _write(db, actor, graduate_id, given, statement, "given")
    elif standing.expires_on is not None and standing.expires_on < clock.today():
        _replace(db, actor, standing, given, statement)
    else:
        raise Conflict(IN_FORCE_ALREADY)


@needs(Permission.KEEP_GRADUATES)
def renew(actor: Actor, graduate_id: int, given: ConsentGiven) -> None:
    """Puts a new statement in the place of the one in force, or of one that ran out. Nothing was withdrawn.

    The very same statement a second time (a double click) changes nothing.

    Raises:
        Invalid: as `record`, or dated before the one it renews.
        Conflict: there is none to renew.
    """
    with transaction() as db:
        access.before_agreeing(db, actor)
        access.graduate(db, actor, graduate_id)
        check = Checks()
        statement = check_statement(db, actor.clinic_id, check, given)
        check.done()
        standing = _standing(db, graduate_id, given.kind)
        if standing is None:
            raise Conflict(NOTHING_TO_RENEW)
        if not _says(standing, given, statement):
            _replace(db, actor, standing, given, statement)


@needs(Permission.KEEP_GRADUATES)
def withdraw(actor: Actor, graduate_id: int, kind: ConsentKind) -> None:
    """Withdraws a consent today, of this kind alone. Feedback: milestones stop being shown to the clinic at once (R9).

    Whatever stands is withdrawn, also what a colleague renewed a moment ago: a no is never lost. One that ran out
    can be withdrawn too, which says that they do not want to renew it. Under an entry that has just become part of
    another, the no counts there: it was said by the one person that both are.

    Raises:
        Conflict: no consent of that kind stands.
    """
    with transaction() as db:
        person = access.graduate_by_now(db, actor, graduate_id)
        found = _standing(db, person.id or 0, kind)
        if found is None:
            raise Conflict(NOTHING_TO_WITHDRAW)
        _end(db, actor, found, clock.today())
        changes: audit.Changes = {"withdrawn_on": (None, found.withdrawn_on)}
        audit.record(db, actor, f"consent.{kind}.withdrawn", "graduate", person.id, changes=changes)


def _standing(db: Session, graduate_id: int, kind: ConsentKind) -> Consent | None:
    """The statement that was not withdrawn, in force or run out. Held until the transaction ends."""
    # Whoever fetched the person holds them, so a statement that someone else puts in its place now is seen whole.
    return db.exec(
        select(Consent)
        .where(Consent.graduate_id == graduate_id, Consent.kind == kind, col(Consent.withdrawn_at).is_(None))
        .with_for_update()
    ).first()


def _says(standing: Consent, given: ConsentGiven, statement: Statement) -> bool:
    kept = (standing.given_on, standing.how, standing.wording_id, standing.expires_on)
    return kept == (statement.given_on, given.how, statement.wording.id, statement.expires_on)


def _replace(db: Session, actor: Actor, old: Consent, given: ConsentGiven, statement: Statement) -> None:
    check = Checks()
    check.that(
        statement.given_on >= old.given_on,
        f"{given.kind}_given_on",
        f"They agreed on {old.given_on:%d/%m/%Y}, and this is dated before that. Check the date: "
        "a renewal is given on that day or later.",
    )
    check.done()
    _end(db, actor, old, statement.given_on)
    new = _write(db, actor, old.graduate_id, given, statement, "renewed")
    old.replaced_by_id = new.id
    db.flush()


def _end(db: Session, actor: Actor, row: Consent, day: date) -> None:
    row.withdrawn_at, row.withdrawn_by_id = clock.now(), actor.account_id
    row.withdrawn_on = max(day, row.given_on)
    db.add(row)
    db.flush()


def _write(
    db: Session, actor: Actor, graduate_id: int, given: ConsentGiven, statement: Statement, done: str
) -> Consent:
    row = Consent(
        graduate_id=graduate_id,
        kind=given.kind,
        wording_id=statement.wording.id or 0,
        how=given.how,
        given_on=statement.given_on,
        expires_on=statement.expires_on,
        recorded_at=clock.now(),
        recorded_by_id=actor.account_id,
    )
    db.add(row)
    db.flush()
    changes: audit.Changes = {
        "given_on": (None, row.given_on),
        "expires_on": (None, row.expires_on),
        "how": (None, row.how),
        "wording": (None, statement.wording.number),
    }
    audit.record(db, actor, f"consent.{given.kind}.{done}", "graduate", graduate_id, changes=changes)
    return row
