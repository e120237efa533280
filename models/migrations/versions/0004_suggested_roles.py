"""Suggested roles: what was locked, what follows from the register, and how much effort suits a member."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# As SQL, which both databases take as it is: Alembic would rebuild SQLite's tables, and lose their checks.
_COLUMNS = (
    ("duty", "locked", "BOOLEAN DEFAULT false NOT NULL"),
    ("duty_event", "by_register", "BOOLEAN DEFAULT false NOT NULL"),
    (
        "suggestion_run",
        "group_sessions",
        "INTEGER DEFAULT 3 NOT NULL "
        "CONSTRAINT ck_suggestion_run_sessions_suggested CHECK (group_sessions BETWEEN 1 AND 13)",
    ),
    ("suggestion_run", "proven", "BOOLEAN DEFAULT false NOT NULL"),
    (
        "member",
        "most_effort",
        "VARCHAR(40) DEFAULT 'high' NOT NULL "
        "CONSTRAINT ck_member_most_effort CHECK (most_effort IN ('low', 'medium', 'high'))",
    ),
)


def upgrade() -> None:
    for table, column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def downgrade() -> None:
    for table, column, _ in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
