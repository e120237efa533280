"""What a clinic was told of people who had not agreed: a rounded number a group session, and of whom it spoke."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_others",
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("given_out_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(
                f"{part} = 0 OR ({part} >= 10 AND {part} % 5 = 0)", name=op.f(f"ck_published_others_{part}_rounded")
            )
            for part in ("others", "agreed")
        ),
        *_refer("published_others", group_session_id="group_session"),
        sa.PrimaryKeyConstraint("group_session_id", name=op.f("pk_published_others")),
    )
    op.create_table(
        "among_others",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        *_refer("among_others", member_id="member", group_session_id="group_session"),
        sa.PrimaryKeyConstraint("member_id", "group_session_id", name=op.f("pk_among_others")),
    )
    op.create_index(op.f("ix_among_others_group_session_id"), "among_others", ["group_session_id"])


def downgrade() -> None:
    op.drop_table("among_others")
    op.drop_table("published_others")


def _refer(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """The foreign keys of a table, named as everywhere."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
