"""Graduates: people who completed a programme, as their clinic knows them (R1)."""

from dataclasses import dataclass, field, fields
from datetime import date

from sqlmodel import Session, select

from models import Completion, Graduate
from services import access, audit, clock
from services.clinic import consents
from services.clinic.consents import ConsentGiven
from services.contact import Contact, check_fits, read_contact
from services.database import STALE, transaction
from services.errors import Conflict, NotFound
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Details(Contact):
    """What the clinic keeps about how to reach and welcome someone. `preferred_name` alone must be there."""

    preferred_name: str
    full_name: str = ""
    born_on: date | None = None


@dataclass(frozen=True)
class NewGraduate:
    """Someone new: their details, the programme they completed and when, and the consents they gave."""

    details: Details
    programme_id: int | None
    completed_on: date | None
    consents: tuple[ConsentGiven, ...] = field(default=())
    # A word of the form's own, so that a double click adds one person.
    form: str | None = None


@needs(Permission.KEEP_GRADUATES)
def add(actor: Actor, new: NewGraduate) -> int:
    """Adds a graduate with their completion and consents, and returns the id.

    Raises:
        Invalid: something is missing or wrong, all of it named at once.
        NotFound: the programme is not the clinic's.
    """
    with transaction() as db:
        return add_in(db, actor, new)


def add_in(db: Session, actor: Actor, new: NewGraduate, check: Checks | None = None) -> int:
    """The same inside a larger use case, whose own problems `check` may hold already: all are told at once."""
    if actor.clinic_id is None:
        raise NotFound
    check = check or Checks()
    details = checked(check, new.details)
    completed_on = _completion(db, actor, check, new)
    for given in new.consents:
        consents.check_given(check, given)
    check.done()
    made = Graduate(
        clinic_id=actor.clinic_id,
        created_at=clock.now(),
        created_by_id=actor.account_id,
        form=new.form,
        **vars(details),
    )
    db.add(made)
    db.flush()
    graduate_id = made.id or 0
    _record_completion(db, actor, graduate_id, new.programme_id or 0, completed_on)
    audit.record(db, actor, "graduate.added", "graduate", graduate_id)
    for given in new.consents:
        consents.record_in(db, actor, graduate_id, given)
    return graduate_id


def _record_completion(db: Session, actor: Actor, graduate_id: int, programme_id: int, on: date) -> None:
    db.add(
        Completion(
            graduate_id=graduate_id,
            programme_id=programme_id,
            completed_on=on,
            recorded_at=clock.now(),
            recorded_by_id=actor.account_id,
        )
    )


@needs(Permission.KEEP_GRADUATES)
def change(actor: Actor, graduate_id: int, version: int, details: Details) -> None:
    """Changes what is kept about a graduate. What was sent to a group before stays as it was sent.

    Raises:
        Conflict: someone else changed them since `version` was read.
    """
    check = Checks()
    wanted = checked(check, details)
    check.done()
    with transaction() as db:
        row = access.graduate(db, actor, graduate_id)
        if row.version != version:
            raise Conflict(STALE)
        changes = {name: (getattr(row, name), value) for name, value in vars(wanted).items()}
        for name, (_, value) in changes.items():
            setattr(row, name, value)
        db.add(row)
        audit.record(db, actor, "graduate.changed", "graduate", graduate_id, changes=dict(changes))


def added_by(db: Session, actor: Actor, form: str | None) -> int | None:
    """Whom this very form has added already, if anyone."""
    if form is None or actor.clinic_id is None:
        return None
    return db.exec(select(Graduate.id).where(Graduate.form == form, Graduate.clinic_id == actor.clinic_id)).first()


def checked(check: Checks, given: Details) -> Details:
    """The details, trimmed and checked; problems go to `check`."""
    born_on = given.born_on
    check.that(born_on is None or born_on <= clock.today(), "born_on", "The date of birth is in the future. Check it.")
    contact = read_contact(check, given)
    check_fits(check, contact)
    return Details(
        preferred_name=check.name("preferred_name", "Preferred name", given.preferred_name),
        full_name=check.name("full_name", "Full name", given.full_name, required=False),
        born_on=born_on,
        **vars(contact),
    )


def details_of(row: Graduate) -> Details:
    """What is kept about a graduate now."""
    return Details(**{part.name: getattr(row, part.name) for part in fields(Details)})


def _completion(db: Session, actor: Actor, check: Checks, new: NewGraduate) -> date:
    completed_on = check.day("completed_on", "The day they completed it", new.completed_on)
    check.that(
        completed_on <= clock.today(),
        "completed_on",
        "The completion date is in the future. Someone can be referred from the day they complete the programme.",
    )
    if new.programme_id is None:
        check.problem("programme_id", "The programme is missing. Choose the one they completed.")
    else:
        programme = access.programme(db, actor, new.programme_id)
        if new.completed_on is not None:
            check.that(
                completed_on >= programme.starts_on,
                "completed_on",
                "The completion date is before the programme began. Check the date or the programme.",
            )
    return completed_on
