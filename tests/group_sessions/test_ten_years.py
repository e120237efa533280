"""R11 over ten years of any changes: local time holds, nothing doubles, what was held or marked never moves."""

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
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

from models import GroupSession, GroupSessionState, Mark, MarkKind, Nation, Series
from services import clock
from services.errors import DomainError
from services.group_sessions import changing, planning
from services.group_sessions.cancelling_later import cancel_later
from services.group_sessions.fields import SeriesWish
from services.group_sessions.holidays import bank_holiday
from services.group_sessions.later import as_the_series_says
from services.group_sessions.moving_later import To, move_later
from tests import databases, make
from tests.cast import assemble

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
YEARS = 10
# Hours that the clock changes skip or repeat are among them: half past one in the night.
TIMES = st.sampled_from([time(1, 30), time(9), time(14), time(18, 30)])
PICK = st.integers(0, 10_000)


class TenYears(RuleBasedStateMachine):
    """One group whose coordinator plans, moves, cancels and holds for ten years."""

    @initialize(
        nation=st.sampled_from(Nation),
        first=st.integers(0, 40),
        at=TIMES,
        every=st.integers(1, 4),
        days=st.sets(st.integers(0, 6), max_size=3),
    )
    def begin(self, nation: Nation, first: int, at: time, every: int, days: set[int]) -> None:
        self.leave = contextlib.ExitStack()
        self.now = self.leave.enter_context(time_machine.travel(BEGIN, tick=False))
        url = self.leave.enter_context(databases.sqlite(SHARED, OWN))
        self.leave.enter_context(databases.using(url))
        self.cast = assemble()
        self.group = make.group(self.cast.riverside, "Theirs", nation=nation)
        self.actor = replace(self.cast.coordinator, group_ids=(self.group.id or 0,))
        self.nation = nation
        self.member = make.member(self.group)
        self.happened: dict[int, datetime] = {}
        self.done: Counter[str] = Counter()
        self.brought_back: set[int] = set()
        starts_on = clock.today() + timedelta(days=first)
        weekdays = tuple(sorted(days | {starts_on.weekday()})) if days else ()
        planning.make_series(self.actor, self.group.id or 0, SeriesWish(starts_on, at, 60, every, weekdays=weekdays))

    def teardown(self) -> None:
        self.leave.close()

    def rows(self, state: GroupSessionState | None = None) -> list[GroupSession]:
        found = make.rows(GroupSession, group_id=self.group.id)
        return [row for row in found if state is None or row.state is state]

    def one(self, pick: int) -> GroupSession:
        """Most often one of the next: it is those that people change."""
        rows = self.rows()
        ahead = [row for row in rows if row.ends_at > clock.now()]
        found = ahead[:6] if ahead and pick % 8 else rows
        return found[pick % len(found)]

    def attempt(self, act: Callable[..., object], *args: object) -> None:
        with contextlib.suppress(DomainError):
            act(self.actor, *args)
            self.done[act.__name__] += 1

    @rule(days=st.integers(20, 300))
    def time_passes(self, days: int) -> None:
        if clock.now() < BEGIN + timedelta(days=365 * YEARS):
            self.now.shift(timedelta(days=days))
            for series in make.rows(Series, group_id=self.group.id):
                self.attempt(planning.extend_series, series.id)

    @rule(pick=PICK)
    def extend(self, pick: int) -> None:
        series = make.rows(Series, group_id=self.group.id)
        self.attempt(planning.extend_series, series[pick % len(series)].id)

    @rule(pick=PICK, days=st.integers(-20, 20), at=TIMES)
    def move_one(self, pick: int, days: int, at: time) -> None:
        row = self.one(pick)
        day = clock.local(row.starts_at).date() + timedelta(days=days)
        self.attempt(changing.change, row.id, row.version, day, at, 60, "")

    @rule(pick=PICK, days=st.integers(-9, 20), at=TIMES)
    def move_later(self, pick: int, days: int, at: time) -> None:
        row = self.one(pick)
        day = clock.local(row.starts_at).date() + timedelta(days=days)
        self.attempt(move_later, row.id, row.version, To(day, at, 60, ""))

    @rule(pick=PICK)
    def cancel(self, pick: int) -> None:
        self.attempt(changing.cancel, self.one(pick).id, "Snow")

    @rule(pick=PICK)
    def cancel_later(self, pick: int) -> None:
        self.attempt(cancel_later, self.one(pick).id, "Snow")

    @rule(pick=PICK)
    def restore(self, pick: int) -> None:
        row = self.one(pick)
        self.brought_back.add(row.id or 0)
        self.attempt(changing.restore, row.id)

    @precondition(lambda self: self.rows(GroupSessionState.PLANNED))
    @rule(pick=PICK, held=st.booleans())
    def happen(self, pick: int, held: bool) -> None:
        """Its register is begun, or finished: from now on it never moves."""
        row = self.one(pick)
        if row.state is not GroupSessionState.PLANNED:
            return
        if not make.rows(Mark, group_session_id=row.id):
            make.mark(row, self.member, MarkKind.CAME)
        if held:
            row.register_finished_at = row.ends_at
            make.add(row)
        self.happened[row.id or 0] = row.starts_at

    @invariant()
    def nothing_doubles(self) -> None:
        planned = sorted(self.rows(GroupSessionState.PLANNED), key=lambda row: row.starts_at)
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(planned))
        slots = [(row.series_id, row.slot_on) for row in self.rows() if row.series_id]
        assert len(slots) == len(set(slots))

    @invariant()
    def what_happened_never_moves(self) -> None:
        now = {row.id: (row.starts_at, row.state) for row in self.rows()}
        for key, starts_at in self.happened.items():
            assert now[key] == (starts_at, GroupSessionState.PLANNED)

    @invariant()
    def the_series_keeps_its_local_time_and_makes_nothing_on_a_bank_holiday(self) -> None:
        series = {row.id: row for row in make.rows(Series, group_id=self.group.id)}
        for row in self.rows(GroupSessionState.PLANNED):
            theirs = series.get(row.series_id)
            if theirs is None or row.id in self.happened or not as_the_series_says(theirs, row):
                continue
            at, wanted = clock.local(row.starts_at), theirs.local_time
            # A time that the clock change skips is taken an hour later, that day alone.
            assert at.time() == wanted or clock.at_local(at.date(), wanted) == row.starts_at
            assert row.id in self.brought_back or not bank_holiday(at.date(), self.nation)


SHARED = OWN = Path()


@pytest.fixture(autouse=True)
def folders(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.group_sessions.test_ten_years.SHARED", shared)
    monkeypatch.setattr("tests.group_sessions.test_ten_years.OWN", tmp_path)


def test_ten_years_of_any_changes() -> None:
    run_state_machine_as_test(
        TenYears,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_its_steps_make_the_changes_and_are_not_only_refused() -> None:
    """Which steps a drawn history holds is chance; this one holds them all, so that each is known to do something."""
    years = TenYears()
    years.begin(nation=Nation.SCOTLAND, first=0, at=time(14), every=2, days=set())
    try:
        years.move_one(pick=1, days=1, at=time(9))
        years.cancel(pick=2)
        years.restore(pick=2)
        years.move_later(pick=3, days=1, at=time(18, 30))
        years.happen(pick=1, held=True)
        years.time_passes(days=100)
        years.cancel_later(pick=1)
        assert set(years.done) == {"change", "cancel", "restore", "move_later", "extend_series", "cancel_later"}
        assert years.happened
    finally:
        years.teardown()
