"""Who came when, once more from raw rows in plain Python: no SQL of the services, no function of theirs."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from models import GroupSession, GroupSessionSkill, Mark, Skill
from services import clock
from tests import make
from tests.engagement.recount import people

LONDON = ZoneInfo("Europe/London")


def held(group_id: int, since: date, until: date) -> dict[int, tuple[date, bool]]:
    """Group sessions that were not cancelled from `since` to `until`: the day, and whether the register is finished."""
    found = {}
    for one in make.rows(GroupSession, group_id=group_id):
        on = one.starts_at.astimezone(LONDON).date()
        over = one.ends_at <= clock.now() or one.register_finished_at is not None
        if one.state != "cancelled" and over and since <= on <= until:
            found[one.id or 0] = (on, one.register_finished_at is not None)
    return found


def came(group_id: int, since: date, until: date, only: set[int] | None) -> list[tuple[int, int, date]]:
    """(person, group session, day) of every visit that counts; `only` the graduates who are counted."""
    sessions = held(group_id, since, until)
    person = people(group_id, only)
    return sorted(
        {
            (person[mark.member_id], mark.group_session_id, sessions[mark.group_session_id][0])
            for mark in make.rows(Mark)
            if mark.member_id in person
            and mark.kind in ("came", "late")
            and sessions.get(mark.group_session_id, (None, False))[1]
        },
        key=lambda visit: (visit[2], visit[0]),
    )


def season(group_id: int, since: date, until: date, only: set[int] | None) -> tuple[int, ...]:
    """How many came to each recorded group session from `since` to `until`, oldest first."""
    sessions = sorted((on, session) for session, (on, done) in held(group_id, since, until).items() if done)
    visits = came(group_id, since, until, only)
    return tuple(sum(visit[1] == session for visit in visits) for _, session in sessions)


def new(group_id: int, since: date, until: date, only: set[int] | None) -> int:
    """How many came for the first time ever from `since` to `until`, without those who began the group."""
    began = min((on for on, done in held(group_id, date.min, date.max).values() if done), default=None)
    firsts: dict[int, date] = {}
    for member_id, _, on in came(group_id, date.min, date.max, only):
        firsts[member_id] = min(on, firsts.get(member_id, date.max))
    return sum(since <= on <= until and on != began for on in firsts.values())


def skills(group_id: int, since: date, until: date) -> dict[str, int]:
    """At how many recorded group sessions from `since` to `until` each skill of the group was practised."""
    recorded = {session for session, (_, done) in held(group_id, since, until).items() if done}
    noted = [(row.group_session_id, row.skill_id) for row in make.rows(GroupSessionSkill)]
    return {
        skill.name: len([1 for session, skill_id in noted if skill_id == skill.id and session in recorded])
        for skill in make.rows(Skill, group_id=group_id)
    }


def met(group_id: int, since: date, until: date, only: set[int] | None) -> list[int]:
    """How many different others each person met who came from `since` to `until`, fewest first."""
    visits = came(group_id, since, until, only)
    return sorted(
        len(
            {
                other
                for other, there, _ in visits
                if other != person and any(one == person and at == there for one, at, _ in visits)
            }
        )
        for person in {member_id for member_id, _, _ in visits}
    )


def rates(group_id: int, since: date, today: date) -> tuple[int, int, int, float, int, int]:
    """(people coming, their visits to the last six, joined, days in which one could, left, days at risk) since then."""
    recorded = sorted((on, session) for session, (on, done) in held(group_id, date.min, today).items() if done)
    began, sixth = recorded[0][0], recorded[-6][0]
    newest = {session for _, session in recorded[-6:]}
    days: dict[int, list[date]] = {}
    lately: list[int] = []
    for member_id, session, on in came(group_id, date.min, today, None):
        days.setdefault(member_id, []).append(on)
        lately += [member_id] if session in newest else []
    joined = [person for person, on in days.items() if on[0] >= since and on[0] != began]
    left = [person for person, on in days.items() if person not in lately and on[-1] >= since]
    at_risk = 0
    for person, on in days.items():
        ends = sixth if person in lately else on[-1]
        day = max(on[0], since)
        while day < ends:
            at_risk, day = at_risk + 1, day + timedelta(days=1)
    return len(set(lately)), len(lately), len(joined), (today - max(since, began)).days, len(left), at_risk
