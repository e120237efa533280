"""The list of roles that the group keeps for itself."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from models import Effort, GroupRole, GroupRoleStrength, Posture, Strength
from services import access, audit, clock
from services.database import STALE, reading, transaction
from services.errors import Conflict, NotFound
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST_PLACES, MOST_NTH = 20, 52


@dataclass(frozen=True)
class RoleFields:
    """A role as a coordinator describes it. `every_nth`: needed at every session (1), every second (2)."""

    name: str | None
    description: str | None = ""
    effort: Effort = Effort.LOW
    posture: Posture = Posture.SEATED
    places: int = 1
    needs_backup: bool = False
    every_nth: int = 1
    strength_ids: Collection[int] = field(default_factory=tuple)


@dataclass(frozen=True)
class GroupRoleView:
    """A role on the group's list."""

    id: int
    name: str
    description: str
    effort: Effort
    posture: Posture
    places: int
    needs_backup: bool
    every_nth: int
    strength_ids: tuple[int, ...]
    archived: bool
    version: int


@dataclass(frozen=True)
class StrengthView:
    """A strength on the group's list."""

    id: int
    name: str


@needs(Permission.SHARE_ROLES)
def group_roles(actor: Actor, group_id: int) -> tuple[GroupRoleView, ...]:
    """Every role of the group by name, archived ones last."""
    with reading() as db:
        access.group(db, actor, group_id)
        rows = db.exec(select(GroupRole).where(GroupRole.group_id == group_id).order_by(GroupRole.name)).all()
        drawn = _drawn_on(db, group_id)
        views = [_view(row, drawn.get(row.id or 0, ())) for row in rows]
        return tuple(sorted(views, key=lambda view: view.archived))


@needs(Permission.SHARE_ROLES)
def strengths(actor: Actor, group_id: int) -> tuple[StrengthView, ...]:
    """The group's strengths by name, to say what a role draws on."""
    with reading() as db:
        access.group(db, actor, group_id)
        listed = select(Strength).where(Strength.group_id == group_id, col(Strength.archived_at).is_(None))
        return tuple(StrengthView(row.id or 0, row.name) for row in db.exec(listed.order_by(Strength.name)))


@needs(Permission.SHARE_ROLES)
def add(actor: Actor, group_id: int, fields: RoleFields) -> int:
    """Adds a role to the group's list. Returns its id.

    Raises:
        Invalid: a field cannot be kept; every problem at once.
        Conflict: the group has a role of that name, perhaps an archived one.
    """
    values = _checked(fields)
    with transaction() as db:
        access.group(db, actor, group_id)
        role = GroupRole(group_id=group_id, **values)
        db.add(role)
        db.flush()
        _draw_on(db, role, set(fields.strength_ids))
        _record(db, actor, "added", role, {name: (None, value) for name, value in values.items()})
        return role.id or 0


@needs(Permission.SHARE_ROLES)
def edit(actor: Actor, group_role_id: int, version: int, fields: RoleFields) -> None:
    """Changes a role. Who holds it already keeps it, even when there are fewer places now.

    Raises:
        Invalid: a field cannot be kept; every problem at once.
        Conflict: someone else changed it since `version` was read, or the group has another role of that name.
    """
    values = _checked(fields)
    with transaction() as db:
        role = access.group_role(db, actor, group_role_id)
        if role.version != version:
            raise Conflict(STALE)
        changes: audit.Changes = {name: (getattr(role, name), value) for name, value in values.items()}
        for name, value in values.items():
            setattr(role, name, value)
        # The version is raised even when only strengths changed, so that a stale page never undoes them.
        flag_modified(role, "name")
        db.flush()
        _draw_on(db, role, set(fields.strength_ids))
        _record(db, actor, "changed", role, changes)


@needs(Permission.SHARE_ROLES)
def archive(actor: Actor, group_role_id: int) -> None:
    """Takes a role off the list; duties already given stay. A second time changes nothing."""
    with transaction() as db:
        role = access.group_role(db, actor, group_role_id)
        access.group(db, actor, role.group_id, to_change=True)  # so that nobody is offered it meanwhile
        if role.archived_at is None:
            role.archived_at = clock.now()
            _record(db, actor, "archived", role, {})


@needs(Permission.SHARE_ROLES)
def bring_back(actor: Actor, group_role_id: int) -> None:
    """Puts an archived role on the list again. A second time changes nothing."""
    with transaction() as db:
        role = access.group_role(db, actor, group_role_id)
        if role.archived_at is not None:
            role.archived_at = None
            _record(db, actor, "brought_back", role, {})


def _checked(fields: RoleFields) -> dict[str, Any]:
    check = Checks()
    name = check.name("name", "The name of the role", fields.name)
    description = check.line("description", "What it involves", fields.description)
    check.that(
        1 <= fields.places <= MOST_PLACES,
        "places",
        f"Choose from 1 to {MOST_PLACES} people for a role.",
    )
    check.that(
        1 <= fields.every_nth <= MOST_NTH,
        "every_nth",
        f"A role comes round at every session (1) or less often. Choose from 1 to {MOST_NTH}.",
    )
    check.done()
    return {
        "name": name,
        "description": description,
        "effort": Effort(fields.effort),
        "posture": Posture(fields.posture),
        "places": fields.places,
        "needs_backup": fields.needs_backup,
        "every_nth": fields.every_nth,
    }


def _draw_on(db: Session, role: GroupRole, wanted: set[int]) -> None:
    """Makes `wanted` the strengths that the role draws on; they must be on the group's list."""
    known = set(db.exec(select(col(Strength.id)).where(Strength.group_id == role.group_id)))
    if not wanted <= known:
        raise NotFound
    drawn = select(GroupRoleStrength).where(GroupRoleStrength.group_role_id == role.id)
    now = {row.strength_id: row for row in db.exec(drawn)}
    for gone in set(now) - wanted:
        db.delete(now[gone])
    db.add_all(GroupRoleStrength(group_role_id=role.id or 0, strength_id=new) for new in wanted - set(now))


def _drawn_on(db: Session, group_id: int) -> dict[int, tuple[int, ...]]:
    pairs = select(GroupRoleStrength.group_role_id, GroupRoleStrength.strength_id).join(
        GroupRole, col(GroupRole.id) == col(GroupRoleStrength.group_role_id)
    )
    found: dict[int, tuple[int, ...]] = {}
    for role, strength in db.exec(pairs.where(GroupRole.group_id == group_id)):
        found[role] = (*found.get(role, ()), strength)
    return found


def _view(row: GroupRole, strength_ids: tuple[int, ...]) -> GroupRoleView:
    return GroupRoleView(
        id=row.id or 0,
        name=row.name,
        description=row.description,
        effort=row.effort,
        posture=row.posture,
        places=row.places,
        needs_backup=row.needs_backup,
        every_nth=row.every_nth,
        strength_ids=strength_ids,
        archived=row.archived_at is not None,
        version=row.version,
    )


def _record(db: Session, actor: Actor, what: str, role: GroupRole, changes: audit.Changes) -> None:
    audit.record(db, actor, f"group_role.{what}", "group_role", role.id, group_id=role.group_id, changes=changes)
