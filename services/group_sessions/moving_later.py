"""Moving this group session and all later ones of its series (R11).

The series ends the day before, and another continues it: every later slot goes over, shifted by as many days. What
was held or marked, and what was moved by itself before, keeps its own time. Nothing before it: the series itself moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlmodel import Session, col, select

from models import GraduateGroup, GroupSession, Nation, Series
from services import access, audit, clock
from services.database import STALE, reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.group_sessions import overlap, planning, recurrence
from services.group_sessions.fields import check_day, check_time
from services.group_sessions.holidays import bank_holiday
from services.group_sessions.later import (
    CANCELLED,
    PLANNED,
    Effect,
    as_the_series_says,
    beginnings,
    end,
    later_rows,
    record,
    series_of,
    slot_of,
    sorted_out,
)
from services.group_sessions.recurrence import Rhythm, Skipped, Slot
from services.group_sessions.rhythms import rhythm_of
from services.group_sessions.weekdays import to_bits
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class To:
    """Where this one goes; the later ones go as many days on, to the same time and place."""

    day: date | None
    local_time: time | None
    minutes: int
    venue: str | None = None


@needs(Permission.PLAN_SESSIONS)
def effect_of_moving(actor: Actor, group_session_id: int, to: To) -> Effect:
    """What `move_later` would do. Changes nothing.

    Raises:
        NotFound: no such group session of the actor's.
        Invalid: what was given cannot be; every problem at once.
        Conflict: it is in no series, was held, marked or cancelled.
    """
    wanted, _ = _checked(to)
    with reading() as db:
        return _Move.begin(db, actor, access.group_session(db, actor, group_session_id), wanted).effect(db)


@needs(Permission.PLAN_SESSIONS)
def move_later(actor: Actor, group_session_id: int, version: int, to: To) -> int:
    """Moves this one and all later ones of its series; returns how many moved.

    Word sent, duties and expectations stay with their group session. New days that the old rhythm left out for a
    bank holiday, and that are none, are filled.

    Raises:
        NotFound, Invalid, Conflict: as in `effect_of_moving`; also when it was changed meanwhile, or another session
            of the group is at one of the new times.
    """
    wanted, venue = _checked(to)
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        if meeting.version != version:
            raise Conflict(STALE)
        group = overlap.locked_group(db, actor, meeting.group_id)
        move = _Move.begin(db, actor, meeting, wanted)
        if clash := move.effect(db).overlapping:
            on = clock.local(clash[0])
            raise Conflict(
                f"The group has another session on {on.day} {on:%B %Y} at that time, so nothing was moved. "
                "Choose another day or time, or change the other one first."
            )
        return move.carry_out(db, actor, group, venue or group.venue)


@dataclass(frozen=True)
class _Move:
    """A move that was asked for: the slot of this one, and every later row of its series, sorted out."""

    meeting: GroupSession
    series: Series
    wanted: Slot
    minutes: int
    shift: timedelta
    going: tuple[GroupSession, ...]
    rows: tuple[GroupSession, ...]

    @classmethod
    def begin(cls, db: Session, actor: Actor, meeting: GroupSession, wanted: Slot) -> "_Move":
        series = series_of(db, meeting)
        rows = later_rows(db, meeting)
        going, _ = sorted_out(db, rows)
        by_rhythm = [one for one in going if one.id == meeting.id or as_the_series_says(series, one)]
        minutes = round((wanted.ends_at - wanted.starts_at).total_seconds() / 60)
        return cls(meeting, series, wanted, minutes, wanted.day - slot_of(meeting), tuple(by_rhythm), tuple(rows))

    def new_slot(self, one: GroupSession) -> Slot:
        day = slot_of(one) + self.shift
        return recurrence.slot(day, clock.local(self.wanted.starts_at).time(), self.minutes)

    def effect(self, db: Session) -> Effect:
        nation = _nation(db, self.meeting.group_id)
        slots = [self.new_slot(one) for one in self.going]
        off = [Skipped(slot.day, name) for slot in slots if (name := bank_holiday(slot.day, nation))]
        free = {skip.day for skip in off}
        held = [slot for slot in slots if slot.day not in free]
        taken = self._taken(db, held)
        staying = [one for one in self.rows if one not in self.going and one.state is PLANNED]
        return Effect(
            beginnings(self.going),
            beginnings(staying),
            tuple(off),
            tuple(slot.starts_at for slot in held if overlap.overlaps(slot, taken)),
        )

    def carry_out(self, db: Session, actor: Actor, group: GraduateGroup, venue: str) -> int:
        last = max(slot_of(one) for one in self.rows) + self.shift
        following = self._following(db, actor, group, venue)
        going = {one.id for one in self.going}
        # One at a time, the farthest first: two planned sessions never begin at the same moment, not even meanwhile.
        for one in sorted(self.rows, key=slot_of, reverse=self.shift >= timedelta()):
            slot = self.new_slot(one)
            one.series_id, one.slot_on = following.id, slot.day
            if one.id in going:
                self._re_time(group, one, slot, venue)
            db.add(one)
            db.flush()
        self._fill(db, actor, group, following, last)
        changes: audit.Changes = {"starts_at": (None, self.wanted.starts_at), "group_sessions": (None, len(going))}
        record(db, actor, "series.moved", following, changes)
        return len(going)

    def _following(self, db: Session, actor: Actor, group: GraduateGroup, venue: str) -> Series:
        """The series that the later ones are of: another one, or with nothing before them the same, moved."""
        rhythm, notes = self._rhythm(), self.series.access_notes if venue == self.series.venue else ""
        earlier = select(GroupSession.id).where(
            GroupSession.series_id == self.series.id, col(GroupSession.slot_on) < slot_of(self.meeting)
        )
        if db.exec(earlier.limit(1)).first() is not None:
            end(self.series, slot_of(self.meeting))
            return planning.new_series(db, actor, group, rhythm, venue, access_notes=notes, continues_id=self.series.id)
        moved = self.series
        moved.starts_on, moved.until, moved.weekdays = rhythm.starts_on, rhythm.until, to_bits(rhythm.weekdays)
        moved.local_time, moved.minutes, moved.venue, moved.access_notes = (
            rhythm.local_time,
            rhythm.minutes,
            venue,
            notes,
        )
        return moved

    def _re_time(self, group: GraduateGroup, one: GroupSession, slot: Slot, venue: str) -> None:
        one.starts_at, one.ends_at, one.venue = slot.starts_at, slot.ends_at, venue
        if one.state is PLANNED and (holiday := bank_holiday(slot.day, group.nation)):
            one.state, one.cancel_reason = CANCELLED, holiday

    def _fill(self, db: Session, actor: Actor, group: GraduateGroup, following: Series, last: date) -> None:
        dates = planning.lay_out(db, group, rhythm_of(following), following, clock.today(), last)
        if dates.meet:
            planning.make_meetings(db, actor, following, dates)

    def _rhythm(self) -> Rhythm:
        old = rhythm_of(self.series)
        step = timedelta(weeks=old.every_weeks)
        # The beginning of the cycle that this one is in, so that weeks go on being counted as they were.
        anchor = old.starts_on + step * ((slot_of(self.meeting) - old.starts_on) // step)
        return Rhythm(
            anchor + self.shift,
            clock.local(self.wanted.starts_at).time(),
            self.minutes,
            old.every_weeks,
            max(old.until + self.shift, self.wanted.day) if old.until else None,
            tuple(sorted((day + self.shift.days) % 7 for day in old.weekdays)),
        )

    def _taken(self, db: Session, slots: Sequence[Slot]) -> list[overlap.Taken]:
        """The times of the group's other planned sessions: not of those that move."""
        if not slots:
            return []
        going = [one.id for one in self.going]
        others = select(GroupSession.starts_at, GroupSession.ends_at).where(
            GroupSession.group_id == self.meeting.group_id,
            GroupSession.state == PLANNED,
            col(GroupSession.id).not_in(going),
            col(GroupSession.starts_at) < max(slot.ends_at for slot in slots),
            col(GroupSession.ends_at) > min(slot.starts_at for slot in slots),
        )
        return [(starts_at, ends_at) for starts_at, ends_at in db.exec(others)]


def _nation(db: Session, group_id: int) -> Nation:
    return Nation(db.exec(select(GraduateGroup.nation).where(GraduateGroup.id == group_id)).one())


def _checked(to: To) -> tuple[Slot, str]:
    check = Checks()
    day = check_day(check, to.day)
    at = check_time(check, to.local_time, to.minutes)
    place = check.line("venue", "The place", to.venue)
    check.done()
    return recurrence.slot(day, at, to.minutes), place
