"""One programme: its dates, and who completed it, with what the clinic may know of each."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as sql_select  # SQLModel's types no more than four columns
from sqlmodel import col, select

from models import Completion, ConsentKind, Graduate, Referral
from services import access, audit
from services.clinic.consents import in_force
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 20


@dataclass(frozen=True)
class Completer:
    """Someone who completed it. `completion_id` is what a mistake is taken back by."""

    id: int
    completion_id: int
    name: str
    completed_on: date
    share: bool
    feedback: bool
    referred: bool


@dataclass(frozen=True)
class ProgrammePage:
    """The programme and one page of `total` people, by name. `removable`: nothing at all hangs on it."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    people: tuple[Completer, ...]
    total: int
    removable: bool


@needs(Permission.KEEP_GRADUATES)
def programme(actor: Actor, programme_id: int, *, page: int = 0, size: int = PAGE) -> ProgrammePage:
    """One programme, `size` people to a page (from 0). The looks are recorded (R31).

    "Referred" is having any referral, whatever became of it: it moves with no milestone (R9).
    """
    standing: tuple[ColumnElement[bool], ...] = (
        col(Completion.programme_id) == programme_id,
        col(Graduate.merged_into_id).is_(None),
        col(Graduate.erased_at).is_(None),
    )
    with reading() as db:
        run = access.programme(db, actor, programme_id)
        found = db.execute(
            sql_select(
                col(Graduate.id),
                col(Completion.id),
                col(Graduate.preferred_name),
                col(Completion.completed_on),
                in_force(ConsentKind.SHARE, col(Graduate.id)),
                in_force(ConsentKind.FEEDBACK, col(Graduate.id)),
                select(Referral.id).where(Referral.graduate_id == col(Graduate.id)).exists(),
            )
            .join(Graduate, col(Graduate.id) == col(Completion.graduate_id))
            .where(*standing)
            .order_by(func.lower(Graduate.preferred_name), col(Graduate.id))
            .offset(page * size)
            .limit(size)
        ).all()
        everyone = select(func.count()).select_from(Completion).where(Completion.programme_id == programme_id)
        shown = everyone.join(Graduate, col(Graduate.id) == col(Completion.graduate_id)).where(*standing)
        view = ProgrammePage(
            id=programme_id,
            name=run.name,
            starts_on=run.starts_on,
            ends_on=run.ends_on,
            people=tuple(Completer(*row) for row in found),
            total=db.exec(shown).one(),
            removable=db.exec(everyone).one() == 0,
        )
    audit.looked(actor, "graduate", [one.id for one in view.people])
    return view
