"""The hard rules of R19 for a plain problem, said a second time without any programme, and every way to keep them."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations

from services.roles.suggesting.problem import Choice, Problem


def broken(problem: Problem, chosen: Collection[int]) -> list[str]:
    """Which hard rules a sharing out breaks, in words; empty when it may be suggested."""
    taken = [problem.choices[at] for at in chosen]
    return [
        *_too_many(problem, taken),
        *_beyond_a_cap(problem, taken),
        *_stands_by_themselves(problem, taken),
        *_stands_by_for_nobody(problem, taken),
        *_learns_alone(problem, taken),
    ]


def every_way(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every set of choices that breaks no rule."""
    columns = range(len(problem.choices))
    for many in range(len(problem.choices) + 1):
        for chosen in combinations(columns, many):
            if not broken(problem, chosen):
                yield chosen


def _too_many(problem: Problem, taken: list[Choice]) -> Iterator[str]:
    for place, many in Counter(choice.place for choice in taken).items():
        if many > problem.places[place].open:
            yield f"{many} people in place {place}"


def _beyond_a_cap(problem: Problem, taken: list[Choice]) -> Iterator[str]:
    for limit in problem.limits:
        theirs = [one for one in taken if one.person == limit.person]
        if sum(problem.places[one.place].meeting in limit.meetings for one in theirs) > limit.most:
            yield f"person {limit.person} has more than {limit.most} at {sorted(limit.meetings)}"


def _stands_by_themselves(problem: Problem, taken: list[Choice]) -> Iterator[str]:
    held = Counter((one.person, *_where(problem, one)) for one in taken)
    yield from (f"{one} twice" for one, many in held.items() if many > 1)


def _stands_by_for_nobody(problem: Problem, taken: list[Choice]) -> Iterator[str]:
    led = {_where(problem, one) for one in taken if not problem.places[one.place].backup} | problem.led
    for one in taken:
        if problem.places[one.place].backup and _where(problem, one) not in led:
            yield f"person {one.person} stands by for nobody"


def _learns_alone(problem: Problem, taken: list[Choice]) -> Iterator[str]:
    teaching = {_where(problem, one) for one in taken if one.ready} | problem.paired
    for one in taken:
        if one.learns and not problem.places[one.place].backup and _where(problem, one) not in teaching:
            yield f"person {one.person} learns alone"


def _where(problem: Problem, choice: Choice) -> tuple[int, int]:
    place = problem.places[choice.place]
    return place.meeting, place.role
