"""Changing what the group knows of a member: how to reach and welcome them."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from models import Member
from services import access, audit
from services.contact import Contact, check_fits, read_contact
from services.database import STALE, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Details(Contact):
    """What to call someone, and how to reach and welcome them, as typed. Only the name must be there.

    `off_sheets`: their name stays off printed sheets.
    """

    name: str
    comes_with: str = ""
    transport: str = ""
    off_sheets: bool = False


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
    with transaction() as db:
        return change(db, actor, access.member(db, actor, member_id), version, "member.changed", asdict(kept))


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


def change(db: Session, actor: Actor, member: Member, version: int, action: str, values: dict[str, Any]) -> int:
    """Sets columns of a member that was fetched. Returns the new version.

    Raises:
        Conflict: someone else changed them since `version` was read.
    """
    if member.version != version:
        raise Conflict(STALE)
    changes: audit.Changes = {name: (getattr(member, name), value) for name, value in values.items()}
    for name, value in values.items():
        setattr(member, name, value)
    # The version is raised even when only what hangs on the member changed, so that a stale form never undoes it.
    flag_modified(member, "name")
    db.flush()
    audit.record(db, actor, action, "member", member.id, group_id=member.group_id, changes=changes)
    return member.version
