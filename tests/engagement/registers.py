"""What becomes of the registers of an acted-out history: filled in, corrected, opened again, emptied and moved."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from models import GroupSession, MarkKind
from services import clock
from services.errors import Conflict
from services.group_sessions import changing
from services.register import finishing, marking
from services.security.actor import Actor
from tests import make

_number = count(1)


@dataclass
class Session:
    """One group session: when it was, who came by member as it stands, and how often each mark was changed since."""

    id: int
    starts_at: datetime
    came: dict[int, bool]
    changes: dict[int, int]
    strangers_changed: int = 0

    @property
    def day(self) -> date:
        return clock.local(self.starts_at).date()


class Registers:
    """The acts of a history that change what a register says."""

    coordinator: Actor
    sessions: list[Session]
    strangers: list[int]

    def _correct(self, who: int, which: int) -> None:
        if not self.sessions:
            return
        session = self.sessions[which % len(self.sessions)]
        member = [*session.came][who % len(session.came)]
        there = session.came[member] = not session.came[member]
        session.changes[member] += 1
        session.strangers_changed += member in self.strangers
        finishing.correct(self.coordinator, session.id, member, self._kind(there), False, "A slip")

    def _reopen(self, who: int, which: int) -> None:
        """Opened, one mark changed, and finished again: it settles anew."""
        if not self.sessions:
            return
        session = self.sessions[which % len(self.sessions)]
        finishing.reopen(self.coordinator, session.id, "A row of slips")
        member = [*session.came][who % len(session.came)]
        there = session.came[member] = not session.came[member]
        session.changes[member] += 1
        session.strangers_changed += member in self.strangers
        marking.mark(self.coordinator, session.id, [self._tap(member, there)])
        finishing.finish(self.coordinator, session.id)

    def _move(self, _: int, which: int) -> None:
        """Opened, emptied, moved to today unless something is there, marked as it was, and finished again."""
        at = (clock.now() - timedelta(hours=3)).replace(second=0, microsecond=0)
        if not self.sessions or clock.local(at).date() != clock.today():
            return
        session = self.sessions[which % len(self.sessions)]
        finishing.reopen(self.coordinator, session.id, "Another day")
        undone = [marking.Tap(f"tap-{next(_number)}", member, MarkKind.NOT_RECORDED) for member in session.came]
        marking.mark(self.coordinator, session.id, undone)
        (row,) = make.rows(GroupSession, id=session.id)
        with suppress(Conflict):
            to = clock.local(at)
            changing.change(self.coordinator, session.id, row.version, to.date(), to.time(), 120, None)
            session.starts_at = at
            self.sessions.sort(key=lambda one: one.starts_at)
        self._fill_in(session)

    def _fill_in(self, session: Session) -> None:
        taps = [self._tap(member, there) for member, there in session.came.items()]
        marking.mark(self.coordinator, session.id, taps)
        finishing.finish(self.coordinator, session.id)

    def _tap(self, member: int, there: bool) -> marking.Tap:
        return marking.Tap(f"tap-{next(_number)}", member, self._kind(there))

    def _kind(self, there: bool) -> MarkKind:
        return MarkKind.CAME if there else MarkKind.DID_NOT_COME
