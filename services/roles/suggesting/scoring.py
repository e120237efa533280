"""The score of a sharing out, counted from its choices alone, in whole numbers."""

from collections import Counter
from collections.abc import Collection

from services.roles.suggesting.problem import Problem, Score

MOST_LIKING, MOST_WAITED = 4, 3


def score(problem: Problem, chosen: Collection[int]) -> Score:
    """How good it is to take `chosen`, which are places in `problem.choices`."""
    taken = [problem.choices[at] for at in chosen]
    filled = Counter(choice.place for choice in taken)
    scarcity = scarcities(problem)
    still_open = [(place, place.open - filled[at]) for at, place in enumerate(problem.places)]
    load = Counter(problem.load)
    load.update(choice.person for choice in taken)
    roles = Counter((choice.person, problem.places[choice.place].role) for choice in taken)
    return Score(
        open=sum(left for place, left in still_open if not place.backup),
        scarce=sum(left * scarcity[place.role] for place, left in still_open if not place.backup),
        no_backup=sum(left for place, left in still_open if place.backup),
        heaviest=max(load.values(), default=0),
        spread=sum(many * many for many in load.values()),
        unlike=sum(MOST_LIKING - choice.liking for choice in taken),
        unwaited=sum(MOST_WAITED - choice.waited for choice in taken),
        repeats=sum(choice.again for choice in taken) + sum(times - 1 for times in roles.values()),
    )


def scarcities(problem: Problem) -> dict[int, int]:
    """Each role's rank by how few could lead it: 0 for the easiest to fill."""
    could = Counter({place.role: 0 for place in problem.places})
    could.update(problem.places[one.place].role for one in problem.choices if not problem.places[one.place].backup)
    return {role: rank for rank, role in enumerate(sorted(could, key=lambda role: (-could[role], role)))}
