"""Alembic's environment. The connection is handed in by `services.migrations`, or made from a URL for authors."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import create_engine

from models import Base


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """SQLModel's own column types, written as the plain ones they stand for."""
    if kind == "type" and type(item).__module__.startswith("sqlmodel"):
        plain = {
            "AutoString": f"sa.String(length={getattr(item, 'length', None)})",
            "UTCDateTime": "sa.DateTime(timezone=True)",
        }
        return plain.get(type(item).__name__, False)
    return False


def migrate(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url") or "").connect() as own:
        migrate(own)
