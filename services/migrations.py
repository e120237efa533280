"""Bringing a database to the shape that this code expects, and refusing one that is newer."""

from functools import lru_cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from services.database import engine
from services.settings import ROOT, settings


class DatabaseNewer(Exception):
    """The database was written by a newer version of Common Ground."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is newer than this version of Common Ground (it is at {revision}). "
            "Nothing was changed. Install the newer version, or restore a backup made with this one."
        )


def migrate(url: str | None = None, to: str = "head") -> bool:
    """Upgrades (or with an older `to`, downgrades) the database; a fresh one is made. Safe to run twice at once.

    Returns:
        Whether anything was done.

    Raises:
        DatabaseNewer: its revision is unknown here.
    """
    target = engine(url or settings().database_url)
    if to == "head" and revision(target) == head():
        return False
    with target.connect() as connection:
        _hold(connection)
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and not is_known(current):
            raise DatabaseNewer(current)
        wanted = head() if to == "head" else to
        if current != wanted:
            _run(connection, wanted, down=_order(wanted) < _order(current))
        connection.commit()
    return current != wanted


def revision(target: Engine) -> str | None:
    """The database's revision, or None when it has none yet."""
    with target.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision that this code is written for."""
    found = _scripts().get_current_head()
    assert found is not None  # noqa: S101 - there is always 0001
    return found


def is_known(revision: str) -> bool:
    """Whether this code knows a revision; a newer version's it does not."""
    return revision in _known()


def _run(connection: Connection, to: str, *, down: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "models" / "migrations"))
    config.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(config, to)
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise RuntimeError(f"The migration left a row of {broken[0]} without what it refers to.")


def _hold(connection: Connection) -> None:
    """One migration at a time; rows of rebuilt tables keep what refers to them."""
    if connection.dialect.name == "sqlite":
        connection.commit()
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - a live connection
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA busy_timeout=60000")
        connection.execution_options(writes=True)
        connection.begin()
        connection.detach()  # so that no other user of the pool gets it with its keys off
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(731946)"))


@lru_cache(maxsize=1)
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(ROOT / "models" / "migrations"))


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    return tuple(script.revision for script in reversed(list(_scripts().walk_revisions())))


def _order(name: str | None) -> int:
    return _known().index(name) if name in _known() else -1
