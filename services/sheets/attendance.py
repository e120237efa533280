"""The attendance sheet: the register of one group session on paper."""

from sqlmodel import Session, col, select

from models import GraduateGroup, Member
from services import access, audit
from services.database import reading
from services.register.numbers import numbers
from services.register.reading import register
from services.register.states import Closed, RegisterState
from services.register.view import RegisterView, Row
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import wording
from services.sheets.names import agreed, called
from services.sheets.printable import Printable
from services.sheets.printing import pdf

NEWCOMERS = 4


@needs(Permission.KEEP_REGISTER)
def attendance(actor: Actor, group_session_id: int) -> bytes:
    """A line with boxes to tick for everybody expected, as a tagged PDF (PDF/UA-1); up to 20 fit on one A4 page.

    First names only, and where the group or the person did not agree to them, initials. The number on the line is
    the member's own for good. That it was made is recorded, with a look at each person on it (R31).

    Raises:
        Closed: the group session was cancelled.
        NotFound: no such group session, or of another group.
    """
    view = register(actor, group_session_id)
    if view.state is RegisterState.CANCELLED:
        raise Closed("This group session was cancelled, so there is no sheet for it.")
    expected = [row for row in view.rows if row.expected]
    with reading() as db:
        group = access.group(db, actor, view.group_id)
        said = _said(group, view, expected, _named(db, group), numbers(db, view.group_id))
    audit.looked(actor, "member", [row.member_id for row in expected], group_id=view.group_id)
    audit.printed(actor, "attendance_sheet", "group_session", group_session_id, group_id=view.group_id)
    return pdf("attendance.typ", said)


def _named(db: Session, group: GraduateGroup) -> set[int]:
    """The members whose first name may stand on the sheet."""
    everyone = db.exec(select(Member).where(Member.group_id == group.id, col(Member.erased_at).is_(None)))
    return {member.id or 0 for member in everyone if agreed(group, member)}


def _said(
    group: GraduateGroup, view: RegisterView, expected: list[Row], named: set[int], number: dict[int, int]
) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    printed = called({row.member_id: row.name for row in expected}, named)
    when = wording.times(view.starts_at, view.ends_at)
    said = {
        "title": f"Attendance, {when}",
        "author": clean(group.name),
        "venue": clean(wording.in_short(view.venue)),
        "lines": [
            [
                str(number[row.member_id]),
                clean(printed[row.member_id]),
                clean(", ".join(row.duties)),
            ]
            for row in expected
        ],
        "boxes": list(wording.BOXES),
        "newcomers": NEWCOMERS,
    }
    return {**said, "small": [wording.LEFT_OUT_HERE] if clean.left_out else []}
