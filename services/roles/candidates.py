"""Whom to ask for one place: those who may be asked, in the order in which the suggestions would (R19)."""

from dataclasses import dataclass

from models import GroupRole, GroupSession, Member
from services.roles.asking import why_not
from services.roles.picture import Picture
from services.roles.suggesting.reasons import reason
from services.roles.suggesting.stating import liking, may_be_suggested, waited


@dataclass(frozen=True)
class Candidate:
    """A member who may be asked for a place.

    Attributes:
        would_like: they said they would like this role.
        reason: why they in particular, in one sentence.
        to_suggest: the suggestions could name them too. If not, they are new, have handed this back, or would lead
            it for the first time with nobody beside them.
    """

    member_id: int
    name: str
    would_like: bool
    reason: str
    to_suggest: bool


def candidates(known: Picture, meeting: GroupSession, role: GroupRole, *, backup: bool) -> tuple[Candidate, ...]:
    """Everyone who may be asked: whom the suggestions would name first, and last those whom they would not."""
    what = role.id or 0
    found = []
    for member in known.members:
        if why_not(known.known, meeting, role, member) is not None:
            continue
        who = member.id or 0
        learns = not backup and known.learns(who, role) and known.paired(meeting.id or 0, what)
        why = reason(known, who, role, backup=backup, learns=learns)
        first = suggestible(known, meeting, role, member, backup=backup)
        found.append(
            (_order(known, member, what), Candidate(who, member.name, known.would_like(who, what), why, first))
        )
    found.sort(key=lambda pair: (not pair[1].to_suggest, pair[0]))
    return tuple(candidate for _, candidate in found)


def suggestible(known: Picture, meeting: GroupSession, role: GroupRole, member: Member, *, backup: bool) -> bool:
    """Whether a suggestion could name this member for one more place of this role there."""
    alone = not backup and known.learns(member.id or 0, role) and not known.paired(meeting.id or 0, role.id or 0)
    return not alone and may_be_suggested(known, meeting, role, member)


def _order(known: Picture, member: Member, role_id: int) -> tuple[int, ...]:
    """As the score of one more duty: the least load, then wishes and strengths, who has waited longest, variety."""
    who, record = member.id or 0, known.record(member.id or 0)
    return record.lately, -liking(known, who, role_id), -waited(known, who), record.last_role_id == role_id, who
