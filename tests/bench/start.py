"""How long a second start takes, next to Streamlit alone (budget: under 2 s more)."""

from pathlib import Path
from statistics import median

from tests.bench.serving import Program, ours, serving, stock

TIMES = 5


def measure(folder: Path) -> None:
    """Prints the median seconds from the start of the process to its first healthy answer, for both."""
    programs = stock(folder / "stock"), ours(f"sqlite:///{folder / 'start.db'}")
    with serving(programs[1]) as (_, first):
        print(f"{programs[1].name}, first start with the demo's data: {first:.2f} s")
    taken: dict[str, list[float]] = {program.name: [] for program in programs}
    for _ in range(TIMES):
        # In turns, so that a busy moment of the machine falls on both.
        for program in programs:
            taken[program.name].append(_once(program))
    middle = [median(seconds) for seconds in taken.values()]
    for name, seconds in taken.items():
        print(f"{name}: {median(seconds):.2f} s (median of {TIMES}; {min(seconds):.2f} to {max(seconds):.2f})")
    print(f"Difference: {middle[1] - middle[0]:.2f} s")


def _once(program: Program) -> float:
    with serving(program) as (_, seconds):
        return seconds
