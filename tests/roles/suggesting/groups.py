"""Invented groups as plain problems: people who are away, would rather not, learn, like and have waited."""

from random import Random

from services.roles.suggesting.problem import Choice, Limit, Place, Problem

FORTNIGHTS_IN_SIX_WEEKS = 3


def a_group(
    seed: int, people: int = 24, roles: int = 6, meetings: int = 13, *, absent: float = 0.2, load: int = 5
) -> Problem:
    """A group with fortnightly meetings, the same for the same seed.

    Half of the roles need a backup. Everybody's caps are the usual ones: one duty a meeting, two in six weeks.
    """
    random = Random(seed)
    backed = [number % 2 == 0 for number in range(roles)]
    places = [
        Place(m, r, backup) for m in range(meetings) for r in range(roles) for backup in (False, True)[: 1 + backed[r]]
    ]
    away = {(p, m) for p in range(people) for m in range(meetings) if random.random() < absent}
    never = {(p, r) for p in range(people) for r in range(roles) if random.random() < 0.25}
    said = {
        (p, r): (random.choice((0, 0, 0, 1, 1, 2, 3, 4)), random.random()) for p in range(people) for r in range(roles)
    }
    waited = [random.randrange(4) for _ in range(people)]
    last = [random.randrange(roles) for _ in range(people)]
    choices = [
        Choice(
            person=p,
            place=at,
            liking=said[p, place.role][0],
            waited=waited[p],
            again=last[p] == place.role,
            learns=backed[place.role] and said[p, place.role][1] > 0.5,
            ready=said[p, place.role][1] < 0.25,
        )
        for at, place in enumerate(places)
        for p in range(people)
        if (p, place.meeting) not in away and (p, place.role) not in never
    ]
    limits = [Limit(p, frozenset({m}), 1) for p in range(people) for m in range(meetings)]
    windows = range(max(1, meetings - FORTNIGHTS_IN_SIX_WEEKS + 1))
    limits += [
        Limit(p, frozenset(range(w, min(w + FORTNIGHTS_IN_SIX_WEEKS, meetings))), 2)
        for p in range(people)
        for w in windows
    ]
    loads = {p: random.randrange(load) for p in range(people)}
    loads |= {0: 2 * load, 1: 2 * load - 1}  # two coordinators who have carried most so far
    return Problem(tuple(places), tuple(choices), tuple(limits), loads)
