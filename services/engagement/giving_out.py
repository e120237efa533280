"""Giving out a group session: the second part of R26 is written down once, when its register has settled.

Afterwards nothing moves it: no correction, no reopened register, no consent given or withdrawn, no merge, no erasure,
nobody confirmed later. Docs/disclosure.md has the argument.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models import (
    ATTENDED,
    AmongOthers,
    Consent,
    ConsentKind,
    Graduate,
    GraduateGroup,
    GroupSession,
    GroupSessionState,
    Mark,
    Member,
    PublishedOthers,
)
from services import access, clock
from services.database import reading, transaction
from services.engagement.disclosure import rounded
from services.engagement.periods import Period, bounds
from services.security.actor import Actor

# Slips are mended within days; one mended later is right in the group's own figures, and stays as it was told here.
SETTLED_AFTER = timedelta(days=8)


@dataclass(frozen=True)
class _Statement:
    """One feedback consent, and the stretch of time in which it can have let anybody be counted."""

    recorded_at: datetime
    withdrawn_at: datetime | None
    given_on: date
    expires_on: date | None

    def was_in_force_between(self, since: datetime, until: datetime) -> bool:
        return (
            self.recorded_at <= until
            and self.given_on <= clock.local(until).date()
            and (self.withdrawn_at is None or self.withdrawn_at >= since)
            and (self.expires_on is None or self.expires_on >= clock.local(since).date())
        )

    def is_in_force(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.was_in_force_between(now, now)


_People = dict[int, list[_Statement]]


def give_out(actor: Actor, group_id: int, period: Period) -> None:
    """Writes down every group session of the period that has settled and was not given out yet.

    Each is written once: two at once leave one row, the first. A fixed number of queries.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        if not _due(db, group_id, period):
            return
    with transaction() as db:
        # Whoever comes second waits here, and then finds nothing left to write.
        db.exec(select(GraduateGroup.id).where(GraduateGroup.id == group_id).with_for_update()).one()
        if due := _due(db, group_id, period):
            _write(db, due, _people(db, group_id), _came(db, due))


def _due(db: Session, group_id: int, period: Period) -> dict[int, datetime]:
    """The day's beginning of each group session that has settled and is not given out: nobody was marked before."""
    since, until = bounds(period, clock.today())
    found = db.exec(
        select(GroupSession.id, GroupSession.starts_at)
        .outerjoin(PublishedOthers, col(PublishedOthers.group_session_id) == col(GroupSession.id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) >= since,
            col(GroupSession.starts_at) < until,
            col(GroupSession.register_finished_at) <= clock.now() - SETTLED_AFTER,
            col(PublishedOthers.group_session_id).is_(None),
        )
    )
    return {row_id: clock.day_begins(clock.local(at).date()) for row_id, at in found if row_id is not None}


def _people(db: Session, group_id: int) -> _People:
    """Every member with the feedback consents that their own clinic has of them. Who was erased is in no part."""
    members = db.exec(
        select(Member.id, Graduate.id)
        .join(GraduateGroup, col(GraduateGroup.id) == col(Member.group_id))
        .outerjoin(
            Graduate,
            (col(Graduate.id) == col(Member.graduate_id)) & (col(Graduate.clinic_id) == col(GraduateGroup.clinic_id)),
        )
        .where(Member.group_id == group_id, col(Member.erased_at).is_(None), col(Graduate.erased_at).is_(None))
    ).all()
    said: dict[int | None, list[_Statement]] = defaultdict(list)
    consents = select(Consent).where(
        Consent.kind == ConsentKind.FEEDBACK,
        col(Consent.graduate_id).in_(select(Member.graduate_id).where(Member.group_id == group_id)),
    )
    for row in db.exec(consents):
        said[row.graduate_id].append(_Statement(row.recorded_at, row.withdrawn_at, row.given_on, row.expires_on))
    return {member_id: said[graduate_id] if graduate_id else [] for member_id, graduate_id in members if member_id}


def _came(db: Session, due: Iterable[int]) -> dict[int, set[int]]:
    """Who came to each group session, by member."""
    came: dict[int, set[int]] = defaultdict(set)
    marks = select(Mark.group_session_id, Mark.member_id).where(
        col(Mark.group_session_id).in_(list(due)), col(Mark.kind).in_(ATTENDED)
    )
    for group_session_id, member_id in db.exec(marks):
        came[group_session_id].add(member_id)
    return came


def _write(db: Session, due: dict[int, datetime], people: _People, came: dict[int, set[int]]) -> None:
    now = clock.now()
    agreed = {member for member, said in people.items() if any(one.is_in_force(now) for one in said)}
    cells, among = [], []
    for group_session_id, since in due.items():
        # Somebody who agreed at any moment since that day began may have been counted exactly, so is not among the others.
        others = {
            member
            for member, said in people.items()
            if not any(one.was_in_force_between(since, now) for one in said)
        }
        there = came.get(group_session_id, set())
        cells.append(
            {
                "group_session_id": group_session_id,
                "others": rounded(len(others & there)),
                "agreed": rounded(len(agreed & there)),
                "given_out_at": now,
            }
        )
        among += [{"member_id": member, "group_session_id": group_session_id} for member in sorted(others)]
    db.execute(insert(PublishedOthers), cells)
    if among:
        db.execute(insert(AmongOthers), among)
