"""Why nobody fits a place, and what would close the gap: counted over everybody who is in the group now (R19)."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from models import GroupRole, GroupSession, Member
from services.roles.asking import WhyNot, why_not
from services.roles.candidates import suggestible
from services.roles.picture import Picture


class Gap(StrEnum):
    """What keeps somebody from being suggested for a place."""

    CANNOT_COME = "cannot_come"
    RATHER_NOT = "rather_not"
    TOO_MUCH = "too_much"
    HAS_IT = "has_it"
    ENOUGH = "enough"
    HANDED_BACK = "handed_back"
    NEW = "new"
    LEARNING = "learning"


@dataclass(frozen=True)
class NobodyFits:
    """How many are kept from a place by what, most common first; and whom to ask what, for the one most easily moved.

    `ask` is empty when nothing but another day would help.
    """

    counts: tuple[tuple[Gap, int], ...]
    closes: Gap | None
    ask: tuple[str, ...]


_KEEPS = {
    WhyNot.NOT_COMING: Gap.CANNOT_COME,
    WhyNot.SENT_WORD: Gap.CANNOT_COME,
    WhyNot.AWAY: Gap.CANNOT_COME,
    WhyNot.RATHER_NOT: Gap.RATHER_NOT,
    WhyNot.NO_ROLES: Gap.RATHER_NOT,
    WhyNot.SEATED_ONLY: Gap.TOO_MUCH,
    WhyNot.NO_LIFTING: Gap.TOO_MUCH,
    WhyNot.TOO_MUCH_EFFORT: Gap.TOO_MUCH,
    WhyNot.HAS_IT: Gap.HAS_IT,
    WhyNot.ENOUGH_THAT_DAY: Gap.ENOUGH,
    WhyNot.ENOUGH_IN_SIX_WEEKS: Gap.ENOUGH,
}
# What is most easily moved first: one more role, somebody beside a learner, a newcomer who asks, the role itself.
_MOVED = (Gap.ENOUGH, Gap.LEARNING, Gap.NEW, Gap.TOO_MUCH, Gap.RATHER_NOT)


def gap(known: Picture, meeting: GroupSession, role: GroupRole, *, backup: bool) -> NobodyFits | None:
    """Why no suggestion could name anybody for one more place of this role; None when it could name somebody."""
    kept: dict[Gap, list[str]] = {}
    for member in known.members:
        if suggestible(known, meeting, role, member, backup=backup):
            return None
        kept.setdefault(_kept(known, meeting, role, member), []).append(member.name)
    counts = Counter({why: len(names) for why, names in kept.items()})
    closes = next((why for why in _MOVED if why in kept), None)
    return NobodyFits(tuple(counts.most_common()), closes, tuple(kept[closes]) if closes else ())


def _kept(known: Picture, meeting: GroupSession, role: GroupRole, member: Member) -> Gap:
    at, what, who = meeting.id or 0, role.id or 0, member.id or 0
    why = why_not(known.known, meeting, role, member)
    if why is not None:
        return _KEEPS[why]
    if (at, what, who) in known.known.handed_back:
        return Gap.HANDED_BACK
    return Gap.NEW if known.is_new(who, what) else Gap.LEARNING
