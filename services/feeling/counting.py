"""Counting one more answer, in one statement: two at the same moment are both counted. For this folder alone."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from models import Face, Feeling
from services.feeling.standing import MOST

_KEPT: dict[str, Any] = {"renewed": 0, "shown": False, **dict.fromkeys(Face, 0)}


def add_answer(db: Session, group_session_id: int, face: Face) -> bool:
    """Counts an answer unless it has ended for good, or there are `MOST` already; says whether it did."""
    takes = col(Feeling.shown).is_(False) & (sum(_column(each) for each in Face) < MOST)
    return _upsert(db, group_session_id, {face: 1}, {face: _column(face) + 1}, takes)


def add_renewal(db: Session, group_session_id: int, renewed: int) -> bool:
    """Makes the code anew unless that was done since it had been renewed `renewed` times; says whether it did."""
    unchanged = (col(Feeling.renewed) == renewed) & col(Feeling.shown).is_(False)
    return _upsert(db, group_session_id, {"renewed": 1}, {"renewed": renewed + 1}, unchanged)


def end(db: Session, group_session_id: int) -> bool:
    """Lets no further answer be counted, ever; says whether it did."""
    return _upsert(db, group_session_id, {"shown": True}, {"shown": True}, col(Feeling.shown).is_(False))


def _column(face: Face) -> Any:
    return getattr(Feeling, face)


def _upsert(db: Session, group_session_id: int, first: dict[str, Any], then: dict[str, Any], where: Any) -> bool:
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    counted = (
        insert(Feeling)
        .values(group_session_id=group_session_id, **{**_KEPT, **first})
        .on_conflict_do_update(index_elements=["group_session_id"], set_=then, where=where)
        .returning(col(Feeling.group_session_id))
    )
    return db.execute(counted).first() is not None
