"""How the work was shared, from raw rows, in plain Python."""

from collections import Counter
from datetime import date, timedelta

from models import Duty, GroupSession, Mark
from services import clock
from tests import make
from tests.engagement.recount import LONDON, people

Counts = tuple[int, int, int, int, int]


def shares(group_id: int, since_days: int, only: set[int] | None) -> dict[str, Counts]:
    """For "all" and each quarter with anything in it: (duties, holders, top two, came, with a role)."""
    person = people(group_id, only)
    duties: dict[str, list[int]] = {}
    came: dict[str, set[int]] = {}
    for meeting in make.rows(GroupSession, group_id=group_id):
        day = meeting.starts_at.astimezone(LONDON).date()
        too_old = day <= clock.today() - timedelta(days=since_days)
        if meeting.state == "cancelled" or meeting.ends_at > clock.now() or too_old:
            continue
        carried = ("done",) if meeting.register_finished_at else ("accepted", "done")
        held = [
            person[row.member_id]
            for row in make.rows(Duty, group_session_id=meeting.id)
            if row.member_id in person and row.state in carried and not row.backup
        ]
        there = {
            person[row.member_id]
            for row in make.rows(Mark, group_session_id=meeting.id)
            if row.member_id in person and row.kind in ("came", "late") and meeting.register_finished_at
        }
        for part in ("all", quarter(day)):
            duties[part] = duties.get(part, []) + held
            came[part] = came.get(part, set()) | there
    return {part: counts(duties[part], came[part]) for part in duties if duties[part] or came[part]}


def quarter(day: date) -> str:
    return f"{day.year} {(day.month + 2) // 3}"


def counts(duties: list[int], came: set[int]) -> Counts:
    each = sorted(Counter(duties).values(), reverse=True)
    return len(duties), len(each), sum(each[:2]), len(came), len(came & set(duties))
