"""The whole of the data model."""

import sqlalchemy as sa
from alembic import op

from models.migrations.append_only import TABLES, protect, release

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clinic",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("reply_to", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_clinic_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic")),
        sa.UniqueConstraint("name", name=op.f("uq_clinic_name")),
    )
    op.create_table(
        "sign_in_throttle",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("window_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_throttle")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "clinic_staff",
                "coordinator",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("clinic_id", sa.Integer(), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(role = 'clinic_staff') = (clinic_id IS NOT NULL)", name=op.f("ck_account_scope")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_account_clinic_id_clinic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_index(op.f("ix_account_clinic_id"), "account", ["clinic_id"], unique=False)
    op.create_table(
        "graduate_group",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("access_notes", sa.String(length=2000), nullable=False),
        sa.Column("room_capacity", sa.Integer(), nullable=True),
        sa.Column(
            "nation",
            sa.Enum("ENG", "WLS", "SCT", "NIR", name="nation", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_graduate_group_named")),
        sa.CheckConstraint(
            "room_capacity IS NULL OR room_capacity > 0", name=op.f("ck_graduate_group_room_holds_someone")
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_graduate_group_clinic_id_clinic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_graduate_group")),
        sa.UniqueConstraint("clinic_id", "name", name=op.f("uq_graduate_group_clinic_id_name")),
    )
    op.create_index(op.f("ix_graduate_group_clinic_id"), "graduate_group", ["clinic_id"], unique=False)
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_programme_dates_in_order")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_programme_clinic_id_clinic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("clinic_id", "name", name=op.f("uq_programme_clinic_id_name")),
    )
    op.create_index(op.f("ix_programme_clinic_id"), "programme", ["clinic_id"], unique=False)
    op.create_table(
        "account_group",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_group_account_id_account")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["graduate_group.id"], name=op.f("fk_account_group_group_id_graduate_group")
        ),
        sa.PrimaryKeyConstraint("account_id", "group_id", name=op.f("pk_account_group")),
    )
    op.create_index(op.f("ix_account_group_group_id"), "account_group", ["group_id"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("clinic_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_event_account_id_account")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_audit_event_clinic_id_clinic")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["graduate_group.id"], name=op.f("fk_audit_event_group_id_graduate_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_account_id"), "audit_event", ["account_id"], unique=False)
    op.create_index(op.f("ix_audit_event_at"), "audit_event", ["at"], unique=False)
    op.create_index(op.f("ix_audit_event_clinic_id"), "audit_event", ["clinic_id"], unique=False)
    op.create_index(op.f("ix_audit_event_group_id"), "audit_event", ["group_id"], unique=False)
    op.create_index("ix_audit_event_subject", "audit_event", ["subject", "subject_id"], unique=False)
    op.create_table(
        "consent_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("share", "feedback", name="consentkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_consent_wording_numbered")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_consent_wording_created_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_wording")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_consent_wording_kind_number")),
    )
    op.create_table(
        "graduate",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("preferred_name", sa.String(length=120), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column(
            "contact_how",
            sa.Enum(
                "call",
                "text",
                "email",
                "any",
                "in_person",
                name="contacthow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact_when", sa.String(length=200), nullable=False),
        sa.Column("best_hopes", sa.String(length=2000), nullable=False),
        sa.Column("adjustments", sa.String(length=2000), nullable=False),
        sa.Column("without_adjustments", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=64), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("preferred_name <> '' OR erased_at IS NOT NULL", name=op.f("ck_graduate_named")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_graduate_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_graduate_created_by_id_account")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["graduate.id"], name=op.f("fk_graduate_merged_into_id_graduate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_graduate")),
        sa.UniqueConstraint("form", name=op.f("uq_graduate_form")),
    )
    op.create_index(op.f("ix_graduate_clinic_id"), "graduate", ["clinic_id"], unique=False)
    op.create_index(op.f("ix_graduate_preferred_name"), "graduate", ["preferred_name"], unique=False)
    op.create_table(
        "group_role",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column(
            "effort",
            sa.Enum("low", "medium", "high", name="effort", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "posture",
            sa.Enum(
                "seated", "standing", "lifting", name="posture", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("needs_backup", sa.Boolean(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("every_nth", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("every_nth > 0", name=op.f("ck_group_role_comes_round")),
        sa.CheckConstraint("places > 0", name=op.f("ck_group_role_has_a_place")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["graduate_group.id"], name=op.f("fk_group_role_group_id_graduate_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_role")),
        sa.UniqueConstraint("group_id", "name", name=op.f("uq_group_role_group_id_name")),
    )
    op.create_index(op.f("ix_group_role_group_id"), "group_role", ["group_id"], unique=False)
    op.create_table(
        "known_browser",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("browser_digest", sa.String(length=64), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_known_browser_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "browser_digest", name=op.f("pk_known_browser")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("local_time", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("every_weeks BETWEEN 1 AND 52", name=op.f("ck_series_rhythm")),
        sa.CheckConstraint("minutes BETWEEN 15 AND 720", name=op.f("ck_series_length")),
        sa.CheckConstraint("until IS NULL OR until >= starts_on", name=op.f("ck_series_dates_in_order")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_series_created_by_id_account")),
        sa.ForeignKeyConstraint(["group_id"], ["graduate_group.id"], name=op.f("fk_series_group_id_graduate_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_group_id"), "series", ["group_id"], unique=False)
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("ticket_digest", sa.String(length=64), nullable=True),
        sa.Column("ticket_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("ticket_digest", name=op.f("uq_sign_in_session_ticket_digest")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_session_token_digest")),
    )
    op.create_index(op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"], unique=False)
    op.create_table(
        "skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["graduate_group.id"], name=op.f("fk_skill_group_id_graduate_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("group_id", "name", name=op.f("uq_skill_group_id_name")),
    )
    op.create_index(op.f("ix_skill_group_id"), "skill", ["group_id"], unique=False)
    op.create_table(
        "strength",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["graduate_group.id"], name=op.f("fk_strength_group_id_graduate_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strength")),
        sa.UniqueConstraint("group_id", "name", name=op.f("uq_strength_group_id_name")),
    )
    op.create_index(op.f("ix_strength_group_id"), "strength", ["group_id"], unique=False)
    op.create_table(
        "suggestion_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_suggestion_run_account_id_account")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["graduate_group.id"], name=op.f("fk_suggestion_run_group_id_graduate_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_run")),
    )
    op.create_index(op.f("ix_suggestion_run_group_id"), "suggestion_run", ["group_id"], unique=False)
    op.create_table(
        "audit_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("before", sa.String(length=None), nullable=True),
        sa.Column("after", sa.String(length=None), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_audit_change_event_id_audit_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_change")),
    )
    op.create_index(op.f("ix_audit_change_event_id"), "audit_change", ["event_id"], unique=False)
    op.create_table(
        "call_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("graduate_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_call_request_asked_by_id_account")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["account.id"], name=op.f("fk_call_request_closed_by_id_account")),
        sa.ForeignKeyConstraint(["graduate_id"], ["graduate.id"], name=op.f("fk_call_request_graduate_id_graduate")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["graduate_group.id"], name=op.f("fk_call_request_group_id_graduate_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_request")),
    )
    op.create_index(op.f("ix_call_request_graduate_id"), "call_request", ["graduate_id"], unique=False)
    op.create_index(op.f("ix_call_request_group_id"), "call_request", ["group_id"], unique=False)
    op.create_index(
        "uq_call_request_one_open",
        "call_request",
        ["group_id", "graduate_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("graduate_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["graduate_id"], ["graduate.id"], name=op.f("fk_completion_graduate_id_graduate")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_completion_programme_id_programme")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_completion_recorded_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion")),
        sa.UniqueConstraint("graduate_id", "programme_id", name=op.f("uq_completion_graduate_id_programme_id")),
    )
    op.create_index(op.f("ix_completion_graduate_id"), "completion", ["graduate_id"], unique=False)
    op.create_index(op.f("ix_completion_programme_id"), "completion", ["programme_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("graduate_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("share", "feedback", name="consentkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "in_person",
                "phone",
                "paper",
                "video",
                "email",
                name="consenthow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_on IS NULL)", name=op.f("ck_consent_withdrawal_whole")),
        sa.CheckConstraint("withdrawn_on IS NULL OR withdrawn_on >= given_on", name=op.f("ck_consent_dates_in_order")),
        sa.ForeignKeyConstraint(["graduate_id"], ["graduate.id"], name=op.f("fk_consent_graduate_id_graduate")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_consent_recorded_by_id_account")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["account.id"], name=op.f("fk_consent_withdrawn_by_id_account")),
        sa.ForeignKeyConstraint(
            ["wording_id"], ["consent_wording.id"], name=op.f("fk_consent_wording_id_consent_wording")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_graduate_id"), "consent", ["graduate_id"], unique=False)
    op.create_index(
        "uq_consent_one_in_force",
        "consent",
        ["graduate_id", "kind"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "group_role_strength",
        sa.Column("group_role_id", sa.Integer(), nullable=False),
        sa.Column("strength_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_role_id"], ["group_role.id"], name=op.f("fk_group_role_strength_group_role_id_group_role")
        ),
        sa.ForeignKeyConstraint(
            ["strength_id"], ["strength.id"], name=op.f("fk_group_role_strength_strength_id_strength")
        ),
        sa.PrimaryKeyConstraint("group_role_id", "strength_id", name=op.f("pk_group_role_strength")),
    )
    op.create_index(op.f("ix_group_role_strength_strength_id"), "group_role_strength", ["strength_id"], unique=False)
    op.create_table(
        "group_session",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("slot_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned", "cancelled", name="groupsessionstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("cancel_reason", sa.String(length=200), nullable=True),
        sa.Column("plan", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("register_finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("register_finished_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancel_reason IS NOT NULL)", name=op.f("ck_group_session_cancelled_has_reason")
        ),
        sa.CheckConstraint("(series_id IS NULL) = (slot_on IS NULL)", name=op.f("ck_group_session_slot_of_series")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_group_session_times_in_order")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["graduate_group.id"], name=op.f("fk_group_session_group_id_graduate_group")
        ),
        sa.ForeignKeyConstraint(
            ["register_finished_by_id"], ["account.id"], name=op.f("fk_group_session_register_finished_by_id_account")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_group_session_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_session")),
        sa.UniqueConstraint("series_id", "slot_on", name=op.f("uq_group_session_series_id_slot_on")),
    )
    op.create_index(op.f("ix_group_session_group_id"), "group_session", ["group_id"], unique=False)
    op.create_index(op.f("ix_group_session_starts_at"), "group_session", ["starts_at"], unique=False)
    op.create_index(
        "uq_group_session_one_at_a_time",
        "group_session",
        ["group_id", "starts_at"],
        unique=True,
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.create_table(
        "member",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("graduate_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "referral",
                "founder",
                "came_along",
                name="memberorigin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "active", "paused", "left", name="memberstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "confirmation",
            sa.Enum(
                "not_needed",
                "waiting",
                "confirmed",
                "not_confirmed",
                name="confirmation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column(
            "contact_how",
            sa.Enum(
                "call",
                "text",
                "email",
                "any",
                "in_person",
                name="contacthow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact_when", sa.String(length=200), nullable=False),
        sa.Column("best_hopes", sa.String(length=2000), nullable=False),
        sa.Column("adjustments", sa.String(length=2000), nullable=False),
        sa.Column("without_adjustments", sa.String(length=2000), nullable=False),
        sa.Column("seated_only", sa.Boolean(), nullable=False),
        sa.Column("no_lifting", sa.Boolean(), nullable=False),
        sa.Column("suggest_roles", sa.Boolean(), nullable=False),
        sa.Column("duties_per_session", sa.Integer(), nullable=False),
        sa.Column("duties_in_six_weeks", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> '' OR erased_at IS NOT NULL", name=op.f("ck_member_named")),
        sa.CheckConstraint(
            "origin <> 'referral' OR graduate_id IS NOT NULL", name=op.f("ck_member_referred_is_graduate")
        ),
        sa.CheckConstraint(
            "duties_per_session >= 0 AND duties_in_six_weeks >= 0", name=op.f("ck_member_caps_not_negative")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_account_id_account")),
        sa.ForeignKeyConstraint(["graduate_id"], ["graduate.id"], name=op.f("fk_member_graduate_id_graduate")),
        sa.ForeignKeyConstraint(["group_id"], ["graduate_group.id"], name=op.f("fk_member_group_id_graduate_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("group_id", "graduate_id", name=op.f("uq_member_group_id_graduate_id")),
    )
    op.create_index(op.f("ix_member_graduate_id"), "member", ["graduate_id"], unique=False)
    op.create_index(op.f("ix_member_group_id"), "member", ["group_id"], unique=False)
    op.create_table(
        "duty",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        sa.Column("group_role_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("backup", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "suggested",
                "offered",
                "accepted",
                "handed_back",
                "done",
                name="dutystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_role_id"], ["group_role.id"], name=op.f("fk_duty_group_role_id_group_role")),
        sa.ForeignKeyConstraint(
            ["group_session_id"], ["group_session.id"], name=op.f("fk_duty_group_session_id_group_session")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_duty_member_id_member")),
        sa.ForeignKeyConstraint(["run_id"], ["suggestion_run.id"], name=op.f("fk_duty_run_id_suggestion_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(op.f("ix_duty_group_role_id"), "duty", ["group_role_id"], unique=False)
    op.create_index(op.f("ix_duty_group_session_id"), "duty", ["group_session_id"], unique=False)
    op.create_index(op.f("ix_duty_member_id"), "duty", ["member_id"], unique=False)
    op.create_index(op.f("ix_duty_run_id"), "duty", ["run_id"], unique=False)
    op.create_index(
        "uq_duty_one_each",
        "duty",
        ["group_session_id", "group_role_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'handed_back'"),
        postgresql_where=sa.text("state <> 'handed_back'"),
    )
    op.create_table(
        "group_session_skill",
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_session_id"],
            ["group_session.id"],
            name=op.f("fk_group_session_skill_group_session_id_group_session"),
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_group_session_skill_skill_id_skill")),
        sa.PrimaryKeyConstraint("group_session_id", "skill_id", name=op.f("pk_group_session_skill")),
    )
    op.create_index(op.f("ix_group_session_skill_skill_id"), "group_session_skill", ["skill_id"], unique=False)
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "came",
                "late",
                "sent_word",
                "did_not_come",
                "not_recorded",
                name="markkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("left_early", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("NOT left_early OR kind IN ('came', 'late')", name=op.f("ck_mark_left_early_was_there")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mark_account_id_account")),
        sa.ForeignKeyConstraint(
            ["group_session_id"], ["group_session.id"], name=op.f("fk_mark_group_session_id_group_session")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_mark_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("group_session_id", "member_id", name=op.f("uq_mark_group_session_id_member_id")),
    )
    op.create_index(op.f("ix_mark_member_id"), "mark", ["member_id"], unique=False)
    op.create_table(
        "member_away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_member_away_dates_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_away_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_away")),
    )
    op.create_index(op.f("ix_member_away_member_id"), "member_away", ["member_id"], unique=False)
    op.create_table(
        "member_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "joined",
                "came_along",
                "confirmed",
                "not_confirmed",
                "paused",
                "came_back",
                "left",
                name="memberstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "time_and_travel",
                "health",
                "managing_well",
                "no_connection",
                "unknown",
                name="leavingreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("(step = 'left') = (reason IS NOT NULL)", name=op.f("ck_member_event_leaving_has_reason")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_event_account_id_account")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_event_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_event")),
    )
    op.create_index(op.f("ix_member_event_member_id"), "member_event", ["member_id"], unique=False)
    op.create_table(
        "member_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_note_account_id_account")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_note_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_note")),
    )
    op.create_index(op.f("ix_member_note_member_id"), "member_note", ["member_id"], unique=False)
    op.create_table(
        "member_role",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("group_role_id", sa.Integer(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "would_like",
                "would_rather_not",
                "open",
                name="wish",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "growth",
            sa.Enum(
                "not_yet",
                "tried",
                "enjoyed",
                "ready_to_lead",
                name="growth",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["group_role_id"], ["group_role.id"], name=op.f("fk_member_role_group_role_id_group_role")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_role_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", "group_role_id", name=op.f("pk_member_role")),
    )
    op.create_index(op.f("ix_member_role_group_role_id"), "member_role", ["group_role_id"], unique=False)
    op.create_table(
        "member_strength",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("strength_id", sa.Integer(), nullable=False),
        sa.Column("own_words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_strength_member_id_member")),
        sa.ForeignKeyConstraint(["strength_id"], ["strength.id"], name=op.f("fk_member_strength_strength_id_strength")),
        sa.PrimaryKeyConstraint("member_id", "strength_id", name=op.f("pk_member_strength")),
    )
    op.create_index(op.f("ix_member_strength_strength_id"), "member_strength", ["strength_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("graduate_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "accepted",
                "contacted",
                "first_visit",
                "settled",
                "left",
                "declined",
                "could_not_reach",
                "withdrawn",
                name="referralstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("preferred_name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column(
            "contact_how",
            sa.Enum(
                "call",
                "text",
                "email",
                "any",
                "in_person",
                name="contacthow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact_when", sa.String(length=200), nullable=False),
        sa.Column("best_hopes", sa.String(length=2000), nullable=False),
        sa.Column("adjustments", sa.String(length=2000), nullable=False),
        sa.Column("without_adjustments", sa.String(length=2000), nullable=False),
        sa.Column("referrer_name", sa.String(length=120), nullable=False),
        sa.Column("reply_to", sa.String(length=200), nullable=False),
        sa.Column("suitable", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("expected_session_id", sa.Integer(), nullable=True),
        sa.Column("welcomer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'withdrawn' OR sent_at IS NOT NULL", name=op.f("ck_referral_sent_has_time")
        ),
        sa.CheckConstraint("sent_at IS NULL OR suitable", name=op.f("ck_referral_clinician_confirmed")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_referral_created_by_id_account")),
        sa.ForeignKeyConstraint(
            ["expected_session_id"], ["group_session.id"], name=op.f("fk_referral_expected_session_id_group_session")
        ),
        sa.ForeignKeyConstraint(["graduate_id"], ["graduate.id"], name=op.f("fk_referral_graduate_id_graduate")),
        sa.ForeignKeyConstraint(["group_id"], ["graduate_group.id"], name=op.f("fk_referral_group_id_graduate_group")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_referral_member_id_member")),
        sa.ForeignKeyConstraint(["welcomer_id"], ["member.id"], name=op.f("fk_referral_welcomer_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_graduate_id"), "referral", ["graduate_id"], unique=False)
    op.create_index("ix_referral_group_id_state", "referral", ["group_id", "state"], unique=False)
    op.create_index(op.f("ix_referral_member_id"), "referral", ["member_id"], unique=False)
    op.create_index(op.f("ix_referral_sent_at"), "referral", ["sent_at"], unique=False)
    op.create_index(
        "uq_referral_one_open",
        "referral",
        ["graduate_id", "group_id"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('left', 'declined', 'could_not_reach', 'withdrawn')"),
        postgresql_where=sa.text("state NOT IN ('left', 'declined', 'could_not_reach', 'withdrawn')"),
    )
    op.create_table(
        "duty_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "suggested",
                "offered",
                "accepted",
                "handed_back",
                "done",
                name="dutystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_duty_event_account_id_account")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_event_duty_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_event")),
    )
    op.create_index(op.f("ix_duty_event_duty_id"), "duty_event", ["duty_id"], unique=False)
    op.create_table(
        "mark_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "came",
                "late",
                "sent_word",
                "did_not_come",
                "not_recorded",
                name="before",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("before_left_early", sa.Boolean(), nullable=False),
        sa.Column(
            "after",
            sa.Enum(
                "came",
                "late",
                "sent_word",
                "did_not_come",
                "not_recorded",
                name="after",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("after_left_early", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("tap", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mark_event_account_id_account")),
        sa.ForeignKeyConstraint(["mark_id"], ["mark.id"], name=op.f("fk_mark_event_mark_id_mark")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_event")),
        sa.UniqueConstraint("tap", name=op.f("uq_mark_event_tap")),
    )
    op.create_index(op.f("ix_mark_event_mark_id"), "mark_event", ["mark_id"], unique=False)
    op.create_table(
        "referral_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "drafted",
                "sent",
                "accepted",
                "declined",
                "contacted",
                "first_visit",
                "first_visit_undone",
                "settled",
                "settled_undone",
                "left",
                "withdrawn",
                "could_not_reach",
                name="referralstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("group_session_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "step NOT IN ('left', 'declined', 'could_not_reach', 'withdrawn') OR (reason IS NOT NULL AND reason <> '')",
            name=op.f("ck_referral_event_ending_has_reason"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_referral_event_account_id_account")),
        sa.ForeignKeyConstraint(
            ["group_session_id"], ["group_session.id"], name=op.f("fk_referral_event_group_session_id_group_session")
        ),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_event_referral_id_referral")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_event")),
    )
    op.create_index(op.f("ix_referral_event_at"), "referral_event", ["at"], unique=False)
    op.create_index(op.f("ix_referral_event_referral_id"), "referral_event", ["referral_id"], unique=False)
    protect(*TABLES)


def downgrade() -> None:
    release(*TABLES)
    op.drop_index(op.f("ix_referral_event_referral_id"), table_name="referral_event")
    op.drop_index(op.f("ix_referral_event_at"), table_name="referral_event")
    op.drop_table("referral_event")
    op.drop_index(op.f("ix_mark_event_mark_id"), table_name="mark_event")
    op.drop_table("mark_event")
    op.drop_index(op.f("ix_duty_event_duty_id"), table_name="duty_event")
    op.drop_table("duty_event")
    op.drop_index(
        "uq_referral_one_open",
        table_name="referral",
        sqlite_where=sa.text("state NOT IN ('left', 'declined', 'could_not_reach', 'withdrawn')"),
        postgresql_where=sa.text("state NOT IN ('left', 'declined', 'could_not_reach', 'withdrawn')"),
    )
    op.drop_index(op.f("ix_referral_sent_at"), table_name="referral")
    op.drop_index(op.f("ix_referral_member_id"), table_name="referral")
    op.drop_index("ix_referral_group_id_state", table_name="referral")
    op.drop_index(op.f("ix_referral_graduate_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index(op.f("ix_member_strength_strength_id"), table_name="member_strength")
    op.drop_table("member_strength")
    op.drop_index(op.f("ix_member_role_group_role_id"), table_name="member_role")
    op.drop_table("member_role")
    op.drop_index(op.f("ix_member_note_member_id"), table_name="member_note")
    op.drop_table("member_note")
    op.drop_index(op.f("ix_member_event_member_id"), table_name="member_event")
    op.drop_table("member_event")
    op.drop_index(op.f("ix_member_away_member_id"), table_name="member_away")
    op.drop_table("member_away")
    op.drop_index(op.f("ix_mark_member_id"), table_name="mark")
    op.drop_table("mark")
    op.drop_index(op.f("ix_group_session_skill_skill_id"), table_name="group_session_skill")
    op.drop_table("group_session_skill")
    op.drop_index(
        "uq_duty_one_each",
        table_name="duty",
        sqlite_where=sa.text("state <> 'handed_back'"),
        postgresql_where=sa.text("state <> 'handed_back'"),
    )
    op.drop_index(op.f("ix_duty_run_id"), table_name="duty")
    op.drop_index(op.f("ix_duty_member_id"), table_name="duty")
    op.drop_index(op.f("ix_duty_group_session_id"), table_name="duty")
    op.drop_index(op.f("ix_duty_group_role_id"), table_name="duty")
    op.drop_table("duty")
    op.drop_index(op.f("ix_member_group_id"), table_name="member")
    op.drop_index(op.f("ix_member_graduate_id"), table_name="member")
    op.drop_table("member")
    op.drop_index(
        "uq_group_session_one_at_a_time",
        table_name="group_session",
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.drop_index(op.f("ix_group_session_starts_at"), table_name="group_session")
    op.drop_index(op.f("ix_group_session_group_id"), table_name="group_session")
    op.drop_table("group_session")
    op.drop_index(op.f("ix_group_role_strength_strength_id"), table_name="group_role_strength")
    op.drop_table("group_role_strength")
    op.drop_index(
        "uq_consent_one_in_force",
        table_name="consent",
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_consent_graduate_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_index(op.f("ix_completion_programme_id"), table_name="completion")
    op.drop_index(op.f("ix_completion_graduate_id"), table_name="completion")
    op.drop_table("completion")
    op.drop_index(
        "uq_call_request_one_open",
        table_name="call_request",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index(op.f("ix_call_request_group_id"), table_name="call_request")
    op.drop_index(op.f("ix_call_request_graduate_id"), table_name="call_request")
    op.drop_table("call_request")
    op.drop_index(op.f("ix_audit_change_event_id"), table_name="audit_change")
    op.drop_table("audit_change")
    op.drop_index(op.f("ix_suggestion_run_group_id"), table_name="suggestion_run")
    op.drop_table("suggestion_run")
    op.drop_index(op.f("ix_strength_group_id"), table_name="strength")
    op.drop_table("strength")
    op.drop_index(op.f("ix_skill_group_id"), table_name="skill")
    op.drop_table("skill")
    op.drop_index(op.f("ix_sign_in_session_account_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_index(op.f("ix_series_group_id"), table_name="series")
    op.drop_table("series")
    op.drop_table("known_browser")
    op.drop_index(op.f("ix_group_role_group_id"), table_name="group_role")
    op.drop_table("group_role")
    op.drop_index(op.f("ix_graduate_preferred_name"), table_name="graduate")
    op.drop_index(op.f("ix_graduate_clinic_id"), table_name="graduate")
    op.drop_table("graduate")
    op.drop_table("consent_wording")
    op.drop_index("ix_audit_event_subject", table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_group_id"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_clinic_id"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_at"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_account_id"), table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_index(op.f("ix_account_group_group_id"), table_name="account_group")
    op.drop_table("account_group")
    op.drop_index(op.f("ix_programme_clinic_id"), table_name="programme")
    op.drop_table("programme")
    op.drop_index(op.f("ix_graduate_group_clinic_id"), table_name="graduate_group")
    op.drop_table("graduate_group")
    op.drop_index(op.f("ix_account_clinic_id"), table_name="account")
    op.drop_table("account")
    op.drop_table("sign_in_throttle")
    op.drop_table("clinic")
