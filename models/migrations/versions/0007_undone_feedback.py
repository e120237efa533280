"""Who was given a feedback consent by a list that was undone: a figure may have counted them until then."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undone_feedback",
        sa.Column("graduate_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["graduate_id"], ["graduate.id"], name=op.f("fk_undone_feedback_graduate_id_graduate")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["graduate_import.id"], name=op.f("fk_undone_feedback_import_id_graduate_import")
        ),
        sa.PrimaryKeyConstraint("graduate_id", "import_id", name=op.f("pk_undone_feedback")),
    )


def downgrade() -> None:
    op.drop_table("undone_feedback")
