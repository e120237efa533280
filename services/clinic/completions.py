"""Completions: who completed which programme and when, recorded and taken back (R1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlalchemy import select as sql_select  # SQLModel's types no more than four columns
from sqlmodel import Session, col, select

from models import Account, Completion, Programme, Referral
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class CompletionView:
    """A programme on a graduate's page, and who recorded that they completed it."""

    id: int
    programme_id: int
    programme: str
    completed_on: date
    recorded_by: str


RESTED_ON = (
    "A referral that was sent rests on this completion, so it stays: only someone who completed a programme can be "
    "referred. If they completed another programme before that day, record that one first."
)


def completions_of(db: Session, graduate_id: int) -> tuple[CompletionView, ...]:
    """The programmes that a graduate completed, latest first."""
    found = db.execute(
        sql_select(
            col(Completion.id),
            col(Programme.id),
            col(Programme.name),
            col(Completion.completed_on),
            func.coalesce(Account.display_name, ""),
        )
        .join(Programme, col(Programme.id) == col(Completion.programme_id))
        .outerjoin(Account, col(Account.id) == col(Completion.recorded_by_id))
        .where(col(Completion.graduate_id) == graduate_id)
        .order_by(col(Completion.completed_on).desc(), col(Completion.id).desc())
    )
    return tuple(CompletionView(*row) for row in found)


@needs(Permission.KEEP_GRADUATES)
def record_completion(actor: Actor, graduate_id: int, programme_id: int | None, completed_on: date | None) -> int:
    """Records that someone on file completed a programme, and returns the completion's id.

    Raises:
        Invalid: something is missing, or the day is in the future or before the programme began.
        Conflict: it is recorded already.
    """
    with transaction() as db:
        access.graduate(db, actor, graduate_id)
        check = Checks()
        day = check_completion(db, actor, check, programme_id, completed_on)
        check.done()
        return write_completion(db, actor, graduate_id, programme_id or 0, day)


@needs(Permission.KEEP_GRADUATES)
def take_back_completion(actor: Actor, completion_id: int) -> None:
    """Removes a completion that was recorded by mistake.

    Raises:
        Conflict: a referral that was sent rests on it.
    """
    with transaction() as db:
        found = access.completion(db, actor, completion_id)
        if _rested_on(db, found):
            raise Conflict(RESTED_ON)
        programme = access.programme(db, actor, found.programme_id)
        changes: audit.Changes = {"programme": (programme.name, None), "completed_on": (found.completed_on, None)}
        db.delete(found)
        audit.record(db, actor, "graduate.completion_taken_back", "graduate", found.graduate_id, changes=changes)


def check_completion(
    db: Session, actor: Actor, check: Checks, programme_id: int | None, completed_on: date | None
) -> date:
    """The day of a completion, checked; problems go to `check`."""
    day = check.day("completed_on", "The day they completed it", completed_on)
    check.that(
        day <= clock.today(),
        "completed_on",
        "The completion date is in the future. Someone can be referred from the day they complete the programme.",
    )
    if programme_id is None:
        check.problem("programme_id", "The programme is missing. Choose the one they completed.")
    else:
        programme = access.programme(db, actor, programme_id)
        if completed_on is not None:
            check.that(
                day >= programme.starts_on,
                "completed_on",
                "The completion date is before the programme began. Check the date or the programme.",
            )
    return day


def write_completion(db: Session, actor: Actor, graduate_id: int, programme_id: int, on: date) -> int:
    """Writes a completion that was checked."""
    # Held, so that nobody removes the programme or moves its first day past this one meanwhile.
    db.exec(select(Programme.id).where(Programme.id == programme_id).with_for_update(key_share=True)).one()
    made = Completion(
        graduate_id=graduate_id,
        programme_id=programme_id,
        completed_on=on,
        recorded_at=clock.now(),
        recorded_by_id=actor.account_id,
    )
    db.add(made)
    db.flush()
    changes: audit.Changes = {"programme_id": (None, programme_id), "completed_on": (None, on)}
    audit.record(db, actor, "graduate.completion_recorded", "graduate", graduate_id, changes=changes)
    return made.id or 0


def _rested_on(db: Session, found: Completion) -> bool:
    """Whether a referral was sent that no other completion of theirs allowed. Nobody's milestone is in it (R9)."""
    first_sent = db.exec(
        select(col(Referral.sent_at))
        .where(Referral.graduate_id == found.graduate_id, col(Referral.sent_at).is_not(None))
        .order_by(col(Referral.sent_at))
        .limit(1)
    ).first()
    if first_sent is None:
        return False
    others = select(Completion.id).where(
        Completion.graduate_id == found.graduate_id,
        Completion.id != found.id,
        col(Completion.completed_on) <= clock.local(first_sent).date(),
    )
    return db.exec(others.limit(1)).first() is None
