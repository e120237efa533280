"""Imports looked back on, and undone whole while nothing depends on them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import (
    Account,
    Completion,
    Consent,
    ConsentKind,
    Graduate,
    GraduateImport,
    NotSame,
    Programme,
    UndoneFeedback,
)
from services import access, audit, clock
from services.clinic.imports.dependants import what_keeps
from services.database import reading, transaction
from services.errors import Conflict
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

RECENT = 10


@dataclass(frozen=True)
class ImportView:
    """One import: when, by whom, and what it made. `kept_because` says why it cannot be undone, "" when it can."""

    id: int
    at: datetime
    by: str
    people: int
    completions: int
    undone_at: datetime | None
    kept_because: str


@needs(Permission.KEEP_GRADUATES)
def imports(actor: Actor, size: int = RECENT) -> tuple[ImportView, ...]:
    """The clinic's latest imports, newest first, in a fixed number of queries."""
    with reading() as db:
        found = db.exec(
            select(GraduateImport, col(Account.display_name))
            .outerjoin(Account, col(Account.id) == col(GraduateImport.account_id))
            .where(GraduateImport.clinic_id == actor.clinic_id)
            .order_by(col(GraduateImport.id).desc())
            .limit(size)
        ).all()
        ids = [row.id or 0 for row, _ in found]
        people, completions = _count(db, Graduate, ids), _count(db, Completion, ids)
        kept = what_keeps(db, [row.id or 0 for row, _ in found if row.undone_at is None])
    return tuple(
        ImportView(
            id=row.id or 0,
            at=row.at,
            by=by or "",
            people=people.get(row.id or 0, 0),
            completions=completions.get(row.id or 0, 0),
            undone_at=row.undone_at,
            kept_because=kept.get(row.id or 0, ""),
        )
        for row, by in found
    )


@needs(Permission.KEEP_GRADUATES)
def undo(actor: Actor, import_id: int) -> None:
    """Removes all that an import made, and nothing else. Undone before: nothing happens.

    What stays is that somebody on file had a feedback consent meanwhile, for the figures alone (R26).

    Raises:
        NotFound: it is not the clinic's.
        Conflict: something depends on it by now; the text says what.
    """
    with transaction() as db:
        access.own_clinic(db, actor, to_change=True)
        row = access.graduate_import(db, actor, import_id)
        if row.undone_at is not None:
            return
        if reason := what_keeps(db, [import_id]).get(import_id):
            raise Conflict(f"This import cannot be undone, because {reason}. Nothing was changed.")
        made = select(col(Graduate.id)).where(Graduate.import_id == import_id)
        _keep_who_may_have_been_counted(db, import_id, made)
        db.execute(delete(NotSame).where(or_(col(NotSame.graduate_id).in_(made), col(NotSame.other_id).in_(made))))
        for table in (Consent, Completion, Graduate, Programme):
            db.execute(delete(table).where(col(table.import_id) == import_id))
        row.undone_at, row.undone_by_id = clock.now(), actor.account_id
        db.add(row)
        audit.record(db, actor, "import.undone", "graduate_import", import_id)


def _keep_who_may_have_been_counted(db: Session, import_id: int, made: SelectOfScalar[int | None]) -> None:
    """Everybody on file to whom the list gave a feedback consent. Whom it made goes: no group has known them yet."""
    db.execute(delete(UndoneFeedback).where(col(UndoneFeedback.graduate_id).in_(made)))
    on_file = select(Consent.graduate_id, Consent.import_id).where(
        Consent.import_id == import_id,
        Consent.kind == ConsentKind.FEEDBACK,
        col(Consent.graduate_id).not_in(made),
    )
    db.execute(insert(UndoneFeedback).from_select(["graduate_id", "import_id"], on_file))


def _count(db: Session, table: type[Graduate] | type[Completion], ids: list[int]) -> dict[int, int]:
    """How many rows each import made, before it was undone."""
    found = db.execute(
        select(col(table.import_id), func.count()).where(col(table.import_id).in_(ids)).group_by(col(table.import_id))
    )
    return {row[0]: row[1] for row in found}
