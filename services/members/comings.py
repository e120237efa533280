"""Taking a break, leaving, and coming back. Leaving is not always failure: the reason is kept."""

from sqlmodel import Session

from models import LeavingReason, Member, MemberEvent, MemberState, MemberStep
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict
from services.referrals import leaving
from services.roles.letting_go import let_go
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# From where each step may be taken, where it leads, and the words for one that is not possible.
_STEPS = {
    MemberStep.PAUSED: ({MemberState.ACTIVE}, MemberState.PAUSED, "They are not active, so they cannot take a break."),
    MemberStep.LEFT: ({MemberState.ACTIVE, MemberState.PAUSED}, MemberState.LEFT, "They have already left."),
    MemberStep.CAME_BACK: ({MemberState.PAUSED, MemberState.LEFT}, MemberState.ACTIVE, "They are already active."),
}


@needs(Permission.KEEP_MEMBERS)
def pause(actor: Actor, member_id: int) -> None:
    """A member takes a break; nothing is asked of them meanwhile, and roles they had are open again.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Conflict: they are not active.
    """
    with transaction() as db:
        take(db, actor, member_id, MemberStep.PAUSED)


@needs(Permission.KEEP_MEMBERS)
def leave(actor: Actor, member_id: int, reason: LeavingReason) -> None:
    """A member leaves, with the reason. Their open referral ends as left with it (R4).

    Raises:
        NotFound: no such member, or not of the actor's group.
        Conflict: they have already left.
    """
    with transaction() as db:
        # The referral before the roles, as a register holds them.
        leaving.left(db, actor, access.member(db, actor, member_id).id or 0, reason)
        take(db, actor, member_id, MemberStep.LEFT, reason)


@needs(Permission.KEEP_MEMBERS)
def come_back(actor: Actor, member_id: int) -> None:
    """A member is back from a break, or after leaving.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Conflict: they are active already.
    """
    with transaction() as db:
        take(db, actor, member_id, MemberStep.CAME_BACK)


def take(db: Session, actor: Actor, member_id: int, step: MemberStep, reason: LeavingReason | None = None) -> Member:
    """One step of a member's coming and going, with its event and its audit.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Conflict: the step is not possible from where they are.
    """
    member = access.member(db, actor, member_id)
    access.group(db, actor, member.group_id, to_change=True)  # so that nobody offers them a role meanwhile
    possible_from, state, words = _STEPS[step]
    if member.state not in possible_from:
        raise Conflict(f"{words} Nothing was changed; look again at where they are now.")
    changes: audit.Changes = {"state": (member.state, state), "reason": (None, reason)}
    member.state = state
    db.add(member)
    db.flush()
    db.add(MemberEvent(member_id=member_id, step=step, at=clock.now(), account_id=actor.account_id, reason=reason))
    if state is not MemberState.ACTIVE:
        let_go(db, actor, member_id)
    audit.record(db, actor, f"member.{step}", "member", member_id, group_id=member.group_id, changes=changes)
    return member
