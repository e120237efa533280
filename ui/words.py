"""How the app says dates, lengths of time and choices, in one place, in plain British English."""

from datetime import date, datetime, time
from enum import StrEnum

from models import (
    Confirmation,
    ConsentHow,
    ConsentKind,
    ContactHow,
    Effort,
    Face,
    Growth,
    LeavingReason,
    MarkKind,
    MemberOrigin,
    MemberState,
    MemberStep,
    Nation,
    Posture,
    QuietOutcome,
    ReferralState,
    ReferralStep,
    Role,
    Wish,
)
from services import clock
from services.referrals.attention import Reason
from services.referrals.happened import CallStep
from services.referrals.waiting import Waiting

_PAIRS: tuple[tuple[StrEnum, str], ...] = (
    (Role.CLINIC_STAFF, "Clinic staff"),
    (Role.COORDINATOR, "Coordinator"),
    (Role.REGISTER_TAKER, "Takes the register"),
    (Role.ADMINISTRATOR, "Administrator"),
    (ContactHow.ANY, "Any way"),
    (ContactHow.CALL, "Phone call"),
    (ContactHow.TEXT, "Text message"),
    (ContactHow.EMAIL, "Email"),
    (ContactHow.IN_PERSON, "In person only"),
    (ConsentKind.SHARE, "Share details with the group"),
    (ConsentKind.FEEDBACK, "Group may tell the clinic"),
    (ConsentHow.IN_PERSON, "In person"),
    (ConsentHow.PHONE, "By phone"),
    (ConsentHow.PAPER, "On paper"),
    (ConsentHow.VIDEO, "By video"),
    (ConsentHow.EMAIL, "By email"),
    (ReferralState.DRAFT, "Draft"),
    (ReferralState.SENT, "Sent"),
    (ReferralState.ACCEPTED, "Accepted"),
    (ReferralState.CONTACTED, "Contacted"),
    (ReferralState.FIRST_VISIT, "First visit"),
    (ReferralState.SETTLED, "Settled"),
    (ReferralState.LEFT, "Left the group"),
    (ReferralState.DECLINED, "Declined"),
    (ReferralState.COULD_NOT_REACH, "Could not reach"),
    (ReferralState.WITHDRAWN, "Withdrawn"),
    (ReferralStep.DRAFTED, "Written as a draft"),
    (ReferralStep.SENT, "Sent to the group"),
    (ReferralStep.ACCEPTED, "Accepted by the group"),
    (ReferralStep.DECLINED, "Declined by the group"),
    (ReferralStep.CONTACTED, "Contacted by the group"),
    (ReferralStep.FIRST_VISIT, "First visit"),
    (ReferralStep.FIRST_VISIT_UNDONE, "First visit undone"),
    (ReferralStep.SETTLED, "Settled (third visit)"),
    (ReferralStep.SETTLED_UNDONE, "Settled undone"),
    (ReferralStep.LEFT, "Left the group"),
    (ReferralStep.WITHDRAWN, "Withdrawn by the clinic"),
    (ReferralStep.COULD_NOT_REACH, "The group could not reach them"),
    (CallStep.ASKED, "The group asked the clinic to call"),
    (CallStep.CALLED, "Called by the clinic"),
    (LeavingReason.TIME_AND_TRAVEL, "Time or travel"),
    (LeavingReason.HEALTH, "Health"),
    (LeavingReason.MANAGING_WELL, "Managing well"),
    (LeavingReason.NO_CONNECTION, "Did not find a connection"),
    (LeavingReason.UNKNOWN, "Not known"),
    (MarkKind.CAME, "Came"),
    (MarkKind.LATE, "Came late"),
    (MarkKind.SENT_WORD, "Sent word"),
    (MarkKind.DID_NOT_COME, "Did not come"),
    (MarkKind.NOT_RECORDED, "Not recorded"),
    (MemberState.ACTIVE, "Active"),
    (MemberState.PAUSED, "Taking a break"),
    (MemberState.LEFT, "Left"),
    (Confirmation.NOT_NEEDED, ""),
    (Confirmation.WAITING, "Waiting for the clinic"),
    (Confirmation.CONFIRMED, "Confirmed by the clinic"),
    (Confirmation.NOT_CONFIRMED, "Not confirmed by the clinic"),
    (Nation.ENGLAND, "England"),
    (Nation.WALES, "Wales"),
    (Nation.SCOTLAND, "Scotland"),
    (Nation.NORTHERN_IRELAND, "Northern Ireland"),
    (Effort.LOW, "Low"),
    (Effort.MEDIUM, "Medium"),
    (Effort.HIGH, "High"),
    (Posture.SEATED, "Seated"),
    (Posture.STANDING, "Standing"),
    (Posture.LIFTING, "Lifting"),
    (MemberOrigin.REFERRAL, "Referred by the clinic"),
    (MemberOrigin.FOUNDER, "Founder"),
    (MemberOrigin.CAME_ALONG, "Came along"),
    (MemberStep.JOINED, "Joined"),
    (MemberStep.CAME_ALONG, "Came along"),
    (MemberStep.CONFIRMED, "Confirmed by the clinic"),
    (MemberStep.NOT_CONFIRMED, "Not confirmed by the clinic"),
    (MemberStep.PAUSED, "Took a break"),
    (MemberStep.CAME_BACK, "Came back"),
    (MemberStep.LEFT, "Left"),
    (QuietOutcome.COMING, "Coming"),
    (QuietOutcome.NOT_NOW, "Not just now"),
    (QuietOutcome.TAKING_A_BREAK, "Taking a break"),
    (QuietOutcome.LEAVING, "Leaving"),
    (QuietOutcome.NO_ANSWER, "No answer"),
    (Wish.WOULD_LIKE, "Would like it"),
    (Wish.WOULD_RATHER_NOT, "Would rather not"),
    (Wish.OPEN, "Open to it"),
    (Growth.NOT_YET, "Not tried yet"),
    (Growth.TRIED, "Tried"),
    (Growth.ENJOYED, "Enjoyed"),
    (Growth.READY_TO_LEAD, "Ready to lead"),
    (Face.NOT_AT_ALL, "Not at all"),
    (Face.NOT_MUCH, "Not much"),
    (Face.SOMEWHAT, "Somewhat"),
    (Face.QUITE_A_LOT, "Quite a lot"),
    (Face.VERY_MUCH, "Very much"),
    (Waiting.NO, ""),
    (Waiting.NUDGE, "A week without contact"),
    (Waiting.FLAG, "Two weeks without contact"),
    (Reason.CALL, "The group asks you to call"),
    (Reason.TWO_WEEKS, "Two weeks without contact"),
    (Reason.ANSWERED, "The group has answered"),
    (Reason.A_WEEK, "A week without contact"),
    (Reason.NONE, ""),
)
# By kind as well: members of two enums with the same value are one key to a dict.
_LABELS = {(type(member), member): words for member, words in _PAIRS}


