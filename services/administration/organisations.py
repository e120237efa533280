"""Clinics and groups as organisations: no view of anyone in them."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Account, Clinic, Graduate, GraduateGroup, Nation
from services import access, audit, clock
from services.administration.defaults import add_defaults
from services.database import STALE, reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

IN_USE = "This clinic is in use: it has groups, accounts or graduates. Only an unused clinic can be put away."


@dataclass(frozen=True)
class OrganisationGroup:
    """A group as an administrator knows it."""

    id: int
    name: str
    venue: str
    nation: Nation


@dataclass(frozen=True)
class Organisation:
    """A clinic with its groups. `unused` says whether it can be put away."""

    id: int
    name: str
    reply_to: str
    groups: tuple[OrganisationGroup, ...]
    unused: bool
    version: int


@needs(Permission.KEEP_ORGANISATIONS)
def organisations(actor: Actor) -> list[Organisation]:
    """Every clinic that is not put away, by name, with its groups."""
    with reading() as db:
        groups: dict[int, list[OrganisationGroup]] = {}
        live = select(GraduateGroup).where(col(GraduateGroup.archived_at).is_(None)).order_by(GraduateGroup.name)
        for row in db.exec(live):
            view = OrganisationGroup(row.id or 0, row.name, row.venue, row.nation)
            groups.setdefault(row.clinic_id, []).append(view)
        used = _used_clinics(db)
        clinics = db.exec(select(Clinic).where(col(Clinic.archived_at).is_(None)).order_by(Clinic.name))
        return [
            Organisation(
                id=row.id or 0,
                name=row.name,
                reply_to=row.reply_to,
                groups=tuple(groups.get(row.id or 0, ())),
                unused=row.id not in used,
                version=row.version,
            )
            for row in clinics
        ]


@needs(Permission.KEEP_ORGANISATIONS)
def add_clinic(actor: Actor, *, name: str, reply_to: str = "") -> int:
    """Adds a clinic; returns its id. `reply_to` is where groups reply to its referrals.

    Raises:
        Invalid: a field needs mending.
        Conflict: there is one of that name.
    """
    with transaction() as db:
        named, reply = _checked(name, reply_to)
        clinic = Clinic(name=named, reply_to=reply, created_at=clock.now())
        db.add(clinic)
        db.flush()
        clinic_id = clinic.id or 0
        audit.record(
            db, actor, "clinic.added", "clinic", clinic_id, clinic_id=clinic_id, changes={"name": (None, named)}
        )
        return clinic_id


@needs(Permission.KEEP_ORGANISATIONS)
def change_clinic(actor: Actor, clinic_id: int, version: int, *, name: str, reply_to: str) -> None:
    """Renames a clinic, or changes where groups reply.

    Raises:
        Invalid: a field needs mending.
        Conflict: someone else changed it since `version` was read, or there is another of that name.
    """
    with transaction() as db:
        clinic = access.clinic(db, actor, clinic_id)
        if clinic.version != version:
            raise Conflict(STALE)
        named, reply = _checked(name, reply_to)
        changes: audit.Changes = {"name": (clinic.name, named), "reply_to": (clinic.reply_to, reply)}
        clinic.name, clinic.reply_to = named, reply
        audit.record(db, actor, "clinic.changed", "clinic", clinic_id, clinic_id=clinic_id, changes=changes)


@needs(Permission.KEEP_ORGANISATIONS)
def put_away_clinic(actor: Actor, clinic_id: int) -> None:
    """Takes an unused clinic off every list.

    Raises:
        Conflict: it has groups, accounts or graduates.
    """
    with transaction() as db:
        clinic = access.clinic(db, actor, clinic_id)
        # Held, so that nobody's account comes back to it between the look and the putting away.
        db.refresh(clinic, with_for_update=True)
        if clinic_id in _used_clinics(db):
            raise Conflict(IN_USE)
        clinic.archived_at = clock.now()
        audit.record(db, actor, "clinic.put_away", "clinic", clinic_id, clinic_id=clinic_id)


@needs(Permission.KEEP_ORGANISATIONS)
def add_group(actor: Actor, clinic_id: int, *, name: str, venue: str = "", nation: Nation = Nation.ENGLAND) -> int:
    """Adds a group to a clinic, with skills, strengths and roles to start from; returns its id.

    Raises:
        Invalid: a field needs mending.
        Conflict: the clinic has one of that name.
    """
    with transaction() as db:
        access.clinic(db, actor, clinic_id)
        check = Checks()
        named, where = check.name("name", "The group's name", name), check.line("venue", "The venue", venue)
        check.done()
        group = GraduateGroup(clinic_id=clinic_id, name=named, venue=where, nation=nation, created_at=clock.now())
        db.add(group)
        db.flush()
        group_id = group.id or 0
        add_defaults(db, group_id)
        audit.record(
            db,
            actor,
            "group.added",
            "graduate_group",
            group_id,
            clinic_id=clinic_id,
            group_id=group_id,
            changes={"name": (None, named)},
        )
        return group_id


def _checked(name: str, reply_to: str) -> tuple[str, str]:
    check = Checks()
    named = check.name("name", "The clinic's name", name)
    reply = check.line("reply_to", "Where groups reply", reply_to)
    check.done()
    return named, reply


def _used_clinics(db: Session) -> set[int]:
    """Clinics with a group, an account that is active, or a graduate."""
    having = (
        select(GraduateGroup.clinic_id).where(col(GraduateGroup.archived_at).is_(None)),
        select(Account.clinic_id).where(col(Account.active)),
        select(func.distinct(Graduate.clinic_id)),
    )
    return {clinic_id for wanted in having for clinic_id in db.exec(wanted) if clinic_id is not None}
