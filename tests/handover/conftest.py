"""Passwords hashed with the least work."""

import pytest

from services.security import passwords


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
