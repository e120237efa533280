"""Reading the audit trail: who did what and when. Metadata only, never a value or a name of someone in care."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models import Account, AuditEvent, Clinic, GraduateGroup
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.security.sign_in import normal_username

PAGE = 50


@dataclass(frozen=True)
class AuditLine:
    """One event. `username` is empty when nobody was signed in; `scope` names the group or clinic it belongs to."""

    id: int
    at: datetime
    username: str
    action: str
    subject: str
    subject_id: int | None
    scope: str


@dataclass(frozen=True)
class AuditPage:
    """A page of the trail, newest first. `older` is the `before` of the next page, or None on the last."""

    lines: tuple[AuditLine, ...]
    older: int | None


@needs(Permission.READ_AUDIT)
def audit_trail(actor: Actor, *, before: int | None = None, action: str = "", username: str = "") -> AuditPage:
    """Events older than the one with the id `before`: those whose action begins with `action`, and by `username`.

    Both filters are left out when empty.
    """
    wanted = (
        select(AuditEvent, Account.username, GraduateGroup.name, Clinic.name)
        .outerjoin(Account, col(Account.id) == AuditEvent.account_id)
        .outerjoin(GraduateGroup, col(GraduateGroup.id) == AuditEvent.group_id)
        .outerjoin(Clinic, col(Clinic.id) == AuditEvent.clinic_id)
        .order_by(col(AuditEvent.id).desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        wanted = wanted.where(col(AuditEvent.id) < before)
    if action.strip():
        wanted = wanted.where(col(AuditEvent.action).startswith(_searchable(action), autoescape=True))
    if username.strip():
        wanted = wanted.where(Account.username == normal_username(username))
    with reading() as db:
        lines = [_line(event, name, group, clinic) for event, name, group, clinic in db.exec(wanted)]
    return AuditPage(tuple(lines[:PAGE]), lines[PAGE - 1].id if len(lines) > PAGE else None)


def _line(event: AuditEvent, username: str | None, group: str | None, clinic: str | None) -> AuditLine:
    return AuditLine(
        id=event.id or 0,
        at=event.at,
        username=username or "",
        action=event.action,
        subject=event.subject,
        subject_id=event.subject_id,
        scope=group or clinic or "",
    )


def _searchable(text: str) -> str:
    # PostgreSQL refuses a NUL anywhere, also in what it only compares with.
    return text.strip().lower().replace("\x00", "")
