"""The sheet "What to expect", for somebody who is coming for the first time."""

from sqlmodel import Session

from models import Clinic, GraduateGroup, GroupSession, GroupSessionState, Member, MemberState, Referral
from services import access, audit, clock
from services.database import reading
from services.group_sessions.getting_in import getting_in
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import wording
from services.sheets.ahead import ahead
from services.sheets.names import agreed, first_name
from services.sheets.printable import Printable
from services.sheets.printing import pdf


@needs(Permission.WELCOME)
def what_to_expect(actor: Actor, referral_id: int) -> bytes:
    """The sheet for one newcomer, as a tagged PDF (PDF/UA-1) of one A4 page, which does not say who they are.

    It speaks of the group session that they are expected at, while that is still to come, else of the next one.
    Who looks out for them is named only if that member agreed to stand on sheets. The looks are recorded (R31).

    Raises:
        NotFound: no such referral, or not sent to the actor's group.
    """
    with reading() as db:
        referral = access.group_referral(db, actor, referral_id)
        group = access.group(db, actor, referral.group_id)
        welcomer = _named_welcomer(db, referral, group)
        clinic = db.get_one(Clinic, group.clinic_id)
        said = _said(group, clinic, _meeting(db, referral), first_name(welcomer.name) if welcomer else "")
    audit.looked(actor, "referral", [referral_id], group_id=group.id)
    audit.looked(actor, "member", [welcomer.id or 0] if welcomer else [], group_id=group.id)
    return pdf("what_to_expect.typ", said)


def _meeting(db: Session, referral: Referral) -> GroupSession | None:
    expected = db.get(GroupSession, referral.expected_session_id) if referral.expected_session_id else None
    if expected and expected.state is GroupSessionState.PLANNED and expected.ends_at > clock.now():
        return expected
    return next(iter(ahead(db, referral.group_id, 1)), None)


def _named_welcomer(db: Session, referral: Referral, group: GraduateGroup) -> Member | None:
    found = db.get(Member, referral.welcomer_id) if referral.welcomer_id else None
    here = found is not None and found.state is MemberState.ACTIVE and found.erased_at is None
    return found if found and here and agreed(group, found) else None


def _said(group: GraduateGroup, clinic: Clinic, meeting: GroupSession | None, welcomer: str) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    notes = clean(getting_in(meeting, group) if meeting else group.access_notes)
    said = {
        "title": wording.FIRST_VISIT,
        "author": clean(clinic.name),
        "group": clean(group.name),
        "welcome": wording.WELCOME,
        "when": wording.times(meeting.starts_at, meeting.ends_at) if meeting else wording.PLANNING,
        "venue": clean((meeting and meeting.venue) or group.venue) or wording.NO_VENUE,
        "notes": [notes, *wording.shorter(notes)],
        "welcomer": wording.looks_out(clean(welcomer)),
        "bring": wording.BRING,
        "pace": list(wording.PACE),
        "ask": clean(wording.ask(clinic.name, clinic.reply_to)),
    }
    small = [wording.as_of(clock.today())] if meeting else []
    return {**said, "small": [*small, wording.LEFT_OUT] if clean.left_out else small}
