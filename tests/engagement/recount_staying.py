"""How long everyone is known to have come, from raw rows, in plain Python."""

from datetime import timedelta

from models import GroupSession, Mark
from services import clock
from tests import make
from tests.engagement.recount import LONDON, people


def followed(group_id: int, since_days: int, only: set[int] | None) -> list[tuple[int, bool]]:
    """(days, whether they left) of each person who first came in the period, least first."""
    days = {
        row.id: row.starts_at.astimezone(LONDON).date()
        for row in make.rows(GroupSession, group_id=group_id)
        if row.state == "planned" and row.register_finished_at is not None
    }
    last_six = sorted(days.values())[-6:]
    found = []
    for visits in came(group_id, only).values():
        there = sorted(days[each] for each in visits if each in days)
        if not there or there[0] <= clock.today() - timedelta(days=since_days):
            continue
        if any(day in last_six for day in there):
            found.append((max(0, (last_six[0] - there[0]).days), False))
        else:
            found.append(((there[-1] - there[0]).days, True))
    return sorted(found)


def came(group_id: int, only: set[int] | None) -> dict[int, set[int]]:
    """At which group sessions each person was marked as there."""
    visits: dict[int, set[int]] = {}
    for member, person in people(group_id, only).items():
        marks = [row for row in make.rows(Mark, member_id=member) if row.kind in ("came", "late")]
        visits.setdefault(person, set()).update(row.group_session_id for row in marks)
    return visits


def came_once(group_id: int, since_days: int, only: set[int] | None) -> tuple[int, int]:
    """How many came to one held group session alone, in the period; and to how many of those it was in the last six."""
    held = sorted(
        (row.starts_at.astimezone(LONDON).date(), row.id or 0)
        for row in make.rows(GroupSession, group_id=group_id)
        if row.state == "planned" and row.register_finished_at is not None
    )
    days = {session_id: day for day, session_id in held}
    once = [
        visits[0]
        for there in came(group_id, only).values()
        if len(visits := [days[each] for each in there if each in days]) == 1
    ]
    within = [day for day in once if day > clock.today() - timedelta(days=since_days)]
    return len(within), sum(day in [on for on, _ in held[-6:]] for day in within)


def survival(people: list[tuple[int, bool]], day: int) -> float:
    """The Kaplan-Meier estimate at the end of a day, term by term."""
    share = 1.0
    for time in sorted({time for time, left in people if left and time <= day}):
        there = sum(other >= time for other, _ in people)
        gone = sum(other == time and left for other, left in people)
        share *= 1 - gone / there
    return share