def label(member: StrEnum) -> str:
    """The words for a choice."""
    return _LABELS[type(member), member]


def day(on: date, *, weekday: bool = True) -> str:
    """Thursday 26 November 2026."""
    return f"{on:%A} {on.day} {on:%B %Y}" if weekday else f"{on.day} {on:%B %Y}"


def short_day(on: date) -> str:
    """26 Nov 2026."""
    return f"{on.day} {on:%b %Y}"


def month(on: date) -> str:
    """May, when it was this year; May 2025 before."""
    return f"{on:%B}" if on.year == clock.today().year else f"{on:%B %Y}"


def quarter(begins: date, *, brief: bool = False) -> str:
    """October to December 2026: the three months from a first day on; and "so far" while they last.

    `brief`: Oct to Dec 2026, for a table on a narrow screen.
    """
    last, today = begins.replace(month=begins.month + 2), clock.today()
    so_far = " so far" if (last.year, last.month) >= (today.year, today.month) else ""
    months = f"{begins:%b} to {last:%b %Y}" if brief else f"{begins:%B} to {last:%B %Y}"
    return f"{months}{so_far}"


def clock_time(moment: datetime) -> str:
    """2pm, 2.30pm, noon: the time on the wall in the United Kingdom."""
    return wall_time(clock.local(moment).time())


def wall_time(at: time) -> str:
    """The same for a time that is local already."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(at: datetime) -> str:
    """26 Nov 2026, 2pm."""
    return f"{short_day(clock.local(at).date())}, {clock_time(at)}"


def times(starts_at: datetime, ends_at: datetime) -> str:
    """Thursday 26 November 2026, 2pm to 4pm."""
    return f"{day(clock.local(starts_at).date())}, {clock_time(starts_at)} to {clock_time(ends_at)}"


def ago_days(days: int) -> str:
    """today, yesterday, 5 days ago."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def many(count: int, one: str, more: str | None = None) -> str:
    """1 person, 2 people: `one` with its plural."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def every(rhythm: int) -> str:
    """A usual rhythm: every session, every second session, every 12th session."""
    nth = {1: "", 2: "second ", 3: "third ", 4: "fourth "}.get(rhythm, f"{rhythm}th ")
    return f"every {nth}session"


def in_brief(at: datetime) -> str:
    """Thu 26 Nov 2026, 2pm: for a list of dates on a narrow screen."""
    return f"{clock.local(at):%a} {moment(at)}"


def waiting_badge(waiting: Waiting) -> str:
    """How long a referral has waited without contact, as Markdown with a colour; "" while it is no wait (R6)."""
    colour = {Waiting.NUDGE: "orange", Waiting.FLAG: "red"}.get(waiting)
    return f":{colour}-badge[{label(waiting)}]" if colour else ""
