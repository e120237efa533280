"""What an administrator reads of the audit trail: which events one by one, and which only that they happened (R26)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from models import AuditEvent
from services import clock

# Everything else is about people of a clinic or a group, also what nobody has thought of yet.
ONE_BY_ONE = (
    "account",
    "calendar_link",
    "clinic",
    "consent_wording",
    "coordinator",
    "group",
    "group_role",
    "password",
    "skill",
)
# What somebody did with a view is told by name, since it says nothing of who came.
_NAMED = ("looked_at", "printed", "exported")


@dataclass(frozen=True)
class AuditLine:
    """One event, or for what is about people that such events happened on one day: no time, number or subject.

    `at` is None and `subject_id` too for the latter, however many there were. `username` is empty when nobody was
    signed in; `scope` names the group or clinic it belongs to.
    """

    on: date
    at: datetime | None
    username: str
    action: str
    subject: str
    subject_id: int | None
    scope: str

    @property
    def moment(self) -> datetime:
        """Where it stands among the others: what happened on a day comes after all that has a time on it."""
        return self.at or clock.day_begins(self.on)


def is_one_by_one() -> ColumnElement[bool]:
    """The condition that an event may be shown by itself."""
    return or_(*(col(AuditEvent.action).startswith(f"{area}.", autoescape=True) for area in ONE_BY_ONE))


def told_as(action: str) -> str:
    """What of an action about people is told: the area ("referral"), or in full when it was a look or a sheet.

    Not the step: a first visit and a third one on one day are two people.
    """
    return action if action.endswith(_NAMED) else action.partition(".")[0]
