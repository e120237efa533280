"""Feeling part of it: whether a group asks, and the answers of each group session as counts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FACES = ("not_at_all", "not_much", "somewhat", "quite_a_lot", "very_much")


def upgrade() -> None:
    # As SQL, which both databases take as it is: Alembic would rebuild SQLite's table, and lose its checks.
    op.execute("ALTER TABLE graduate_group ADD COLUMN asks_feeling BOOLEAN DEFAULT false NOT NULL")
    op.create_table(
        "feeling",
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        sa.Column("renewed", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        *(sa.Column(face, sa.Integer(), nullable=False) for face in _FACES),
        sa.CheckConstraint(" AND ".join(f"{face} >= 0" for face in _FACES), name=op.f("ck_feeling_counted")),
        sa.CheckConstraint("renewed >= 0", name=op.f("ck_feeling_renewed")),
        sa.ForeignKeyConstraint(
            ["group_session_id"], ["group_session.id"], name=op.f("fk_feeling_group_session_id_group_session")
        ),
        sa.PrimaryKeyConstraint("group_session_id", name=op.f("pk_feeling")),
    )


def downgrade() -> None:
    op.drop_table("feeling")
    op.execute("ALTER TABLE graduate_group DROP COLUMN asks_feeling")
