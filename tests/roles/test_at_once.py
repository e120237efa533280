"""R13 in spirit, for roles: whatever coordinators and register takers do at once, one consistent rota comes of it."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from models import Duty, DutyState, GroupRole, GroupSession, Mark, MarkKind, Member
from services import clock
from services.errors import DomainError
from services.register.marking import Tap, mark
from services.roles.duties import accept, hand_back, offer
from services.roles.rota import rota
from services.roles.suggesting.accepting import accept_suggestions
from services.roles.suggesting.runs import suggest, undo
from services.security.actor import Actor
from tests import make
from tests.cast import Cast

ROUNDS = 3


def group_of(cast: Cast, people: int = 6, sessions: int = 3) -> None:
    """Two roles, one with a backup and one of two places; everybody has come twice."""
    been = [make.group_session(cast.group, clock.now() - timedelta(days=300 + day)) for day in range(2)]
    for number in range(sessions):
        make.group_session(cast.group, clock.now() + timedelta(days=7 + 14 * number))
    make.group_role(cast.group, needs_backup=True)
    make.group_role(cast.group, "Tea", places=2)
    for number in range(people):
        who = make.member(cast.group, f"Person {number}")
        make.add_all(
            [Mark(group_session_id=at.id or 0, member_id=who.id or 0, kind="came", at=clock.now()) for at in been]
        )


def at_once(*acts: Callable[[], object]) -> None:
    """Each in a thread of its own, begun together. A refusal in words is an answer; anything else is not."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except DomainError:
            return

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def inconsistent() -> list[str]:
    """Over-full places, people twice in one role, passed caps, backups of nobody's, duties of who sent word."""
    live = [duty for duty in make.rows(Duty) if duty.state is not DutyState.HANDED_BACK]
    roles = {role.id: role for role in make.rows(GroupRole)}
    people = {member.id: member for member in make.rows(Member)}
    days = {meeting.id: meeting.starts_at.date() for meeting in make.rows(GroupSession)}
    words = {(one.group_session_id, one.member_id) for one in make.rows(Mark, kind=MarkKind.SENT_WORD)}
    places = Counter((duty.group_session_id, duty.group_role_id, duty.backup) for duty in live)
    each = Counter((duty.group_session_id, duty.member_id) for duty in live)
    found = [f"{key}: {many}" for key, many in places.items() if many > (1 if key[2] else roles[key[1]].places)]
    found += [f"{key} twice" for key, many in each.items() if many > people[key[1]].duties_per_session]
    found += [f"{key} sent word" for key in each if key in words]
    for who, member in people.items():
        theirs = [days[duty.group_session_id] for duty in live if duty.member_id == who]
        most = max((sum(start <= day < start + timedelta(days=42) for day in theirs) for start in theirs), default=0)
        found += [f"{who} has {most} in six weeks"] if most > member.duties_in_six_weeks else []
    return found


def suggested(cast: Cast, actor: Actor) -> list[int]:
    return [one for meeting in rota(actor, cast.group.id or 0) for one in meeting.suggested]


def fill(cast: Cast, actor: Actor, sessions: int) -> None:
    """One coordinator's way: suggest, look, accept all that is on the screen."""
    suggest(actor, cast.group.id or 0, sessions)
    accept_suggestions(actor, cast.group.id or 0, suggested(cast, actor))


def test_r19_two_coordinators_with_runs_of_their_own_end_in_one_consistent_rota(cast: Cast) -> None:
    group_of(cast)
    for _ in range(ROUNDS):
        at_once(lambda: fill(cast, cast.coordinator, 2), lambda: fill(cast, cast.coordinator_2, 3))
        assert inconsistent() == []
        assert [duty for duty in make.rows(Duty) if duty.state is DutyState.OFFERED]
        for duty in make.rows(Duty):
            if duty.state is not DutyState.HANDED_BACK:
                hand_back(cast.coordinator, duty.id or 0)


def test_r20_undoing_while_the_other_accepts_leaves_each_offered_or_gone(cast: Cast) -> None:
    group_of(cast)
    for _ in range(ROUNDS):
        run = suggest(cast.coordinator, cast.group.id or 0, 3).run_id
        ids = suggested(cast, cast.coordinator)
        at_once(
            lambda run=run: undo(cast.coordinator, run),
            lambda ids=ids: accept_suggestions(cast.coordinator_2, cast.group.id or 0, ids),
        )
        assert inconsistent() == []
        states = {duty.state for duty in make.rows(Duty) if duty.id in ids}
        assert states in ({DutyState.OFFERED}, set())


def test_r15_word_sent_while_suggesting_and_accepting_is_heard(cast: Cast) -> None:
    group_of(cast)
    meetings = make.rows(GroupSession)[2:]
    for number, person in enumerate(make.rows(Member)[:ROUNDS]):
        first, second = ([Tap(f"{at} {number}", person.id or 0, MarkKind.SENT_WORD)] for at in ("first", "second"))
        at_once(
            lambda taps=first: mark(cast.register_taker, meetings[0].id or 0, taps),
            lambda: fill(cast, cast.coordinator, 3),
            lambda taps=second: mark(cast.register_taker, meetings[1].id or 0, taps),
        )
        assert inconsistent() == []
        assert len(make.rows(Mark, kind=MarkKind.SENT_WORD)) == 2 * (number + 1)


def test_r18_offering_by_hand_while_the_other_accepts_fills_no_place_twice(cast: Cast) -> None:
    group_of(cast)
    meeting, role = make.rows(GroupSession)[2].id or 0, make.rows(GroupRole)[0].id or 0
    for _ in range(ROUNDS):
        suggest(cast.coordinator, cast.group.id or 0, 3)
        ids = suggested(cast, cast.coordinator)
        for duty in make.rows(Duty, group_session_id=meeting, group_role_id=role):
            if duty.state is DutyState.SUGGESTED:
                hand_back(cast.coordinator, duty.id or 0)
        people = [member.id or 0 for member in make.rows(Member)]
        at_once(
            lambda ids=ids: accept_suggestions(cast.coordinator, cast.group.id or 0, ids),
            *(lambda who=who: offer(cast.coordinator_2, meeting, role, who) for who in people[:3]),
        )
        assert inconsistent() == []


def test_r18_a_yes_said_while_the_rest_is_suggested_again_is_kept_or_its_suggestion_is_gone(cast: Cast) -> None:
    group_of(cast)
    for _ in range(ROUNDS):
        suggest(cast.coordinator, cast.group.id or 0, 3)
        ids = suggested(cast, cast.coordinator)[:3]
        at_once(
            lambda: suggest(cast.coordinator, cast.group.id or 0, 3),
            *(lambda one=one: accept(cast.coordinator_2, one) for one in ids),
        )
        assert inconsistent() == []
        assert {duty.state for duty in make.rows(Duty) if duty.id in ids} <= {DutyState.ACCEPTED}
        for duty in make.rows(Duty):
            if duty.state is not DutyState.HANDED_BACK:
                hand_back(cast.coordinator, duty.id or 0)
