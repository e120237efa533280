"""Changing what the group knows of a member: how to reach and welcome them, and what suits them."""

from dataclasses import asdict, dataclass
from typing import Any

from services import access, audit
from services.contact import Contact, check_fits, read_contact
from services.database import STALE, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST_PER_SESSION = 5
MOST_IN_SIX_WEEKS = 20


@dataclass(frozen=True)
class Details(Contact):
    """What to call someone, and how to reach and welcome them, as typed. Only the name must be there.

    `off_sheets`: their name stays off printed sheets.
    """

    name: str
    comes_with: str = ""
    transport: str = ""
    off_sheets: bool = False


@dataclass(frozen=True)
class Limits:
    """What suggestions of roles respect (R19). The two caps count duties: a group session, and six weeks."""

    seated_only: bool = False
    no_lifting: bool = False
    suggest_roles: bool = True
    duties_per_session: int = 1
    duties_in_six_weeks: int = 2


@needs(Permission.KEEP_MEMBERS)
def change_details(actor: Actor, member_id: int, version: int, details: Details) -> int:
    """Changes how to reach and welcome a member. Returns the new version.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Invalid: no name, or something that cannot be kept.
        Conflict: someone else changed them since `version` was read.
    """
    check = Checks()
    kept = read(check, details)
    check.done()
    return _change(actor, member_id, version, "member.changed", asdict(kept))


@needs(Permission.KEEP_MEMBERS)
def change_limits(actor: Actor, member_id: int, version: int, limits: Limits) -> int:
    """Changes what suits a member. Returns the new version.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Invalid: a cap out of range.
        Conflict: someone else changed them since `version` was read.
    """
    check = Checks()
    for field, label, most in (
        ("duties_per_session", "At one group session", MOST_PER_SESSION),
        ("duties_in_six_weeks", "In six weeks", MOST_IN_SIX_WEEKS),
    ):
        check.that(0 <= getattr(limits, field) <= most, field, f"{label}: choose a number from 0 to {most}.")
    check.done()
    return _change(actor, member_id, version, "member.limits_changed", asdict(limits))


def read(check: Checks, details: Details) -> Details:
    """The details as they can be kept; what needs mending goes to `check`."""
    name = check.name("name", "Preferred name", details.name)
    contact = read_contact(check, details)
    check_fits(check, contact)
    return Details(
        name,
        comes_with=check.line("comes_with", "Who comes with them", details.comes_with),
        transport=check.line("transport", "How they get there", details.transport),
        off_sheets=details.off_sheets,
        **asdict(contact),
    )


def _change(actor: Actor, member_id: int, version: int, action: str, values: dict[str, Any]) -> int:
    with transaction() as db:
        member = access.member(db, actor, member_id)
        if member.version != version:
            raise Conflict(STALE)
        changes: audit.Changes = {name: (getattr(member, name), value) for name, value in values.items()}
        for name, value in values.items():
            setattr(member, name, value)
        db.add(member)
        db.flush()
        audit.record(db, actor, action, "member", member_id, group_id=member.group_id, changes=changes)
        return member.version
