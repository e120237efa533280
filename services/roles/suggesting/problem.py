"""What the suggestions decide, as plain numbers: who could take which place, and what limits them.

No row, no clock and no database in here, so that the same problem always has the same answer.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Places of one role at one group session that stand open: `open` to lead, or one to stand by."""

    meeting: int
    role: int
    backup: bool
    open: int = 1


@dataclass(frozen=True)
class Choice:
    """One person who may take one place.

    Attributes:
        place: where in `Problem.places`.
        liking: 0 to 4, how much it draws on wishes and strengths.
        waited: 0 to 3, how long since they last had a duty.
        again: whether this was the role they had last.
        learns: they may lead it only beside somebody who is ready to.
        ready: they are ready to lead it.
    """

    person: int
    place: int
    liking: int = 0
    waited: int = 0
    again: bool = False
    learns: bool = False
    ready: bool = False


@dataclass(frozen=True)
class Limit:
    """At most `most` new duties for one person at these group sessions together."""

    person: int
    meetings: frozenset[int]
    most: int


@dataclass(frozen=True)
class Problem:
    """Open places and who could take them.

    Attributes:
        load: how many duties each person has had lately or has ahead, standing by included.
        led: (group session, role) where somebody leads already, so that a backup has somebody to stand by.
        paired: (group session, role) where somebody who is ready to lead has a place already.
    """

    places: tuple[Place, ...]
    choices: tuple[Choice, ...]
    limits: tuple[Limit, ...]
    load: dict[int, int]
    led: frozenset[tuple[int, int]] = frozenset()
    paired: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, order=True)
class Score:
    """How good a sharing out is. Less is better, and an earlier number outweighs all later ones (R19).

    Attributes:
        open: places to lead that stay open.
        scarce: the same, counted by how few could take the role: leaving a scarcer one open costs more.
        no_backup: backups that are missing.
        heaviest: the most duties that anybody has.
        spread: the sum of everybody's duties squared, over those who could be asked: least when all have the same.
        unlike: wishes and strengths passed over, against the best for every place taken.
        unwaited: the same for how long people have waited.
        repeats: people in a role that they had last, or that they have more than once.
    """

    open: int
    scarce: int
    no_backup: int
    heaviest: int
    spread: int
    unlike: int
    unwaited: int
    repeats: int


@dataclass(frozen=True)
class Solution:
    """Which choices are taken.

    Attributes:
        chosen: where in `Problem.choices`, ascending.
        proven: no other way has a better score; else it is the best found in the time there was.
        objective, bound: of the last step's integer programme, for benchmarks: equal when proven.
        seconds: how long it took.
    """

    chosen: tuple[int, ...]
    proven: bool
    score: Score
    objective: int
    bound: float
    seconds: float
