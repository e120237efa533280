"""The benchmarks' own command line, and the one that judges."""

from dataclasses import replace
from pathlib import Path

import pytest

from services.roles.suggesting.scoring import score
from services.roles.suggesting.solving import solve
from tests.bench import roles
from tests.bench.__main__ import BENCHMARKS, main
from tests.roles.suggesting.groups import a_group


def test_a_benchmark_that_is_none_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["strat"]) == 2
    said = capsys.readouterr().err
    assert "strat" in said
    assert all(name in said for name in BENCHMARKS)


def test_the_benchmark_of_roles_compares_with_a_baseline_that_keeps_the_same_rules(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert roles.measure(Path(), [a_group(seed, people=8, roles=2, meetings=3) for seed in range(2)]) == 0
    said = capsys.readouterr().out
    assert "seed  1: proven" in said
    assert "Proven within 2 s: 2 of 2" in said
    assert "Worse than the baseline: 0" in said


def test_the_benchmark_of_roles_fails_when_ours_is_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = a_group(0, people=8, roles=2, meetings=3)
    nothing = solve(replace(problem, choices=()))
    monkeypatch.setattr(roles, "solve", lambda _: replace(nothing, score=score(problem, ())))
    assert roles.measure(Path(), [problem]) == 1


@pytest.mark.parametrize(
    ("loads", "expected"), [([1, 1, 1], 0.0), ([0, 0, 4], 2 / 3), ([0, 0], 0.0), ([1, 2, 3, 4], 0.25)]
)
def test_gini(loads: list[int], expected: float) -> None:
    assert roles.gini(loads) == pytest.approx(expected)
