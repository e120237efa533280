"""What is known of each person who may be asked, as growth looks at it."""

from collections.abc import Collection
from datetime import date

from models import GroupRole, GroupSession, Growth, Member
from services import clock
from services.roles.asking import WhyNot, why_not
from services.roles.history import History
from services.roles.picture import Picture

# Their six weeks are full now, and will not be for ever.
_SOME_DAY: Collection[WhyNot | None] = {None, WhyNot.ENOUGH_IN_SIX_WEEKS}


class People:
    """The active members of a group, each person once, and the roles on its list."""

    def __init__(self, known: Picture, histories: dict[tuple[int, int], History]) -> None:
        here = {member.id for member in known.members}
        self.members = [member for member in known.members if member.same_as_id not in here]
        self.roles = [role for role in known.roles if role.archived_at is None]
        self.today: date = known.today
        self._known, self._histories = known, histories
        self._asked = {who for who, _ in histories}
        self._did_in_a_year: dict[int, set[int]] = {}
        for (who, what), past in histories.items():
            if past.in_a_year:
                self._did_in_a_year.setdefault(what, set()).add(who)
        # The one rule of who may be asked is about a group session: one that would begin now.
        now = clock.now()
        self._now = GroupSession(group_id=known.group_id, starts_at=now, ends_at=now, created_at=now)

    def visits(self, member: Member) -> int:
        return self._known.record(member.id or 0).visits

    def was_asked(self, member: Member) -> bool:
        """Whether they ever had a duty, in any state."""
        return _person(member) in self._asked

    def past(self, member: Member, role: GroupRole) -> History:
        return self._histories.get((_person(member), role.id or 0)) or History()

    def could_do(self, member: Member, role: GroupRole) -> bool:
        """Whether they could be asked for it now (R19)."""
        return self._why_not(member, role) is None

    def could_do_some_day(self, member: Member, role: GroupRole) -> bool:
        """The same, as if their next six weeks were free."""
        return self._why_not(member, role) in _SOME_DAY

    def likes(self, member: Member, role: GroupRole) -> bool:
        return self._known.would_like(member.id or 0, role.id or 0)

    def suits(self, member: Member, role: GroupRole) -> bool:
        """Whether it draws on a strength of theirs."""
        return bool(self._known.suits(member.id or 0, role.id or 0))

    def growth(self, member: Member, role: GroupRole) -> Growth:
        """How far along they say they are (R22)."""
        return self._known.growth(member.id or 0, role.id or 0)

    def leads(self, member: Member, role: GroupRole) -> bool:
        """Whether they say they are ready to lead it."""
        return self._known.ready(member.id or 0, role.id or 0)

    def who_did(self, role: GroupRole) -> int:
        """How many people did it in a year."""
        return len(self._did_in_a_year.get(role.id or 0, ()))

    def does_alone(self, member: Member, role: GroupRole) -> bool:
        """Whether they are the one person who did it in a year."""
        return self._did_in_a_year.get(role.id or 0) == {_person(member)}

    def _why_not(self, member: Member, role: GroupRole) -> WhyNot | None:
        return why_not(self._known.known, self._now, role, member)


def _person(member: Member) -> int:
    """As `whose` tells people apart."""
    return member.same_as_id or member.id or 0
