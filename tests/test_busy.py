"""More at once than the database has connections for."""

from contextlib import ExitStack

import pytest

from services.database import POOL, engine, reading, transaction
from services.errors import Conflict
from tests.cast import Cast


def test_more_pages_at_once_than_there_are_connections_wait_and_are_told(
    cast: Cast, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Instead of an error that nobody can read."""
    monkeypatch.setattr(engine(database_url).pool, "_timeout", 0.05)
    with ExitStack() as drawn:
        for _ in range(POOL["pool_size"] + POOL["max_overflow"]):
            drawn.enter_context(reading()).connection()
        with pytest.raises(Conflict, match="busy"), reading() as db:
            db.connection()
        with pytest.raises(Conflict, match="busy"), transaction() as db:
            db.connection()
