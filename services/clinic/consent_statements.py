"""What a graduate stated, as it was typed and as it will be kept: its day, its wording, and its last day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Consent, ConsentHow, ConsentKind, ConsentWording
from services import clock
from services.clinic.consent_terms import expiry_of
from services.clinic.consent_wordings import chosen_wording, current_wording, wording_on
from services.fields import Checks


@dataclass(frozen=True)
class ConsentGiven:
    """A consent to record: when and how it was given, and to which version of the wording.

    Without `wording_id` it is the one that was current on that day.
    """

    kind: ConsentKind
    given_on: date | None
    how: ConsentHow
    wording_id: int | None = None


@dataclass(frozen=True)
class Statement:
    """A consent as it will be kept. `expires_on` is its last day; None: until it is withdrawn."""

    given_on: date
    expires_on: date | None
    wording: ConsentWording


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


def check_statement(db: Session, clinic_id: int | None, check: Checks, given: ConsentGiven) -> Statement:
    """The whole statement, checked: its date, that it has not run out by the clinic's rule, and its wording."""
    given_on = check_given(check, given)
    expires_on = None
    if given.given_on is not None and given_on <= clock.today():
        expires_on = expiry_of(db, clinic_id, given_on)
        check.that(
            expires_on is None or expires_on >= clock.today(),
            f"{given.kind}_given_on",
            "A consent of that day has run out already, by how long consents last in your clinic. "
            "Ask them again, and record it with the day on which they answer.",
        )
    if given.wording_id is None:
        return Statement(given_on, expires_on, wording_on(db, given.kind, given_on))
    chosen = chosen_wording(db, given.kind, given.wording_id)
    if chosen is None:
        check.problem(
            f"{given.kind}_wording", "That wording does not belong to this consent. Choose one from the list."
        )
    return Statement(given_on, expires_on, chosen or current_wording(db, given.kind))


def check_not_withdrawn_since(db: Session, graduate_id: int, kind: ConsentKind, statement: Statement) -> None:
    """A no counts more than an earlier yes: an old list or paper does not bring back what was withdrawn since.

    Raises:
        Invalid: the statement is dated before the latest withdrawal.
    """
    withdrawn = select(func.max(Consent.withdrawn_on)).where(
        Consent.graduate_id == graduate_id, Consent.kind == kind, col(Consent.replaced_by_id).is_(None)
    )
    last = db.exec(withdrawn).one()
    if last is not None and statement.given_on < last:
        check = Checks()
        check.problem(
            f"{kind}_given_on",
            f"They withdrew this consent on {last:%d/%m/%Y}, so what they said before that day no longer counts. "
            "Ask them again, and record it with the day on which they answer.",
        )
        check.done()
