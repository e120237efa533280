"""What suits a member: strengths, what they say of each role, what suggestions respect; in one go (R19, R22)."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field

from sqlmodel import Session, col, select

from models import Effort, GroupRole, Growth, Member, MemberRole, MemberStrength, Strength, Wish
from services import access, audit
from services.database import transaction
from services.errors import NotFound
from services.fields import Checks
from services.members.editing import change
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST_PER_SESSION = 5
MOST_IN_SIX_WEEKS = 20


@dataclass(frozen=True)
class Limits:
    """What suggestions of roles respect (R19). The two caps count duties: a group session, and six weeks."""

    seated_only: bool = False
    no_lifting: bool = False
    most_effort: Effort = Effort.HIGH
    suggest_roles: bool = True
    duties_per_session: int = 1
    duties_in_six_weeks: int = 2


@dataclass(frozen=True)
class Said:
    """What they say of one role: whether they would like it, and how far they have grown into it (R18, R22)."""

    wish: Wish = Wish.OPEN
    growth: Growth = Growth.NOT_YET


@dataclass(frozen=True)
class Suits:
    """All of it. `strength_ids` are from the group's list; roles that are not in `said` stay as they are."""

    limits: Limits = field(default_factory=Limits)
    strength_ids: Collection[int] = ()
    said: Mapping[int, Said] = field(default_factory=dict)


@needs(Permission.KEEP_MEMBERS)
def set_suits(actor: Actor, member_id: int, version: int, suits: Suits) -> int:
    """Writes down what a member says suits them. Returns the new version. Own words for kept strengths stay.

    Raises:
        NotFound: no such member, strength or role, or not of the actor's group.
        Invalid: a cap out of range.
        Conflict: someone else changed them since `version` was read.
    """
    check = Checks()
    for name, label, most in (
        ("duties_per_session", "At one group session", MOST_PER_SESSION),
        ("duties_in_six_weeks", "In six weeks", MOST_IN_SIX_WEEKS),
    ):
        there = 0 <= getattr(suits.limits, name) <= most
        check.that(there, name, f"{label}: choose a number from 0 to {most}.")
    check.done()
    with transaction() as db:
        member = access.member(db, actor, member_id)
        access.group(db, actor, member.group_id, to_change=True)  # so that nobody offers them a role meanwhile
        kept = change(db, actor, member, version, "member.suits_changed", asdict(suits.limits))
        _have_strengths(db, actor, member, set(suits.strength_ids))
        _say(db, actor, member, suits.said)
        return kept


def _have_strengths(db: Session, actor: Actor, member: Member, wanted: set[int]) -> None:
    listed = select(Strength.id).where(Strength.group_id == member.group_id, col(Strength.id).in_(wanted))
    if set(db.exec(listed)) != wanted:
        raise NotFound
    rows = db.exec(select(MemberStrength).where(MemberStrength.member_id == member.id))
    said = {row.strength_id: row for row in rows}
    for gone in said.keys() - wanted:
        db.delete(said[gone])
    db.add_all(MemberStrength(member_id=member.id or 0, strength_id=new) for new in sorted(wanted - said.keys()))
    if said.keys() != wanted:
        changes: audit.Changes = {"strength_ids": (sorted(said), sorted(wanted))}
        audit.record(db, actor, "member.strengths_set", "member", member.id, group_id=member.group_id, changes=changes)


def _say(db: Session, actor: Actor, member: Member, said: Mapping[int, Said]) -> None:
    here = select(GroupRole.id).where(
        GroupRole.group_id == member.group_id, col(GroupRole.archived_at).is_(None), col(GroupRole.id).in_(said)
    )
    if set(db.exec(here)) != said.keys():
        raise NotFound
    before = {row.group_role_id: row for row in db.exec(select(MemberRole).where(MemberRole.member_id == member.id))}
    for role_id, now in said.items():
        row = before.get(role_id) or MemberRole(member_id=member.id or 0, group_role_id=role_id)
        if (row.wish, row.growth) == (now.wish, now.growth):
            continue
        changes: audit.Changes = {
            "group_role_id": (role_id, role_id),
            "wish": (row.wish, now.wish),
            "growth": (row.growth, now.growth),
        }
        row.wish, row.growth = now.wish, now.growth
        db.add(row)
        audit.record(db, actor, "member.wish_set", "member", member.id, group_id=member.group_id, changes=changes)
