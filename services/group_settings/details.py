"""What a group says of itself: name, place, nation, usual rhythm, names on sheets, and whether it asks how it was."""

from dataclasses import asdict, dataclass
from datetime import time

from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState, Nation, Series
from services import access, audit, clock
from services.database import STALE, reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.group_sessions.fields import LONGEST, SHORTEST
from services.group_sessions.overlap import locked_group
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

LARGEST_ROOM = 500


@dataclass(frozen=True)
class Details:
    """A group's settings, as typed. `weekdays` are bits, Monday the lowest; `minutes` how long it usually meets."""

    name: str
    venue: str = ""
    access_notes: str = ""
    room_capacity: int | None = None
    nation: Nation = Nation.ENGLAND
    every_weeks: int = 2
    weekdays: int | None = None
    meets_at: time | None = None
    minutes: int = 120
    names_on_sheets: bool = False
    asks_feeling: bool = False


@dataclass(frozen=True)
class GroupDetails(Details):
    """The settings as kept. `planned_here`: how many group sessions to come are planned at its venue."""

    id: int = 0
    version: int = 0
    planned_here: int = 0


@needs(Permission.KEEP_GROUP)
def details(actor: Actor, group_id: int) -> GroupDetails:
    """The settings of the actor's group.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        group = access.group(db, actor, group_id)
        kept = {name: getattr(group, name) for name in Details.__dataclass_fields__}
        return GroupDetails(
            **kept, id=group_id, version=group.version, planned_here=len(_planned_at(db, group_id, group.venue))
        )


@needs(Permission.KEEP_GROUP)
def change_details(actor: Actor, group_id: int, version: int, wanted: Details, *, move_planned: bool = False) -> int:
    """Changes the settings. With `move_planned`, group sessions to come at the old venue move to the new one.

    Returns how many group sessions moved. Held ones keep the place where they were (R11).

    Raises:
        NotFound: not a group of the actor's.
        Invalid: no name, or something that cannot be kept; every problem at once.
        Conflict: someone else changed it since `version`, or the clinic has another group of that name.
    """
    kept = _checked(wanted)
    with transaction() as db:
        group = locked_group(db, actor, group_id)
        if group.version != version:
            raise Conflict(STALE)
        moving = _planned_at(db, group_id, group.venue) if move_planned and kept.venue != group.venue else []
        for meeting in moving:
            meeting.venue = kept.venue
        if moving:
            _series_follow(db, group_id, group.venue, kept.venue)
        values = asdict(kept)
        changes: audit.Changes = {name: (getattr(group, name), value) for name, value in values.items()}
        if moving:
            changes["group_sessions_moved"] = (0, len(moving))
        for name, value in values.items():
            setattr(group, name, value)
        db.add(group)
        audit.record(db, actor, "group.changed", "graduate_group", group_id, group_id=group_id, changes=changes)
        return len(moving)


def _planned_at(db: Session, group_id: int, venue: str) -> list[GroupSession]:
    ahead = select(GroupSession).where(
        GroupSession.group_id == group_id,
        GroupSession.venue == venue,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.starts_at) > clock.now(),
        col(GroupSession.register_finished_at).is_(None),
    )
    return list(db.exec(ahead))


def _series_follow(db: Session, group_id: int, old: str, new: str) -> None:
    """What a series makes from now on is where its group sessions have gone."""
    for series in db.exec(select(Series).where(Series.group_id == group_id, Series.venue == old)):
        series.venue = new


def _checked(wanted: Details) -> Details:
    check = Checks()
    name = check.name("name", "The group's name", wanted.name)
    venue = check.line("venue", "The venue", wanted.venue)
    notes = check.paragraph("access_notes", "The access notes", wanted.access_notes)
    room = wanted.room_capacity
    check.that(
        room is None or 0 < room <= LARGEST_ROOM,
        "room_capacity",
        f"The room holds from 1 to {LARGEST_ROOM} people. Leave it empty if you do not know.",
    )
    check.that(1 <= wanted.every_weeks <= 52, "every_weeks", "Choose a rhythm from every week to every 52 weeks.")
    check.that(wanted.weekdays is None or 0 < wanted.weekdays < 128, "weekdays", "Choose days of the week, or none.")
    check.that(
        SHORTEST <= wanted.minutes <= LONGEST,
        "minutes",
        "It usually ends from 15 minutes to 12 hours after it starts. Choose another end.",
    )
    check.done()
    starts = wanted.meets_at.replace(second=0, microsecond=0, tzinfo=None) if wanted.meets_at else None
    return Details(
        name=name,
        venue=venue,
        access_notes=notes,
        room_capacity=room,
        nation=wanted.nation,
        every_weeks=wanted.every_weeks,
        weekdays=wanted.weekdays,
        meets_at=starts,
        minutes=wanted.minutes,
        names_on_sheets=wanted.names_on_sheets,
        asks_feeling=wanted.asks_feeling,
    )
