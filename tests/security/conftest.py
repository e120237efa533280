"""Passwords hashed with the least work, so that tests of signing in are quick."""

import pytest

from services.security import passwords
from tests.cast import Cast, assemble

PASSWORD = passwords.DEMO_PASSWORD


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def stage(database_url: str) -> Cast:
    """The standing cast, each with the demo's password."""
    return assemble(passwords.hash_password(PASSWORD))
