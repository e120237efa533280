"""Measurements, printed and never judged: python3 run.py bench [name]."""

import sys
import tempfile
from pathlib import Path
from types import ModuleType

from tests.bench import reruns, start

BENCHMARKS: dict[str, ModuleType] = {"start": start, "reruns": reruns}


def main(names: list[str]) -> int:
    """Runs the benchmarks named, or all of them, each in a folder of its own."""
    if unknown := [name for name in names if name not in BENCHMARKS]:
        sys.stderr.write(f"There is no benchmark {unknown[0]}. There are: {', '.join(BENCHMARKS)}.\n")
        return 2
    for name in names or BENCHMARKS:
        print(f"\n{name}: {BENCHMARKS[name].__doc__}", flush=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            BENCHMARKS[name].measure(Path(folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
