"""The invitation sheet: one page to hand out, with where and when a group meets and what to expect."""

from models import Clinic, GraduateGroup, GroupSession
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import wording
from services.sheets.ahead import ahead
from services.sheets.printable import Printable
from services.sheets.printing import pdf

DATES = 6


@needs(Permission.SEE_CALENDAR)
def invitation(actor: Actor, group_id: int) -> bytes:
    """The sheet of a group the actor reaches, as a tagged PDF (PDF/UA-1) of one A4 page.

    It names nobody, so making one is not a look at anybody.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    with reading() as db:
        group = access.group(db, actor, group_id)
        clinic = db.get_one(Clinic, group.clinic_id)
        said = _said(group, clinic, ahead(db, group.id or 0, DATES))
    return pdf("invitation.typ", said)


def _said(group: GraduateGroup, clinic: Clinic, meetings: list[GroupSession]) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    notes = clean(group.access_notes)
    said = {
        "title": f"Invitation to {clean(group.name)}",
        "author": clean(clinic.name),
        "group": clean(group.name),
        "welcome": wording.WELCOME,
        "venue": clean(group.venue) or wording.NO_VENUE,
        "notes": [notes, *wording.shorter(notes)],
        "dates": [clean(_date(one, group.venue)) for one in meetings],
        "planning": wording.PLANNING,
        "expect": list(wording.EXPECT),
        "ask": clean(wording.ask(clinic.name, clinic.reply_to)),
    }
    small = [wording.as_of(clock.today())] if meetings else []
    return {**said, "small": [*small, wording.LEFT_OUT] if clean.left_out else small}


def _date(meeting: GroupSession, usual: str) -> str:
    when = wording.times(meeting.starts_at, meeting.ends_at)
    return f"{when}, at {wording.in_short(meeting.venue)}" if meeting.venue not in {"", usual} else when
