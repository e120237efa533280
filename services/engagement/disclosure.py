"""Whose data may be counted for whom: the one place that decides it (R26, R9).

A coordinator sees the whole of their group. Clinic staff see figures about graduates of their clinic whose
feedback consent is in force at this moment, and about nobody else: everyone else together is not given as a
number at all (docs/architecture.md). Withdrawing consent takes a person out of every figure at once, the past
included.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, true
from sqlmodel import col, select

from models import ConsentKind, Graduate, Role
from services.clinic.consents import in_force
from services.engagement.periods import Period
from services.security.actor import Actor


class Scope(StrEnum):
    """Of whom the figures speak."""

    EVERYONE = "everyone"
    AGREED = "agreed"  # people whose feedback consent is in force


def scope_of(actor: Actor) -> Scope:
    """Of whom this actor's figures speak. Only a coordinator's speak of everyone."""
    return Scope.EVERYONE if actor.role is Role.COORDINATOR else Scope.AGREED


def may_count(actor: Actor, graduate_id: Any) -> ColumnElement[bool]:
    """The condition that the data of one person may be counted for this actor.

    Args:
        graduate_id: the column that links a member or a referral to a graduate. A member without one has
            given nobody consent, and is counted for coordinators alone.
    """
    if actor.role is Role.COORDINATOR:
        return true()
    if actor.role is not Role.CLINIC_STAFF or actor.clinic_id is None:
        return false()
    own = select(Graduate.id).where(
        Graduate.id == graduate_id,
        Graduate.clinic_id == actor.clinic_id,
        col(Graduate.erased_at).is_(None),
    )
    return and_(exists(own), in_force(ConsentKind.FEEDBACK, graduate_id))


def period_for(actor: Actor, wanted: Period) -> Period:
    """The period that an actor is shown. A clinic has one alone: overlapping ones could be differenced."""
    return wanted if actor.role is Role.COORDINATOR else Period.LAST_24_MONTHS
