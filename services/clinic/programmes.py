"""Programmes: the runs of the PMP that people complete."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from models import Completion, Programme
from services import audit, clock
from services.database import reading, transaction
from services.errors import NotFound
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
        select(Completion.programme_id, func.count().label("people")).group_by(col(Completion.programme_id)).subquery()
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
    name = check.name("name", "The programme's name", name)
    first = check.day("starts_on", "The first day", starts_on)
    last = check.day("ends_on", "The last day", ends_on)
    if starts_on is not None and ends_on is not None:
        check.that(last >= first, "ends_on", "The last day is before the first day. Check both dates.")
    check.done()
    if actor.clinic_id is None:
        raise NotFound
    with transaction() as db:
        made = Programme(clinic_id=actor.clinic_id, name=name, starts_on=first, ends_on=last, created_at=clock.now())
        db.add(made)
        db.flush()
        audit.record(db, actor, "programme.added", "programme", made.id)
        return made.id or 0
