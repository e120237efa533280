"""How a person likes to be reached, said the same way by clinic and group."""

from enum import StrEnum
from typing import Any

from sqlmodel import Field

from models.base import choice


class ContactHow(StrEnum):
    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    ANY = "any"
    IN_PERSON = "in_person"  # someone with neither phone nor email


def contact_how() -> Any:
    """The column for a `ContactHow`; a fresh one for each table."""
    return Field(default=ContactHow.ANY, sa_type=choice(ContactHow))
