"""The two queries behind the audit trail as an administrator reads it. Neither reads more than it must."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, column, func, true, values
from sqlmodel import Session, col, select

from models import Account, AuditEvent, Clinic, GraduateGroup
from services import clock
from services.administration.audit_line import (
    NEWCOMER,
    ONE_BY_ONE,
    AuditLine,
    is_folded,
    is_one_by_one,
    may_be_told_as,
    told_as,
)

# Days that one query folds at most: each is a row of it.
LONGEST = 512


@dataclass(frozen=True)
class Wanted:
    """Only what begins with `action`, as it is shown, and what the account `username` did; unless empty and None."""

    action: str
    username: str | None

    def by_account(self) -> ColumnElement[bool]:
        """The condition that the account did it."""
        return true() if self.username is None else col(Account.username) == self.username


def one_by_one(db: Session, wanted: Wanted, until: datetime | None, most: int) -> list[AuditLine]:
    """The newest `most` events that are shown by themselves, newest first, up to and including `until`."""
    if not any(_alike(wanted.action, f"{area}.") for area in ONE_BY_ONE):
        return []
    events = _named(select(AuditEvent, Account.username, GraduateGroup.name, Clinic.name))
    by_name = col(AuditEvent.action).startswith(wanted.action, autoescape=True)
    events = events.where(by_name, wanted.by_account(), is_one_by_one())
    if until is not None:
        events = events.where(col(AuditEvent.at) <= until)
    newest = events.order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc()).limit(most)
    return [_line(event, username or "", group or clinic or "") for event, username, group, clinic in db.exec(newest)]


def folded(db: Session, wanted: Wanted, until: datetime | None, since: datetime | None, most: int) -> list[AuditLine]:
    """At least the newest `most` lines about people, newest first, up to the day of `until`; or all since `since`.

    Reads day after day, ever more of them at once: how many days is settled by lines, and never by events.
    """
    first, last = (db.exec(select(end(AuditEvent.at))).one() for end in (func.min, func.max))
    if first is None or last is None:
        return []
    lines: list[AuditLine] = []
    oldest = clock.local(max(first, since or first)).date()
    for newest, days in _stretches(clock.local(min(last, until or last)).date(), oldest):
        lines += _of_days(db, wanted, newest, days)
        if len(lines) >= most:
            break
    return lines


def _stretches(newest: date, oldest: date) -> Iterator[tuple[date, int]]:
    """Each twice as long as the one before: (its last day, how many days)."""
    days = 1
    while newest >= oldest:
        yield newest, min(days, (newest - oldest).days + 1)
        newest, days = newest - timedelta(days=days), min(2 * days, LONGEST)


def _of_days(db: Session, wanted: Wanted, newest: date, days: int) -> list[AuditLine]:
    """What happened on each of these local days, once for each account, kind of action and place."""
    at: Any = col(AuditEvent.at)
    begins = [clock.day_begins(newest - timedelta(days=back)) for back in range(-1, days)]
    stretches = [(start, end) for end, start in pairwise(begins)]
    day = values(column("begins", at.type), column("ends", at.type)).data(stretches).cte("day")
    found = _named(
        select(day.c.begins, AuditEvent.action, Account.username, GraduateGroup.name, Clinic.name)  # type: ignore[call-overload]
        .select_from(day)
        .join(AuditEvent, (at >= day.c.begins) & (at < day.c.ends))
    ).where(may_be_told_as(wanted.action), wanted.by_account(), is_folded())
    lines = (_folded_line(*row) for row in db.exec(found.distinct()))
    return _ordered(line for line in lines if line.action.startswith(wanted.action))


def _folded_line(begun: datetime, action: str, username: str, group: str | None, clinic: str | None) -> AuditLine:
    told = told_as(action, by_clinic=clinic is not None)
    # An answer names the group that asked, a look at the list does not: beside the look it would be told.
    scope = clinic if told == NEWCOMER else group or clinic
    return AuditLine(clock.local(begun).date(), None, username, told, "", None, scope or "")


def _alike(one: str, other: str) -> bool:
    """Whether something may begin with both."""
    return one.startswith(other) or other.startswith(one)


def _ordered(lines: Iterable[AuditLine]) -> list[AuditLine]:
    by_name = sorted(set(lines), key=lambda line: (line.action, line.username, line.scope))
    return sorted(by_name, key=lambda line: line.on, reverse=True)


def _named(events: Any) -> Any:
    """Adds who it was and where."""
    return (
        events.outerjoin(Account, col(Account.id) == AuditEvent.account_id)
        .outerjoin(GraduateGroup, col(GraduateGroup.id) == AuditEvent.group_id)
        .outerjoin(Clinic, col(Clinic.id) == AuditEvent.clinic_id)
    )


def _line(event: AuditEvent, username: str, scope: str) -> AuditLine:
    on = clock.local(event.at).date()
    return AuditLine(on, event.at, username, event.action, event.subject, event.subject_id, scope)
