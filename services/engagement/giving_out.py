"""Giving out a group session: the second part of R26 is written down once, when its register has settled.

Afterwards nothing moves it: no correction, no reopened register, no consent given or withdrawn, no merge, no erasure,
nobody confirmed later. Docs/disclosure.md has the argument.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from models import (
    ATTENDED,
    AmongOthers,
    Clinic,
    GraduateGroup,
    GroupSession,
    GroupSessionState,
    Mark,
    MarkEvent,
    Member,
    PublishedOthers,
)
from services import clock
from services.database import transaction
from services.engagement.disclosure import rounded
from services.engagement.may_have_counted import People, people_of
from services.engagement.periods import Period, bounds
from services.roles.load import whose

# Slips are mended within days; one mended later is right in the group's own figures, and stays as it was told here.
SETTLED_AFTER = timedelta(days=8)


def settled(finished_at: datetime | None) -> bool:
    """Whether a register was finished so long ago that its group session is given out."""
    return finished_at is not None and finished_at <= clock.now() - SETTLED_AFTER


def give_out(group_id: int, period: Period) -> None:
    """Writes down every group session of the period that has settled and was not given out yet.

    Each is written once: two at once leave one row, the first. A fixed number of queries. The caller has made sure
    that the group is the actor's.
    """
    with transaction() as db:
        _hold_the_clinic(db, group_id)
        if due := _due(db, group_id, period):
            _write(db, due, people_of(db, group_id), _whose(db, group_id), _came(db, due))


def _hold_the_clinic(db: Session, group_id: int) -> None:
    """Whoever gives out at the same time waits here, and then finds nothing left to write.

    So does whoever may let somebody be counted (`access.before_agreeing`). Rows that only name the clinic, as an audit
    event does, are written meanwhile: their writers may hold a group session, for which this one would wait.
    """
    clinic = select(Clinic.id).join(GraduateGroup, col(GraduateGroup.clinic_id) == col(Clinic.id))
    held = clinic.where(GraduateGroup.id == group_id).with_for_update(of=Clinic, key_share=True)
    db.exec(held).one()


def _due(db: Session, group_id: int, period: Period) -> dict[int, datetime]:
    """Each group session that has settled and is not given out, with the moment before which nobody was marked at it.

    That is the beginning of its day, or of an earlier day: it was marked and counted then, emptied, and moved.
    """
    since, until = bounds(period, clock.today())
    found = db.exec(
        select(GroupSession.id, GroupSession.starts_at, func.min(MarkEvent.at))
        .outerjoin(PublishedOthers, col(PublishedOthers.group_session_id) == col(GroupSession.id))
        .outerjoin(Mark, col(Mark.group_session_id) == col(GroupSession.id))
        .outerjoin(MarkEvent, col(MarkEvent.mark_id) == col(Mark.id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) >= since,
            col(GroupSession.starts_at) < until,
            col(GroupSession.register_finished_at) <= clock.now() - SETTLED_AFTER,
            col(PublishedOthers.group_session_id).is_(None),
        )
        .group_by(col(GroupSession.id), col(GroupSession.starts_at))
    )
    return {row_id: _begins(at, marked_at) for row_id, at, marked_at in found if row_id is not None}


def _begins(starts_at: datetime, marked_at: datetime | None) -> datetime:
    """The beginning of the local day of whichever came first. An undone mark still has its events."""
    return clock.day_begins(clock.local(min(starts_at, marked_at or starts_at)).date())


def _came(db: Session, due: Iterable[int]) -> dict[int, set[int]]:
    """Who came to each group session, by member."""
    came: dict[int, set[int]] = defaultdict(set)
    marks = select(Mark.group_session_id, Mark.member_id).where(
        col(Mark.group_session_id).in_(list(due)), col(Mark.kind).in_(ATTENDED)
    )
    for group_session_id, member_id in db.exec(marks):
        came[group_session_id].add(member_id)
    return came


def _whose(db: Session, group_id: int) -> dict[int, int]:
    """Which person each member is, also who was erased: the group may have somebody twice."""
    found = db.exec(select(Member.id, whose()).where(Member.group_id == group_id))
    return {member_id: person for member_id, person in found if member_id is not None}


def _write(
    db: Session, due: dict[int, datetime], people: People, person: dict[int, int], came: dict[int, set[int]]
) -> None:
    now = clock.now()
    agreed = {member for member, one in people.items() if one.agrees(now)}
    cells, among = [], []
    for group_session_id, since in due.items():
        # Who agreed at any moment since that day began may have been counted exactly, so is not among the others.
        others = {member for member, one in people.items() if not one.may_have_been_counted(since, now)}
        # Nor is any of them whom the group has twice, if that is so of one of the two.
        counted = {person[member] for member in person.keys() - others}
        there = came.get(group_session_id, set())
        cells.append(
            {
                "group_session_id": group_session_id,
                "others": rounded(len({person[member] for member in others & there} - counted)),
                "agreed": rounded(len({person[member] for member in agreed & there})),
                "given_out_at": now,
            }
        )
        among += [{"member_id": member, "group_session_id": group_session_id} for member in sorted(others)]
    db.execute(insert(PublishedOthers), cells)
    if among:
        db.execute(insert(AmongOthers), among)
