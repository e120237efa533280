"""Who may do what: the one table that navigation, page guards and services read (R30).

A permission says what kind of thing an actor may do. Whose records it reaches is decided where they are
fetched (`services/access.py`): clinic staff their clinic, a coordinator their groups, an administrator no person.
"""

from enum import StrEnum

from models import Role


class Permission(StrEnum):
    KEEP_GRADUATES = "keep_graduates"
    """Graduates, programmes and consents of the own clinic."""

    REFER = "refer"
    """Referrals of the own clinic: write, send, withdraw, follow under feedback consent, answer call requests."""

    WELCOME = "welcome"
    """Referrals to the own group from sent on: accept, decline, contact, ask the clinic to call."""

    SEE_CALENDAR = "see_calendar"
    """Dates, venue and skills of group sessions."""

    PLAN_SESSIONS = "plan_sessions"
    """Make, change and cancel the own group's sessions."""

    SEE_TODAY = "see_today"
    """What the own group's coordinators need today, by name."""

    KEEP_REGISTER = "keep_register"
    """Marks in the own group's registers, by name."""

    CORRECT_REGISTER = "correct_register"
    """Changing a register of the own group that is finished, with a reason."""

    SHARE_ROLES = "share_roles"
    """The own group's roles and duties."""

    KEEP_MEMBERS = "keep_members"
    """The own group's members: directory, strengths, notes."""

    KEEP_GROUP = "keep_group"
    """The own group's settings and lists, who coordinates it with the actor, and who takes its register."""

    SEE_ENGAGEMENT = "see_engagement"
    """Engagement figures: a coordinator in full, clinic staff as R26 allows."""

    KEEP_ACCOUNTS = "keep_accounts"
    """Accounts: make, change, deactivate. No view of any person in a clinic or group."""

    KEEP_ORGANISATIONS = "keep_organisations"
    """Clinics and groups as organisations."""

    READ_AUDIT = "read_audit"
    """The audit trail, metadata only."""

    OWN_ACCOUNT = "own_account"
    """The own password and sign-in sessions."""


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLINIC_STAFF: frozenset(
        {
            Permission.KEEP_GRADUATES,
            Permission.REFER,
            Permission.SEE_CALENDAR,
            Permission.SEE_ENGAGEMENT,
            Permission.OWN_ACCOUNT,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.WELCOME,
            Permission.SEE_CALENDAR,
            Permission.PLAN_SESSIONS,
            Permission.SEE_TODAY,
            Permission.KEEP_REGISTER,
            Permission.CORRECT_REGISTER,
            Permission.SHARE_ROLES,
            Permission.KEEP_MEMBERS,
            Permission.KEEP_GROUP,
            Permission.SEE_ENGAGEMENT,
            Permission.OWN_ACCOUNT,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.KEEP_ACCOUNTS,
            Permission.KEEP_ORGANISATIONS,
            Permission.READ_AUDIT,
            Permission.OWN_ACCOUNT,
        }
    ),
    Role.REGISTER_TAKER: frozenset(
        {
            Permission.SEE_CALENDAR,
            Permission.KEEP_REGISTER,
            Permission.OWN_ACCOUNT,
        }
    ),
}


def allows(role: Role, permission: Permission) -> bool:
    """Whether a role includes a permission."""
    return permission in GRANTS[role]
