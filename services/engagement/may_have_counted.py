"""Whom an exact figure may have counted, and when: such a person is never put among the others (R26)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from models import (
    Consent,
    ConsentKind,
    Graduate,
    GraduateGroup,
    GraduateImport,
    GraduateMerge,
    Member,
    Referral,
    UndoneFeedback,
)
from services import clock

Merges = dict[int, datetime]


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
    """A member: what they said, and what else may have let them be counted.

    `said` is said under their own entry, and lets them be counted now. `said_elsewhere` is said under another entry
    that a referral of theirs went over to in a merge. `merged_at` is when one of these entries was last merged with
    another one or taken apart from it again, if it was: what was said under it until then stands elsewhere now.
    """

    said: tuple[Statement, ...] = ()
    said_elsewhere: tuple[Statement, ...] = ()
    merged_at: datetime | None = None

    def agrees(self, now: datetime) -> bool:
        return any(one.is_in_force(now) for one in self.said)

    def may_have_been_counted(self, since: datetime, until: datetime) -> bool:
        """Whether an exact figure may have held them at any moment between, under any entry's consent."""
        merged = self.merged_at is not None and self.merged_at >= since
        said = (*self.said, *self.said_elsewhere)
        return merged or any(one.was_in_force_between(since, until) for one in said)


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
    said, referred, merged = _said(db, group_id), _referred(db, group_id), _merged(db)
    return {
        member_id: _person(own, referred[member_id] - {own}, said, merged)
        for member_id, own in members
        if member_id is not None
    }


def _person(own: int | None, elsewhere: set[int], said: dict[int, list[Statement]], merged: Merges) -> Person:
    entries = elsewhere if own is None else {own, *elsewhere}
    return Person(
        said=() if own is None else tuple(said[own]),
        said_elsewhere=tuple(one for entry in elsewhere for one in said[entry]),
        merged_at=max((merged[entry] for entry in entries if entry in merged), default=None),
    )


def _referred(db: Session, group_id: int) -> dict[int, set[int]]:
    """Under which entries each member's referrals stand: figures about a referral count the member's visits."""
    referred: dict[int, set[int]] = defaultdict(set)
    found = select(Referral.member_id, Referral.graduate_id).where(Referral.group_id == group_id)
    for member_id, graduate_id in db.exec(found.where(col(Referral.member_id).is_not(None))):
        referred[member_id or 0].add(graduate_id)
    return referred


def _said(db: Session, group_id: int) -> dict[int, list[Statement]]:
    """Every feedback consent of the group's members and of who was referred to it, by graduate."""
    said: dict[int, list[Statement]] = defaultdict(list)
    consents = select(Consent).where(Consent.kind == ConsentKind.FEEDBACK, _of_group(group_id, Consent.graduate_id))
    for row in db.exec(consents):
        said[row.graduate_id].append(Statement(row.recorded_at, row.withdrawn_at, row.given_on, row.expires_on))
    for graduate_id, statement in _undone(db, group_id):
        said[graduate_id].append(statement)
    return said


def _undone(db: Session, group_id: int) -> list[tuple[int, Statement]]:
    """The same of consents that a list gave and that went when it was undone: nobody withdrew, nothing is on file."""
    found = db.exec(
        select(UndoneFeedback.graduate_id, GraduateImport.at, GraduateImport.undone_at)
        .join(GraduateImport, col(GraduateImport.id) == col(UndoneFeedback.import_id))
        .where(_of_group(group_id, UndoneFeedback.graduate_id))
    )
    return [(graduate_id, Statement(at, until, clock.local(at).date(), None)) for graduate_id, at, until in found]


def _of_group(group_id: int, graduate_id: Any) -> ColumnElement[bool]:
    of_group = (
        select(Member.graduate_id).where(Member.group_id == group_id),
        select(Referral.graduate_id).where(Referral.group_id == group_id),
    )
    return or_(*(col(graduate_id).in_(one) for one in of_group))


def _merged(db: Session) -> Merges:
    """When each entry was last merged with another one, on either side, or taken apart from it again."""
    merged: Merges = {}
    for row in db.exec(select(GraduateMerge)):
        last = row.at if row.undone_at is None else row.undone_at
        for entry in (row.kept_id, row.merged_id):
            merged[entry] = max(last, merged.get(entry, last))
    return merged
