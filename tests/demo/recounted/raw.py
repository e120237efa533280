"""The rows of one group as they lie in the tables, and which of them one look at the page counts: plain Python."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from models import (
    AmongOthers,
    Consent,
    Graduate,
    GraduateGroup,
    GroupSession,
    Mark,
    Member,
    PublishedOthers,
    Referral,
)
from tests import make
from tests.demo.recounted.days import days_of, local


@dataclass(frozen=True)
class Look:
    """Who looks at which period of a group and when. `clinic_id` is None for a coordinator, who counts everyone."""

    group_id: int
    period: str
    now: datetime
    clinic_id: int | None

    @property
    def today(self) -> date:
        return local(self.now)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the period."""
        return days_of(self.period, self.today)

    def within(self, on: date) -> bool:
        return self.days[0] <= on <= self.days[1]

    @cached_property
    def group(self) -> GraduateGroup:
        return make.rows(GraduateGroup, id=self.group_id)[0]

    @cached_property
    def over(self) -> list[GroupSession]:
        """Every group session ever that is over, oldest first, cancelled ones too."""
        known = [
            one
            for one in make.rows(GroupSession, group_id=self.group_id)
            if one.ends_at <= self.now or one.register_finished_at is not None
        ]
        return sorted(known, key=lambda one: one.starts_at)

    @cached_property
    def recorded(self) -> list[GroupSession]:
        """Those that were held and have a finished register."""
        return [one for one in self.over if one.state == "planned" and one.register_finished_at is not None]

    def unfinished(self, since: date, until: date) -> list[date]:
        """The days of group sessions that were held without a finished register."""
        held = [one for one in self.over if one.state == "planned" and one.register_finished_at is None]
        return [local(one.starts_at) for one in held if since <= local(one.starts_at) <= until]

    @cached_property
    def members(self) -> dict[int, Member]:
        return {row.id or 0: row for row in make.rows(Member, group_id=self.group_id)}

    @cached_property
    def referrals(self) -> list[Referral]:
        return make.rows(Referral, group_id=self.group_id)

    @cached_property
    def agreed(self) -> set[int]:
        """Graduates of the clinic whose feedback consent is in force."""
        own = {row.id for row in make.rows(Graduate, clinic_id=self.clinic_id or 0) if row.erased_at is None}
        return {
            one.graduate_id
            for one in make.rows(Consent)
            if one.kind == "feedback" and one.graduate_id in own and one.withdrawn_at is None
            if one.given_on <= self.today and (one.expires_on is None or one.expires_on >= self.today)
        }

    @cached_property
    def among_others(self) -> set[tuple[int, int]]:
        return {(row.member_id, row.group_session_id) for row in make.rows(AmongOthers)}

    @cached_property
    def given_out_at(self) -> dict[int, datetime]:
        """When each group session was given out to the clinic."""
        return {row.group_session_id: row.given_out_at for row in make.rows(PublishedOthers)}

    @cached_property
    def stood_among_others(self) -> set[int]:
        """Graduates who were once in the second part, as a member or as whom a referral made a member."""
        rows = {member for member, _ in self.among_others}
        own = {row.graduate_id for row in make.rows(Member) if row.id in rows and row.graduate_id}
        return own | {row.graduate_id for row in make.rows(Referral) if row.member_id in rows}

    @cached_property
    def followed(self) -> set[int | None] | None:
        """Graduates whose way may be followed; None when everybody's may."""
        return None if self.clinic_id is None else {*self.agreed} - self.stood_among_others

    def counts(self, graduate_id: int | None) -> bool:
        return self.followed is None or graduate_id in self.followed

    @cached_property
    def people(self) -> dict[int, int]:
        """Each member row of somebody whose way may be followed, and the person whose it is."""
        own = {key: row for key, row in self.members.items() if self.counts(row.graduate_id)}
        return {key: row.same_as_id or key for key, row in own.items()}

    @cached_property
    def marks(self) -> dict[int, list[Mark]]:
        """The group's marks by group session."""
        found: dict[int, list[Mark]] = defaultdict(list)
        for row in make.rows(Mark):
            if row.member_id in self.members:
                found[row.group_session_id].append(row)
        return found

    def there(self, session: GroupSession) -> set[int]:
        """Member rows that came."""
        return {row.member_id for row in self.marks[session.id or 0] if row.kind in ("came", "late")}

    @cached_property
    def visits(self) -> dict[int, list[date]]:
        """The recorded group sessions to which each person came whose way may be followed, oldest first."""
        found: dict[int, list[date]] = defaultdict(list)
        for one in self.recorded:
            for person in {self.people[row] for row in self.there(one) if row in self.people}:
                found[person].append(local(one.starts_at))
        return found

    def counted_at(self, session: GroupSession, kinds: tuple[str, ...] = ("came", "late")) -> int:
        """How many people have such a mark at a group session: of a clinic who agrees, and did by the giving-out."""
        rows = {row.member_id for row in self.marks[session.id or 0] if row.kind in kinds}
        if self.clinic_id is not None:
            agree = {row for row in rows if self.members[row].graduate_id in self.agreed}
            rows = {row for row in agree if (row, session.id) not in self.among_others}
        return len({self.members[row].same_as_id or row for row in rows})
