"""A baseline for sharing out roles: as a coordinator with a list would, one place after another.

The scarcest role first, each place to whoever has waited longest since they last served; the same hard rules.
"""

from services.roles.suggesting.problem import Choice, Place, Problem


def greedy(problem: Problem) -> tuple[int, ...]:
    """Which choices are taken. A learner is asked only where somebody ready has a place already."""
    chosen: list[int] = []
    for at in sorted(range(len(problem.places)), key=lambda at: _order(problem, at)):
        for _ in range(problem.places[at].open):
            fitting = [one for one in range(len(problem.choices)) if _fits(problem, chosen, one, at)]
            if fitting:
                chosen.append(min(fitting, key=lambda one: _waited(problem, chosen, one)))
    return tuple(sorted(chosen))


def _order(problem: Problem, at: int) -> tuple[bool, int, int]:
    """Leaders before backups; the role that fewest could lead first; then the soonest."""
    place = problem.places[at]
    could = {
        choice.person
        for choice in problem.choices
        if problem.places[choice.place].role == place.role and not problem.places[choice.place].backup
    }
    return place.backup, len(could), place.meeting


def _waited(problem: Problem, chosen: list[int], one: int) -> tuple[int, int, int]:
    """Whoever was given something just now has waited least; then whoever had something lately."""
    choice = problem.choices[one]
    theirs = (other for other in (problem.choices[taken] for taken in chosen) if other.person == choice.person)
    latest = max((problem.places[other.place].meeting + 1 for other in theirs), default=0)
    return latest, -choice.waited, one


def _fits(problem: Problem, chosen: list[int], one: int, at: int) -> bool:
    choice = problem.choices[one]
    if choice.place != at:
        return False
    place, taken = problem.places[at], [problem.choices[number] for number in chosen]
    here = [other for other in taken if _same(problem.places[other.place], place)]
    key = (place.meeting, place.role)
    return (
        all(other.person != choice.person for other in here)
        and (not place.backup or key in problem.led or any(not problem.places[other.place].backup for other in here))
        and (place.backup or not choice.learns or key in problem.paired or any(other.ready for other in here))
        and _within_caps(problem, taken, choice, place)
    )


def _same(one: Place, other: Place) -> bool:
    return (one.meeting, one.role) == (other.meeting, other.role)


def _within_caps(problem: Problem, taken: list[Choice], choice: Choice, place: Place) -> bool:
    days = [problem.places[other.place].meeting for other in taken if other.person == choice.person]
    return all(
        sum(day in limit.meetings for day in days) < limit.most
        for limit in problem.limits
        if limit.person == choice.person and place.meeting in limit.meetings
    )
