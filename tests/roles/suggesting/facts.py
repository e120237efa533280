"""Raw rows of a group and plain questions about them, asked apart from every service that shares out roles."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from models import (
    Duty,
    DutyState,
    GroupRole,
    GroupRoleStrength,
    GroupSession,
    Growth,
    Mark,
    MarkKind,
    Member,
    MemberAway,
    MemberRole,
    MemberStrength,
    Strength,
    Wish,
)
from services import clock
from tests import make

TAKEN_ON = {DutyState.ACCEPTED, DutyState.DONE}


@dataclass
class Facts:
    """Everything in the database when it was made, but for the duties in `without`."""

    without: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.members = {row.id or 0: row for row in make.rows(Member)}
        self.roles = {row.id or 0: row for row in make.rows(GroupRole)}
        self.meetings = {row.id or 0: row for row in make.rows(GroupSession)}
        self.duties = [row for row in make.rows(Duty) if row.id not in self.without]
        self.said = {(row.member_id, row.group_role_id): row for row in make.rows(MemberRole)}
        self.marks = {(row.group_session_id, row.member_id): row.kind for row in make.rows(Mark)}
        self.away = make.rows(MemberAway)
        self.strengths = {row.id: row.name for row in make.rows(Strength)}
        self.theirs = {(row.member_id, row.strength_id) for row in make.rows(MemberStrength)}
        self.draws = {(row.group_role_id, row.strength_id) for row in make.rows(GroupRoleStrength)}

    def day(self, meeting_id: int) -> date:
        return clock.local(self.meetings[meeting_id].starts_at).date()

    def happens(self, meeting_id: int) -> bool:
        return self.meetings[meeting_id].state == "planned"

    def ahead(self, meeting_id: int) -> bool:
        return self.happens(meeting_id) and self.meetings[meeting_id].ends_at > clock.now()

    def growth(self, who: int, role: int) -> Growth:
        return self.said[who, role].growth if (who, role) in self.said else Growth.NOT_YET

    def wish(self, who: int, role: int) -> Wish:
        return self.said[who, role].wish if (who, role) in self.said else Wish.OPEN

    def ready(self, who: int, role: int) -> bool:
        return self.growth(who, role) is Growth.READY_TO_LEAD and self.wish(who, role) is not Wish.WOULD_RATHER_NOT

    def visits(self, who: int) -> int:
        return sum(self.marks.get((at, who)) in {MarkKind.CAME, MarkKind.LATE} for at in self.meetings)

    def live(self, who: int | None = None) -> list[Duty]:
        """Duties that stand at sessions that happen: of one person, or of all."""
        theirs = [one for one in self.duties if who in {None, one.member_id} and self.happens(one.group_session_id)]
        return [one for one in theirs if one.state is not DutyState.HANDED_BACK]

    def there(self, meeting: int, role: int) -> list[Duty]:
        return [one for one in self.live() if (one.group_session_id, one.group_role_id) == (meeting, role)]

    def served(self, who: int) -> list[date]:
        """Days of duties taken on at sessions that have been, in order."""
        been = [one for one in self.live(who) if not self.ahead(one.group_session_id) and one.state in TAKEN_ON]
        return sorted(self.day(one.group_session_id) for one in been)

    def has_done(self, who: int, role: int) -> bool:
        been = (one for one in self.live(who) if not self.ahead(one.group_session_id) and one.state in TAKEN_ON)
        return any(one.group_role_id == role for one in been)

    def yet_to_come(self, who: int) -> int:
        return sum(self.ahead(one.group_session_id) for one in self.live(who))

    def lately(self, who: int) -> int:
        half_a_year = [day for day in self.served(who) if day > clock.today() - timedelta(days=183)]
        return len(half_a_year) + self.yet_to_come(who)

    def is_away(self, who: int, meeting: int) -> bool:
        day = self.day(meeting)
        return any(one.member_id == who and one.since <= day <= one.until for one in self.away)

    def said_no(self, who: int, meeting: int, role: int) -> bool:
        """They sent word, would rather not, or handed back just this."""
        back = any(
            one.state is DutyState.HANDED_BACK
            and (one.group_session_id, one.group_role_id, one.member_id) == (meeting, role, who)
            for one in self.duties
        )
        word = self.marks.get((meeting, who)) is MarkKind.SENT_WORD
        return back or word or self.wish(who, role) is Wish.WOULD_RATHER_NOT

    def at_once(self, who: int, meeting: int) -> int:
        return sum(one.group_session_id == meeting for one in self.live(who))

    def most_in_six_weeks(self, who: int, day: date) -> int:
        """The most duties in any 42 days in a row that hold `day`."""
        days = [self.day(one.group_session_id) for one in self.live(who)]
        windows = [[one for one in days if start <= one < start + timedelta(days=42)] for start in days]
        return max((len(window) for window in windows if day in window), default=0)

    def due(self, meeting: int, role: int) -> bool:
        planned = sorted((one.starts_at, at) for at, one in self.meetings.items() if one.state == "planned")
        number = [at for _, at in planned].index(meeting)
        return number % self.roles[role].every_nth == 0

    def leading(self, meeting: int, role: int) -> Counter[bool]:
        return Counter(one.backup for one in self.there(meeting, role))
