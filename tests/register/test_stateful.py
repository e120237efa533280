"""A register under two people who mark, undo, add newcomers, finish and correct in any order (R5, R13, R14, R16)."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models import (
    ATTENDED,
    ENDED,
    GroupSession,
    LeavingReason,
    Mark,
    MarkEvent,
    MarkKind,
    Member,
    MemberOrigin,
    MemberState,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services.errors import Conflict, DomainError
from services.members import comings
from services.referrals import welcoming, writing
from services.register.everyone import everyone_here, undo_everyone_here
from services.register.finishing import correct, finish, reopen
from services.register.marking import Tap, mark
from services.register.saying import say_coming
from services.register.states import Closed
from services.register.walk_in import walk_in
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.register.room import CAME, NOTHING

WHO = st.integers(0, 1)
MEMBER = st.integers(0, 10)
MARK = st.one_of(
    st.tuples(st.sampled_from(sorted(ATTENDED)), st.booleans()),
    st.tuples(st.sampled_from(sorted(set(MarkKind) - ATTENDED)), st.just(False)),
)
NAMES = st.sampled_from(["Zoë", "zoë", "Amina", "Member 0"])


class Register(RuleBasedStateMachine):
    """Keeps a plain dictionary beside the real register; after each step the two must agree."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.cast = cast

    @initialize()
    def open_the_room(self) -> None:
        group = make.group(self.cast.riverside, f"Group {uuid4()}")
        both = (self.cast.coordinator, self.cast.coordinator_2)
        self.people: list[Actor] = [replace(actor, group_ids=(group.id or 0,)) for actor in both]
        graduate = make.graduate(make.programme(self.cast.riverside.id or 0, str(uuid4())))
        self.referral = make.referral(graduate, group, ReferralState.CONTACTED)
        self.members = [self.referral.member_id or 0]
        self.members += [make.member(group, f"Member {number}").id or 0 for number in range(2)]
        self.names = {member.id or 0: member.name for member in make.rows(Member, group_id=group.id)}
        self.meeting = make.group_session(group)
        self.group_id = group.id
        self.marks: dict[int, tuple[MarkKind, bool]] = {}
        self.sent: list[Tap] = []
        self.batches: list[tuple[str, set[int]]] = []
        self.walked: list[tuple[str, str]] = []
        self.finished = self.ended = False

    @rule(who=WHO, member=MEMBER, wanted=MARK)
    def tap(self, who: int, member: int, wanted: tuple[MarkKind, bool]) -> None:
        made = Tap(uuid4().hex, self.members[member % len(self.members)], *wanted)
        if self.refused(lambda: mark(self.people[who], self.id, [made])):
            return
        self.sent.append(made)
        self.now(made.member_id, wanted)

    @precondition(lambda self: self.sent)
    @rule(who=WHO, which=st.integers(0, 50))
    def send_an_old_tap_again(self, who: int, which: int) -> None:
        old = self.sent[which % len(self.sent)]
        assert mark(self.people[who], self.id, [old]) == (old.id,)

    @rule(who=WHO)
    def everyone(self, who: int) -> None:
        batch = uuid4().hex
        if self.refused(lambda: everyone_here(self.people[who], self.id, batch)):
            return
        here = {row.id for row in make.rows(Member, group_id=self.group_id) if row.state is MemberState.ACTIVE}
        unmarked = {member for member in self.members if self.mark_of(member)[0] is NOTHING and member in here}
        for member in unmarked:
            self.now(member, (CAME, False))
        self.batches.append((batch, unmarked))

    @precondition(lambda self: self.batches)
    @rule(who=WHO, which=st.integers(0, 9))
    def undo_everyone(self, who: int, which: int) -> None:
        batch, untouched = self.batches[which % len(self.batches)]
        if self.refused(lambda: undo_everyone_here(self.people[who], self.id, batch)):
            return
        for member in set(untouched):
            self.now(member, (NOTHING, False))

    @rule(who=WHO, name=NAMES)
    def someone_comes_in(self, who: int, name: str) -> None:
        tap = uuid4().hex
        same = [
            member
            for member in self.members
            if self.names[member].casefold() == name.casefold() and self.mark_of(member)[0] is NOTHING
        ]
        if self.refused(lambda: walk_in(self.people[who], self.id, name, tap)):
            return
        came = walk_in(self.people[who], self.id, name, tap)
        assert came.member_id == same[0] if len(same) == 1 else came.member_id not in self.members
        if came.member_id not in self.members:
            self.members.append(came.member_id)
            self.names[came.member_id] = name
        self.now(came.member_id, (CAME, False))

    @rule(who=WHO)
    def finish(self, who: int) -> None:
        anybody = any(kind is not NOTHING for kind, _ in self.marks.values())
        try:
            finish(self.people[who], self.id)
        except Closed:
            assert not anybody
            assert not self.finished
        else:
            self.finished = True

    @rule(who=WHO, member=MEMBER, wanted=MARK)
    def correct(self, who: int, member: int, wanted: tuple[MarkKind, bool]) -> None:
        chosen = self.members[member % len(self.members)]
        try:
            correct(self.people[who], self.id, chosen, *wanted, "A slip")
        except Conflict:
            assert not self.finished
        else:
            assert self.finished
            self.now(chosen, wanted)

    @precondition(lambda self: self.finished)
    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        reopen(self.people[who], self.id, "Too soon")
        self.finished = False

    @rule(who=WHO, what=st.sampled_from(["pause", "leave", "come_back", "withdraw", "could_not_reach"]))
    def something_befalls_the_referral(self, who: int, what: str) -> None:
        """What happens to somebody beside the register never changes a mark (R12, R13), and may end the referral."""
        member_id, actor = self.referral.member_id or 0, self.people[who]
        befalls: dict[str, Callable[[], object]] = {
            "pause": lambda: comings.pause(actor, member_id),
            "leave": lambda: comings.leave(actor, member_id, LeavingReason.HEALTH),
            "come_back": lambda: comings.come_back(actor, member_id),
            "withdraw": lambda: writing.withdraw(self.cast.clinic, self.referral.id or 0, "They asked"),
            "could_not_reach": lambda: welcoming.could_not_reach(actor, self.referral.id or 0, "No answer"),
        }
        with contextlib.suppress(DomainError):
            befalls[what]()
        self.ended = make.rows(Referral, id=self.referral.id)[0].state in ENDED

    @rule(who=WHO, member=MEMBER)
    def say_they_come(self, who: int, member: int) -> None:
        """The day has come: what people say beforehand is over, and changes nothing."""
        with pytest.raises(Closed):
            say_coming(self.people[who], self.id, self.members[member % len(self.members)], coming=True)

    @invariant()
    def one_mark_a_member_and_it_is_what_was_last_asked(self) -> None:
        rows = make.rows(Mark, group_session_id=self.id)
        assert len(rows) == len({row.member_id for row in rows})
        kept = {row.member_id: (row.kind, row.left_early) for row in rows}
        assert {member: kept.get(member, (NOTHING, False)) for member in self.members} == {
            member: self.mark_of(member) for member in self.members
        }
        assert set(kept) <= set(self.members)

    @invariant()
    def the_events_of_a_mark_join_up_and_end_at_it(self) -> None:
        for row in make.rows(Mark, group_session_id=self.id):
            events = make.rows(MarkEvent, mark_id=row.id)
            befores = [NOTHING, *(event.after for event in events)]
            assert [event.before for event in events] == befores[:-1]
            assert (befores[-1], events[-1].after_left_early) == (row.kind, row.left_early)

    @invariant()
    def everybody_new_came_along_and_is_here(self) -> None:
        assert sorted(member.id or 0 for member in make.rows(Member, group_id=self.group_id)) == sorted(self.members)
        assert all(
            member.id in self.marks
            for member in make.rows(Member, group_id=self.group_id, origin=MemberOrigin.CAME_ALONG)
        )

    @invariant()
    def r5_the_referral_follows_the_register(self) -> None:
        came = self.mark_of(self.referral.member_id or 0)[0] in ATTENDED
        state = make.rows(Referral, id=self.referral.id)[0].state
        if self.ended:
            assert state in ENDED, "no mark opens what has ended"
        else:
            assert state is (ReferralState.FIRST_VISIT if came else ReferralState.CONTACTED)
        taken = [event.step for event in make.rows(ReferralEvent, referral_id=self.referral.id)]
        visits = taken.count(ReferralStep.FIRST_VISIT) - taken.count(ReferralStep.FIRST_VISIT_UNDONE)
        assert visits in (0, 1)
        assert came or not visits, "undoing the mark undoes the visit, ended or not"

    @invariant()
    def r14_finished_is_kept(self) -> None:
        (row,) = make.rows(GroupSession, id=self.id)
        assert bool(row.register_finished_at) == self.finished

    @property
    def id(self) -> int:
        return self.meeting.id or 0

    def mark_of(self, member: int) -> tuple[MarkKind, bool]:
        return self.marks.get(member, (NOTHING, False))

    def now(self, member: int, wanted: tuple[MarkKind, bool]) -> None:
        self.marks[member] = wanted
        for _, untouched in self.batches:
            untouched.discard(member)

    def refused(self, act: Callable[[], object]) -> bool:
        """Does it, unless the register is finished: then it must be refused, and nothing is expected to change."""
        try:
            act()
        except Closed:
            assert self.finished
            return True
        assert not self.finished
        return False


def test_any_order_of_taps_by_two_people_keeps_the_register_whole(cast: Cast) -> None:
    run_state_machine_as_test(
        lambda: Register(cast),
        settings=settings(
            max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
