"""The benchmarks' own command line, and the one that judges."""

from dataclasses import replace
from pathlib import Path

import pytest

from services.roles.suggesting.scoring import score
from services.roles.suggesting.solving import solve
from tests.bench import engagement, roles
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
    ("long", "few", "many", "failed"),
    [
        (100, 120, 100, 0),  # as quick as nothing at all, and 1.2 times slower among many: just so
        (300, 200, 250, 0),
        (99, 100, 100, 1),
        (300, 121, 100, 1),
    ],
)
def test_the_benchmark_of_engagement_fails_when_the_page_does_not_keep_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], long: int, few: int, many: int, failed: int
) -> None:
    """Beside an empty page of 100 reruns a second: ten years of one group, two years of it, and it among 1,000."""
    rates = {(2, 10): long, (2, 2): few, (1000, 2): many}
    monkeypatch.setattr(engagement, "stock", lambda _: None)
    monkeypatch.setattr(engagement, "rate_of", lambda _: (100.0, None))
    monkeypatch.setattr(engagement, "_engagement", lambda _, name, groups, years: float(rates[groups, years]))
    assert engagement.measure(Path()) == failed
    assert f"10 years of one group: {long:.1f} reruns/s ({long / 100:.2f} × stock)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("loads", "expected"), [([1, 1, 1], 0.0), ([0, 0, 4], 2 / 3), ([0, 0], 0.0), ([1, 2, 3, 4], 0.25)]
)
def test_gini(loads: list[int], expected: float) -> None:
    assert roles.gini(loads) == pytest.approx(expected)
