"""The one way to the database: a transaction that commits whole or not at all, or a read."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, create_engine

from services.conflicts import conflict_of
from services.errors import Conflict
from services.settings import settings
from services.view import end_view, open_view

BUSY = "The system is busy just now and nothing was changed. Please try again in a moment."
STALE = (
    "Someone else changed this while you were looking at it, so yours was not saved. "
    "Look again, then repeat your change."
)

# A page holds one connection while it is drawn, and one more while it writes: enough for 30 at once. Whoever comes
# after them waits, and is told when it takes too long.
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 50, "pool_timeout": 15}
# Of connections to SQLite, never given twice.
_numbers = count()


@contextmanager
def transaction() -> Iterator[Session]:
    """One use case: commits at the end, rolls back on any error.

    Raises:
        Conflict: a constraint, a stale version or a busy database refused it, said in words.
    """
    with Session(_writer(settings().database_url), autoflush=True) as db:
        try:
            yield db
            db.commit()
            end_view()
        except IntegrityError as error:
            raise conflict_of(error) from error
        except StaleDataError as error:
            raise Conflict(STALE) from error
        except (OperationalError, NoConnection) as error:
            raise Conflict(BUSY) from error


def writes(db: Session) -> bool:
    """Whether this is a transaction that may write, and so may hold rows for itself."""
    return bool(db.connection().get_execution_options().get("writes"))


@contextmanager
def reading() -> Iterator[Session]:
    """A read: one consistent view, never committed. Inside `services.view.one_view` it is that view.

    Raises:
        Conflict: so many are reading that it did not get its turn.
    """
    view = open_view()
    try:
        if view is None:
            with _reading() as db:
                yield db
        else:
            view.db = view.db or _reading()
            yield view.db
    except NoConnection as error:
        raise Conflict(BUSY) from error


def _reading() -> Session:
    return Session(_reader(settings().database_url), autoflush=False)


Seen = tuple[object, ...]


def seen(db: Session) -> Seen:
    """What a reading sees, as a key: two readings with the same one see the same data, whoever wrote in between.

    PostgreSQL's snapshot names every transaction that it sees. SQLite counts the changes of others for each
    connection, beside which stand the connection's own.
    """
    connection = db.connection()
    if connection.dialect.name == "postgresql":
        return connection.engine.url, connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one()
    of_others = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    number = connection.info.setdefault("number", next(_numbers))
    return number, of_others, connection.connection.driver_connection.total_changes  # type: ignore[union-attr]


@lru_cache(maxsize=8)
def engine(url: str) -> Engine:
    """The engine for `url`; its connections behave the same on SQLite and PostgreSQL."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(url, pool_pre_ping=True, **POOL)


@lru_cache(maxsize=8)
def _reader(url: str) -> Engine:
    made = engine(url)
    # SQLite reads one view as it is; PostgreSQL would give each statement a newer one.
    return made if made.dialect.name == "sqlite" else made.execution_options(isolation_level="REPEATABLE READ")


@lru_cache(maxsize=8)
def _writer(url: str) -> Engine:
    return engine(url).execution_options(writes=True)


def _sqlite(url: str) -> Engine:
    if (path := make_url(url).database) and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(url, connect_args={"timeout": 15, "check_same_thread": False}, **POOL)

    @event.listens_for(made, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # so that BEGIN is ours to say
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own knows only A to Z: a search for "éloïse" must find Éloïse, as on PostgreSQL.
        connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock first: two that read before they write would silently lose an update.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made
