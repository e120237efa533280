"""The benchmarks' own command line."""

import pytest

from tests.bench.__main__ import BENCHMARKS, main


def test_a_benchmark_that_is_none_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["strat"]) == 2
    said = capsys.readouterr().err
    assert "strat" in said
    assert all(name in said for name in BENCHMARKS)
