"""The suggestions as an integer programme: columns, rows, and one call of the solver.

Columns are one 0/1 for each choice, then for each person a row of steps that fill up with their duties, then one
for each repeated role, and last the heaviest load.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from services.roles.suggesting.problem import Choice, Place, Problem


@dataclass(frozen=True)
class Answer:
    """What the solver says of one objective: the choices taken, None when it found nothing in its time."""

    chosen: tuple[int, ...] | None
    bound: float


@dataclass
class Programme:
    """Rows are added as sums of columns between two bounds."""

    problem: Problem
    steps: dict[int, range] = field(default_factory=dict)  # person: their columns
    repeats: dict[tuple[int, int], int] = field(default_factory=dict)  # (person, role): column
    columns: int = 0
    heaviest: int = 0
    heaviest_allowed: float = float("inf")
    _row: list[int] = field(default_factory=list)
    _column: list[int] = field(default_factory=list)
    _value: list[float] = field(default_factory=list)
    _least: list[float] = field(default_factory=list)
    _most: list[float] = field(default_factory=list)

    def add(self, terms: Iterable[tuple[int, float]], *, least: float = -float("inf"), most: float) -> None:
        """One row: `least` <= sum of value x column <= `most`."""
        for column, value in terms:
            self._row.append(len(self._most))
            self._column.append(column)
            self._value.append(value)
        self._least.append(least)
        self._most.append(most)

    def solve(self, costs: dict[int, float], seconds: float) -> Answer:
        """The least sum of cost x column, found within `seconds`."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_matrix

        choices = len(self.problem.choices)
        objective = np.zeros(self.columns)
        objective[list(costs)] = list(costs.values())
        whole = np.zeros(self.columns)
        whole[:choices] = whole[self.heaviest] = 1
        most = np.full(self.columns, np.inf)
        most[:choices] = 1
        for columns in self.steps.values():
            most[columns.start : columns.stop] = 1
        most[self.heaviest] = self.heaviest_allowed
        least = np.zeros(self.columns)
        # Nobody's load falls below what they have, not even that of those who cannot be asked.
        least[self.heaviest] = max(self.problem.load.values(), default=0)
        rows = coo_matrix((self._value, (self._row, self._column)), shape=(len(self._most), self.columns)).tocsr()
        found = milp(
            objective,
            constraints=LinearConstraint(rows, self._least, self._most),
            integrality=whole,
            bounds=Bounds(least, most),
            options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
        )
        if found.x is None:
            return Answer(None, -float("inf"))
        chosen = tuple(int(at) for at in np.flatnonzero(found.x[:choices] > 0.5))
        return Answer(chosen, float(found.mip_dual_bound if found.mip_dual_bound is not None else -np.inf))


def programme(problem: Problem) -> Programme:
    """Every hard rule of R19 as a row, and the columns that loads and repeats are read from."""
    made = Programme(problem, columns=len(problem.choices))
    _rooms(made)
    _standing_by(made)
    _learning(made)
    _loads(made)
    _repeats(made)
    return made


def _rooms(made: Programme) -> None:
    """No place twice, nobody beyond what they asked for, and nobody as their own backup."""
    problem = made.problem
    for at, columns in _grouped(problem, lambda choice, _: choice.place).items():
        made.add(_each(columns), most=problem.places[at].open)
    of_person = _grouped(problem, lambda choice, place: (choice.person, place.meeting))
    for limit in problem.limits:
        columns = [one for meeting in sorted(limit.meetings) for one in of_person.get((limit.person, meeting), ())]
        if len(columns) > limit.most:
            made.add(_each(columns), most=limit.most)
    for columns in _grouped(problem, lambda choice, place: (choice.person, place.meeting, place.role)).values():
        if len(columns) > 1:
            made.add(_each(columns), most=1)


def _standing_by(made: Programme) -> None:
    """A backup only where somebody leads."""
    leading = _grouped(made.problem, lambda _, place: None if place.backup else (place.meeting, place.role))
    backing = _grouped(made.problem, lambda _, place: (place.meeting, place.role) if place.backup else None)
    for key, columns in backing.items():
        if key not in made.problem.led:
            made.add([*_each(columns), *_each(leading.get(key, ()), -1)], most=0)


def _learning(made: Programme) -> None:
    """Whoever learns a role leads it only beside somebody who is ready to."""
    choices, places = made.problem.choices, made.problem.places
    for key, columns in _grouped(made.problem, lambda _, place: (place.meeting, place.role)).items():
        learning = [one for one in columns if choices[one].learns and not places[choices[one].place].backup]
        ready = [one for one in columns if choices[one].ready]
        if key in made.problem.paired or not learning:
            continue
        if all(places[choices[one].place].open == 1 for one in learning):
            # One place: who is ready can only stand by. One row for all of them leaves the solver less to try.
            backing = [one for one in ready if places[choices[one].place].backup]
            made.add([*_each(learning), *_each(backing, -1)], most=0)
            continue
        for one in learning:
            made.add([(one, 1), *_each(ready, -1)], most=0)


def _loads(made: Programme) -> None:
    """For each person steps that add up to their new duties, and the heaviest load above everybody's."""
    most = _most_new(made.problem)
    of_person = _grouped(made.problem, lambda choice, _: choice.person)
    for person, columns in of_person.items():
        made.steps[person] = range(made.columns, made.columns + min(most.get(person, len(columns)), len(columns)))
        made.columns = made.steps[person].stop
        made.add([*_each(columns), *_each(made.steps[person], -1)], least=0, most=0)
    made.heaviest, made.columns = made.columns, made.columns + 1
    for person, steps in made.steps.items():
        made.add([(made.heaviest, -1), *_each(steps)], most=-made.problem.load.get(person, 0))


def _repeats(made: Programme) -> None:
    """How often beyond the first time somebody gets the same role."""
    of_role = _grouped(made.problem, lambda choice, place: (choice.person, place.role))
    for key, columns in of_role.items():
        if len(columns) > 1:
            made.repeats[key], made.columns = made.columns, made.columns + 1
            made.add([*_each(columns), (made.repeats[key], -1)], most=1)


def _most_new(problem: Problem) -> dict[int, int]:
    """How many new duties each person could have at all, by their caps at single group sessions."""
    most: dict[int, int] = defaultdict(int)
    for limit in problem.limits:
        if len(limit.meetings) == 1:
            most[limit.person] += limit.most
    return most


Key = TypeVar("Key")


def _grouped(problem: Problem, key: Callable[[Choice, Place], Key | None]) -> dict[Key, list[int]]:
    """Columns of choices by key, in order; those without a key in none."""
    found: dict[Key, list[int]] = {}
    for column, choice in enumerate(problem.choices):
        of = key(choice, problem.places[choice.place])
        if of is not None:
            found.setdefault(of, []).append(column)
    return found


def _each(columns: Iterable[int], value: int = 1) -> list[tuple[int, float]]:
    return [(column, value) for column in columns]
