"""Figures counted from the rows of a loaded demo."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import select

from models import (
    ATTENDED,
    Base,
    Completion,
    Consent,
    ConsentKind,
    Duty,
    DutyState,
    Graduate,
    GroupSession,
    LeavingReason,
    Mark,
    MarkKind,
    Member,
    MemberEvent,
    MemberOrigin,
    MemberState,
    MemberStep,
    Programme,
    Referral,
    ReferralEvent,
    ReferralStep,
)
from services import clock
from services.database import reading
from services.demo.calendar import started
from tests import make

WINTER = {12, 1, 2}
THREE_MONTHS = timedelta(days=92)
NOT_RECORDED = MarkKind.NOT_RECORDED


@dataclass(frozen=True)
class Stay:
    """One member's lines at finished registers, oldest first."""

    member: Member
    lines: list[tuple[GroupSession, MarkKind]]
    left: bool

    @property
    def visits(self) -> list[GroupSession]:
        return [meeting for meeting, kind in self.lines if kind in ATTENDED]

    def settled_lines(self) -> list[tuple[GroupSession, MarkKind]]:
        """After the second visit; for a founder from the first group session on."""
        if self.member.origin is MemberOrigin.FOUNDER:
            return self.lines
        return [line for line in self.lines if line[0].starts_at > self.visits[1].starts_at]


