"""Pages are tested through app.py, signed in through its form, on a fresh database with the standing cast."""

import pytest

from tests.apps import Apps


@pytest.fixture
def apps(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Apps:
    return Apps(monkeypatch)
