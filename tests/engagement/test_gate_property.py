"""R26 as a property: whoever reads everything a clinic is given, for as long as they like, learns no more of people
who have not agreed than the published bucket; and each part of the gate is needed, for without it they do."""

from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import Mark
from services import clock
from services.engagement import attendance_rows, disclosure, giving_out, may_have_counted, referral_steps
from tests import make
from tests.engagement.history import Act, History
from tests.engagement.registers import Session
from tests.engagement.watching import Rule, Watcher, leaks, reach

STRICT = Rule()
HOLD, WEEKS, MONTHS = ("hold", 0, 0), ("wait", 11, 0), [("wait", 20, 0)] * 3
acts = st.tuples(
    st.sampled_from(
        [
            "hold",
            *["wait", "give_consent", "merge"] * 2,
            "withdraw",
            "correct",
            "reopen",
            "move",
            "bring_in",
            "undo_list",
        ]
    ),
    st.integers(0, 20),
    st.integers(0, 2),
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[bool, ...], tuple[tuple[tuple[bool, ...], int], ...], int]:
    """Who agrees at first, for each of three group sessions who comes, with how many strangers, and the founders."""
    people = draw(st.integers(2, 4))
    each = st.tuples(*[st.booleans()] * people)
    plan = tuple(draw(st.tuples(each, st.integers(0, 14))) for _ in range(3))
    return draw(each), plan, draw(st.integers(1, people))


def watched(history: History, doing: list[Act], rule: Rule = STRICT) -> list[str]:
    watcher = Watcher(history, rule)
    for act in [*doing, *MONTHS]:
        history.act(act)
        watcher.look()
    assert watcher.given, "nothing was told, so nothing was tried"
    return leaks(watcher)


