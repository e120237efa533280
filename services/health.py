"""Whether the database is there and of the shape that this code needs."""

from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from models import Account
from services import migrations
from services.database import engine, reading
from services.settings import settings

HOW = 'Run "python3 run.py migrate".'


def problem_with_database() -> str:
    """What is wrong with the database and what to do, or nothing. Makes and changes nothing.

    Raises:
        sqlalchemy.exc.DBAPIError: it cannot be reached.
        sqlalchemy.exc.ArgumentError: its address is none.
        DatabaseNewer: it was written by a newer version.
    """
    url = make_url(settings().database_url)
    # Connecting to a SQLite file that is not there would make it.
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return f"There is no database at {url.database} yet. {HOW}"
    found = migrations.revision(engine(settings().database_url))
    if found is None:
        return f"The database is empty. {HOW}"
    if not migrations.is_known(found):
        raise migrations.DatabaseNewer(found)
    if found != migrations.head():
        return f"The database is older than this version of Common Ground (at {found}). {HOW}"
    return ""


def database_answers() -> bool:
    """Whether the database can be read just now."""
    try:
        with reading() as db:
            db.connection().execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True


def nobody_yet() -> bool:
    """Whether there is no account at all, as in a database that was just made."""
    with reading() as db:
        return db.exec(select(Account.id).limit(1)).first() is None
