"""R19: the best sharing out, proven against every other; and every hard rule in any group."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from services.roles.suggesting.problem import Choice, Limit, Place, Problem, Score
from services.roles.suggesting.quickly import quickly
from services.roles.suggesting.scoring import score
from services.roles.suggesting.solving import solve
from tests.roles.suggesting.groups import a_group
from tests.roles.suggesting.problems import problems
from tests.roles.suggesting.rules import broken, every_way

LEAD, BACKUP = Place(0, 0, backup=False), Place(0, 0, backup=True)


def caps(people: int, *, each: int = 1, meetings: int = 1) -> tuple[Limit, ...]:
    return tuple(Limit(person, frozenset({at}), each) for person in range(people) for at in range(meetings))


def one_role(*choices: Choice, people: int = 2, places: tuple[Place, ...] = (LEAD, BACKUP)) -> Problem:
    return Problem(places, choices, caps(people), dict.fromkeys(range(people), 0))


# Whoever comes first would get five; the best is three each, below what somebody has who cannot be asked.
AWAY_WITH_MOST = Problem(
    tuple(Place(at, 0, backup=False) for at in range(5)),
    tuple(Choice(person, at) for at in range(5) for person in range(3 if at < 3 else 1)),
    caps(3, meetings=5),
    {0: 0, 1: 2, 2: 2, 7: 4},
)
# Person 1 could stand in for 0, who has four already, or have the two later places: the squares are less with those.
HEAVIEST_BEFORE_EVEN = Problem(
    tuple(Place(at, 0, backup=False) for at in range(3)),
    (Choice(0, 0), Choice(1, 0), Choice(1, 1), Choice(1, 2), Choice(2, 1), Choice(3, 2)),
    (*caps(4, meetings=3), Limit(1, frozenset({0, 1}), 1), Limit(1, frozenset({0, 2}), 1)),
    {0: 4, 1: 0, 2: 3, 3: 3},
)
LEARNER_ALONE = one_role(Choice(0, 0, learns=True), places=(LEAD,))
LEARNER_BESIDE = one_role(Choice(0, 0, learns=True), Choice(1, 1, ready=True))
TWO_LEARN = one_role(
    Choice(0, 0, learns=True), Choice(1, 0, learns=True), people=2, places=(Place(0, 0, backup=False, open=2),)
)
BACKUP_OF_NOBODY = one_role(Choice(0, 1))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(problems())
@example(HEAVIEST_BEFORE_EVEN)
@example(LEARNER_ALONE)
@example(LEARNER_BESIDE)
@example(TWO_LEARN)
@example(BACKUP_OF_NOBODY)
def test_r19_no_other_way_has_a_better_score(problem: Problem) -> None:
    found = solve(problem, seconds=60)
    assert broken(problem, found.chosen) == []
    assert found.score == min(score(problem, chosen) for chosen in every_way(problem))
    assert found.proven


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problems(people=8, meetings=5, roles=3, choices=60))
def test_r19_every_hard_rule_holds_and_the_same_group_gets_the_same_suggestions(problem: Problem) -> None:
    found = solve(problem, seconds=60)
    assert broken(problem, found.chosen) == []
    assert found.chosen == tuple(sorted(set(found.chosen)))
    assert replace(solve(problem, seconds=60), seconds=0) == replace(found, seconds=0)


@pytest.mark.parametrize("seed", range(3))
def test_r19_a_whole_group_over_six_sessions_keeps_every_hard_rule(seed: int) -> None:
    problem = a_group(seed, meetings=6)
    found = solve(problem)
    assert broken(problem, found.chosen) == []
    assert found.score == score(problem, found.chosen)


def test_without_time_what_is_found_keeps_the_rules_and_is_called_proven_only_when_it_is_best() -> None:
    problem = a_group(5)
    hurried, best = solve(problem, seconds=0.01), solve(problem, seconds=60)
    assert broken(problem, hurried.chosen) == []
    assert best.proven
    assert hurried.proven == (hurried.score == best.score)


def test_without_time_most_places_are_filled_all_the_same() -> None:
    problem = a_group(5)
    assert solve(problem, seconds=0.01).score.open < sum(not place.backup for place in problem.places) / 4


def test_what_cannot_be_finished_in_time_is_not_called_proven() -> None:
    assert not solve(a_group(1, people=40, roles=10), seconds=0.05).proven


def test_r19_somebody_away_who_has_most_already_does_not_keep_the_best_from_being_proven() -> None:
    assert solve(AWAY_WITH_MOST).proven


def test_r19_the_heaviest_load_is_lightened_before_all_are_made_even() -> None:
    found = solve(HEAVIEST_BEFORE_EVEN)
    assert (found.score.heaviest, found.proven) == (4, True)
    assert found.score.spread > score(HEAVIEST_BEFORE_EVEN, (0, 2, 3)).spread


def test_r19_a_learner_leads_only_beside_somebody_ready() -> None:
    assert solve(LEARNER_ALONE).chosen == ()
    assert solve(LEARNER_BESIDE).chosen == (0, 1)
    assert solve(TWO_LEARN).chosen == ()
    assert solve(replace(TWO_LEARN, paired=frozenset({(0, 0)}))).chosen == (0, 1)


def test_r19_nobody_stands_by_for_an_open_place() -> None:
    assert solve(BACKUP_OF_NOBODY).chosen == ()
    assert solve(replace(BACKUP_OF_NOBODY, led=frozenset({(0, 0)}))).chosen == (0,)


def test_nobody_to_ask_leaves_every_place_open_and_that_is_proven() -> None:
    found = solve(one_role())
    assert (found.chosen, found.proven) == ((), True)
    assert found.score == Score(1, 0, 1, 0, 0, 0, 0, 0)


def at(*choices: Choice, load: tuple[int, ...], places: tuple[Place, ...] = (LEAD,)) -> tuple[int, ...]:
    people = len(load)
    return solve(Problem(places, choices, caps(people), dict(enumerate(load)))).chosen


def test_r19_the_scarcest_role_is_filled_first() -> None:
    both = (Place(0, 0, backup=False), Place(0, 1, backup=False))
    # Only the second role can be led by two. One person may do one thing: the first role goes first.
    taken = solve(Problem(both, (Choice(0, 0), Choice(0, 1)), caps(1), {0: 0})).chosen
    scarce = solve(
        Problem(both, (Choice(0, 0), Choice(0, 1), Choice(1, 1)), (*caps(1), Limit(1, frozenset({0}), 0)), {0: 0, 1: 0})
    ).chosen
    assert len(taken) == 1
    assert scarce == (0,)


@pytest.mark.parametrize(
    ("first", "second", "load"),
    [
        (Choice(0, 0, liking=4, waited=3), Choice(1, 0), (1, 0)),
        (Choice(0, 0, waited=3), Choice(1, 0, liking=1), (0, 0)),
        (Choice(0, 0), Choice(1, 0, waited=1, again=True), (0, 0)),
        (Choice(0, 0, again=True), Choice(1, 0), (0, 0)),
    ],
    ids=["an even load before wishes", "wishes before waiting", "waiting before variety", "variety last"],
)
def test_r19_what_counts_more(first: Choice, second: Choice, load: tuple[int, ...]) -> None:
    assert at(first, second, load=load) == (1,)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(problems(people=8, meetings=5, roles=3, choices=60))
@example(LEARNER_BESIDE)
@example(TWO_LEARN)
@example(BACKUP_OF_NOBODY)
def test_r19_the_quick_first_sharing_out_keeps_every_hard_rule_too(problem: Problem) -> None:
    assert broken(problem, quickly(problem)) == []


def test_r19_nobody_gets_a_role_twice_while_another_could_have_it() -> None:
    places = tuple(Place(0, what, backup=False) for what in (0, 1)) + tuple(
        Place(1, what, backup=False) for what in (0, 1)
    )
    choices = tuple(Choice(person, place) for place in range(4) for person in (0, 1))
    found = solve(Problem(places, choices, caps(2, meetings=2), {0: 0, 1: 0}))
    assert found.score.repeats == 0
