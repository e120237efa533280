"""R4, R5, R7 under any order of actions by clinic and group: the state is always what the events add up to."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models import ATTENDED, ENDED, ConsentKind, GroupSession, Mark, MarkKind, Referral, ReferralEvent, ReferralState
from models import ReferralStep as T
from services.errors import DomainError
from services.referrals import lifecycle, welcoming, writing
from tests import databases, make
from tests.cast import Cast, assemble
from tests.referrals import stories
from tests.referrals.stories import READY


class Referrals(RuleBasedStateMachine):
    """One graduate, one group, three meetings; clinic and coordinator do anything at any time."""

    cast: Cast
    graduate_id: int
    meetings: list[GroupSession]

    @initialize()
    def begin(self) -> None:
        self.leave = contextlib.ExitStack()
        url = self.leave.enter_context(databases.sqlite(SHARED, OWN))
        self.leave.enter_context(databases.using(url))
        self.cast = assemble()
        self.graduate_id = stories.on_file(self.cast, *ConsentKind).id
        self.meetings = [stories.meeting(self.cast, days_ago=-day) for day in range(4)]

    def teardown(self) -> None:
        self.leave.close()

    @property
    def newest(self) -> Referral | None:
        found = make.rows(Referral)
        return found[-1] if found else None

    def attempt(self, act: object, *args: object) -> None:
        with contextlib.suppress(DomainError):
            act(*args)  # type: ignore[operator]

    @rule()
    def send(self) -> None:
        self.attempt(writing.send, self.cast.clinic, self.graduate_id, self.cast.group.id, READY)

    @rule()
    def keep_draft(self) -> None:
        self.attempt(writing.keep_draft, self.cast.clinic, self.graduate_id, self.cast.group.id, READY)

    @rule(
        act=st.sampled_from(
            [
                lambda cast, key: writing.withdraw(cast.clinic, key, "Why"),
                lambda cast, key: welcoming.accept(cast.coordinator, key),
                lambda cast, key: welcoming.contacted(cast.coordinator_2, key),
                lambda cast, key: welcoming.decline(cast.coordinator, key, "Full"),
                lambda cast, key: welcoming.could_not_reach(cast.coordinator, key, "No answer"),
            ]
        )
    )
    def step(self, act: object) -> None:
        if self.newest is not None:
            self.attempt(act, self.cast, self.newest.id)

    @rule(kind=st.sampled_from(list(MarkKind)), which=st.integers(0, 3))
    def mark(self, kind: MarkKind, which: int) -> None:
        newest = self.newest
        if newest is not None and newest.member_id is not None:
            stories.mark(self.cast.coordinator, newest, self.meetings[which], kind)

    @invariant()
    def r7_at_most_one_is_open(self) -> None:
        if hasattr(self, "cast"):
            assert sum(referral.state not in ENDED for referral in make.rows(Referral)) <= 1

    @invariant()
    def r4_the_state_is_what_the_events_add_up_to(self) -> None:
        if not hasattr(self, "cast"):
            return
        for referral in make.rows(Referral):
            state, taken = ReferralState.DRAFT, []
            for event in make.rows(ReferralEvent, referral_id=referral.id):
                if event.step is not T.DRAFTED and state not in ENDED:
                    state = lifecycle.after(state, event.step, tuple(taken))
                taken.append(event.step)
            assert state is referral.state

    @invariant()
    def r5_visits_follow_the_register(self) -> None:
        newest = self.newest if hasattr(self, "cast") else None
        if newest is None or newest.member_id is None or newest.state in ENDED:
            return
        visits = sum(mark.kind in ATTENDED for mark in make.rows(Mark, member_id=newest.member_id))
        reached = {0: {ReferralState.ACCEPTED, ReferralState.CONTACTED}, 1: {ReferralState.FIRST_VISIT}}
        reached[2], reached[3], reached[4] = reached[1], {ReferralState.SETTLED}, {ReferralState.SETTLED}
        if newest.state is not ReferralState.SENT:
            assert newest.state in reached[visits]


@pytest.fixture
def folders(shared: Path, tmp_path: Path) -> None:
    global SHARED, OWN
    SHARED, OWN = shared, tmp_path


SHARED: Path
OWN: Path


@pytest.mark.usefixtures("folders")
def test_any_order_of_actions_keeps_the_rules() -> None:
    run_state_machine_as_test(
        Referrals,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
