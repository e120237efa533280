"""The texts that people agree to: versions that are never changed, the newest used unless another is chosen."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import ConsentKind, ConsentWording
from services import clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# The first wording of each kind; later ones are written by an administrator as new versions.
FIRST_WORDING = {
    ConsentKind.SHARE: (
        "I agree that the pain service shares my preferred name, how and when to reach me, my best hopes and the "
        "adjustments that help me with the coordinators of the graduate group."
    ),
    ConsentKind.FEEDBACK: (
        "I agree that the graduate group tells the pain service how I am getting on: that my referral was accepted, "
        "that I was contacted, my first visit, that I settled in, that I have gone quiet, or that I left and why."
    ),
}


@dataclass(frozen=True)
class Wording:
    """One version to agree to. The very first has no `id` until somebody agrees to it."""

    id: int | None
    number: int
    text: str
    since: date | None


@needs(Permission.KEEP_GRADUATES)
def wordings_to_agree_to(actor: Actor) -> dict[ConsentKind, tuple[Wording, ...]]:
    """The versions of each kind, newest first. Never empty."""
    with reading() as db:
        found = db.exec(select(ConsentWording).order_by(col(ConsentWording.number).desc())).all()
    return {
        kind: tuple(
            Wording(row.id, row.number, row.text, clock.local(row.created_at).date())
            for row in found
            if row.kind is kind
        )
        or (Wording(None, 1, FIRST_WORDING[kind], None),)
        for kind in ConsentKind
    }


def current_wording(db: Session, kind: ConsentKind) -> ConsentWording:
    """The newest wording of a kind; the first one is written on first use."""
    found = db.exec(_versions(kind).limit(1)).first()
    if found is not None:
        return found
    first = ConsentWording(kind=kind, number=1, text=FIRST_WORDING[kind], created_at=clock.now())
    try:
        with db.begin_nested():
            db.add(first)
    except IntegrityError:
        # Somebody else used it for the first time in the same moment: theirs is the first.
        return db.exec(_versions(kind).limit(1)).one()
    return first


def wording_on(db: Session, kind: ConsentKind, day: date) -> ConsentWording:
    """The wording that was current at the end of `day`; of a day before them all, the first."""
    newest = current_wording(db, kind)
    if clock.local(newest.created_at).date() <= day:
        return newest
    after = clock.day_begins(day + timedelta(days=1))
    then = db.exec(_versions(kind).where(col(ConsentWording.created_at) < after).limit(1)).first()
    return then or db.exec(_versions(kind)).all()[-1]


def chosen_wording(db: Session, kind: ConsentKind, wording_id: int) -> ConsentWording | None:
    """The version that was chosen; None when it is not one of this kind's."""
    return db.exec(select(ConsentWording).where(ConsentWording.id == wording_id, ConsentWording.kind == kind)).first()


def _versions(kind: ConsentKind) -> SelectOfScalar[ConsentWording]:
    return select(ConsentWording).where(ConsentWording.kind == kind).order_by(col(ConsentWording.number).desc())
