"""Making a series of group sessions: shown first, made once, extended by half a year at a time (R11)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import GraduateGroup, GroupSession, Series
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.group_sessions import overlap, recurrence
from services.group_sessions.fields import A_YEAR, SeriesWish, check_series
from services.group_sessions.recurrence import Rhythm, Skipped, Slot
from services.group_sessions.rhythms import rhythm_of
from services.group_sessions.weekdays import to_bits
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True)
class SeriesDates:
    """What making a series does, or did. `meet` are new group sessions; the rest says why a date is not."""

    meet: tuple[Slot, ...]
    skipped: tuple[Skipped, ...]
    overlapping: tuple[Slot, ...]
    already: tuple[Slot, ...]
    # The series goes on after the last date shown; `extend_series` makes those.
    goes_on: bool


@needs(Permission.PLAN_SESSIONS)
def preview(actor: Actor, group_id: int, wish: SeriesWish) -> SeriesDates:
    """The dates that `make_series` would make, and those it would leave out. Changes nothing.

    Raises:
        Invalid: what was asked for cannot be; every problem at once.
    """
    rhythm, _ = check_series(wish)
    with reading() as db:
        group = access.group(db, actor, group_id)
        rhythm = _with_end(rhythm, group, wish.count)
        return lay_out(db, group, rhythm, _same_series(db, group_id, rhythm), clock.today(), _first_end(rhythm))


@needs(Permission.PLAN_SESSIONS)
def make_series(actor: Actor, group_id: int, wish: SeriesWish) -> SeriesDates:
    """Makes the series and its group sessions: to its end, else for half a year; never past a year ahead.

    Asked for the same series twice, the second time makes nothing and reports its dates as `already`.

    Raises:
        Invalid: what was asked for cannot be; every problem at once.
        Conflict: no date of it is free.
    """
    rhythm, venue = check_series(wish)
    with transaction() as db:
        group = overlap.locked_group(db, actor, group_id)
        rhythm = _with_end(rhythm, group, wish.count)
        series = _same_series(db, group_id, rhythm)
        dates = lay_out(db, group, rhythm, series, clock.today(), _first_end(rhythm))
        if not dates.meet and not dates.already:
            raise Conflict("None of these dates is free, so nothing was made. Choose another day, time or rhythm.")
        if dates.meet:
            notes = wish.access_notes.strip()
            series = series or new_series(
                db, actor, group, rhythm, group.venue if venue is None else venue, access_notes=notes
            )
            make_meetings(db, actor, series, dates)
        return dates


@needs(Permission.PLAN_SESSIONS)
def extend_series(actor: Actor, series_id: int, until: date | None = None) -> SeriesDates:
    """Makes the series' group sessions up to `until`: by default half a year on; never past a year ahead.

    Given the same `until` twice, the second time makes nothing.
    """
    with transaction() as db:
        series = access.series(db, actor, series_id)
        group = overlap.locked_group(db, actor, series.group_id)
        last = min(until or next_end(_last_made(db, series)), clock.today() + A_YEAR)
        dates = lay_out(db, group, rhythm_of(series), series, clock.today(), last)
        if dates.meet:
            make_meetings(db, actor, series, dates)
        return dates


def next_end(last_made: date) -> date:
    """The day up to which a series is extended: half a year after what is made, or after today if later."""
    return min(max(last_made, clock.today()) + HALF_A_YEAR, clock.today() + A_YEAR)


def _with_end(rhythm: Rhythm, group: GraduateGroup, count: int | None) -> Rhythm:
    if count is None:
        return rhythm
    # Room for every bank holiday that might fall on one of the days.
    far = rhythm.starts_on + timedelta(weeks=rhythm.every_weeks * (count + 60))
    last = recurrence.day_of_the_last(rhythm, group.nation, count, far)
    return replace(rhythm, until=min(last, rhythm.until or last))


def _first_end(rhythm: Rhythm) -> date:
    return min(rhythm.until or rhythm.starts_on + HALF_A_YEAR, clock.today() + A_YEAR)


def _same_series(db: Session, group_id: int, rhythm: Rhythm) -> Series | None:
    wanted = select(Series).where(
        Series.group_id == group_id,
        Series.starts_on == rhythm.starts_on,
        Series.local_time == rhythm.local_time,
        Series.minutes == rhythm.minutes,
        Series.every_weeks == rhythm.every_weeks,
        Series.until == rhythm.until,
        Series.weekdays == to_bits(rhythm.weekdays),
    )
    return db.exec(wanted).first()


def lay_out(
    db: Session, group: GraduateGroup, rhythm: Rhythm, series: Series | None, first: date, last: date
) -> SeriesDates:
    """Sorts the dates from `first` to `last`: two queries, however many dates."""
    meet, skipped = recurrence.slots(rhythm, group.nation, last)
    made = _slots_made(db, series)
    # One that continues another begins with its own first meeting, wherever its weeks are counted from.
    first = max(first, min(made, default=first))
    meet = [slot for slot in meet if slot.day >= first]
    new = [slot for slot in meet if slot.day not in made]
    taken = overlap.taken_between(db, group.id or 0, new[0].starts_at, new[-1].ends_at) if new else []
    return SeriesDates(
        meet=tuple(slot for slot in new if not overlap.overlaps(slot, taken)),
        skipped=tuple(skip for skip in skipped if skip.day >= first),
        overlapping=tuple(slot for slot in new if overlap.overlaps(slot, taken)),
        already=tuple(slot for slot in meet if slot.day in made),
        goes_on=rhythm.until is None or rhythm.until > last,
    )


def _slots_made(db: Session, series: Series | None) -> set[date]:
    """The days that the series has given out, wherever their sessions are now (moved or cancelled)."""
    if series is None:
        return set()
    given = select(col(GroupSession.slot_on)).where(GroupSession.series_id == series.id)
    return {day for day in db.exec(given) if day}


def _last_made(db: Session, series: Series) -> date:
    return max(_slots_made(db, series), default=series.starts_on)


def new_series(
    db: Session,
    actor: Actor,
    group: GraduateGroup,
    rhythm: Rhythm,
    venue: str,
    *,
    access_notes: str = "",
    continues_id: int | None = None,
) -> Series:
    """Writes a series, without any group session yet."""
    series = Series(
        group_id=group.id or 0,
        starts_on=rhythm.starts_on,
        until=rhythm.until,
        every_weeks=rhythm.every_weeks,
        local_time=rhythm.local_time,
        minutes=rhythm.minutes,
        venue=venue,
        access_notes=access_notes,
        weekdays=to_bits(rhythm.weekdays),
        continues_id=continues_id,
        created_at=clock.now(),
        created_by_id=actor.account_id,
    )
    db.add(series)
    db.flush()
    return series


def make_meetings(db: Session, actor: Actor, series: Series, dates: SeriesDates) -> None:
    db.add_all(
        GroupSession(
            group_id=series.group_id,
            series_id=series.id,
            slot_on=slot.day,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            venue=series.venue,
            access_notes=series.access_notes,
            created_at=clock.now(),
        )
        for slot in dates.meet
    )
    audit.record(
        db,
        actor,
        "series.planned",
        "series",
        series.id,
        group_id=series.group_id,
        changes={"group_sessions": (len(dates.already), len(dates.already) + len(dates.meet))},
    )
