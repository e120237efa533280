"""Programmes: the runs of the PMP that people complete."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from models import Completion, Graduate, Programme
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict, NotFound
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class ProgrammeView:
    """One programme and how many people completed it."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    completed: int


@needs(Permission.KEEP_GRADUATES)
def programmes(actor: Actor) -> list[ProgrammeView]:
    """The clinic's programmes, newest first."""
    completed = (
        select(Completion.programme_id, func.count().label("people"))
        .join(Graduate, col(Graduate.id) == col(Completion.graduate_id))
        # A double that a merge left behind is nobody more.
        .where(col(Graduate.merged_into_id).is_(None), col(Graduate.erased_at).is_(None))
        .group_by(col(Completion.programme_id))
        .subquery()
    )
    with reading() as db:
        found = db.exec(
            select(Programme, func.coalesce(completed.c.people, 0))
            .outerjoin(completed, completed.c.programme_id == col(Programme.id))
            .where(Programme.clinic_id == actor.clinic_id)
            .order_by(col(Programme.ends_on).desc(), col(Programme.id).desc())
        )
        return [ProgrammeView(row.id or 0, row.name, row.starts_on, row.ends_on, people) for row, people in found]


@needs(Permission.KEEP_GRADUATES)
def add(actor: Actor, name: str, starts_on: date | None, ends_on: date | None) -> int:
    """Adds a programme and returns its id.

    Raises:
        Invalid: no name, a missing date, or an end before the start.
        Conflict: the clinic has a programme of that name.
    """
    check = Checks()
    name, first, last = _checked(check, name, starts_on, ends_on)
    check.done()
    if actor.clinic_id is None:
        raise NotFound
    with transaction() as db:
        made = Programme(clinic_id=actor.clinic_id, name=name, starts_on=first, ends_on=last, created_at=clock.now())
        db.add(made)
        db.flush()
        audit.record(db, actor, "programme.added", "programme", made.id)
        return made.id or 0


@needs(Permission.KEEP_GRADUATES)
def change(actor: Actor, programme_id: int, name: str, starts_on: date | None, ends_on: date | None) -> None:
    """Changes a programme's name and dates; the last to save stands, and the audit keeps what was there before.

    Raises:
        Invalid: as `add`, or somebody completed it before the new first day.
        Conflict: the clinic has another programme of that name.
    """
    with transaction() as db:
        row = access.programme(db, actor, programme_id, to_change=True)
        check = Checks()
        name, first, last = _checked(check, name, starts_on, ends_on)
        earliest = db.exec(
            select(func.min(Completion.completed_on)).where(Completion.programme_id == programme_id)
        ).one()
        if starts_on is not None and earliest is not None:
            check.that(
                first <= earliest,
                "starts_on",
                f"Somebody completed it on {earliest:%d/%m/%Y}, before this first day. Choose an earlier first day, "
                "or correct that completion on their page.",
            )
        check.done()
        changes: audit.Changes = {
            "name": (row.name, name),
            "starts_on": (row.starts_on, first),
            "ends_on": (row.ends_on, last),
        }
        row.name, row.starts_on, row.ends_on = name, first, last
        db.add(row)
        audit.record(db, actor, "programme.changed", "programme", programme_id, changes=changes)


@needs(Permission.KEEP_GRADUATES)
def remove(actor: Actor, programme_id: int) -> None:
    """Removes a programme that nobody completed.

    Raises:
        Conflict: somebody did.
    """
    with transaction() as db:
        row = access.programme(db, actor, programme_id, to_change=True)
        if db.exec(select(Completion.id).where(Completion.programme_id == programme_id).limit(1)).first() is not None:
            raise Conflict(
                "People are recorded as having completed this programme, so it stays. "
                "If they were put here by mistake, take their completions back first."
            )
        changes: audit.Changes = {"name": (row.name, None), "starts_on": (row.starts_on, None)}
        changes["ends_on"] = (row.ends_on, None)
        db.delete(row)
        audit.record(db, actor, "programme.removed", "programme", programme_id, changes=changes)


def _checked(check: Checks, name: str, starts_on: date | None, ends_on: date | None) -> tuple[str, date, date]:
    name = check.name("name", "The programme's name", name)
    first = check.day("starts_on", "The first day", starts_on)
    last = check.day("ends_on", "The last day", ends_on)
    if starts_on is not None and ends_on is not None:
        check.that(last >= first, "ends_on", "The last day is before the first day. Check both dates.")
    return name, first, last
