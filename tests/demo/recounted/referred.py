"""What came of each referral that one look at the page counts, and how many reached what within eight weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models import GroupSession, Mark, ReferralEvent
from tests import make
from tests.demo.recounted.days import local
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import part

HORIZON = timedelta(days=56)
WORD = "8"


@dataclass(frozen=True)
class Sent:
    graduate_id: int
    at: datetime
    accepted: datetime | None
    contacted: datetime | None
    came: datetime | None
    settled: datetime | None
    ended: datetime | None

    @property
    def on(self) -> date:
        return local(self.at)


@dataclass(frozen=True)
class Reached:
    """How many were sent long enough ago and reached each step in time; and how many were sent since."""

    old: int
    accepted: int
    contacted: int
    came: int
    settled: int
    settled_by_now: int
    early: int

    def cells(self) -> tuple[str, ...]:
        parts = (part(count, self.old) for count in (self.contacted, self.came, self.settled))
        return str(self.old), *parts, str(self.early)


def sent(look: Look) -> list[Sent]:
    """Every referral of the period that counts, oldest first."""
    starts = {row.id: row.starts_at for row in make.rows(GroupSession)}
    found = []
    for row in look.referrals:
        if row.sent_at is None or not look.within(local(row.sent_at)) or not look.counts(row.graduate_id):
            continue
        events = [(event.step.value, event.at) for event in make.rows(ReferralEvent, referral_id=row.id)]
        visits = sorted(
            starts[mark.group_session_id]
            for mark in make.rows(Mark, member_id=row.member_id or 0)
            if mark.kind in ("came", "late") and local(starts[mark.group_session_id]) >= local(row.sent_at)
        )
        came = visits[0] if _stands("first_visit", events) else None
        found.append(
            Sent(
                graduate_id=row.graduate_id,
                at=row.sent_at,
                accepted=_first(events, "accepted"),
                contacted=min([at for at in (_first(events, "contacted"), came) if at], default=None),
                came=came,
                settled=visits[2] if _stands("settled", events) else None,
                ended=_first(events, "declined", "withdrawn", "could_not_reach", "left"),
            )
        )
    return sorted(found, key=lambda one: one.at)


def reached(look: Look, found: Iterable[Sent]) -> Reached:
    known = [*found]
    old = [one for one in known if one.at + HORIZON <= look.now]

    def within(*steps: str) -> int:
        return sum(any(at and at <= one.at + HORIZON for at in (getattr(one, step) for step in steps)) for one in old)

    return Reached(
        old=len(old),
        accepted=within("accepted", "came"),
        contacted=within("contacted"),
        came=within("came"),
        settled=within("settled"),
        settled_by_now=sum(one.settled is not None for one in old),
        early=len(known) - len(old),
    )


def _stands(step: str, events: list[tuple[str, datetime]]) -> bool:
    names = [name for name, _ in events]
    return names.count(step) > names.count(f"{step}_undone")


def _first(events: list[tuple[str, datetime]], *steps: str) -> datetime | None:
    return min([at for name, at in events if name in steps], default=None)
