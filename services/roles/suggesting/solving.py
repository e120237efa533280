"""Sharing out as well as can be: three integer programmes, each within what the one before achieved (R19).

First as many places as can be, the scarcest role before others, then backups. Then the heaviest load as light as can
be. Then, in one sum whose weights keep the order of `Score`, an even spread, wishes and strengths, who has waited
longest, and variety. The solver is HiGHS, through scipy (Huangfu and Hall 2018); it does the same every time, unless
it runs out of time.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.roles.suggesting.problem import Problem, Solution
from services.roles.suggesting.programme import Programme, programme
from services.roles.suggesting.quickly import quickly
from services.roles.suggesting.scoring import MOST_LIKING, MOST_WAITED, scarcities, score

SECONDS = 2.0
# All objectives are whole numbers: a bound less than one below the value proves it. The rest is for rounding.
PROVES = 0.99


def solve(problem: Problem, seconds: float = SECONDS) -> Solution:
    """The best way to fill the places of `problem`, or the best found within `seconds`."""
    import scipy.optimize  # noqa: F401  (before the clock starts: loading it takes a second the first time)

    begun = time.monotonic()
    run = _Run(problem, programme(problem), begun + seconds)
    if problem.choices:
        run.chosen = quickly(problem)
        _fill(run)
        _lighten(run)
        _share(run)
    return Solution(
        chosen=run.chosen,
        proven=run.proven,
        score=score(problem, run.chosen),
        objective=run.objective,
        bound=run.bound,
        seconds=time.monotonic() - begun,
    )


@dataclass
class _Run:
    """What is known so far: the best choices, and whether every step before was proven."""

    problem: Problem
    programme: Programme
    until: float
    chosen: tuple[int, ...] = ()
    proven: bool = True
    objective: int = 0
    bound: float = 0.0

    def step(self, costs: dict[int, float], value: Callable[[Sequence[int]], int]) -> None:
        """Solves for `costs`, keeps what is found unless it is worse, and notes whether it is proven.

        `value`: the same objective in whole numbers, from the choices alone.
        """
        found = self.programme.solve(costs, self.until - time.monotonic())
        if found.chosen is not None and score(self.problem, found.chosen) <= score(self.problem, self.chosen):
            self.chosen = found.chosen
        self.objective, self.bound = value(self.chosen), found.bound
        self.proven = self.proven and self.objective - self.bound < PROVES


def _fill(run: _Run) -> None:
    """As many places led as can be, among those ways the scarcest roles, among those the most backups.

    Nothing to solve where the quick way fills everything.
    """
    problem, scarcity = run.problem, scarcities(run.problem)
    leads = sum(place.open for place in problem.places if not place.backup)
    one_rank = 1 + sum(place.open for place in problem.places if place.backup)
    one_lead = one_rank * (1 + leads * max(scarcity.values()))
    costs: dict[int, float] = {}
    for column, choice in enumerate(problem.choices):
        place = problem.places[choice.place]
        costs[column] = -1 if place.backup else -(one_lead + one_rank * scarcity[place.role])
    now = score(problem, run.chosen)
    if now.open or now.no_backup:
        run.step(costs, lambda chosen: int(sum(costs[one] for one in chosen)))
    _keep_filled(run, scarcity)


def _keep_filled(run: _Run, scarcity: dict[int, int]) -> None:
    """From here on, nothing that was filled is given up."""
    places = [run.problem.places[choice.place] for choice in run.problem.choices]
    counted = [
        [(column, 0 if place.backup else 1) for column, place in enumerate(places)],
        [(column, 0 if place.backup else scarcity[place.role]) for column, place in enumerate(places)],
        [(column, 1 if place.backup else 0) for column, place in enumerate(places)],
    ]
    for terms in counted:
        worth = dict(terms)
        least = sum(worth[one] for one in run.chosen)
        run.programme.add([term for term in terms if term[1]], least=least, most=float("inf"))


def _lighten(run: _Run) -> None:
    """The heaviest load as light as can be. Nobody's can fall below what they have already."""
    lightest = max(run.problem.load.values(), default=0)
    if score(run.problem, run.chosen).heaviest > lightest:
        run.step({run.programme.heaviest: 1}, lambda chosen: score(run.problem, chosen).heaviest)
    run.programme.heaviest_allowed = score(run.problem, run.chosen).heaviest


def _share(run: _Run) -> None:
    """Spread, liking, waiting and variety in one sum. Each weighs more than all that the later ones can come to."""
    problem, taken = run.problem, len(run.chosen)
    before = score(problem, ()).spread
    waited = 1 + 2 * taken
    liking = waited * (1 + MOST_WAITED * taken)
    spread = liking * (1 + MOST_LIKING * taken)
    costs: dict[int, float] = dict.fromkeys(run.programme.repeats.values(), 1.0)
    for column, choice in enumerate(problem.choices):
        costs[column] = choice.again - liking * choice.liking - waited * choice.waited
    for person, steps in run.programme.steps.items():
        # From n duties to n + 1, the square grows by 2n + 1.
        for more, column in enumerate(steps):
            costs[column] = spread * (2 * (problem.load.get(person, 0) + more) + 1)

    def value(chosen: Sequence[int]) -> int:
        now = score(problem, chosen)
        return (
            spread * (now.spread - before)
            + liking * (now.unlike - MOST_LIKING * len(chosen))
            + waited * (now.unwaited - MOST_WAITED * len(chosen))
            + now.repeats
        )

    run.step(costs, value)
