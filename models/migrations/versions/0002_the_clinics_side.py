"""The clinic's side: imports, merges, how long consents last, who called back, and mail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_IMPORTED = ("completion", "consent", "graduate", "programme")
# As SQL, which both databases take as it is: Alembic would rebuild SQLite's tables, and lose their checks.
_COLUMNS = (
    ("account", "mail_referrals", "BOOLEAN DEFAULT true NOT NULL"),
    ("account", "mail_milestones", "BOOLEAN DEFAULT false NOT NULL"),
    ("account", "mail_digest", "BOOLEAN DEFAULT false NOT NULL"),
    ("call_request", "called_on", "DATE"),
    ("call_request", "called_by", "VARCHAR(120) DEFAULT '' NOT NULL"),
    ("clinic", "consent_months", "INTEGER CONSTRAINT ck_clinic_consent_lasts CHECK (consent_months BETWEEN 1 AND 120)"),
    (
        "clinic",
        "consent_reminder_days",
        "INTEGER DEFAULT 30 NOT NULL "
        "CONSTRAINT ck_clinic_reminder_in_time CHECK (consent_reminder_days BETWEEN 1 AND 365)",
    ),
    ("consent", "replaced_by_id", "INTEGER CONSTRAINT fk_consent_replaced_by_id_consent REFERENCES consent (id)"),
    *(
        (
            table,
            "import_id",
            f"INTEGER CONSTRAINT fk_{table}_import_id_graduate_import REFERENCES graduate_import (id)",
        )
        for table in _IMPORTED
    ),
)


def upgrade() -> None:
    _imports()
    _merges()
    _mail()
    for table, column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    for table in _IMPORTED:
        op.create_index(op.f(f"ix_{table}_import_id"), table, ["import_id"])
    _name_who_called()


def downgrade() -> None:
    for table in _IMPORTED:
        op.drop_index(op.f(f"ix_{table}_import_id"), table_name=table)
    for table, column, _ in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in ("mail_news", "not_same", "merge_move", "graduate_merge", "import_heading", "graduate_import"):
        op.drop_table(table)


def _imports() -> None:
    op.create_table(
        "graduate_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        *_refer("graduate_import", clinic_id="clinic", account_id="account", undone_by_id="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_graduate_import")),
        sa.UniqueConstraint("form", name=op.f("uq_graduate_import_form")),
    )
    op.create_index(op.f("ix_graduate_import_clinic_id"), "graduate_import", ["clinic_id"])
    op.create_table(
        "import_heading",
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=120), nullable=False),
        sa.Column("holds", sa.String(length=120), nullable=False),
        *_refer("import_heading", clinic_id="clinic"),
        sa.PrimaryKeyConstraint("clinic_id", "heading", name=op.f("pk_import_heading")),
    )


def _merges() -> None:
    op.create_table(
        "graduate_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_graduate_merge_two_entries")),
        *_refer(
            "graduate_merge",
            clinic_id="clinic",
            kept_id="graduate",
            merged_id="graduate",
            account_id="account",
            undone_by_id="account",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_graduate_merge")),
    )
    op.create_index(op.f("ix_graduate_merge_clinic_id"), "graduate_merge", ["clinic_id"])
    op.create_index(op.f("ix_graduate_merge_kept_id"), "graduate_merge", ["kept_id"])
    standing = sa.text("undone_at IS NULL")
    op.create_index(
        "uq_graduate_merge_one_standing",
        "graduate_merge",
        ["merged_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "merge_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("moved", "completion consent referral member call_request detail"), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.CheckConstraint("(kind = 'detail') = (row_id IS NULL)", name=op.f("ck_merge_move_row_or_detail")),
        *_refer("merge_move", merge_id="graduate_merge"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_move")),
    )
    op.create_index(op.f("ix_merge_move_merge_id"), "merge_move", ["merge_id"])
    op.create_table(
        "not_same",
        sa.Column("graduate_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("graduate_id < other_id", name=op.f("ck_not_same_in_order")),
        *_refer("not_same", graduate_id="graduate", other_id="graduate", account_id="account"),
        sa.PrimaryKeyConstraint("graduate_id", "other_id", name=op.f("pk_not_same")),
    )
    op.create_index(op.f("ix_not_same_other_id"), "not_same", ["other_id"])


def _mail() -> None:
    op.create_table(
        "mail_news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("mailkind", "referral milestone digest"), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_mail_news_attempts_counted")),
        *_refer("mail_news", account_id="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_news")),
        sa.UniqueConstraint("account_id", "kind", "about_id", name=op.f("uq_mail_news_account_id_kind_about_id")),
    )
    op.create_index(op.f("ix_mail_news_account_id"), "mail_news", ["account_id"])


def _name_who_called() -> None:
    """Calls closed before were made by whoever closed them, on that day."""
    op.execute("UPDATE call_request SET called_on = CAST(closed_at AS DATE)" if _postgresql() else _CALLED_ON_SQLITE)
    op.execute(
        "UPDATE call_request SET called_by = (SELECT display_name FROM account WHERE account.id = closed_by_id) "
        "WHERE closed_by_id IS NOT NULL"
    )


_CALLED_ON_SQLITE = "UPDATE call_request SET called_on = date(closed_at)"


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _refer(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """The foreign keys of a table, named as everywhere."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]


def _choice(name: str, members: str) -> sa.Enum:
    return sa.Enum(*members.split(), name=name, native_enum=False, create_constraint=True, length=40)
