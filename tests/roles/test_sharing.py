"""R21: how the work was shared over time, each quarter by the date on the wall, recounted from the rows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
import time_machine

from models import Account, Duty, DutyState, GroupRole, GroupSession, Member, Role
from services import clock
from services.roles.sharing import Quarter, Sharing, sharing
from tests import make
from tests.cast import Cast
from tests.queries import how_many

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def role(cast: Cast) -> GroupRole:
    return make.group_role(cast.group, "Welcomer")


def shared(cast: Cast, now: datetime = NOW) -> Sharing:
    with time_machine.travel(now, tick=False):
        return sharing(cast.coordinator, cast.group.id or 0)


def did(cast: Cast, role: GroupRole, member: Member, *days: date, **values: object) -> None:
    """`member` did `role` on these days."""
    for number, day in enumerate(days):
        # Each at a time of its own: a group has one session at a time.
        starts_at = datetime(
            day.year, day.month, day.day, 9 + number % 3, len(make.rows(GroupSession)) % 60, tzinfo=UTC
        )
        make.duty(make.group_session(cast.group, starts_at), role, member, **{"state": DutyState.DONE, **values})


def test_an_empty_group_has_no_quarters(cast: Cast) -> None:
    assert shared(cast).quarters == ()


def test_r21_duties_people_and_the_two_with_most_are_counted_in_each_quarter(cast: Cast, role: GroupRole) -> None:
    amina, bernard, carys = (make.member(cast.group, name) for name in ("Amina", "Bernard", "Carys"))
    did(cast, role, amina, date(2026, 7, 1), date(2026, 8, 1), date(2026, 10, 1))
    did(cast, role, bernard, date(2026, 8, 15), date(2026, 9, 2))
    did(cast, role, carys, date(2026, 9, 30))
    assert shared(cast).quarters == (
        Quarter(date(2026, 7, 1), duties=5, people=3, top_two=4, coordinators=0, not_said=0),
        Quarter(date(2026, 10, 1), duties=1, people=1, top_two=1, coordinators=0, not_said=0),
    )


def test_a_session_belongs_to_the_quarter_of_its_date_on_the_wall(cast: Cast, role: GroupRole) -> None:
    # Half past eleven at night in UTC is April already in the United Kingdom.
    late = make.group_session(cast.group, datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    make.duty(late, role, make.member(cast.group), DutyState.DONE)
    assert [one.begins for one in shared(cast).quarters] == [date(2026, 4, 1)]


def test_the_last_eight_quarters_with_any_duty_are_there_and_empty_ones_not(cast: Cast, role: GroupRole) -> None:
    amina = make.member(cast.group, "Amina")
    begins = [date(year, month, 1) for year in (2023, 2024, 2025, 2026) for month in (1, 7, 10)]
    did(cast, role, amina, *begins)
    assert [one.begins for one in shared(cast).quarters] == begins[-8:]


def test_r21_duties_of_those_who_coordinate_this_group_now_are_counted(cast: Cast, role: GroupRole) -> None:
    def account(username: str, group_id: int | None, kind: Role = Role.COORDINATOR, **values: object) -> Account:
        return make.account(username, kind, groups=(group_id or 0,), **values)

    accounts = [
        account("stepped-back", cast.group.id, active=False),
        account("elsewhere", cast.other_group.id),
        account("takes-registers", cast.group.id, Role.REGISTER_TAKER, valid_until=date(2027, 1, 1)),
    ]
    for number, one in enumerate(accounts):
        did(cast, role, make.member(cast.group, one.username, account_id=one.id), date(2026, 8, 3 + number))
    assert (shared(cast).coordinators_known, shared(cast).quarters[0].coordinators) == (False, 0)
    for number, actor in enumerate((cast.coordinator, cast.coordinator_2)):
        own = make.member(cast.group, actor.username, account_id=actor.account_id)
        did(cast, role, own, date(2026, 8, 10 + number), date(2026, 8, 20 + number))
    seen = shared(cast)
    assert (seen.coordinators_known, seen.quarters[0].coordinators, seen.quarters[0].duties) == (True, 4, 7)


def test_a_duty_whose_register_is_not_finished_counts_and_is_told_apart(cast: Cast, role: GroupRole) -> None:
    amina, day = make.member(cast.group), date(2026, 11, 3)
    did(cast, role, amina, day)
    did(cast, role, amina, day + timedelta(days=1), state=DutyState.ACCEPTED)
    (quarter,) = shared(cast).quarters
    assert (quarter.duties, quarter.not_said) == (2, 1)


def test_the_last_six_months_come_with_it(cast: Cast, role: GroupRole) -> None:
    amina = make.member(cast.group)
    did(cast, role, amina, date(2026, 4, 1), date(2026, 11, 3))
    assert shared(cast).lately.duties == 1


def test_r30_another_group_counts_for_itself(cast: Cast) -> None:
    theirs = make.group_role(cast.other_group)
    meeting = make.group_session(cast.other_group, datetime(2026, 8, 3, 9, tzinfo=UTC))
    make.duty(meeting, theirs, make.member(cast.other_group), DutyState.DONE)
    assert shared(cast).quarters == ()


@pytest.mark.parametrize("seed", range(4))
def test_r21_a_recount_from_the_rows_comes_to_the_same(cast: Cast, seed: int) -> None:
    invent(cast, Random(seed))
    assert shared(cast).quarters == recounted(cast)


def invent(cast: Cast, random: Random) -> None:
    """Sessions of nine quarters, held, cancelled, unfinished or to come, with duties in every state."""
    roles = [make.group_role(cast.group, name) for name in ("Welcomer", "Notes", "Tea")]
    first = make.member(cast.group, "Amina", account_id=cast.coordinator.account_id)
    people = [first, make.member(cast.group, "Amina K", same_as_id=first.id)]
    people += [make.member(cast.group, f"Person {number}") for number in range(5)]
    meetings = []
    for number in range(70):
        starts_at = NOW + timedelta(days=30 - 12 * number, hours=random.randrange(12))
        off = {"state": "cancelled", "cancel_reason": "Snow"} if random.random() < 0.1 else {}
        finished = {"register_finished_at": starts_at} if random.random() < 0.7 else {}
        ends = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "created_at": NOW}
        meetings.append(GroupSession(group_id=cast.group.id or 0, **ends, **off, **finished))
    make.add_all(meetings)
    make.add_all(
        [
            Duty(
                group_session_id=meeting.id or 0,
                group_role_id=role.id or 0,
                member_id=random.choice(people).id or 0,
                backup=random.random() < 0.2,
                state=random.choice([*DutyState, DutyState.DONE]),
                created_at=NOW,
            )
            for meeting in meetings
            for role in roles
            if random.random() < 0.8
        ]
    )


def recounted(cast: Cast) -> tuple[Quarter, ...]:
    """The same in plain Python, one duty after another."""
    meetings = {one.id: one for one in make.rows(GroupSession)}
    members = {one.id: one for one in make.rows(Member)}
    held: dict[tuple[int, int], list[tuple[int, bool, bool]]] = {}
    for duty in make.rows(Duty):
        meeting, member = meetings[duty.group_session_id], members[duty.member_id]
        yes = duty.state is DutyState.ACCEPTED and meeting.register_finished_at is None
        over = meeting.state == "planned" and meeting.ends_at <= NOW
        if over and not duty.backup and (yes or duty.state is DutyState.DONE):
            day = clock.local(meeting.starts_at).date()
            person = members[member.same_as_id or member.id]
            here = held.setdefault((day.year, (day.month - 1) // 3), [])
            here.append((person.id or 0, person.account_id is not None, yes))
    return tuple(
        Quarter(
            date(year, 3 * number + 1, 1),
            len(here),
            len({who for who, _, _ in here}),
            sum(sorted(Counter(who for who, _, _ in here).values())[-2:]),
            sum(coordinates for _, coordinates, _ in here),
            sum(yes for _, _, yes in here),
        )
        for (year, number), here in sorted(held.items())[-8:]
    )


def test_the_number_of_queries_does_not_grow(cast: Cast, role: GroupRole) -> None:
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            did(cast, role, make.member(cast.group, f"M{number}"), date(2026, 1, 1) + timedelta(days=number))

    more(0, 10)
    few = how_many(lambda: shared(cast))
    more(10, 60)
    assert shared(cast).quarters[0].people == 60
    assert how_many(lambda: shared(cast)) == few
