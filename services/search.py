"""Searching names in SQL: what is typed is taken literally, in any case, each word anywhere."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, true

from models import NAME

_ESCAPE = "!"


def matches(typed: str, *columns: Any) -> ColumnElement[bool]:
    """The condition that every word typed stands in one of the columns."""
    words = typed[:NAME].replace("\0", "").lower().split()[:8]
    return and_(
        true(),
        *(or_(*(func.lower(column).like(_pattern(word), escape=_ESCAPE) for column in columns)) for word in words),
    )


def _pattern(word: str) -> str:
    for character in (_ESCAPE, "%", "_"):
        word = word.replace(character, _ESCAPE + character)
    return f"%{word}%"
