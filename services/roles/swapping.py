"""Two duties change hands, where each person may have the other's."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models import Duty, DutyState, GroupRole, GroupSession, Member
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.roles.asking import in_words, situation, why_not
from services.roles.duties import offered, refuse_if_over
from services.roles.holding import hold
from services.roles.moving import has_events, move
from services.roles.picture import Picture, picture
from services.roles.suggesting.dropping import put_in_place
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

SWAPPED = "Swapped by a coordinator."


@needs(Permission.SHARE_ROLES)
def swap(actor: Actor, duty_id: int, other_id: int) -> tuple[int, int]:
    """Gives each of two people the other's place; returns the new duties, the first person's first.

    Two suggestions stay suggestions, locked. Otherwise both are offered anew: a yes was for the old place (R18).

    Raises:
        Conflict: one of them is done, handed back or over, or one person may not have the other's place.
        NotFound: no such duties, or not both of the actor's group.
    """
    with transaction() as db:
        group_id = access.group_role(db, actor, access.duty(db, actor, duty_id).group_role_id).group_id
        sessions = [access.duty(db, actor, one).group_session_id for one in (duty_id, other_id)]
        hold(db, actor, group_id, sessions)
        mine, theirs = (_held(db, actor, one) for one in (duty_id, other_id))
        if mine.role.group_id != theirs.role.group_id or mine.member.id == theirs.member.id:
            raise Conflict("These two cannot be swapped. Choose two roles of two people.")
        _refuse_unless_both_fit(db, mine, theirs)
        swapped: audit.Changes = {"other_duty_id": (None, other_id)}
        audit.record(db, actor, "duty.swapped", "duty", duty_id, group_id=group_id, changes=swapped)
        both_suggested = {mine.duty.state, theirs.duty.state} == {DutyState.SUGGESTED}
        given = _suggest_anew if both_suggested else _offer_anew
        return given(db, actor, mine, theirs)


@dataclass(frozen=True)
class Swappable:
    """A duty that could change hands with another."""

    duty_id: int
    name: str
    role: str
    starts_at: datetime
    backup: bool


@needs(Permission.SHARE_ROLES)
def could_swap(actor: Actor, duty_id: int, group_sessions: int) -> tuple[Swappable, ...]:
    """Duties at the next group sessions whose people may have this one's place and the other way round, soonest first.

    Raises:
        NotFound: no such duty, or not of the actor's group.
    """
    with reading() as db:
        duty = access.duty(db, actor, duty_id)
        mine = _Held(db, actor, duty)
        seen = picture(db, mine.role.group_id, group_sessions)
        meetings = {meeting.id: meeting for meeting in seen.meetings}
        roles, members = {role.id: role for role in seen.roles}, {member.id: member for member in seen.members}
        if mine.meeting.id not in meetings or duty.state is DutyState.HANDED_BACK:
            return ()
        found = []
        for other in seen.held:
            member = members.get(other.member_id)
            if member is None or other.member_id == duty.member_id or other.state is DutyState.DONE:
                continue
            meeting, role = meetings[other.group_session_id], roles[other.group_role_id]
            known = seen.known.past(duty, mine.meeting).past(other, meeting)
            barred = DutyState.SUGGESTED in {duty.state, other.state} and (
                _not_to_suggest(seen, meeting, role, mine.member)
                or _not_to_suggest(seen, mine.meeting, mine.role, member)
            )
            fits = (
                not barred
                and why_not(known, meeting, role, mine.member)
                is why_not(known, mine.meeting, mine.role, member)
                is None
            )
            if fits:
                found.append(Swappable(other.id or 0, member.name, role.name, meeting.starts_at, other.backup))
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.role, one.backup)))


def _not_to_suggest(seen: Picture, meeting: GroupSession, role: GroupRole, member: Member) -> bool:
    """Whether no suggestion may name them for this: they handed just this back, or are new and did not ask."""
    what, who = role.id or 0, member.id or 0
    return (meeting.id or 0, what, who) in seen.known.handed_back or seen.is_new(who, what)


class _Held:
    """A duty with all that it names."""

    def __init__(self, db: Session, actor: Actor, duty: Duty) -> None:
        self.duty = duty
        self.meeting: GroupSession = access.group_session(db, actor, duty.group_session_id)
        self.role: GroupRole = access.group_role(db, actor, duty.group_role_id)
        self.member: Member = access.member(db, actor, duty.member_id)


def _held(db: Session, actor: Actor, duty_id: int) -> _Held:
    duty = access.duty(db, actor, duty_id, to_change=True)
    if duty.state in {DutyState.HANDED_BACK, DutyState.DONE}:
        raise Conflict("One of the two was handed back or is done meanwhile, so nothing was swapped. Look again.")
    held = _Held(db, actor, duty)
    refuse_if_over(held.meeting)
    return held


def _refuse_unless_both_fit(db: Session, mine: _Held, theirs: _Held) -> None:
    meetings = {held.meeting.id: held.meeting for held in (mine, theirs)}
    known = situation(db, meetings.values(), [mine.member.id or 0, theirs.member.id or 0], mine.meeting.group_id)
    known = known.past(mine.duty, mine.meeting).past(theirs.duty, theirs.meeting)
    for held, member in ((theirs, mine.member), (mine, theirs.member)):
        if why := why_not(known, held.meeting, held.role, member):
            raise Conflict(f"{member.name}: {in_words(why, member)}")


def _suggest_anew(db: Session, actor: Actor, mine: _Held, theirs: _Held) -> tuple[int, int]:
    places = [(held.duty.group_session_id, held.duty.group_role_id, held.duty.backup) for held in (theirs, mine)]
    people, run_id = [mine.member.id or 0, theirs.member.id or 0], mine.duty.run_id
    made = [
        Duty(
            group_session_id=at,
            group_role_id=what,
            member_id=who,
            backup=backup,
            state=DutyState.SUGGESTED,
            run_id=run_id,
            reason=SWAPPED,
            locked=True,
            created_at=clock.now(),
        )
        for (at, what, backup), who in zip(places, people, strict=True)
    ]
    answered = [held.duty for held in (mine, theirs) if has_events(db, held.duty)]
    for duty in answered:
        move(db, actor, duty, DutyState.HANDED_BACK)
    put_in_place(db, [held.duty for held in (mine, theirs) if held.duty not in answered], made)
    return made[0].id or 0, made[1].id or 0


def _offer_anew(db: Session, actor: Actor, mine: _Held, theirs: _Held) -> tuple[int, int]:
    for held in (mine, theirs):
        move(db, actor, held.duty, DutyState.HANDED_BACK)
    db.flush()
    first, second = (
        offered(db, actor, held.meeting, held.role, member, held.duty.backup)
        for held, member in ((theirs, mine.member), (mine, theirs.member))
    )
    return first, second
