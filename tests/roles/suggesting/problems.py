"""Any small problem at all, for hypothesis."""

from hypothesis import strategies as some

from services.roles.suggesting.problem import Choice, Limit, Place, Problem


@some.composite
def problems(draw: some.DrawFn, people: int = 4, meetings: int = 2, roles: int = 2, choices: int = 10) -> Problem:
    """At most so many people, group sessions, roles and choices; everybody has a cap at each session and over all."""
    who = range(draw(some.integers(1, people)))
    when = range(draw(some.integers(1, meetings)))
    wheres = [(at, what, backup) for at in when for what in range(roles) for backup in (False, True)]
    kept = draw(some.lists(some.sampled_from(wheres), min_size=1, max_size=4, unique=True))
    places = tuple(
        Place(at, what, backup, 1 if backup else draw(some.integers(1, 2))) for at, what, backup in sorted(kept)
    )
    pairs = [(person, place) for person in who for place in range(len(places))]
    able = sorted(draw(some.lists(some.sampled_from(pairs), max_size=choices, unique=True)))
    limits = [Limit(person, frozenset({at}), draw(some.integers(0, 2))) for person in who for at in when]
    limits += [Limit(person, frozenset(when), draw(some.integers(0, 2))) for person in who]
    keys = [(at, what) for at in when for what in range(roles)]
    return Problem(
        places=places,
        choices=tuple(_choice(draw, person, place, places[place].backup) for person, place in able),
        limits=tuple(limits),
        load={person: draw(some.integers(0, 4)) for person in range(len(who) + draw(some.integers(0, 1)))},
        led=frozenset(draw(some.sets(some.sampled_from(keys), max_size=2))),
        paired=frozenset(draw(some.sets(some.sampled_from(keys), max_size=1))),
    )


def _choice(draw: some.DrawFn, person: int, place: int, backup: bool) -> Choice:
    growth = draw(some.sampled_from(["neither", "learns", "ready"]))
    return Choice(
        person=person,
        place=place,
        liking=draw(some.integers(0, 4)),
        waited=draw(some.integers(0, 3)),
        again=draw(some.booleans()),
        learns=growth == "learns" and not backup,
        ready=growth == "ready",
    )
