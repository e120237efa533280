"""What a register looks like to the people who keep it."""

from dataclasses import dataclass
from datetime import datetime

from models import ATTENDED, MarkKind, MemberState
from services.register.states import RegisterState


@dataclass(frozen=True)
class Row:
    """One person's line. `expected`: an active member. `new`: never at a group session before this one.

    `welcomer`: for somebody expected here for the first time, who welcomes them ("" while nobody is named).
    """

    member_id: int
    name: str
    kind: MarkKind
    left_early: bool
    expected: bool
    new: bool
    waiting_for_clinic: bool
    said_coming: bool
    welcomer: str | None
    duties: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """A paused or left member without a mark here, who may still turn up."""

    member_id: int
    name: str
    state: MemberState


@dataclass(frozen=True)
class RegisterView:
    """One register. Rows and others are sorted by name."""

    group_session_id: int
    group_id: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    state: RegisterState
    cancel_reason: str
    visitors: int
    finished_at: datetime | None
    rows: tuple[Row, ...]
    others: tuple[Other, ...]

    def of(self, *kinds: MarkKind) -> tuple[Row, ...]:
        """The rows that carry one of these marks."""
        return tuple(row for row in self.rows if row.kind in kinds)

    @property
    def came(self) -> tuple[Row, ...]:
        return self.of(*ATTENDED)
