"""Why everyone left, from raw rows, in plain Python."""

from collections import Counter
from datetime import timedelta

from models import Mark, Member, MemberEvent
from services import clock
from tests import make
from tests.engagement.recount import LONDON


def reasons(group_id: int, since_days: int, only: set[int] | None) -> dict[str, int]:
    """How many left for each reason that anybody gave."""
    counts: Counter[str] = Counter()
    for member in make.rows(Member, group_id=group_id):
        if only is not None and member.graduate_id not in only:
            continue
        if not any(mark.kind in ("came", "late") for mark in make.rows(Mark, member_id=member.id)):
            continue
        events = [row for row in make.rows(MemberEvent, member_id=member.id) if row.step != "paused"]
        last = events[-1] if events else None
        if last is None or last.step != "left" or last.reason is None:
            continue
        if last.at.astimezone(LONDON).date() > clock.today() - timedelta(days=since_days):
            counts[last.reason.value] += 1
    return dict(counts)
