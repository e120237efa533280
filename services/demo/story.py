"""What one group's story is made of, before any of it becomes rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from models import Confirmation, ConsentKind, LeavingReason, MarkKind, MemberOrigin, ReferralStep
from models.register import ATTENDED
from services.demo.names import Contact, Namer
from services.demo.places import Place


@dataclass
class Line:
    """One member at one group session. `undone` when it was taken back: not recorded."""

    kind: MarkKind
    at: datetime
    left_early: bool = False
    undone: bool = False

    @property
    def attended(self) -> bool:
        return self.kind in ATTENDED and not self.undone


@dataclass
class Meeting:
    """One group session, its register by member id."""

    slot_on: date
    starts_at: datetime
    ends_at: datetime
    past: bool
    finished: bool
    cancelled: str | None
    plan: str
    note: str
    id: int = 0
    lines: dict[int, Line] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """Whether people met, with the register finished or not."""
        return self.past and self.cancelled is None


@dataclass
class Agreed:
    """A consent and what became of it."""

    kind: ConsentKind
    given_on: date
    withdrawn_on: date | None = None


@dataclass
class Graduate:
    """A person as the clinic knows them."""

    id: int
    contact: Contact
    programme_id: int
    completed_on: date
    consents: list[Agreed] = field(default_factory=list)
    born_on: date | None = None

    def agreed(self, kind: ConsentKind) -> Agreed | None:
        """The newest consent of a kind that still stands."""
        return next((one for one in reversed(self.consents) if one.kind is kind and one.withdrawn_on is None), None)


@dataclass
class Stay:
    """One time in the group, from joining to leaving. `ready_at`: from when a first visit may be expected."""

    joined_at: datetime
    ready_at: datetime
    comes: bool = True
    returns: bool = True
    left_at: datetime | None = None
    reason: LeavingReason | None = None


@dataclass
class Person:
    """A member. `propensity` is how likely they come on an ordinary day; `leads` when they hold the group together."""

    id: int
    contact: Contact
    origin: MemberOrigin
    stays: list[Stay]
    propensity: float
    graduate_id: int | None = None
    account_id: int | None = None
    leads: bool = False
    paused_at: datetime | None = None
    confirmation: Confirmation = Confirmation.NOT_NEEDED

    @property
    def founder(self) -> bool:
        return self.origin is MemberOrigin.FOUNDER

    @property
    def here(self) -> bool:
        """Whether they are in the group as the story ends."""
        return self.stays[-1].left_at is None and self.paused_at is None


@dataclass
class Ending:
    """A referral that ended before anyone joined."""

    step: ReferralStep
    at: datetime
    reason: str


@dataclass
class Introduction:
    """A referral: when each step was taken. None is a step not taken yet."""

    graduate: Graduate
    drafted_at: datetime
    sent_at: datetime | None = None
    accepted_at: datetime | None = None
    contacted_at: datetime | None = None
    ending: Ending | None = None
    person: Person | None = None
    stay: Stay | None = None


@dataclass(frozen=True)
class Task:
    """A group role as the rota needs to know it."""

    id: int
    name: str
    every_nth: int
    needs_backup: bool


@dataclass
class Story:
    """One clinic and its group, from the first day to `now`, the midnight at which the last day begins."""

    rng: Random
    place: Place
    since: date
    until: date
    now: datetime
    namer: Namer
    clinic_id: int
    group_id: int
    staff_id: int
    coordinator_ids: tuple[int, ...]
    coordinator_names: tuple[str, ...]
    referrer: str
    tasks: list[Task] = field(default_factory=list)
    skill_ids: list[int] = field(default_factory=list)
    strength_ids: list[int] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    graduates: list[Graduate] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @property
    def held(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.held]

    @property
    def coming(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings if not meeting.past]

    def visits(self, person: Person, stay: Stay | None = None) -> list[Meeting]:
        """The group sessions they came to, oldest first; of one stay when given."""
        return [
            meeting
            for meeting in self.meetings
            if (line := meeting.lines.get(person.id)) and line.attended and (stay is None or within(meeting, stay))
        ]


def within(meeting: Meeting, stay: Stay) -> bool:
    """Whether a group session fell into a stay."""
    return meeting.starts_at > stay.joined_at and (stay.left_at is None or meeting.starts_at < stay.left_at)
