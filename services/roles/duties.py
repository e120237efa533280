"""Duties given by hand: offered, accepted with the person's yes, handed back without a reason (R18)."""

from sqlmodel import Session, col, func, select

from models import (
    Duty,
    DutyState,
    GroupRole,
    GroupSession,
    GroupSessionState,
    Member,
)
from services import access, clock
from services.database import transaction
from services.errors import Conflict, NotFound
from services.roles.asking import in_words, situation, why_not
from services.roles.holding import hold
from services.roles.moving import before_handing_back, by_register_alone, move, record
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.SHARE_ROLES)
def offer(actor: Actor, group_session_id: int, group_role_id: int, member_id: int, *, backup: bool = False) -> int:
    """Offers a place to a member; it is theirs once they say yes. Returns the duty's id.

    The group's rota stays held meanwhile, so that two offers at once fill no place twice and pass nobody's cap.

    Raises:
        Conflict: the session is over or cancelled, no place is open, or the member is not to be asked.
    """
    with transaction() as db:
        role = access.group_role(db, actor, group_role_id)
        hold(db, actor, role.group_id, [group_session_id])
        meeting = access.group_session(db, actor, group_session_id)
        member = access.member(db, actor, member_id)
        if not meeting.group_id == role.group_id == member.group_id:
            raise NotFound
        refuse_unless_open(db, meeting, role, member, backup=backup)
        return offered(db, actor, meeting, role, member, backup)


@needs(Permission.SHARE_ROLES)
def accept(actor: Actor, duty_id: int) -> None:
    """Records the person's yes. A second time changes nothing.

    Raises:
        Conflict: the duty was handed back or done, its session is over or cancelled, or by now they may
            not be asked.
    """
    with transaction() as db:
        duty = access.duty(db, actor, duty_id, to_change=True)
        if duty.state is DutyState.ACCEPTED:
            return
        if duty.state not in {DutyState.SUGGESTED, DutyState.OFFERED}:
            raise Conflict("This role was handed back or is done, so there is nothing to say yes to. Offer it again.")
        meeting = access.group_session(db, actor, duty.group_session_id)
        refuse_if_over(meeting)
        _refuse_over_a_no(db, meeting, duty, access.group_role(db, actor, duty.group_role_id))
        move(db, actor, duty, DutyState.ACCEPTED)


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
            if by_register_alone(db, duty):
                # Their own word now: a mark taken back must not bring it back.
                record(db, actor, duty, DutyState.HANDED_BACK)
            return
        if duty.state is DutyState.DONE:
            raise Conflict("This role was done, so it can no longer be handed back.")
        move(db, actor, duty, DutyState.HANDED_BACK)


@needs(Permission.SHARE_ROLES)
def take_back(actor: Actor, duty_id: int) -> None:
    """Undoes handing back, for a slip or a change of mind of theirs: the duty stands where it stood before.

    A second time changes nothing.

    Raises:
        Conflict: somebody has the place by now, or they may no longer be asked.
        NotFound: no such duty, or not of the actor's group.
    """
    with transaction() as db:
        duty = access.duty(db, actor, duty_id)
        role = access.group_role(db, actor, duty.group_role_id)
        hold(db, actor, role.group_id, [duty.group_session_id])
        duty = access.duty(db, actor, duty_id, to_change=True)
        if duty.state is not DutyState.HANDED_BACK:
            return
        meeting = access.group_session(db, actor, duty.group_session_id)
        refuse_unless_open(db, meeting, role, access.member(db, actor, duty.member_id), backup=duty.backup)
        move(db, actor, duty, before_handing_back(db, duty))


@needs(Permission.SHARE_ROLES)
def step_in(actor: Actor, duty_id: int) -> None:
    """Whoever stands by is asked to lead, because nobody does: theirs once they say yes (R18).

    Raises:
        Conflict: they no longer stand by, somebody leads, or the session is over or cancelled.
        NotFound: no such duty, or not of the actor's group.
    """
    with transaction() as db:
        duty = access.duty(db, actor, duty_id)
        role = access.group_role(db, actor, duty.group_role_id)
        hold(db, actor, role.group_id, [duty.group_session_id])
        duty = access.duty(db, actor, duty_id, to_change=True)
        meeting = access.group_session(db, actor, duty.group_session_id)
        if not duty.backup or duty.state in {DutyState.HANDED_BACK, DutyState.DONE}:
            raise Conflict("They no longer stand by for this role, so nothing was changed. Look again.")
        refuse_if_over(meeting)
        _refuse_if_full(db, meeting, role, backup=False)
        _refuse_over_a_no(db, meeting, duty, role)
        before, duty.backup, duty.state = duty.state, False, DutyState.OFFERED
        record(db, actor, duty, before)


def refuse_unless_open(db: Session, meeting: GroupSession, role: GroupRole, member: Member, *, backup: bool) -> None:
    """Raises:
    Conflict: the session is over or cancelled, no place is open, or the member is not to be asked.
    """
    refuse_if_over(meeting)
    known = situation(db, [meeting], [member.id or 0], meeting.group_id)
    if why := why_not(known, meeting, role, member):
        raise Conflict(in_words(why, member))
    _refuse_if_full(db, meeting, role, backup)


def _refuse_over_a_no(db: Session, meeting: GroupSession, duty: Duty, role: GroupRole) -> None:
    """Raises:
    Conflict: by now they may not be asked for what they were asked for (R18).
    """
    member = db.get_one(Member, duty.member_id)
    known = situation(db, [meeting], [duty.member_id], meeting.group_id).past(duty, meeting)
    if why := why_not(known, meeting, role, member):
        raise Conflict(in_words(why, member))


def refuse_if_over(meeting: GroupSession) -> None:
    if meeting.state is GroupSessionState.CANCELLED:
        raise Conflict("That session is cancelled, so nobody needs to be asked for it.")
    if meeting.ends_at <= clock.now():
        raise Conflict("That session is over, so its roles no longer change. Choose a later one.")
    if meeting.register_finished_at is not None:
        raise Conflict("Its register is finished, so its roles no longer change. Choose a later session.")


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


def offered(db: Session, actor: Actor, meeting: GroupSession, role: GroupRole, member: Member, backup: bool) -> int:
    """A place that was found open, offered. Returns the duty's id."""
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
    record(db, actor, duty, None)
    return duty.id or 0
