"""Who and what a clinic has on file, read once for a whole list: the same few queries however long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Completion, Consent, ConsentKind, Graduate, Programme
from services import access
from services.clinic.alike import Entry
from services.clinic.imports.likeness import People
from services.security.actor import Actor


@dataclass(frozen=True)
class Run:
    """A programme that people go into; `id` None for the new one that comes with the list."""

    id: int | None
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Known:
    """Somebody on file, as shown to tell them from somebody else."""

    id: int
    name: str
    born_on: date | None
    completed: tuple[str, ...]


@dataclass(frozen=True)
class OnFile:
    """`consented` holds the kinds that were ever recorded for somebody, in force or not.

    `consent_months` is how long a consent lasts in this clinic; None: until it is withdrawn.
    """

    consent_months: int | None
    runs: tuple[Run, ...]
    people: People
    known: dict[int, Known]
    completions: frozenset[tuple[int, int]]
    consented: frozenset[tuple[int, ConsentKind]]


def read(db: Session, actor: Actor) -> OnFile:
    """All of the actor's clinic. Entries that became part of another one stand for that one."""
    own = col(Graduate.clinic_id) == actor.clinic_id
    runs = tuple(
        Run(row.id, row.name, row.starts_on, row.ends_on)
        for row in db.exec(select(Programme).where(Programme.clinic_id == actor.clinic_id).order_by(col(Programme.id)))
    )
    graduates = db.exec(select(Graduate).where(own, col(Graduate.erased_at).is_(None)).order_by(col(Graduate.id))).all()
    completed = db.exec(
        select(col(Completion.graduate_id), col(Completion.programme_id))
        .join(Graduate, col(Graduate.id) == col(Completion.graduate_id))
        .where(own)
        .order_by(col(Completion.completed_on).desc())
    ).all()
    consented = db.exec(
        select(col(Consent.graduate_id), col(Consent.kind))
        .join(Graduate, col(Graduate.id) == col(Consent.graduate_id))
        .where(own)
        .distinct()
    ).all()
    into = {row.id or 0: row.merged_into_id for row in graduates}
    return OnFile(
        consent_months=access.own_clinic(db, actor).consent_months,
        runs=runs,
        people=People([_entry(row, into) for row in graduates]),
        known=_known([row for row in graduates if row.merged_into_id is None], completed, runs),
        completions=frozenset((_kept(one, into), programme) for one, programme in completed),
        consented=frozenset((_kept(one, into), kind) for one, kind in consented),
    )


def _entry(row: Graduate, into: dict[int, int | None]) -> Entry:
    return Entry(
        _kept(row.id or 0, into), row.preferred_name, row.full_name, row.born_on, phone=row.phone, email=row.email
    )


def _kept(graduate_id: int, into: dict[int, int | None]) -> int:
    while (further := into.get(graduate_id)) is not None:
        graduate_id = further
    return graduate_id


def _known(rows: list[Graduate], completed: Sequence[tuple[int, int]], runs: tuple[Run, ...]) -> dict[int, Known]:
    names = {run.id: run.name for run in runs}
    theirs: dict[int, list[str]] = {}
    for graduate_id, programme_id in completed:
        theirs.setdefault(graduate_id, []).append(names.get(programme_id, ""))
    return {
        row.id or 0: Known(
            row.id or 0, row.full_name or row.preferred_name, row.born_on, tuple(theirs.get(row.id or 0, ()))
        )
        for row in rows
    }
