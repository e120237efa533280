"""Whether a database holds anything yet, beyond what migrations made."""

from sqlalchemy import exists, literal, select, union_all
from sqlmodel import Session

from models import Base
from services.errors import Conflict

# Wordings are texts of the product, not somebody's records.
MADE_BY_MIGRATIONS = frozenset({"consent_wording"})


def refuse_unless_empty(db: Session) -> None:
    """Raises:
    Conflict: there is a row that somebody made.
    """
    tables = [table for table in Base.metadata.sorted_tables if table.name not in MADE_BY_MIGRATIONS]
    filled = union_all(*(select(literal(table.name)).where(exists(select(1).select_from(table))) for table in tables))
    if db.connection().execute(filled).first() is not None:
        raise Conflict(
            "The demo data was not loaded, because this database already holds records and they must not be mixed. "
            "Choose an empty database with COMMON_GROUND_DATABASE_URL, then load it again."
        )
