"""A first sharing out in no time, one place after another: what there is when the solver finds nothing in its time."""

from collections import Counter, defaultdict

from services.roles.suggesting.problem import Choice, Limit, Problem
from services.roles.suggesting.scoring import scarcities


def quickly(problem: Problem) -> tuple[int, ...]:
    """Scarce roles first and backups last, each place to whoever has least to do and would like it most.

    Keeps every hard rule of R19.
    """
    made, scarcity = _Made(problem), scarcities(problem)
    of_place: dict[int, list[int]] = defaultdict(list)
    for at, choice in enumerate(problem.choices):
        of_place[choice.place].append(at)
    order = sorted(of_place, key=lambda at: (problem.places[at].backup, -scarcity[problem.places[at].role], at))
    # Twice: a learner fits once somebody ready stands by.
    for place in (*order, *order):
        for _ in range(problem.places[place].open):
            fitting = [at for at in of_place[place] if made.fits(problem.choices[at])]
            if fitting:
                made.take(min(fitting, key=made.order))
    return tuple(sorted(made.chosen))


class _Made:
    """What is shared out so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.chosen: list[int] = []
        self.load = Counter(problem.load)
        self.filled: Counter[int] = Counter()
        self.there: set[tuple[int, int, int]] = set()  # person, group session, role
        self.led, self.paired = set(problem.led), set(problem.paired)
        self.used: Counter[Limit] = Counter()
        self.limits: dict[tuple[int, int], list[Limit]] = defaultdict(list)
        for limit in problem.limits:
            for meeting in limit.meetings:
                self.limits[limit.person, meeting].append(limit)

    def fits(self, choice: Choice) -> bool:
        place = self.problem.places[choice.place]
        key = (place.meeting, place.role)
        return (
            self.filled[choice.place] < place.open
            and (choice.person, *key) not in self.there
            and (not place.backup or key in self.led)
            and (place.backup or not choice.learns or key in self.paired)
            and all(self.used[limit] < limit.most for limit in self.limits[choice.person, place.meeting])
        )

    def order(self, at: int) -> tuple[int, ...]:
        choice = self.problem.choices[at]
        return self.load[choice.person], -choice.liking, -choice.waited, choice.again, at

    def take(self, at: int) -> None:
        choice = self.problem.choices[at]
        place = self.problem.places[choice.place]
        self.chosen.append(at)
        self.filled[choice.place] += 1
        self.load[choice.person] += 1
        self.there.add((choice.person, place.meeting, place.role))
        if not place.backup:
            self.led.add((place.meeting, place.role))
        if choice.ready:
            self.paired.add((place.meeting, place.role))
        self.used.update(self.limits[choice.person, place.meeting])
