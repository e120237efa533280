"""Consents under any order of recording, renewing, withdrawing and days that pass: one in force, nothing lost.

The model beside it says in a few lines of plain Python what is in force; the database must say the same, every day.
"""

import contextlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models import Clinic, ConsentHow, ConsentKind
from services import clock
from services.clinic import consents
from services.clinic.consent_terms import last_day
from services.clinic.consents import ConsentGiven, ConsentState, ConsentView
from services.database import reading
from services.errors import DomainError
from tests import databases, make
from tests.cast import Cast, assemble
from tests.referrals.stories import on_file

BEGIN = datetime(2026, 3, 20, 12, tzinfo=UTC)  # the clocks change within the days that pass
KINDS = st.sampled_from(list(ConsentKind))
DAYS_AGO = st.integers(-1, 45)


@dataclass
class Said:
    """One statement that was kept, as plain Python knows it."""

    kind: ConsentKind
    given_on: date
    last: date | None
    over: bool = False

    def holds(self, day: date) -> bool:
        return not self.over and self.given_on <= day and (self.last is None or day <= self.last)


class Consents(RuleBasedStateMachine):
    """One person; the clinic does anything on any day."""

    cast: Cast
    person: int

    @initialize()
    def begin(self) -> None:
        self.leave = contextlib.ExitStack()
        self.leave.enter_context(databases.using(self.leave.enter_context(databases.sqlite(SHARED, OWN))))
        self.now = BEGIN
        self.said: list[Said] = []
        self.months: int | None = None
        self.clock = self.leave.enter_context(time_machine.travel(BEGIN, tick=False))
        self.cast = assemble()
        self.person = on_file(self.cast).id

    def teardown(self) -> None:
        self.leave.close()

    def stands(self, kind: ConsentKind) -> Said | None:
        return next((one for one in self.said if one.kind is kind and not one.over), None)

    def give(self, act: object, kind: ConsentKind, days_ago: int) -> bool:
        on = clock.today() - timedelta(days=days_ago)
        before = self.stands(kind)
        try:
            act(self.cast.clinic, self.person, ConsentGiven(kind, on, ConsentHow.PHONE))  # type: ignore[operator]
        except DomainError:
            return False
        last = None if self.months is None else last_day(on, self.months)
        if before is not None and (before.given_on, before.last) == (on, last):
            return False  # the same statement again
        if before is not None:
            before.over = True
        self.said.append(Said(kind, on, last))
        return True

    @rule(kind=KINDS, days_ago=DAYS_AGO)
    def record(self, kind: ConsentKind, days_ago: int) -> None:
        in_force = any(one.kind is kind and one.holds(clock.today()) for one in self.said)
        done = self.give(consents.record, kind, days_ago)
        assert not (done and in_force), "recorded over one in force"

    @rule(kind=KINDS, days_ago=DAYS_AGO)
    def renew(self, kind: ConsentKind, days_ago: int) -> None:
        there = self.stands(kind)
        done = self.give(consents.renew, kind, days_ago)
        assert not (done and there is None), "renewed what did not stand"

    @rule(kind=KINDS)
    def withdraw(self, kind: ConsentKind) -> None:
        there = self.stands(kind)
        try:
            consents.withdraw(self.cast.clinic, self.person, kind)
        except DomainError:
            assert there is None, "a withdrawal was refused"
        else:
            assert there is not None
            there.over = True

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.clock.move_to(self.now, tick=False)

    @rule(months=st.sampled_from([None, 1, 2]))
    def the_clinic_sets_how_long(self, months: int | None) -> None:
        row = make.rows(Clinic, id=self.cast.riverside.id)[0]
        row.consent_months = self.months = months
        make.add(row)

    def kept(self) -> tuple[ConsentView, ...]:
        with reading() as db:
            return consents.history(db, self.person)

    @invariant()
    def at_most_one_of_a_kind_is_in_force_and_the_history_is_whole(self) -> None:
        if not hasattr(self, "person"):
            return
        kept = self.kept()
        for kind in ConsentKind:
            assert sum(one.in_force for one in kept if one.kind is kind) <= 1
        assert sorted((one.kind, one.given_on) for one in kept) == sorted((one.kind, one.given_on) for one in self.said)
        assert all((one.ended_on is None) == (one.state is ConsentState.IN_FORCE) for one in kept)

    @invariant()
    def the_database_says_what_plain_python_says_on_every_day_to_come(self) -> None:
        if not hasattr(self, "person"):
            return
        for days in (0, 1, 27, 28, 31, 62):
            self.clock.move_to(self.now + timedelta(days=days), tick=False)
            day = clock.today()
            for kind in ConsentKind:
                expected = any(one.holds(day) for one in self.said if one.kind is kind)
                with reading() as db:
                    assert consents.is_in_force(db, kind, self.person) is expected
                assert any(one.in_force for one in self.kept() if one.kind is kind) is expected
        self.clock.move_to(self.now, tick=False)


@pytest.fixture
def folders(shared: Path, tmp_path: Path) -> None:
    global SHARED, OWN
    SHARED, OWN = shared, tmp_path


SHARED: Path
OWN: Path


@pytest.mark.usefixtures("folders")
def test_any_order_of_recording_renewing_withdrawing_and_days() -> None:
    run_state_machine_as_test(
        Consents,
        settings=settings(
            max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
