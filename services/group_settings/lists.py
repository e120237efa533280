"""The lists that a group keeps for itself: skills to practise, and strengths to choose from."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import GroupSessionSkill, MemberStrength, Skill, Strength
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


class ListKind(StrEnum):
    SKILLS = "skills"
    STRENGTHS = "strengths"


@dataclass(frozen=True)
class Entry:
    """One line of a list. `used`: at how many group sessions, or by how many members."""

    id: int
    name: str
    used: int
    put_away: bool


_TABLES: dict[ListKind, type[Skill] | type[Strength]] = {ListKind.SKILLS: Skill, ListKind.STRENGTHS: Strength}


@needs(Permission.KEEP_GROUP)
def entries(actor: Actor, group_id: int, kind: ListKind) -> tuple[Entry, ...]:
    """A list of the actor's group by name, what is put away last. Two queries.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        used = _used(db, group_id, kind)
        found = [
            Entry(row.id or 0, row.name, used.get(row.id or 0, 0), row.archived_at is not None)
            for row in _rows(db, group_id, kind)
        ]
    return tuple(sorted(found, key=lambda entry: (entry.put_away, entry.name.casefold())))


@needs(Permission.KEEP_GROUP)
def add_entry(actor: Actor, group_id: int, kind: ListKind, name: str) -> int:
    """Adds a line, or brings back the one of that name; returns its id.

    Raises:
        NotFound: not a group of the actor's.
        Invalid: no name, or one that cannot be kept.
        Conflict: it is on the list.
    """
    name = _checked(name)
    with transaction() as db:
        access.group(db, actor, group_id)
        entry = _named(db, group_id, kind, name)
        if entry is not None and entry.archived_at is None:
            raise Conflict(f"{entry.name} is already on the list, so nothing was changed.")
        if entry is None:
            entry = _TABLES[kind](group_id=group_id, name=name)
            db.add(entry)
        entry.archived_at = None
        db.flush()
        _record(db, actor, kind, entry, "added", {"name": (None, entry.name)})
        return entry.id or 0


@needs(Permission.KEEP_GROUP)
def rename_entry(actor: Actor, kind: ListKind, entry_id: int, name: str) -> None:
    """Gives a line another name, wherever it is used.

    Raises:
        NotFound: not on a list of the actor's group.
        Invalid: no name, or one that cannot be kept.
        Conflict: another line has that name.
    """
    name = _checked(name)
    with transaction() as db:
        entry = access.list_entry(db, actor, _TABLES[kind], entry_id)
        other = _named(db, entry.group_id, kind, name)
        if other is not None and other.id != entry.id:
            raise Conflict(f"{other.name} is on the list already, so nothing was changed. Choose another name.")
        changes: audit.Changes = {"name": (entry.name, name)}
        entry.name = name
        _record(db, actor, kind, entry, "renamed", changes)


@needs(Permission.KEEP_GROUP)
def put_away_entry(actor: Actor, kind: ListKind, entry_id: int) -> None:
    """Takes a line off the list to choose from; what it was used for keeps it. A second time changes nothing.

    Raises:
        NotFound: not on a list of the actor's group.
    """
    with transaction() as db:
        entry = access.list_entry(db, actor, _TABLES[kind], entry_id)
        if entry.archived_at is None:
            entry.archived_at = clock.now()
            _record(db, actor, kind, entry, "put_away", {})


@needs(Permission.KEEP_GROUP)
def bring_back_entry(actor: Actor, kind: ListKind, entry_id: int) -> None:
    """Puts a line back on the list. A second time changes nothing.

    Raises:
        NotFound: not on a list of the actor's group.
    """
    with transaction() as db:
        entry = access.list_entry(db, actor, _TABLES[kind], entry_id)
        if entry.archived_at is not None:
            entry.archived_at = None
            _record(db, actor, kind, entry, "brought_back", {})


def _rows(db: Session, group_id: int, kind: ListKind) -> list[Skill | Strength]:
    if kind is ListKind.SKILLS:
        return [*db.exec(select(Skill).where(Skill.group_id == group_id))]
    return [*db.exec(select(Strength).where(Strength.group_id == group_id))]


def _named(db: Session, group_id: int, kind: ListKind, name: str) -> Skill | Strength | None:
    # Compared here, not in SQL: two names that differ in case alone are one name.
    return next((row for row in _rows(db, group_id, kind) if row.name.casefold() == name.casefold()), None)


def _used(db: Session, group_id: int, kind: ListKind) -> dict[int, int]:
    table = _TABLES[kind]
    column = col(GroupSessionSkill.skill_id if kind is ListKind.SKILLS else MemberStrength.strength_id)
    own = select(col(table.id)).where(table.group_id == group_id)
    return dict(db.exec(select(column, func.count()).where(column.in_(own)).group_by(column)).all())


def _checked(name: str) -> str:
    check = Checks()
    kept = check.name("name", "The name", name)
    check.done()
    return kept


def _record(
    db: Session, actor: Actor, kind: ListKind, entry: Skill | Strength, what: str, changes: audit.Changes
) -> None:
    subject = kind.removesuffix("s")
    audit.record(db, actor, f"{subject}.{what}", subject, entry.id, group_id=entry.group_id, changes=changes)
