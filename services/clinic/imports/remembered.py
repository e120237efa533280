"""What a clinic's own column headings hold, as it said the last time. Headings only: never anybody's data."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from models import NAME, ImportHeading
from services.clinic.imports.lines import Holds
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.KEEP_GRADUATES)
def remembered(actor: Actor) -> dict[str, Holds]:
    """What each heading held in the clinic's last confirmed import, by its normalised form."""
    with reading() as db:
        found = db.exec(select(ImportHeading).where(col(ImportHeading.clinic_id) == actor.clinic_id)).all()
    kinds = {kind.value for kind in Holds}
    return {row.heading: Holds(row.holds) for row in found if row.holds in kinds}


def remember(db: Session, clinic_id: int, headings: Mapping[str, Holds]) -> None:
    """Keeps what normalised headings hold, for the next list. One that is too long or empty is passed over."""
    known = {
        row.heading: row for row in db.exec(select(ImportHeading).where(col(ImportHeading.clinic_id) == clinic_id))
    }
    for heading, holds in headings.items():
        if heading in known:
            known[heading].holds = holds
        elif heading and len(heading) <= NAME:
            db.add(ImportHeading(clinic_id=clinic_id, heading=heading, holds=holds))
    db.flush()
