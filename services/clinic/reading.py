"""Reads of graduates: the list, searched and paged in SQL, and one person's page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from models import Account, Completion, ConsentKind, Graduate, GraduateGroup, Programme, Referral, ReferralState
from services import access, audit
from services.clinic.completions import CompletionView, completions_of
from services.clinic.consents import ConsentView, history, in_force
from services.clinic.graduates import Details, details_of
from services.clinic.looking_up import looks_for
from services.database import reading
from services.referrals.lifecycle import seen_by_clinic
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 20


@dataclass(frozen=True)
class GraduateRow:
    """One line of the list."""

    id: int
    name: str
    programme: str
    completed_on: date | None
    share: bool
    feedback: bool
    referred: bool


@dataclass(frozen=True)
class GraduatePage:
    rows: tuple[GraduateRow, ...]
    total: int


@dataclass(frozen=True)
class ReferralBrief:
    """A referral on a graduate's page; its state as the clinic may see it (R9)."""

    id: int
    group: str
    state: ReferralState


@dataclass(frozen=True)
class GraduateView:
    """Everything the clinic keeps about one graduate. `added_by` is empty where nobody's account did."""

    id: int
    version: int
    details: Details
    recorded: tuple[CompletionView, ...]
    consents: tuple[ConsentView, ...]
    referrals: tuple[ReferralBrief, ...]
    added_at: datetime
    added_by: str

    @property
    def completions(self) -> tuple[tuple[str, date], ...]:
        """The programmes by name, each with the day of completion."""
        return tuple((one.programme, one.completed_on) for one in self.recorded)


@needs(Permission.KEEP_GRADUATES)
def graduates(
    actor: Actor,
    *,
    search: str = "",
    not_referred: bool = False,
    no_share: bool = False,
    programme_id: int | None = None,
    page: int = 0,
    size: int = PAGE,
) -> GraduatePage:
    """The clinic's graduates by newest completion, `size` to a page (from 0), found in SQL.

    `search` is a name, a date of birth or a phone number. `no_share` lists those without a share consent in force,
    `programme_id` those who completed one programme. The looks are recorded (R31).
    """
    wanted: list[ColumnElement[bool]] = [
        col(Graduate.clinic_id) == actor.clinic_id,
        col(Graduate.erased_at).is_(None),
        col(Graduate.merged_into_id).is_(None),
    ]
    if search.strip():
        wanted.append(looks_for(search))
    if not_referred:
        wanted.append(~_REFERRED)
    if no_share:
        wanted.append(~in_force(ConsentKind.SHARE, col(Graduate.id)))
    if programme_id is not None:
        wanted.append(_completed(programme_id))
    with reading() as db:
        found = db.execute(_rows(actor).where(*wanted).offset(page * size).limit(size)).all()
        total = db.exec(select(func.count()).select_from(Graduate).where(*wanted)).one()
    rows = tuple(GraduateRow(*row) for row in found)
    audit.looked(actor, "graduate", [row.id for row in rows])
    return GraduatePage(rows, total)


def _completed(programme_id: int) -> ColumnElement[bool]:
    return (
        select(Completion.id)
        .where(Completion.graduate_id == col(Graduate.id), Completion.programme_id == programme_id)
        .exists()
    )


_REFERRED = select(Referral.id).where(Referral.graduate_id == col(Graduate.id)).exists()


def _rows(actor: Actor) -> Any:
    # Of several programmes a person completed, the latest stands for them.
    latest = (
        select(Completion.graduate_id, func.max(Completion.completed_on).label("on"))
        .join(Programme, col(Programme.id) == col(Completion.programme_id))
        .where(Programme.clinic_id == actor.clinic_id)
        .group_by(col(Completion.graduate_id))
        .subquery()
    )
    programme = (
        select(Programme.name)
        .join(Completion, col(Completion.programme_id) == col(Programme.id))
        .where(Completion.graduate_id == col(Graduate.id))
        .order_by(col(Completion.completed_on).desc(), col(Completion.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(  # type: ignore[call-overload] # SQLModel types no more than four columns
            Graduate.id,
            Graduate.preferred_name,
            programme,
            latest.c.on,
            in_force(ConsentKind.SHARE, col(Graduate.id)),
            in_force(ConsentKind.FEEDBACK, col(Graduate.id)),
            _REFERRED,
        )
        .outerjoin(latest, latest.c.graduate_id == col(Graduate.id))
        .order_by(latest.c.on.desc().nulls_last(), col(Graduate.preferred_name), col(Graduate.id))
    )


@needs(Permission.KEEP_GRADUATES)
def graduate(actor: Actor, graduate_id: int) -> GraduateView:
    """One graduate's page. The look is recorded (R31)."""
    with reading() as db:
        row = access.graduate(db, actor, graduate_id)
        consents = history(db, graduate_id)
        feedback = any(consent.in_force for consent in consents if consent.kind is ConsentKind.FEEDBACK)
        completions = completions_of(db, graduate_id)
        added_by = db.exec(select(Account.display_name).where(Account.id == row.created_by_id)).first()
        referrals = db.exec(
            select(col(Referral.id), col(GraduateGroup.name), col(Referral.state))
            .join(GraduateGroup, col(GraduateGroup.id) == col(Referral.group_id))
            .where(Referral.graduate_id == graduate_id)
            .order_by(col(Referral.id).desc())
        ).all()
        view = GraduateView(
            id=graduate_id,
            version=row.version,
            details=details_of(row),
            recorded=completions,
            consents=consents,
            referrals=tuple(
                ReferralBrief(id_ or 0, name, seen_by_clinic(state, feedback=feedback))
                for id_, name, state in referrals
            ),
            added_at=row.created_at,
            added_by=added_by or "",
        )
    audit.looked(actor, "graduate", [graduate_id])
    return view
