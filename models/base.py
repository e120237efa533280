"""What every table shares: its own registry, a naming convention, choices held by a CHECK, and a version."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, MetaData, text
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

# Names for every constraint, so that a migration and an error handler can speak of each by name.
NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

# How long a text may be. Services refuse longer ones in words; PostgreSQL refuses them outright.
NAME = 120
LINE = 200
PARAGRAPH = 2000

# The largest number that PostgreSQL takes for an id.
LARGEST_ID = 2**31 - 1


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """A registry of our own: the shared one keeps dead classes across hot reloads."""


class Versioned(SQLModel):
    """Adds `version`, raised by every update: a stale write fails and never overwrites."""

    version: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


def choice(members: type[StrEnum], rule: str | None = None) -> Enum:
    """A text column that holds one of `members`, kept by a CHECK of the name `rule`, the same on every database."""
    return Enum(
        members,
        name=rule or members.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda kind: [member.value for member in kind],
    )


def only_where(condition: str) -> dict[str, Any]:
    """Arguments that make an index partial on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
