"""The invitation sheet: one page to hand out, with where and when a group meets and what to expect."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Clinic, GraduateGroup, GroupSession, GroupSessionState
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import wording
from services.sheets.printable import Printable
from services.sheets.printing import TEMPLATES, pdf

DATES = 6


@dataclass(frozen=True)
class _Meeting:
    starts_at: datetime
    ends_at: datetime
    venue: str


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
        meetings = _next(db, group)
        said = _said(group, clinic, meetings)
    return pdf(TEMPLATES / "invitation.typ", {"said": json.dumps(said)})


def _next(db: Session, group: GraduateGroup) -> list[_Meeting]:
    """The next that are planned, soonest first; cancelled ones and those held already are left out."""
    wanted = select(GroupSession).where(
        GroupSession.group_id == group.id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.register_finished_at).is_(None),
        col(GroupSession.ends_at) > clock.now(),
    )
    rows = db.exec(wanted.order_by(col(GroupSession.starts_at)).limit(DATES))
    return [_Meeting(row.starts_at, row.ends_at, row.venue) for row in rows]


def _said(group: GraduateGroup, clinic: Clinic, meetings: list[_Meeting]) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    notes = clean(group.access_notes)
    said = {
        "group": clean(group.name),
        "clinic": clean(clinic.name),
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


def _date(meeting: _Meeting, usual: str) -> str:
    when = wording.times(meeting.starts_at, meeting.ends_at)
    return f"{when}, at {wording.in_short(meeting.venue)}" if meeting.venue not in {"", usual} else when
