"""Whom an exact figure may have counted, and when: such a person is never put among the others (R26)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Consent, ConsentKind, Graduate, GraduateGroup, GraduateMerge, Member
from services import clock


@dataclass(frozen=True)
class Statement:
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


@dataclass(frozen=True)
class Person:
    """A member: what they said, and when their entry was last taken apart from another one's, if it was."""

    said: tuple[Statement, ...] = ()
    parted_at: datetime | None = None

    def agrees(self, now: datetime) -> bool:
        return any(one.is_in_force(now) for one in self.said)

    def may_have_been_counted(self, since: datetime, until: datetime) -> bool:
        """Whether an exact figure may have held them at any moment between, under either entry's consent."""
        parted = self.parted_at is not None and self.parted_at >= since
        return parted or any(one.was_in_force_between(since, until) for one in self.said)


People = dict[int, Person]


def people_of(db: Session, group_id: int) -> People:
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
    said, parted = _said(db, group_id), _parted(db)
    return {
        member_id: Person(tuple(said[graduate_id]), parted.get(graduate_id)) if graduate_id else Person()
        for member_id, graduate_id in members
        if member_id is not None
    }


def _said(db: Session, group_id: int) -> dict[int, list[Statement]]:
    """Every feedback consent of the group's members, by graduate."""
    said: dict[int, list[Statement]] = defaultdict(list)
    consents = select(Consent).where(
        Consent.kind == ConsentKind.FEEDBACK,
        col(Consent.graduate_id).in_(select(Member.graduate_id).where(Member.group_id == group_id)),
    )
    for row in db.exec(consents):
        said[row.graduate_id].append(Statement(row.recorded_at, row.withdrawn_at, row.given_on, row.expires_on))
    return said


def _parted(db: Session) -> dict[int, datetime]:
    """When each entry was last taken apart again from one that it had been merged with."""
    parted: dict[int, datetime] = {}
    undone = (
        select(GraduateMerge).where(col(GraduateMerge.undone_at).is_not(None)).order_by(col(GraduateMerge.undone_at))
    )
    for row in db.exec(undone):
        if row.undone_at is not None:
            parted |= {row.kept_id: row.undone_at, row.merged_id: row.undone_at}
    return parted