@example(plan=((False, False), (((True, True), 4),) * 3, 1), doing=[("bring_in", 0, 0), ("undo_list", 0, 0), WEEKS])
@given(plan=plans(), doing=st.lists(acts, min_size=4, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_given_out_ever_says_more_than_the_bucket(database_url: str, plan: tuple, doing: list[Act]) -> None:  # type: ignore[type-arg]
    assert watched(History(*plan), [HOLD, *doing, HOLD, HOLD]) == []


EVERYBODY = (True,) * 4


def nobody_agrees(strangers: int) -> History:
    return History((False,) * 4, ((EVERYBODY, strangers),))


def one_agrees(strangers: int) -> History:
    return History((True, False, False, False), ((EVERYBODY, strangers),))


def founder_agrees() -> History:
    return History((False, True), ((EVERYBODY[:2], 4),), founders=1)


def the_other_entry_agrees() -> History:
    """A referral that will stand under the second entry, which had agreed."""
    return History((False, True), (((True, False), 4),), founders=1)


def total(watcher: Watcher, session: Session, exact: int) -> None:
    """Broken: how many came in all."""
    everybody = [watcher.mark(session, one) for one in watcher.history.people] + [watcher.strangers(session)]
    number = sum(watcher.truth[name] for name in everybody)
    watcher.attacker.learn(everybody, number, number)


def total_rounded(watcher: Watcher, session: Session, exact: int) -> None:
    """Broken: the same, rounded, as if for outside."""
    everybody = [watcher.mark(session, one) for one in watcher.history.people] + [watcher.strangers(session)]
    number = sum(watcher.truth[name] for name in everybody)
    watcher.attacker.learn(everybody, *reach(disclosure.rounded(number)))


def recomputed(watcher: Watcher, session: Session, exact: int) -> None:
    """Broken: everyone else rounded anew at each look."""
    if session.id not in watcher.given:
        return
    others = [watcher.mark(session, one) for one in watcher.history.people if not one.agrees]
    others.append(watcher.strangers(session))
    watcher.attacker.learn(others, *reach(disclosure.rounded(sum(watcher.truth[name] for name in others))))


def exactly(watcher: Watcher, session: Session, exact: int) -> None:
    """Broken: everyone else as a number."""
    if session.id in watcher.given:
        others = watcher.given[session.id][1]
        number = sum(watcher.truth[name] for name in others)
        watcher.attacker.learn(others, number, number)


YES, NO = ("give_consent", 0, 0), ("withdraw", 0, 0)
Scene = tuple[Callable[[], History], list[Act]]
LATER_YES: Scene = (lambda: nobody_agrees(4), [HOLD, WEEKS, YES])
RECENT_NO: Scene = (lambda: one_agrees(2), [HOLD, NO, WEEKS])
ENTRIES_MERGED: Scene = (founder_agrees, [HOLD, ("merge", 0, 0), WEEKS])
REFERRAL_MERGED: Scene = (
    the_other_entry_agrees,
    [*MONTHS[:2], ("merge", 1, 0), ("wait", 7, 0), HOLD, ("wait", 6, 0), WEEKS],  # its 8 weeks end before it is told
)
LIST_UNDONE: Scene = (lambda: nobody_agrees(4), [HOLD, ("bring_in", 0, 0), ("undo_list", 0, 0), WEEKS])
MOVED: Scene = (lambda: one_agrees(2), [HOLD, NO, ("wait", 2, 0), ("move", 0, 0), WEEKS])
MENDED: Scene = (lambda: nobody_agrees(4), [HOLD, WEEKS, ("correct", 0, 0)])

BROKEN: dict[str, tuple[Scene, Rule]] = {
    "the others exactly": (LATER_YES, Rule(tells_more=exactly)),
    "a total": (LATER_YES, Rule(tells_more=total)),
    "a rounded total": (RECENT_NO, Rule(tells_more=total_rounded)),
    "rounded anew after a yes": (LATER_YES, Rule(tells_more=recomputed)),
    "rounded anew after a correction": (MENDED, Rule(tells_more=recomputed)),
    "who agrees later is counted in the past": (LATER_YES, Rule(later_yes_counts=True)),
    "their way from referral is counted": (LATER_YES, Rule(way_counts=True)),
    "who said no just before is put among the others": (RECENT_NO, Rule(recent_no_is_other=True)),
    "two entries are merged and it is forgotten": (ENTRIES_MERGED, Rule(merge_forgotten=True)),
    "a referral went over to another entry and it is forgotten": (REFERRAL_MERGED, Rule(way_forgotten=True)),
    "a register is emptied, the session moved, and it is forgotten": (MOVED, Rule(move_forgotten=True)),
    "a list is undone and it is forgotten": (LIST_UNDONE, Rule(list_forgotten=True)),
}


def open_up(monkeypatch: pytest.MonkeyPatch, rule: Rule) -> None:
    """Takes the part of the gate away that the rule says is missing."""
    if rule.later_yes_counts:
        monkeypatch.setattr(
            attendance_rows, "may_count_at", lambda actor, graduate, *_: disclosure.agrees(actor, graduate)
        )
    if rule.way_counts:
        monkeypatch.setattr(referral_steps, "may_count", disclosure.agrees)
    if rule.merge_forgotten:
        monkeypatch.setattr(may_have_counted, "_merged", lambda _: {})
    if rule.way_forgotten:
        monkeypatch.setattr(may_have_counted, "_referred", lambda *_: defaultdict(set))
    if rule.list_forgotten:
        monkeypatch.setattr(may_have_counted, "_undone", lambda *_: [])
    if rule.move_forgotten:
        monkeypatch.setattr(giving_out, "_begins", lambda at, _: clock.day_begins(clock.local(at).date()))
    if rule.recent_no_is_other:
        strict = may_have_counted.Statement.was_in_force_between
        monkeypatch.setattr(
            may_have_counted.Statement,
            "was_in_force_between",
            lambda one, _, now: not one.withdrawn_at and strict(one, now, now),
        )


@pytest.mark.parametrize("missing", BROKEN)
def test_without_any_one_part_of_the_gate_the_same_attacker_finds_a_leak(
    database_url: str, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    (begin, doing), rule = BROKEN[missing]
    with monkeypatch.context() as broken:
        open_up(broken, rule)
        assert watched(begin(), doing, rule) != []
    assert watched(begin(), doing) == []


def test_the_attacker_sees_people_who_agree_to_the_last_one(database_url: str) -> None:
    """So that the tests above are not true of an attacker who cannot read."""
    watcher = Watcher(one_agrees(2))
    watcher.history.act(HOLD)
    watcher.look()
    session, person = watcher.history.sessions[0], watcher.history.people[0]
    assert watcher.attacker.range_of([watcher.mark(session, person)]) == (1, 1)
    assert len(make.rows(Mark, group_session_id=session.id)) == 7
