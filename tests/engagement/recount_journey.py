"""The figures about referrals once more, from raw rows, in plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models import Completion, GroupSession, Mark, Programme, Referral, ReferralEvent
from services import clock
from tests import make
from tests.engagement.recount import LONDON

Counts = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Told:
    graduate_id: int
    sent_at: datetime
    contacted: datetime | None
    came: datetime | None
    settled: datetime | None
    ended: datetime | None


def told(group_id: int, since_days: int, only: set[int] | None) -> list[Told]:
    """Every referral that counts, oldest first."""
    found = []
    starts = {row.id: row.starts_at for row in make.rows(GroupSession)}
    for row in make.rows(Referral, group_id=group_id):
        if row.sent_at is None or (only is not None and row.graduate_id not in only):
            continue
        sent_on = row.sent_at.astimezone(LONDON).date()
        if sent_on <= clock.today() - timedelta(days=since_days):
            continue
        events = [(event.step.value, event.at) for event in make.rows(ReferralEvent, referral_id=row.id)]
        names = [name for name, _ in events]
        visits = sorted(
            starts[mark.group_session_id]
            for mark in make.rows(Mark, member_id=row.member_id or 0)
            if mark.kind in ("came", "late") and starts[mark.group_session_id].astimezone(LONDON).date() >= sent_on
        )
        came = visits[0] if names.count("first_visit") > names.count("first_visit_undone") else None
        settled = visits[2] if names.count("settled") > names.count("settled_undone") else None
        contacts = [at for name, at in events if name == "contacted"] + ([came] if came else [])
        ended = [at for name, at in events if name in ("declined", "withdrawn", "could_not_reach", "left")]
        found.append(
            Told(row.graduate_id, row.sent_at, min(contacts, default=None), came, settled, min(ended, default=None))
        )
    return sorted(found, key=lambda one: one.sent_at)


def counts(found: list[Told]) -> Counts:
    """(old enough, contacted, came, settled, too early)."""
    total = [0, 0, 0, 0, 0]
    for one in found:
        until = one.sent_at + timedelta(days=56)
        if until > clock.now():
            total[4] += 1
            continue
        total[0] += 1
        for place, at in enumerate((one.contacted, one.came, one.settled), start=1):
            total[place] += at is not None and at <= until
    return total[0], total[1], total[2], total[3], total[4]


def by_month(found: list[Told]) -> dict[str, Counts]:
    """The months in which any were sent, 2026-03, and their counts."""
    months: dict[str, list[Told]] = {}
    for one in found:
        months.setdefault(f"{one.sent_at.astimezone(LONDON):%Y-%m}", []).append(one)
    return {month: counts(part) for month, part in months.items()}


def by_programme(found: list[Told]) -> dict[str, Counts]:
    """The newest programme that each had completed by the day they were referred."""
    programmes = {row.id: row for row in make.rows(Programme)}
    parts: dict[str, list[Told]] = {}
    for one in found:
        sent_on = one.sent_at.astimezone(LONDON).date()
        completed = sorted(
            (row.completed_on, programmes[row.programme_id].name)
            for row in make.rows(Completion, graduate_id=one.graduate_id)
            if row.completed_on <= sent_on
        )
        parts.setdefault(completed[-1][1] if completed else "", []).append(one)
    return {name: counts(part) for name, part in parts.items()}
