"""“Please ask the clinic to call”: asked in one tap, closed with who called and when (R10). No health detail."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models import CallRequest, Graduate, GraduateGroup
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# The most that are shown at once; the longest waiting, so that closing one brings up the next.
MOST = 50
REOPEN_DAYS = 7


@dataclass(frozen=True)
class CallWanted:
    """An open request, as the clinic sees it. `phone` may be empty; `contact_when` is the best time, if known."""

    id: int
    graduate_id: int
    name: str
    phone: str
    contact_when: str
    group: str
    asked_at: datetime


@dataclass(frozen=True)
class CallMade:
    """A request that the clinic has closed lately, and may open again."""

    id: int
    graduate_id: int
    name: str
    group: str
    asked_at: datetime
    called_by: str
    called_on: date


@needs(Permission.WELCOME)
def ask(actor: Actor, referral_id: int) -> None:
    """Asks the clinic to call someone it referred. Possible from sent on, so that it tells nothing of a milestone.

    Raises:
        Conflict: it has been asked already.
    """
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id, to_change=True)
        db.add(
            CallRequest(
                group_id=referral.group_id,
                graduate_id=referral.graduate_id,
                asked_at=clock.now(),
                asked_by_id=actor.account_id,
            )
        )
        db.flush()
        audit.record(db, actor, "call.asked", "referral", referral_id, group_id=referral.group_id)


@needs(Permission.REFER)
def wanted(actor: Actor) -> tuple[CallWanted, ...]:
    """The open requests to the own clinic, oldest first, at most `MOST`. The looks are recorded (R31)."""
    with reading() as db:
        still_open = _own(actor).where(col(CallRequest.closed_at).is_(None))
        found = db.exec(still_open.order_by(col(CallRequest.asked_at), col(CallRequest.id)).limit(MOST))
        shown = tuple(
            CallWanted(
                call.id or 0,
                person.id or 0,
                person.preferred_name,
                person.phone,
                person.contact_when,
                group,
                call.asked_at,
            )
            for call, person, group in found
        )
    audit.looked(actor, "graduate", [call.graduate_id for call in shown])
    return shown


@needs(Permission.REFER)
def closed_recently(actor: Actor) -> tuple[CallMade, ...]:
    """What the own clinic closed in the last `REOPEN_DAYS` days, newest first, at most `MOST`. Looks are recorded."""
    with reading() as db:
        lately = _own(actor).where(col(CallRequest.closed_at) > _reopened_until())
        found = db.exec(lately.order_by(col(CallRequest.closed_at).desc(), col(CallRequest.id).desc()).limit(MOST))
        shown = tuple(
            CallMade(
                call.id or 0,
                person.id or 0,
                person.preferred_name,
                group,
                call.asked_at,
                call.called_by,
                _day_called(call),
            )
            for call, person, group in found
        )
    audit.looked(actor, "graduate", [call.graduate_id for call in shown])
    return shown


@needs(Permission.REFER)
def close(actor: Actor, call_id: int, *, called_by: str = "", called_on: date | None = None) -> None:
    """Records who called and when: the actor today, unless said otherwise. The same said twice is harmless.

    Raises:
        Invalid: the day is in the future or before it was asked, or the name cannot be kept.
        Conflict: someone else closed it first; theirs stands, and the text says who called.
    """
    check = Checks()
    name = check.name("called_by", "Who called", called_by, required=False) or actor.display_name
    day = called_on or clock.today()
    future = "The day of the call is in the future. Choose the day that someone called."
    check.that(day <= clock.today(), "called_on", future)
    with transaction() as db:
        call = access.call_request(db, actor, call_id)
        asked_on = clock.local(call.asked_at).date()
        early = f"The day of the call is before the group asked, on {_words(asked_on)}. Choose that day or a later one."
        check.that(day >= asked_on, "called_on", early)
        check.done()
        if call.closed_at is None:
            call.closed_at, call.closed_by_id = clock.now(), actor.account_id
            call.called_by, call.called_on = name, day
            _keep(db, actor, call, "call.closed", {"called_on": (None, day), "called_by": (None, name)})
        elif (call.closed_by_id, call.called_by, call.called_on) != (actor.account_id, name, day):
            raise Conflict(
                f"{call.called_by or 'A colleague'} has called already, on {_words(_day_called(call))}, "
                "so yours was not noted. There is nothing more to do."
            )


@needs(Permission.REFER)
def reopen(actor: Actor, call_id: int) -> None:
    """Takes back that someone called, by anyone of the clinic within `REOPEN_DAYS` days. Twice is harmless.

    Raises:
        Conflict: it was closed longer ago, or the group has asked again since.
    """
    with transaction() as db:
        call = access.call_request(db, actor, call_id)
        if call.closed_at is None:
            return
        if call.closed_at <= _reopened_until():
            raise Conflict(
                f"This call was noted more than {REOPEN_DAYS} days ago, so it stays as it is. "
                "If they still need a call, the group can ask again."
            )
        if _asked_again(db, call):
            raise Conflict("The group has asked again since, so this one stays closed. Answer the newer one instead.")
        before: audit.Changes = {"called_on": (call.called_on, None), "called_by": (call.called_by, None)}
        call.closed_at = call.closed_by_id = call.called_on = None
        call.called_by = ""
        _keep(db, actor, call, "call.reopened", before)


def _own(actor: Actor) -> Select[CallRequest, Graduate, str]:
    return (
        select(CallRequest, Graduate, GraduateGroup.name)
        .join(Graduate, col(Graduate.id) == col(CallRequest.graduate_id))
        .join(GraduateGroup, col(GraduateGroup.id) == col(CallRequest.group_id))
        .where(Graduate.clinic_id == actor.clinic_id, col(Graduate.erased_at).is_(None))
    )


def _keep(db: Session, actor: Actor, call: CallRequest, action: str, changes: audit.Changes) -> None:
    db.add(call)
    audit.record(db, actor, action, "graduate", call.graduate_id, changes=changes)


def _reopened_until() -> datetime:
    return clock.now() - timedelta(days=REOPEN_DAYS)


def _asked_again(db: Session, call: CallRequest) -> bool:
    newer = select(CallRequest.id).where(
        CallRequest.group_id == call.group_id,
        CallRequest.graduate_id == call.graduate_id,
        col(CallRequest.closed_at).is_(None),
    )
    return db.exec(newer.limit(1)).first() is not None


def _day_called(call: CallRequest) -> date:
    return call.called_on or clock.local(call.closed_at or call.asked_at).date()


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
