"""Sharing out roles: 24 people, 6 roles, 13 group sessions, a fifth of them away; beside a greedy baseline."""

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from statistics import mean, median

from services.roles.suggesting.problem import Problem, Score, Solution
from services.roles.suggesting.scoring import score
from services.roles.suggesting.solving import SECONDS, solve
from tests.bench.greedy import greedy
from tests.roles.suggesting.groups import a_group
from tests.roles.suggesting.rules import broken

SEEDS = 20
# The median proven within the time there is: more than half of the seeds.
PROVEN = 11


def measure(_: Path, cases: Sequence[Problem] = ()) -> int:
    """Prints one line a seed, then the medians of ours and of the baseline's.

    Returns 1 if ours is ever worse or breaks a rule, or if too few are proven in time; else 0.
    """
    problems = cases or [a_group(seed) for seed in range(SEEDS)]
    found = [solve(problem) for problem in problems]
    plain = [greedy(problem) for problem in problems]
    for seed, (problem, ours, theirs) in enumerate(zip(problems, found, plain, strict=True)):
        print(_line(seed, ours, score(problem, theirs)), flush=True)
    seconds = [ours.seconds for ours in found]
    in_time = sum(ours.proven and ours.seconds <= SECONDS for ours in found)
    print(f"Proven within {SECONDS:g} s: {in_time} of {len(found)}.", end=" ")
    print(f"Median {median(seconds):.2f} s, most {max(seconds):.2f} s.")
    _compare(problems, [ours.chosen for ours in found], plain)
    return _judged(problems, found, plain, in_time)


def _line(seed: int, ours: Solution, theirs: Score) -> str:
    proven = "proven" if ours.proven else "not proven"
    worse = "WORSE than the baseline" if theirs < ours.score else "same" if theirs == ours.score else "better"
    return (
        f"seed {seed:2}: {proven}, objective {ours.objective}, bound {ours.bound:.1f}, {ours.seconds:.2f} s, {worse}; "
        f"open {ours.score.open} ({theirs.open}), no backup {ours.score.no_backup} ({theirs.no_backup}), "
        f"spread {ours.score.spread} ({theirs.spread})"
    )


def _compare(problems: Sequence[Problem], ours: Sequence[Collection[int]], theirs: Sequence[Collection[int]]) -> None:
    """Medians over the seeds, of ours and of the baseline's."""
    measures = {
        "places left open": lambda problem, chosen: score(problem, chosen).open,
        "backups missing": lambda problem, chosen: score(problem, chosen).no_backup,
        "heaviest load, with what they had": lambda problem, chosen: score(problem, chosen).heaviest,
        "heaviest load of new duties": lambda problem, chosen: max(_new(problem, chosen).values(), default=0),
        "Gini of loads": lambda problem, chosen: gini([*_loads(problem, chosen).values()]),
        "mean liking of filled places, 0 to 4": lambda problem, chosen: _liking(problem, chosen),
    }
    print(f"{'median over the seeds':40}{'ours':>8}{'greedy':>8}")
    for name, measured in measures.items():
        pair = [median(measured(*each) for each in zip(problems, way, strict=True)) for way in (ours, theirs)]
        print(f"{name:40}{pair[0]:8.2f}{pair[1]:8.2f}")


def _judged(
    problems: Sequence[Problem], found: Sequence[Solution], plain: Sequence[Collection[int]], in_time: int
) -> int:
    worse = sum(
        score(problem, theirs) < ours.score for problem, ours, theirs in zip(problems, found, plain, strict=True)
    )
    wrong = sum(bool(broken(problem, ours.chosen)) for problem, ours in zip(problems, found, strict=True))
    for problem, theirs in zip(problems, plain, strict=True):
        assert not broken(problem, theirs), "the baseline must keep the same rules"
    print(f"Worse than the baseline: {worse}. Breaking a rule: {wrong}.")
    return int(worse > 0 or wrong > 0 or in_time * SEEDS < PROVEN * len(found))


def _new(problem: Problem, chosen: Collection[int]) -> Counter[int]:
    return Counter(problem.choices[at].person for at in chosen)


def _loads(problem: Problem, chosen: Collection[int]) -> Counter[int]:
    loads = Counter(problem.load)
    loads.update(_new(problem, chosen))
    return loads


def _liking(problem: Problem, chosen: Collection[int]) -> float:
    return mean([problem.choices[at].liking for at in chosen] or [0])


def gini(loads: Sequence[int]) -> float:
    """How unevenly loads are spread: 0 when all have the same, near 1 when one has all (Gini 1912)."""
    if not sum(loads):
        return 0.0
    ranked = sum(rank * load for rank, load in enumerate(sorted(loads), 1))
    return 2 * ranked / (len(loads) * sum(loads)) - (len(loads) + 1) / len(loads)
