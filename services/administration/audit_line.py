"""What an administrator reads of the audit trail: which events one by one, and which only that they happened (R26)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, true
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

# One kind for whatever a register leads to: beside a mark, a line of its own would tell of the first person who came
# along, or did what they had offered to do.
GROUP_SESSION = "group_session"
_OF_A_GROUP_SESSION = ("mark.", "register.", "duty.", "feeling.", "member.came_along", f"{GROUP_SESSION}.")
# One for a clinic's look at whom its groups ask about, also when that is nobody, and for its answers.
NEWCOMER = "newcomer"
_MEMBER = "member."

# Not told at all, since on a day without a line they would be one. All but the last follow by themselves, for some
# people and not for others, from what the same account did and is told; the last is possible once 8 people came.
_UNTOLD = (
    "referral.first_visit",
    "referral.first_visit_undone",
    "referral.settled",
    "referral.settled_undone",
    "referral.left",
    "member.no_longer_expected",
    "feeling.shown",
)


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
    return _begins(*(f"{area}." for area in ONE_BY_ONE))


def is_folded() -> ColumnElement[bool]:
    """The condition that an event is told once a day: it is about people, and somebody did it.

    What has no account the app did because of something that has one: it is told with that, or not at all.
    """
    theirs = col(AuditEvent.account_id).is_not(None)
    return and_(theirs, col(AuditEvent.action).not_in(_UNTOLD), ~is_one_by_one())


def may_be_told_as(wanted: str) -> ColumnElement[bool]:
    """The condition that what is told of an event may begin with `wanted`; what does not after all is left in."""
    return _begins(wanted, *_told_otherwise(wanted)) if wanted else true()


def told_as(action: str, *, by_clinic: bool) -> str:
    """What of an action about people is told: its kind, or in full when it was a look or a sheet.

    Not the step: a first visit and a third one on one day are two people.
    """
    if action.startswith(_OF_A_GROUP_SESSION):
        return GROUP_SESSION
    if by_clinic and action.startswith(_MEMBER):
        return NEWCOMER
    return action if action.endswith(_NAMED) else action.partition(".")[0]


def _told_otherwise(wanted: str) -> Iterator[str]:
    """How the actions begin that are told under another name, which begins with `wanted`."""
    if GROUP_SESSION.startswith(wanted):
        yield from _OF_A_GROUP_SESSION
    if NEWCOMER.startswith(wanted):
        yield _MEMBER


def _begins(*with_: str) -> ColumnElement[bool]:
    return or_(*(col(AuditEvent.action).startswith(begin, autoescape=True) for begin in with_))
