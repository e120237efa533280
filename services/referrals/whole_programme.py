"""Referring a whole programme in one step: those who cannot be sent are listed with the reason, the rest go (R8)."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from models import Completion, Graduate, Referral, ReferralState
from services import access, audit
from services.database import reading, transaction
from services.fields import Checks
from services.referrals.readiness import NotReady, Ready, assess, of_programme
from services.referrals.sending import send_off, write_down
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Readiness:
    """A programme as one step would send it."""

    programme: str
    ready: tuple[Ready, ...]
    not_ready: tuple[NotReady, ...]


@dataclass(frozen=True)
class Sent:
    """What one step did: the ids of the referrals that went, and who of the programme could not be sent."""

    sent: tuple[int, ...]
    left: tuple[NotReady, ...]


@needs(Permission.REFER)
def look(actor: Actor, programme_id: int, group_id: int) -> Readiness:
    """Everyone who completed a programme: ready to be referred to the group, or not and why (R8).

    As many queries for 200 people as for 10. The looks are recorded (R31).
    """
    with reading() as db:
        name = access.programme(db, actor, programme_id).name
        ready, not_ready = _assessed(db, actor, programme_id, group_id)
    audit.looked(actor, "graduate", [*(one.id for one in ready), *(one.id for one in not_ready)])
    return Readiness(name, ready, not_ready)


@needs(Permission.REFER)
def send_programme(
    actor: Actor, programme_id: int, group_id: int, *, suitable: bool, graduate_ids: Collection[int]
) -> Sent:
    """Refers those of `graduate_ids` who can be sent now, each by the rules for sending one (R1, R2, R3, R7).

    `suitable` is a clinician's word for every one of them. What has changed since the list was looked at holds back
    the people it is about, not the others. Sent twice, nobody is referred twice. All of it happens, or nothing.

    Raises:
        Invalid: nobody was chosen, or no clinician has confirmed.
    """
    check = Checks()
    check.that(bool(graduate_ids), "graduate_ids", "Nobody is ticked, so nobody was sent. Tick at least one person.")
    check.that(
        suitable,
        "suitable",
        "A clinician must confirm that the group is suitable for each of them. Tick the box once they have.",
    )
    check.done()
    with transaction() as db:
        access.programme(db, actor, programme_id)
        _hold(db, programme_id, group_id)
        ready, left = _assessed(db, actor, programme_id, group_id)
        sent = tuple(_send(db, actor, group_id, one) for one in ready if one.id in graduate_ids)
    audit.looked(actor, "graduate", [one.id for one in left])
    return Sent(sent, left)


def _assessed(
    db: Session, actor: Actor, programme_id: int, group_id: int
) -> tuple[tuple[Ready, ...], tuple[NotReady, ...]]:
    access.group(db, actor, group_id)
    found = assess(db, programme_id, group_id, access.clinic_reply_to(db, actor))
    return (
        tuple(one for one in found if isinstance(one, Ready)),
        tuple(one for one in found if isinstance(one, NotReady)),
    )


def _hold(db: Session, programme_id: int, group_id: int) -> None:
    """Locks the people, so that whoever refers one of them meanwhile comes before or after, and then their drafts."""
    people = (
        select(Graduate.id)
        .join(Completion, col(Completion.graduate_id) == col(Graduate.id))
        .where(*of_programme(col(Graduate.id), programme_id))
        .order_by(col(Graduate.id))
    )
    ids = db.exec(people.with_for_update(of=Graduate)).all()
    drafts = select(Referral).where(
        col(Referral.graduate_id).in_(ids), Referral.group_id == group_id, Referral.state == ReferralState.DRAFT
    )
    db.exec(drafts.order_by(col(Referral.id)).with_for_update()).all()


def _send(db: Session, actor: Actor, group_id: int, one: Ready) -> int:
    # Held already, so this is no query.
    draft = db.get(Referral, one.draft_id) if one.draft_id is not None else None
    content = replace(one.content, suitable=True)
    return send_off(db, actor, write_down(db, actor, one.id, group_id, content, draft))
