"""Reading consents: what is in force now, said once in SQL and once in plain Python, and everyone's history."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import Account, Consent, ConsentHow, ConsentKind, ConsentWording
from services import clock


class ConsentState(StrEnum):
    """Where one statement stands today."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class ConsentView:
    """One consent as the clinic sees it, with its history.

    `expires_on` is the last day on which it is in force. `ended_on` says when it ended, if it has: the day of the
    withdrawal, the last day of one that ran out, or the day on which a new statement took its place.
    """

    id: int
    kind: ConsentKind
    state: ConsentState
    wording: int
    text: str
    how: ConsentHow
    given_on: date
    recorded_by: str
    expires_on: date | None
    ended_on: date | None
    withdrawn_by: str

    @property
    def in_force(self) -> bool:
        return self.state is ConsentState.IN_FORCE

    @property
    def withdrawn_on(self) -> date | None:
        """The day of its withdrawal; None for one that ran out or was renewed."""
        return self.ended_on if self.state is ConsentState.WITHDRAWN else None


def in_force(kind: ConsentKind, graduate_id: Any) -> ColumnElement[bool]:
    """The condition that a graduate's consent of a kind is in force now; a correlated EXISTS for any query.

    In force: given, not withdrawn, and not past its last day, which counts. `state_of` says the same of one row.
    """
    today = clock.today()
    return (
        select(Consent.id)
        .where(
            Consent.graduate_id == graduate_id,
            Consent.kind == kind,
            and_(
                col(Consent.withdrawn_at).is_(None),
                col(Consent.given_on) <= today,
                or_(col(Consent.expires_on).is_(None), col(Consent.expires_on) >= today),
            ),
        )
        .exists()
    )


def is_in_force(db: Session, kind: ConsentKind, graduate_id: int) -> bool:
    """Whether one graduate's consent of a kind is in force now."""
    return bool(db.exec(select(in_force(kind, graduate_id))).one())


def history(db: Session, graduate_id: int) -> tuple[ConsentView, ...]:
    """Every consent of a graduate, newest first."""
    withdrawer = aliased(Account)
    found = db.exec(
        select(Consent, ConsentWording, Account.display_name, withdrawer.display_name)
        .join(ConsentWording, col(ConsentWording.id) == col(Consent.wording_id))
        .outerjoin(Account, col(Account.id) == col(Consent.recorded_by_id))
        .outerjoin(withdrawer, col(withdrawer.id) == col(Consent.withdrawn_by_id))
        .where(Consent.graduate_id == graduate_id)
        .order_by(col(Consent.given_on).desc(), col(Consent.id).desc())
    ).all()
    today = clock.today()
    given = {row.id: row.given_on for row, *_ in found}
    return tuple(_view(row, wording, by or "", ended or "", given, today) for row, wording, by, ended in found)


def state_of(row: Consent, renewed_on: date | None, today: date) -> ConsentState:
    """Where a statement stands on the day `today`; `renewed_on` is the day of the one that took its place."""
    if row.replaced_by_id is not None:
        ran_out_before = row.expires_on is not None and renewed_on is not None and row.expires_on < renewed_on
        return ConsentState.EXPIRED if ran_out_before else ConsentState.RENEWED
    if row.withdrawn_at is not None:
        return ConsentState.WITHDRAWN
    if row.given_on > today:
        return ConsentState.NOT_YET
    ran_out = row.expires_on is not None and row.expires_on < today
    return ConsentState.EXPIRED if ran_out else ConsentState.IN_FORCE


def _view(
    row: Consent, wording: ConsentWording, by: str, ended_by: str, given: dict[int | None, date], today: date
) -> ConsentView:
    renewed_on = given.get(row.replaced_by_id) if row.replaced_by_id is not None else None
    state = state_of(row, renewed_on, today)
    ended_on = {
        ConsentState.WITHDRAWN: row.withdrawn_on,
        ConsentState.EXPIRED: row.expires_on,
        ConsentState.RENEWED: renewed_on or row.withdrawn_on,
    }
    return ConsentView(
        id=row.id or 0,
        kind=row.kind,
        state=state,
        wording=wording.number,
        text=wording.text,
        how=row.how,
        given_on=row.given_on,
        recorded_by=by,
        expires_on=row.expires_on,
        ended_on=ended_on.get(state),
        withdrawn_by=ended_by if state is ConsentState.WITHDRAWN else "",
    )
