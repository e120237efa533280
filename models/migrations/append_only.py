"""Tables that only grow: the database itself refuses to change or remove a row (R4, R31)."""

from alembic import op

TABLES = ("audit_event", "referral_event", "member_event", "mark_event", "duty_event")


def protect(*tables: str) -> None:
    """Adds the triggers to each table."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
        )
    for table in tables:
        for change in ("UPDATE", "DELETE"):
            op.execute(_trigger(table, change))


def release(*tables: str) -> None:
    """Takes the triggers away again."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in tables:
        for change in ("UPDATE", "DELETE"):
            name = f"tr_{table}_no_{change.lower()}"
            op.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _trigger(table: str, change: str) -> str:
    name = f"tr_{table}_no_{change.lower()}"
    if op.get_bind().dialect.name == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    return f"CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
