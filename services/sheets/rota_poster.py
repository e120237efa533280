"""The rota on a wall: who leads and who stands by at the next group sessions, and the places that are open."""

from collections.abc import Sequence
from math import ceil

from models import GraduateGroup, GroupRole, GroupSession
from services import access, audit, clock
from services.database import reading
from services.errors import Invalid, Problem
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import wording
from services.sheets.ahead import ahead
from services.sheets.names import agreed, called
from services.sheets.places import Places, Wall, wall
from services.sheets.printable import Printable
from services.sheets.printing import pdf

USUAL, MOST = 3, 13
# More columns than this cannot be read from across a room.
ON_A_PAGE = 4


@needs(Permission.SHARE_ROLES)
def rota_poster(actor: Actor, group_id: int, group_sessions: int = USUAL) -> bytes:
    """The next group sessions, at most four to an A4 page, as a tagged PDF (PDF/UA-1).

    Duties offered or accepted hold a place; one that is only suggested is open on paper, for nobody was asked yet
    (R18). First names only, and where the group or the person did not agree to them, initials. That it was made is
    recorded, with a look at each person on it (R31).

    Raises:
        Invalid: fewer than 1 group session, or more than 13.
        NotFound: no such group, or not the actor's.
    """
    if not 1 <= group_sessions <= MOST:
        raise Invalid(Problem("group_sessions", f"Choose from 1 to {MOST} group sessions for the poster."))
    with reading() as db:
        group = access.group(db, actor, group_id)
        meetings = ahead(db, group_id, group_sessions)
        shown = wall(db, group_id, meetings)
        said = _said(group, meetings, shown)
    audit.looked(actor, "member", list(shown.members), group_id=group_id)
    audit.printed(actor, "rota_poster", "graduate_group", group_id, group_id=group_id)
    return pdf("rota_poster.typ", said)


def _said(group: GraduateGroup, meetings: list[GroupSession], shown: Wall) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    names = {who: member.name for who, member in shown.members.items()}
    printed = called(names, {who for who, member in shown.members.items() if agreed(group, member)})
    people = {who: clean(name) or wording.SOMEONE for who, name in printed.items()}
    pages = [_page(group, part, shown, people, clean) for part in _parts(meetings)]
    said = {
        "title": f"Who does what: {clean(group.name)}",
        "author": clean(group.name),
        "pages": [page for page in pages if page["rows"]],
        "none": wording.NO_ROLES if meetings else wording.PLANNING,
        "not_due": wording.NOT_THIS_TIME,
        "ask": wording.COULD_BE_YOU,
    }
    small = [wording.rota_as_of(clock.today())]
    return {**said, "small": [*small, wording.LEFT_OUT] if clean.left_out else small}


def _parts(meetings: list[GroupSession]) -> list[list[GroupSession]]:
    """As few pages as hold them, each with as many as the others or one fewer."""
    pages = ceil(len(meetings) / ON_A_PAGE)
    sizes = [len(meetings) // pages + (number < len(meetings) % pages) for number in range(pages)]
    return [meetings[sum(sizes[:number]) :][:size] for number, size in enumerate(sizes)]


def _page(
    group: GraduateGroup, part: Sequence[GroupSession], shown: Wall, people: dict[int, str], clean: Printable
) -> dict[str, object]:
    ids = [meeting.id or 0 for meeting in part]
    here = [role for role in shown.roles if any((at, role.id or 0) in shown.places for at in ids)]
    return {
        "heads": [_head(meeting, group.venue, clean) for meeting in part],
        "rows": [
            [clean(role.name), clean(role.description), [_cell(shown, at, role, people) for at in ids]] for role in here
        ],
    }


def _head(meeting: GroupSession, usual: str, clean: Printable) -> list[str]:
    elsewhere = meeting.venue not in {"", usual}
    on = clock.local(meeting.starts_at).date()
    place = f"at {clean(wording.in_short(meeting.venue))}" if elsewhere else ""
    return [f"{on:%A}", wording.day(on), wording.hours(meeting.starts_at, meeting.ends_at), place]


def _cell(shown: Wall, group_session_id: int, role: GroupRole, people: dict[int, str]) -> dict[str, list[str]] | None:
    """Who leads, who stands by and what is open; None where the role is not due."""
    places = shown.places.get((group_session_id, role.id or 0))
    if places is None:
        return None
    return {
        "leads": [people[who] for who in places.leads],
        "stand_by": [wording.stands_by(people[who]) for who in places.stand_by],
        "open": _open(places),
    }


def _open(places: Places) -> list[str]:
    leading = [wording.open_to_you(places.open)] if places.open else []
    return [*leading, wording.STAND_BY_OPEN] if places.stand_by_open else leading
