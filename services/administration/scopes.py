"""What an account's role is for: one clinic, some groups, or no scope at all."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from models import AccountGroup, Clinic, GraduateGroup, Role
from services.audit import Changes
from services.fields import Checks


@dataclass(frozen=True)
class Scope:
    """The clinic of clinic staff, or the groups of a coordinator (ids, in order)."""

    clinic_id: int | None
    group_ids: tuple[int, ...]

    def changes_from(self, before: "Scope | None") -> Changes:
        """For the audit: which parts of the scope differ."""
        return {
            "clinic": (before.clinic_id if before else None, self.clinic_id),
            "groups": (before.in_words() if before else None, self.in_words()),
        }

    def in_words(self) -> str | None:
        return ", ".join(map(str, self.group_ids)) or None


def checked_scope(db: Session, check: Checks, role: Role, clinic_id: int | None, group_ids: Collection[int]) -> Scope:
    """The scope that `role` needs; what is missing or not there is reported to `check`, anything else is left out."""
    if role is Role.CLINIC_STAFF:
        clinic = db.get(Clinic, clinic_id) if clinic_id is not None else None
        check.that(clinic is not None and clinic.archived_at is None, "clinic_id", "Choose the clinic they work for.")
        return Scope(clinic_id, ())
    if role is Role.COORDINATOR:
        wanted = select(GraduateGroup.id).where(
            col(GraduateGroup.id).in_(group_ids), col(GraduateGroup.archived_at).is_(None)
        )
        found = tuple(sorted(group_id for group_id in db.exec(wanted) if group_id is not None))
        complete = bool(found) and set(found) == set(group_ids)
        check.that(complete, "group_ids", "Choose the group or groups they coordinate.")
        return Scope(None, found)
    check.that(
        role is not Role.REGISTER_TAKER,
        "role",
        "Whoever takes the register is invited by a coordinator of the group, on the page Group.",
    )
    return Scope(None, ())


def groups_of(db: Session, account_id: int) -> tuple[int, ...]:
    """The ids of an account's groups, in order."""
    wanted = select(AccountGroup.group_id).where(AccountGroup.account_id == account_id)
    return tuple(db.exec(wanted.order_by(col(AccountGroup.group_id))))


def set_groups(db: Session, account_id: int, group_ids: Collection[int]) -> None:
    """Makes these the account's groups, and no others."""
    db.exec(delete(AccountGroup).where(col(AccountGroup.account_id) == account_id))
    db.add_all(AccountGroup(account_id=account_id, group_id=group_id) for group_id in group_ids)
