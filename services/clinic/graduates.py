"""Graduates: people who completed a programme, as their clinic knows them (R1)."""

from dataclasses import dataclass, field, fields
from datetime import date

from sqlmodel import Session, select

from models import Graduate
from services import access, audit, clock
from services.clinic import consents
from services.clinic.completions import check_completion, write_completion
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

    The same form sent twice adds one person. Ask `duplicates.likely` first: nobody is merged here.

    Raises:
        Invalid: something is missing or wrong, all of it named at once.
        NotFound: the programme is not the clinic's.
    """
    with transaction() as db:
        before = added_by(db, actor, new.form)
        return before if before is not None else add_in(db, actor, new)


def add_in(db: Session, actor: Actor, new: NewGraduate, check: Checks | None = None) -> int:
    """The same inside a larger use case, whose own problems `check` may hold already: all are told at once."""
    if actor.clinic_id is None:
        raise NotFound
    check = check or Checks()
    details = checked(check, new.details)
    completed_on = check_completion(db, actor, check, new.programme_id, new.completed_on)
    for given in new.consents:
        consents.check_statement(db, actor.clinic_id, check, given)
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
    audit.record(db, actor, "graduate.added", "graduate", graduate_id)
    write_completion(db, actor, graduate_id, new.programme_id or 0, completed_on)
    for given in new.consents:
        consents.record_in(db, actor, graduate_id, given)
    return graduate_id


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
    """The details, trimmed and checked, and that they fit together; problems go to `check`."""
    details = read_details(check, given)
    check_fits(check, details)
    return details


def read_details(check: Checks, given: Details) -> Details:
    """The details, each trimmed and checked by itself; problems go to `check`."""
    born_on = given.born_on
    check.that(born_on is None or born_on <= clock.today(), "born_on", "The date of birth is in the future. Check it.")
    contact = read_contact(check, given)
    return Details(
        preferred_name=check.name("preferred_name", "Preferred name", given.preferred_name),
        full_name=check.name("full_name", "Full name", given.full_name, required=False),
        born_on=born_on,
        **vars(contact),
    )


def details_of(row: Graduate) -> Details:
    """What is kept about a graduate now."""
    return Details(**{part.name: getattr(row, part.name) for part in fields(Details)})
