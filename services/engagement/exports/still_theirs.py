"""Whether figures that somebody was shown a while ago may still be handed to them (R9, R26, R30)."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from models import Consent, ConsentKind, Graduate, GraduateImport, GraduateMerge
from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, scope_of
from services.errors import Conflict
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

CHANGED = (
    "Who may be counted has changed since these figures were shown. Reload the page, and take away what it shows then."
)

# What was being written while the figures were read says when it began, and counts only from when it was written.
UNDER_WAY = timedelta(seconds=5)


@needs(Permission.SEE_ENGAGEMENT)
def check_still_theirs(actor: Actor, group_id: int, counted_at: datetime) -> None:
    """Nothing, while the actor would still be given figures that were read at that moment.

    A coordinator would, as long as the group is theirs. A clinic would not once any feedback consent of its
    graduates was recorded or withdrawn or ran out, one of them was erased, merged or taken apart, or a list that
    brought in consents was undone.

    Raises:
        NotFound: not, or no longer, a group of the actor's.
        Conflict: the clinic's figures may be of other people by now.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        if scope_of(actor) is Scope.AGREED and _others_by_now(db, actor, counted_at - UNDER_WAY):
            raise Conflict(CHANGED)


def _others_by_now(db: Session, actor: Actor, since: datetime) -> bool:
    """Everything that can change whom a clinic's figures count, however it came about."""
    own = select(Graduate.id).where(Graduate.clinic_id == actor.clinic_id)
    of_own = col(Consent.graduate_id).in_(own)
    feedback = Consent.kind == ConsentKind.FEEDBACK
    changes = (
        select(Consent.id).where(of_own, feedback, _after(since, Consent.recorded_at, Consent.withdrawn_at)),
        select(Consent.id).where(of_own, feedback, _ran_out(since)),
        own.where(_after(since, Graduate.erased_at)),
        select(GraduateMerge.id).where(
            GraduateMerge.clinic_id == actor.clinic_id, _after(since, GraduateMerge.at, GraduateMerge.undone_at)
        ),
        select(GraduateImport.id).where(
            GraduateImport.clinic_id == actor.clinic_id, _after(since, GraduateImport.undone_at)
        ),
    )
    return any(db.exec(one.limit(1)).first() is not None for one in changes)


def _after(since: datetime, *moments: datetime | None) -> ColumnElement[bool]:
    return or_(*(col(one) > since for one in moments))


def _ran_out(since: datetime) -> ColumnElement[bool]:
    # The last day counts, so one of that day ran out at the midnight after it.
    last = col(Consent.expires_on)
    return and_(last >= clock.local(since).date(), last < clock.today())