class Figures:
    """Everything that was loaded, by table, and what can be counted in it."""

    def __init__(self, until: date) -> None:
        self.until, self.since = until, started(until, 2)
        self.a_year_on = started(until, 1)
        self.now = clock.at_local(until, time())
        self.graduates = make.rows(Graduate)
        self.completions = make.rows(Completion)
        self.programmes = make.rows(Programme)
        self.consents = make.rows(Consent)
        self.referrals = make.rows(Referral)
        self.members = {row.id or 0: row for row in make.rows(Member)}
        self.meetings = {row.id or 0: row for row in make.rows(GroupSession)}
        self.marks = make.rows(Mark)
        self.duties = make.rows(Duty)
        self.steps: dict[int, list[ReferralEvent]] = by(make.rows(ReferralEvent), "referral_id")
        self.comings: dict[int, list[MemberEvent]] = by(make.rows(MemberEvent), "member_id")
        self.groups = len({row.group_id for row in self.meetings.values()})

    @cached_property
    def past(self) -> list[GroupSession]:
        return [row for row in self.meetings.values() if row.starts_at < self.now]

    @cached_property
    def held(self) -> list[GroupSession]:
        found = (row for row in self.past if row.register_finished_at)
        return sorted(found, key=lambda row: row.starts_at)

    @cached_property
    def stays(self) -> list[Stay]:
        held = by(self.held, "group_id")
        kinds = {(mark.group_session_id, mark.member_id): mark.kind for mark in self.marks}
        stays = []
        for member_id, member in self.members.items():
            here = [row for row in held[member.group_id] if self.is_in(member_id, row.starts_at)]
            lines = [(row, kinds.get((row.id or 0, member_id), NOT_RECORDED)) for row in here]
            stays.append(Stay(member, lines, left=member.state is MemberState.LEFT))
        return stays

    @cached_property
    def came_back(self) -> list[Stay]:
        """Those who came twice or more: the others never got into the habit."""
        return [stay for stay in self.stays if len(stay.visits) > 1]

    def is_in(self, member_id: int, at: datetime) -> bool:
        """Whether a member was in the group at a moment, by the events alone."""
        before = [event for event in self.comings[member_id] if event.at <= at]
        return bool(before) and before[-1].step not in {MemberStep.LEFT, MemberStep.PAUSED}

    def agreed(self, kind: ConsentKind) -> float:
        """The share of graduates who ever gave a consent of a kind."""
        return len({row.graduate_id for row in self.consents if row.kind is kind}) / len(self.graduates)

    def days_to_contact(self) -> list[float]:
        days = []
        for events in self.steps.values():
            at = {event.step: event.at for event in events}
            if ReferralStep.CONTACTED in at:
                days.append((at[ReferralStep.CONTACTED] - at[ReferralStep.SENT]) / timedelta(days=1))
        return days

    def old_referrals(self) -> list[Referral]:
        """Referrals sent long enough ago for what follows to be known."""
        before = self.now - timedelta(days=120)
        return [row for row in self.referrals if row.sent_at and row.sent_at < before]

    def came_once(self) -> list[Referral]:
        """Of those, the ones who reached a first visit."""
        return [row for row in self.old_referrals() if self.took(row, ReferralStep.FIRST_VISIT)]

    def took(self, referral: Referral, step: ReferralStep) -> bool:
        return any(event.step is step for event in self.steps[referral.id or 0])

    @cached_property
    def visits_by_member(self) -> dict[int, list[GroupSession]]:
        """Where each member came, whether that register was finished or not, oldest first."""
        visits = defaultdict(list)
        for mark in self.marks:
            if mark.kind in ATTENDED:
                visits[mark.member_id].append(self.meetings[mark.group_session_id])
        return {member_id: sorted(rows, key=lambda row: row.starts_at) for member_id, rows in visits.items()}

    def visits_of(self, referral: Referral) -> list[GroupSession]:
        """Visits on or after the local day on which it was sent, until they left (R5)."""
        assert referral.sent_at
        day = clock.local(referral.sent_at).date()
        left = [event.at for event in self.steps[referral.id or 0] if event.step is ReferralStep.LEFT]
        return [
            row
            for row in self.visits_by_member.get(referral.member_id or 0, [])
            if clock.local(row.starts_at).date() >= day and (not left or row.starts_at < left[0])
        ]

    def leaving(self, *, founders: bool) -> float:
        """How many leave, per line in a register."""
        stays = [one for one in self.came_back if (one.member.origin is MemberOrigin.FOUNDER) is founders]
        return sum(one.left for one in stays) / sum(len(one.settled_lines()) for one in stays)

    def coming(self, *, winter: bool | None = None) -> float:
        """How often members come, once they are in the habit."""
        kinds = [
            kind
            for stay in self.came_back
            for meeting, kind in stay.settled_lines()
            if winter is None or (clock.local(meeting.starts_at).month in WINTER) is winter
        ]
        return sum(kind in ATTENDED for kind in kinds) / len(kinds)

    def absences(self, kind: MarkKind) -> float:
        """What share of the absences at finished registers is of a kind."""
        absent = [found for stay in self.stays for _, found in stay.lines if found not in ATTENDED]
        return absent.count(kind) / len(absent)

    def room(self, since: date, until: date) -> float:
        """People in the room at a held group session, on average."""
        came = Counter(mark.group_session_id for mark in self.marks if mark.kind in ATTENDED)
        counted = [row for row in self.held if since <= clock.local(row.starts_at).date() < until]
        return sum(came[row.id or 0] for row in counted) / len(counted)

    def top_two(self, since: date, until: date) -> float:
        """The share of the duties done that the two with most did, over all groups."""
        shares: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for duty in self.duties:
            meeting = self.meetings[duty.group_session_id]
            if (
                duty.state is DutyState.DONE
                and not duty.backup
                and since <= clock.local(meeting.starts_at).date() < until
            ):
                shares[meeting.group_id][duty.member_id] += 1
        top = sum(count for group in shares.values() for _, count in group.most_common(2))
        return top / sum(group.total() for group in shares.values())

    def took_a_role(self) -> float:
        """Who did a duty within three months of the first visit, of the referred who came back and had the time."""
        done: defaultdict[int, list[datetime]] = defaultdict(list)
        for duty in self.duties:
            if duty.state is DutyState.DONE:
                done[duty.member_id].append(self.meetings[duty.group_session_id].starts_at)
        stays = [one for one in self.came_back if one.member.origin is MemberOrigin.REFERRAL]
        firsts = [(one.member.id or 0, one.visits[0].starts_at) for one in stays]
        in_time = [(who, first) for who, first in firsts if first < self.now - THREE_MONTHS]
        return sum(any(at < first + THREE_MONTHS for at in done[who]) for who, first in in_time) / len(in_time)

    def reasons(self) -> dict[LeavingReason | None, float]:
        """How the reasons for leaving are shared out."""
        left = [event.reason for events in self.comings.values() for event in events if event.step is MemberStep.LEFT]
        return {reason: count / len(left) for reason, count in Counter(left).items()}


def by(rows: Iterable[Any], key: str) -> defaultdict[Any, list[Any]]:
    """Rows by the value of one column."""
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped


def all_rows() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, except what a salt makes different."""
    with reading() as db:
        return {
            table.name: [
                {key: value for key, value in row.items() if key != "password_hash"}
                for row in db.connection().execute(select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }
