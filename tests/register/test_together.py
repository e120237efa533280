"""Two people at one register, in real threads: nothing is lost (R13)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from models import Mark, MarkEvent, Member, ReferralState
from services.register.everyone import everyone_here
from services.register.marking import mark
from services.register.walk_in import walk_in
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.register.room import CAME, LATE, kinds, tap


def both(*works: Callable[[], object]) -> None:
    """Runs all at once; an error in any is an error here."""
    ready = Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        ready.wait()
        work()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(run, work) for work in works]:
            done.result()


def test_r13_two_people_marking_different_members_lose_nothing(cast: Cast) -> None:
    meeting, members = make.group_session(cast.group), [make.member(cast.group, f"M{n}") for n in range(20)]

    def one_by_one(actor: Actor, mine: list[Member]) -> None:
        for member in mine:
            mark(actor, meeting.id, [tap(member)])

    both(lambda: one_by_one(cast.coordinator, members[::2]), lambda: one_by_one(cast.coordinator_2, members[1::2]))
    assert kinds(meeting) == {member.id: CAME for member in members}


def test_r13_two_people_marking_the_same_member_leave_one_mark_and_every_change(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)

    def again_and_again(actor: Actor) -> None:
        for kind in (CAME, LATE) * 5:
            mark(actor, meeting.id, [tap(member, kind)])

    both(lambda: again_and_again(cast.coordinator), lambda: again_and_again(cast.coordinator_2))
    events = make.rows(MarkEvent)
    assert len(make.rows(Mark)) == 1
    assert len(events) == 20
    assert [event.before for event in events[1:]] == [event.after for event in events[:-1]], "no change was lost"


def test_both_tap_everyone_is_here_and_nobody_is_marked_twice(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    for number in range(20):
        make.member(cast.group, f"M{number}")
    both(
        lambda: everyone_here(cast.coordinator, meeting.id, "first"),
        lambda: everyone_here(cast.coordinator_2, meeting.id, "second"),
    )
    assert len(make.rows(MarkEvent)) == 20


def test_one_newcomer_sent_twice_at_once_is_one_person(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    both(*[lambda: walk_in(cast.coordinator, meeting.id, "Zoë", "tap")] * 3)
    assert len(make.rows(Member)) == 1


def test_two_registers_followed_at_once_do_not_wait_for_each_other_forever(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    for number in range(6):
        make.referral(make.graduate(programme, f"G{number}"), cast.group, ReferralState.CONTACTED)
    first = make.group_session(cast.group)
    second = make.group_session(cast.group, first.starts_at - timedelta(hours=3))
    both(
        lambda: everyone_here(cast.coordinator, first.id, "first"),
        lambda: everyone_here(cast.coordinator_2, second.id, "second"),
    )
    assert len(make.rows(Mark)) == 12
