"""Whose data may be counted for whom, and in what form: the one gate that decides it (R26, R9).

A coordinator sees the whole of their group. A clinic is given two parts. People whose feedback consent is in force
at this moment are counted exactly; withdrawing takes a person out of every figure at once, the past included.
Everyone else is only ever in a `Rounded` number of a group session that was written down once
(`services/engagement/giving_out.py`). Why nothing more can be worked out of the two is argued in docs/disclosure.md.
"""

from dataclasses import InitVar, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, not_, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models import AmongOthers, ConsentKind, Graduate, Member, PublishedOthers, Referral, Role
from services import clock
from services.clinic.consents import in_force
from services.engagement.periods import Period
from services.security.actor import Actor

FEWEST = 8  # below it there is one word for every number
STEP = 5

_SEAL = object()


class Scope(StrEnum):
    """Of whom the figures speak."""

    EVERYONE = "everyone"
    AGREED = "agreed"  # people whose feedback consent is in force


@dataclass(frozen=True)
class Rounded:
    """How many people came, as R26 gives it: 0 stands for "fewer than 8" (0 to 7), else the nearest 5 from 10 up.

    Only this module makes one, and only from what was written down.
    """

    about: int
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("Numbers of people who have not agreed leave through services/engagement/disclosure.py")

    @property
    def fewer_than_8(self) -> bool:
        return self.about == 0


@dataclass(frozen=True)
class GivenOut:
    """One group session as it was given out `on` a day: people who had agreed then, and everyone else."""

    agreed: Rounded
    others: Rounded
    on: date


def scope_of(actor: Actor) -> Scope:
    """Of whom this actor's figures speak. Only a coordinator's speak of everyone."""
    return Scope.EVERYONE if actor.role is Role.COORDINATOR else Scope.AGREED


def may_count(actor: Actor, graduate_id: Any) -> ColumnElement[bool]:
    """The condition that the data of one person may be counted for this actor.

    Someone who agreed only after they had stood among the others is not in it: a figure that follows people through
    their time in the group would tell of the time before they agreed.

    Args:
        graduate_id: the column that links a member or a referral to a graduate. A member without one has
            given nobody consent, and is counted for coordinators alone.
    """
    if _sees_all(actor):
        return true()
    return and_(
        agrees(actor, graduate_id), not_(exists(_as_member(graduate_id))), not_(exists(_as_referred(graduate_id)))
    )


def may_count_at(actor: Actor, graduate_id: Any, member_id: Any, group_session_id: Any) -> ColumnElement[bool]:
    """The condition that one member's mark at one group session may be counted for this actor, in its own figure.

    Whoever agrees counts from the next group session that is given out: never at one that was given out before.
    """
    if _sees_all(actor):
        return true()
    among_others = select(AmongOthers.member_id).where(
        AmongOthers.member_id == member_id, AmongOthers.group_session_id == group_session_id
    )
    return and_(agrees(actor, graduate_id), not_(exists(among_others)))


def agrees(actor: Actor, graduate_id: Any) -> ColumnElement[bool]:
    """The condition that a person is one of this actor's figures' people now. Says nothing about their past."""
    if _sees_all(actor):
        return true()
    if actor.role is not Role.CLINIC_STAFF or actor.clinic_id is None:
        return false()
    own = select(Graduate.id).where(
        Graduate.id == graduate_id,
        Graduate.clinic_id == actor.clinic_id,
        col(Graduate.erased_at).is_(None),
    )
    return and_(exists(own), in_force(ConsentKind.FEEDBACK, graduate_id))


def _as_member(graduate_id: Any) -> Any:
    """Where one of a person's memberships stood among the others."""
    # A name of its own: the query around it may well be about members too.
    member = aliased(Member)
    return (
        select(AmongOthers.member_id)
        .join(member, col(member.id) == col(AmongOthers.member_id))
        .where(member.graduate_id == graduate_id)
    )


def _as_referred(graduate_id: Any) -> Any:
    """The same for a membership that a referral led to, which stays with the other entry when two are merged."""
    referral = aliased(Referral)
    return (
        select(AmongOthers.member_id)
        .join(referral, col(referral.member_id) == col(AmongOthers.member_id))
        .where(referral.graduate_id == graduate_id)
    )


def period_for(actor: Actor, wanted: Period) -> Period:
    """The period that an actor is shown. A clinic has one alone: overlapping ones could be differenced."""
    return wanted if _sees_all(actor) else Period.LAST_24_MONTHS


def rounded(people: int) -> int:
    """The number that stands for `people`: 0 below 8, else the nearest 5 (8 to 12 are 10, 13 to 17 are 15)."""
    return 0 if people < FEWEST else STEP * ((people + STEP // 2) // STEP)


def given_out(row: PublishedOthers | None) -> GivenOut | None:
    """What was written down of a group session, if it was."""
    if row is None:
        return None
    on = clock.local(row.given_out_at).date()
    return GivenOut(agreed=Rounded(row.agreed, _SEAL), others=Rounded(row.others, _SEAL), on=on)


def _sees_all(actor: Actor) -> bool:
    return scope_of(actor) is Scope.EVERYONE
