"""Why everyone left, from raw rows, in plain Python."""

from collections import Counter
from datetime import timedelta

from models import Mark, MemberEvent
from services import clock
from tests import make
from tests.engagement.recount import LONDON, people


def reasons(group_id: int, since_days: int, only: set[int] | None) -> dict[str, int]:
    """How many left for each reason that anybody gave."""
    counts: Counter[str] = Counter()
    person = people(group_id, only)
    for who in set(person.values()):
        rows = [row for row, whose in person.items() if whose == who]
        if not any(mark.kind in ("came", "late") for row in rows for mark in make.rows(Mark, member_id=row)):
            continue
        events = [[one for one in make.rows(MemberEvent, member_id=row) if one.step != "paused"] for row in rows]
        last = [of_row[-1] for of_row in events if of_row]
        if not last or any(one.step != "left" for one in last):
            continue
        latest = max(last, key=lambda one: one.at)
        if latest.reason and latest.at.astimezone(LONDON).date() > clock.today() - timedelta(days=since_days):
            counts[latest.reason.value] += 1
    return dict(counts)
