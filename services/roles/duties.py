"""Duties given by hand: offered, accepted with the person's yes, handed back without a reason (R18)."""

from sqlmodel import Session, col, func, select

from models import (
    Duty,
    DutyEvent,
    DutyState,
    GroupRole,
    GroupSession,
    GroupSessionState,
    Member,
)
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict, NotFound
from services.roles.asking import in_words, situation, why_not
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.SHARE_ROLES)
def offer(actor: Actor, group_session_id: int, group_role_id: int, member_id: int, *, backup: bool = False) -> int:
    """Offers a place to a member; it is theirs once they say yes. Returns the duty's id.

    The group session stays locked meanwhile, so that two offers at once cannot fill one place twice.

    Raises:
        Conflict: the session is over or cancelled, no place is open, or the member is not to be asked.
    """
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        role = access.group_role(db, actor, group_role_id)
        member = access.member(db, actor, member_id)
        if not meeting.group_id == role.group_id == member.group_id:
            raise NotFound
        _refuse_if_over(meeting)
        known = situation(db, [meeting], [member_id], meeting.group_id)
        if why := why_not(known, meeting, role, member):
            raise Conflict(in_words(why, member))
        _refuse_if_full(db, meeting, role, backup)
        return _offered(db, actor, meeting, role, member, backup)


@needs(Permission.SHARE_ROLES)
def accept(actor: Actor, duty_id: int) -> None:
    """Records the person's yes. A second time changes nothing.

    Raises:
        Conflict: the duty was handed back or done, or its session is over or cancelled.
    """
    with transaction() as db:
        duty = access.duty(db, actor, duty_id, to_change=True)
        if duty.state is DutyState.ACCEPTED:
            return
        if duty.state not in {DutyState.SUGGESTED, DutyState.OFFERED}:
            raise Conflict("This role was handed back or is done, so there is nothing to say yes to. Offer it again.")
        _refuse_if_over(access.group_session(db, actor, duty.group_session_id))
        _move(db, actor, duty, DutyState.ACCEPTED)


@needs(Permission.SHARE_ROLES)
def hand_back(actor: Actor, duty_id: int) -> None:
    """The person no longer has the duty; no reason is asked or kept, and the place is open again at once.

    A second time changes nothing.

    Raises:
        Conflict: the duty is done.
    """
    with transaction() as db:
        duty = access.duty(db, actor, duty_id, to_change=True)
        if duty.state is DutyState.HANDED_BACK:
            return
        if duty.state is DutyState.DONE:
            raise Conflict("This role was done, so it can no longer be handed back.")
        _move(db, actor, duty, DutyState.HANDED_BACK)


def _refuse_if_over(meeting: GroupSession) -> None:
    if meeting.state is GroupSessionState.CANCELLED:
        raise Conflict("That session is cancelled, so nobody needs to be asked for it.")
    if meeting.ends_at <= clock.now():
        raise Conflict("That session is over, so its roles no longer change. Choose a later one.")


def _refuse_if_full(db: Session, meeting: GroupSession, role: GroupRole, backup: bool) -> None:
    if role.archived_at is not None:
        raise Conflict("That role is no longer on the list. Bring it back under the list of roles first.")
    if backup and not role.needs_backup:
        raise Conflict("That role has no backup. Say so in the list of roles if it should have one.")
    held = select(func.count()).where(
        Duty.group_session_id == meeting.id,
        Duty.group_role_id == role.id,
        col(Duty.backup).is_(backup),
        Duty.state != DutyState.HANDED_BACK,
    )
    if db.exec(held).one() >= (1 if backup else role.places):
        raise Conflict("Someone else has that place already. If they cannot do it, tap Hand back beside their name.")


def _offered(db: Session, actor: Actor, meeting: GroupSession, role: GroupRole, member: Member, backup: bool) -> int:
    duty = Duty(
        group_session_id=meeting.id or 0,
        group_role_id=role.id or 0,
        member_id=member.id or 0,
        backup=backup,
        state=DutyState.OFFERED,
        created_at=clock.now(),
    )
    db.add(duty)
    db.flush()
    _keep(db, actor, duty, meeting.group_id, None)
    return duty.id or 0


def _move(db: Session, actor: Actor, duty: Duty, state: DutyState) -> None:
    before, duty.state = duty.state, state
    role = access.group_role(db, actor, duty.group_role_id)
    _keep(db, actor, duty, role.group_id, before)


def _keep(db: Session, actor: Actor, duty: Duty, group_id: int, before: DutyState | None) -> None:
    db.add(DutyEvent(duty_id=duty.id or 0, state=duty.state, at=clock.now(), account_id=actor.account_id))
    changes: audit.Changes = {"state": (before, duty.state)}
    if before is None:
        changes["member_id"] = (None, duty.member_id)
    audit.record(db, actor, f"duty.{duty.state}", "duty", duty.id, group_id=group_id, changes=changes)
