"""Measurements, printed; judged only where a benchmark says how: python3 run.py bench [name]."""

import sys
import tempfile
from pathlib import Path
from types import ModuleType

from tests.bench import engagement, reruns, roles, start

BENCHMARKS: dict[str, ModuleType] = {"start": start, "reruns": reruns, "roles": roles, "engagement": engagement}


def main(names: list[str]) -> int:
    """Runs the benchmarks named, or all of them, each in a folder of its own. Returns 1 if one that is judged fails."""
    if unknown := [name for name in names if name not in BENCHMARKS]:
        sys.stderr.write(f"There is no benchmark {unknown[0]}. There are: {', '.join(BENCHMARKS)}.\n")
        return 2
    failed = 0
    for name in names or BENCHMARKS:
        print(f"\n{name}: {BENCHMARKS[name].__doc__}", flush=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            failed |= BENCHMARKS[name].measure(Path(folder)) or 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
