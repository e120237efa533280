"""Reading a register: the session, everybody's line, and who else may turn up; a fixed number of queries."""

import unicodedata
from collections import defaultdict
from dataclasses import replace

from sqlalchemy import and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import (
    ATTENDED,
    Confirmation,
    Duty,
    DutyState,
    GroupRole,
    GroupSession,
    Mark,
    MarkKind,
    Member,
    SaidComing,
)
from services import access
from services.database import reading
from services.register.expecting import expected_at
from services.register.states import state_of
from services.register.view import Other, RegisterView, Row
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.welcome.bridge import expected_here

_TAKEN_ON = (DutyState.OFFERED, DutyState.ACCEPTED, DutyState.DONE)


@needs(Permission.KEEP_REGISTER)
def register(actor: Actor, group_session_id: int) -> RegisterView:
    """The register of a group session: every member expected at it, and anyone else with a mark there.

    Raises:
        NotFound: no such group session, or of another group.
    """
    with reading() as db:
        group_session = access.group_session(db, actor, group_session_id)
        duties = _duties(db, group_session)
        coming, first = _said_coming(db, group_session_id), expected_here(db, group_session_id)
        rows: list[Row] = []
        others: list[Other] = []
        for member, mark, been_before, expected in _people(db, group_session):
            kind = mark.kind if mark else MarkKind.NOT_RECORDED
            if expected or kind is not MarkKind.NOT_RECORDED:
                row = _row(member, mark, duties[member.id or 0], expected=expected, new=not been_before)
                who = member.id or 0
                rows.append(replace(row, said_coming=who in coming, welcomer=first.get(who)))
            else:
                others.append(Other(member.id or 0, member.name, member.state))
        return RegisterView(
            group_session_id=group_session_id,
            group_id=group_session.group_id,
            starts_at=group_session.starts_at,
            ends_at=group_session.ends_at,
            venue=group_session.venue,
            state=state_of(group_session),
            cancel_reason=group_session.cancel_reason or "",
            visitors=group_session.visitors,
            finished_at=group_session.register_finished_at,
            rows=tuple(sorted(rows, key=lambda row: (as_sorted(row.name), row.member_id))),
            others=tuple(sorted(others, key=lambda other: (as_sorted(other.name), other.member_id))),
        )


def _said_coming(db: Session, group_session_id: int) -> set[int]:
    said = select(SaidComing.member_id).where(SaidComing.group_session_id == group_session_id)
    return set(db.exec(said))


def as_sorted(name: str) -> str:
    """A name as people sort it: É beside E, in any case."""
    split = unicodedata.normalize("NFKD", name)
    return "".join(character for character in split if not unicodedata.combining(character)).casefold()


def _people(db: Session, group_session: GroupSession) -> list[tuple[Member, Mark | None, bool, bool]]:
    """Every member of the group, their mark here, whether they came to one before, and whether they are expected."""
    earlier, elsewhere = aliased(GroupSession), aliased(Mark)
    been_before = exists().where(
        col(elsewhere.member_id) == col(Member.id),
        col(elsewhere.kind).in_(ATTENDED),
        col(elsewhere.group_session_id) == col(earlier.id),
        col(earlier.starts_at) < group_session.starts_at,
    )
    everyone = (
        select(Member, Mark, been_before, expected_at(group_session))
        .join(
            Mark,
            and_(col(Mark.member_id) == col(Member.id), col(Mark.group_session_id) == group_session.id),
            isouter=True,
        )
        .where(Member.group_id == group_session.group_id, col(Member.erased_at).is_(None))
    )
    return [(member, mark, bool(been), bool(expected)) for member, mark, been, expected in db.exec(everyone)]


def _duties(db: Session, group_session: GroupSession) -> defaultdict[int, list[str]]:
    held = (
        select(Duty.member_id, GroupRole.name, Duty.backup)
        .join(GroupRole, col(GroupRole.id) == col(Duty.group_role_id))
        .where(Duty.group_session_id == group_session.id, col(Duty.state).in_(_TAKEN_ON))
        .order_by(col(GroupRole.name))
    )
    by_member: defaultdict[int, list[str]] = defaultdict(list)
    for member_id, role, backup in db.exec(held):
        by_member[member_id].append(f"{role} (standing by)" if backup else role)
    return by_member


def _row(member: Member, mark: Mark | None, duties: list[str], *, expected: bool, new: bool) -> Row:
    return Row(
        member_id=member.id or 0,
        name=member.name,
        kind=mark.kind if mark else MarkKind.NOT_RECORDED,
        left_early=bool(mark and mark.left_early),
        expected=expected,
        new=new,
        waiting_for_clinic=member.confirmation is Confirmation.WAITING,
        said_coming=False,
        welcomer=None,
        duties=tuple(duties),
    )
