"""Likely duplicates: offered when someone is added or imported, and those on file; never merged silently."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import select as sql_select  # SQLModel's types no more than four columns
from sqlmodel import Session, col, select

from models import Completion, Graduate, NotSame, Programme
from services import access, audit, clock
from services.clinic.alike import Entry, Known, Person, why
from services.database import reading, transaction
from services.errors import NotFound
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

__all__ = ["Entry", "Known", "Likely", "Pair", "Person", "how_many", "known", "likely", "not_same", "pairs"]

# As many as a screen can offer; more are a sign that a list went in twice, and come up as these are settled.
MOST = 20


@dataclass(frozen=True)
class Likely:
    """Somebody on file who may be the one meant; `reason` is a sentence that says why.

    `programme` and `completed_on` are of the latest they completed, empty for none.
    """

    id: int
    name: str
    full_name: str
    born_on: date | None
    programme: str
    completed_on: date | None
    reason: str


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one person; the earlier entry first."""

    one: Likely
    other: Likely
    reason: str


def known(db: Session, clinic_id: int | None) -> Known:
    """Everyone the clinic has on file, in one query. An entry that became part of another stands for that one."""
    return Known(_entries(db, clinic_id))


@needs(Permission.KEEP_GRADUATES)
def likely(actor: Actor, details: Person) -> tuple[Likely, ...]:
    """Whom on file the details may speak of, for asking before someone is added. The looks are recorded (R31)."""
    with reading() as db:
        found = known(db, actor.clinic_id).likely(details)[:MOST]
        shown = _described(db, {entry.graduate_id: why(details, entry) for entry in found})
    audit.looked(actor, "graduate", list(shown))
    return tuple(shown[entry.graduate_id] for entry in found if entry.graduate_id in shown)


@needs(Permission.KEEP_GRADUATES)
def pairs(actor: Actor) -> tuple[Pair, ...]:
    """Likely duplicates on file that nobody has said to be two people, at most `MOST`. The looks are recorded."""
    with reading() as db:
        found = _pairs(db, actor)
        shown = _described(db, {entry.graduate_id: "" for pair in found for entry in pair[:2]})
    audit.looked(actor, "graduate", list(shown))
    return tuple(Pair(shown[one.graduate_id], shown[other.graduate_id], reason) for one, other, reason in found)


@needs(Permission.KEEP_GRADUATES)
def how_many(actor: Actor) -> int:
    """How many pairs there are to look at, up to `MOST`. Shows nobody, so no look is recorded."""
    with reading() as db:
        return len(_pairs(db, actor))


@needs(Permission.KEEP_GRADUATES)
def not_same(actor: Actor, one_id: int, other_id: int) -> None:
    """Says that two entries are two people: they are never offered again. Said twice, it stays said.

    Raises:
        NotFound: either is not the clinic's, or both are one entry.
    """
    first, second = sorted((one_id, other_id))
    with transaction() as db:
        if first == second:
            raise NotFound
        for graduate_id in (first, second):
            access.graduate(db, actor, graduate_id)
        if db.get(NotSame, (first, second)) is None:
            db.add(NotSame(graduate_id=first, other_id=second, at=clock.now(), account_id=actor.account_id))
            audit.record(db, actor, "graduate.not_same", "graduate", first, changes={"other": (None, second)})


def _entries(db: Session, clinic_id: int | None, *, standing: bool = False) -> list[Entry]:
    parts = [
        col(part)
        for part in (
            Graduate.id,
            Graduate.merged_into_id,
            Graduate.preferred_name,
            Graduate.full_name,
            Graduate.born_on,
            Graduate.phone,
            Graduate.email,
        )
    ]
    wanted = (
        sql_select(*parts)
        .where(col(Graduate.clinic_id) == clinic_id, col(Graduate.erased_at).is_(None))
        .order_by(col(Graduate.id))
    )
    if standing:
        wanted = wanted.where(col(Graduate.merged_into_id).is_(None))
    found = db.execute(wanted).all()
    into = {row[0]: row[1] for row in found}
    return [Entry(_kept(row[0], into), *row[2:]) for row in found]


def _kept(graduate_id: int, into: dict[int, int | None]) -> int:
    while (further := into.get(graduate_id)) is not None:
        graduate_id = further
    return graduate_id


def _pairs(db: Session, actor: Actor) -> list[tuple[Entry, Entry, str]]:
    apart = set(
        db.exec(
            select(NotSame.graduate_id, NotSame.other_id)
            .join(Graduate, col(Graduate.id) == col(NotSame.graduate_id))
            .where(Graduate.clinic_id == actor.clinic_id)
        )
    )
    found = Known(_entries(db, actor.clinic_id, standing=True)).pairs()
    return list(islice((pair for pair in found if (pair[0].graduate_id, pair[1].graduate_id) not in apart), MOST))


def _described(db: Session, reasons: dict[int, str]) -> dict[int, Likely]:
    """By id, with the latest programme of each, in one query."""
    found = db.execute(
        sql_select(Graduate, col(Programme.name), col(Completion.completed_on))
        .outerjoin(Completion, col(Completion.graduate_id) == col(Graduate.id))
        .outerjoin(Programme, col(Programme.id) == col(Completion.programme_id))
        .where(col(Graduate.id).in_(reasons))
        .order_by(col(Completion.completed_on), col(Completion.id))
    ).all()
    return {
        row.id: Likely(row.id, row.preferred_name, row.full_name, row.born_on, name or "", on, reasons[row.id])
        for row, name, on in found
    }
