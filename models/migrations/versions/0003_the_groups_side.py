"""The group's side: rhythm and access notes, who said they come, quiet contacts, calendar links, register takers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# As SQL, which both databases take as it is: Alembic would rebuild SQLite's tables, and lose their checks.
_COLUMNS = (
    ("account", "valid_until", "DATE CONSTRAINT ck_account_register_taker_ends CHECK (role <> 'register_taker' OR valid_until IS NOT NULL)"),
    ("account", "invited_by_id", "INTEGER CONSTRAINT fk_account_invited_by_id_account REFERENCES account (id)"),
    ("graduate_group", "every_weeks", "INTEGER DEFAULT 2 NOT NULL CONSTRAINT ck_graduate_group_rhythm CHECK (every_weeks BETWEEN 1 AND 52)"),
    ("graduate_group", "weekdays", "INTEGER CONSTRAINT ck_graduate_group_weekdays CHECK (weekdays BETWEEN 1 AND 127)"),
    ("graduate_group", "meets_at", "TIME"),
    ("graduate_group", "minutes", "INTEGER DEFAULT 120 NOT NULL CONSTRAINT ck_graduate_group_length CHECK (minutes BETWEEN 15 AND 720)"),
    ("graduate_group", "names_on_sheets", "BOOLEAN DEFAULT false NOT NULL"),
    ("series", "weekdays", "INTEGER CONSTRAINT ck_series_weekdays CHECK (weekdays BETWEEN 1 AND 127)"),
    ("series", "access_notes", "VARCHAR(2000) DEFAULT '' NOT NULL"),
    ("series", "continues_id", "INTEGER CONSTRAINT fk_series_continues_id_series REFERENCES series (id)"),
    ("group_session", "access_notes", "VARCHAR(2000) DEFAULT '' NOT NULL"),
    ("group_session", "visitors", "INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_group_session_visitors_counted CHECK (visitors >= 0)"),
    ("member", "comes_with", "VARCHAR(200) DEFAULT '' NOT NULL"),
    ("member", "transport", "VARCHAR(200) DEFAULT '' NOT NULL"),
    ("member", "off_sheets", "BOOLEAN DEFAULT false NOT NULL"),
    ("member", "suggest_quiet", "BOOLEAN DEFAULT true NOT NULL"),
    ("member", "same_as_id", "INTEGER CONSTRAINT fk_member_same_as_id_member REFERENCES member (id)"),
)  # fmt: skip

_ROLES = "'clinic_staff', 'coordinator', 'administrator'"
_AND_REGISTER_TAKER = f"{_ROLES}, 'register_taker'"


def upgrade() -> None:
    _allow_roles(_ROLES, _AND_REGISTER_TAKER)
    for table, column, kind in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    op.create_index(op.f("ix_series_continues_id"), "series", ["continues_id"])
    _said_coming()
    _quiet_contact()
    _contact_try()
    _calendar_link()


def downgrade() -> None:
    for table in ("calendar_link", "contact_try", "quiet_contact", "said_coming"):
        op.drop_table(table)
    op.drop_index(op.f("ix_series_continues_id"), table_name="series")
    # Nobody gains by going back: who could only take registers can no longer sign in.
    op.execute("DELETE FROM account_group WHERE account_id IN (SELECT id FROM account WHERE role = 'register_taker')")
    op.execute(
        "UPDATE account SET role = 'coordinator', active = false, session_version = session_version + 1 "
        "WHERE role = 'register_taker'"
    )
    for table, column, _ in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    _allow_roles(_AND_REGISTER_TAKER, _ROLES)


def _allow_roles(before: str, after: str) -> None:
    """Changes which roles an account may have. SQLite keeps a CHECK in the table's own text, so it is made anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE account DROP CONSTRAINT ck_account_role")
        op.execute(f"ALTER TABLE account ADD CONSTRAINT ck_account_role CHECK (role IN ({after}))")
        return
    table = str(op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'account'").scalar_one())
    if f"role IN ({before})" not in table:
        raise RuntimeError("The account table is not the one that revision 0002 leaves. Nothing was changed.")
    table = table.replace(f"role IN ({before})", f"role IN ({after})")
    op.execute(f"CREATE TABLE account_anew {table[table.index('(') :]}")
    op.execute("INSERT INTO account_anew SELECT * FROM account")
    op.execute("DROP TABLE account")
    op.execute("ALTER TABLE account_anew RENAME TO account")
    op.create_index(op.f("ix_account_clinic_id"), "account", ["clinic_id"])


def _said_coming() -> None:
    op.create_table(
        "said_coming",
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *_refer("said_coming", group_session_id="group_session", member_id="member", account_id="account"),
        sa.PrimaryKeyConstraint("group_session_id", "member_id", name=op.f("pk_said_coming")),
    )
    op.create_index(op.f("ix_said_coming_member_id"), "said_coming", ["member_id"])


def _quiet_contact() -> None:
    outcomes = sa.Enum(
        "coming", "not_now", "taking_a_break", "leaving", "no_answer",
        name="quietoutcome", native_enum=False, create_constraint=True, length=40,
    )  # fmt: skip
    op.create_table(
        "quiet_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("outcome", outcomes, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *_refer("quiet_contact", member_id="member", account_id="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_contact")),
    )
    op.create_index(op.f("ix_quiet_contact_member_id"), "quiet_contact", ["member_id"])


def _contact_try() -> None:
    op.create_table(
        "contact_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *_refer("contact_try", referral_id="referral", account_id="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_try")),
    )
    op.create_index(op.f("ix_contact_try_referral_id"), "contact_try", ["referral_id"])


def _calendar_link() -> None:
    op.create_table(
        "calendar_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        *_refer("calendar_link", account_id="account", group_id="graduate_group"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
    )
    op.create_index(op.f("ix_calendar_link_group_id"), "calendar_link", ["group_id"])
    live = sa.text("revoked_at IS NULL")
    op.create_index(
        "uq_calendar_link_one_live",
        "calendar_link",
        ["account_id", "group_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def _refer(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """The foreign keys of a table, named as everywhere."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
