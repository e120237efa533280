"""A thank-you: what one member gave to the group in a year, on one page for them to keep."""

from datetime import date

from dateutil.relativedelta import relativedelta

from models import GraduateGroup, Member
from services import access, audit, clock
from services.database import reading
from services.errors import Invalid, Problem
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import thanking, wording
from services.sheets.contributions import Contributions, contributions
from services.sheets.names import agreed, first_name
from services.sheets.printable import Printable
from services.sheets.printing import pdf

EARLIEST = date(2000, 12, 31)


@needs(Permission.KEEP_MEMBERS)
def thank_you(actor: Actor, member_id: int, until: date | None = None) -> bytes:
    """The thank-you of a member for the year up to the local day `until` (today), as a tagged PDF (PDF/UA-1).

    It is one A4 page. Without the group's or the person's agreement to names on paper there is a line to write theirs
    by hand. The look and that it was made are recorded (R31).

    Raises:
        Invalid: the day is still to come, or before the end of 2000.
        NotFound: no such member, or not of the actor's group.
    """
    until = until or clock.today()
    if not EARLIEST <= until <= clock.today():
        raise Invalid(Problem("until", "Choose today or a day before today, not earlier than the end of 2000."))
    since = until + relativedelta(years=-1, days=1)
    with reading() as db:
        member = access.member(db, actor, member_id)
        group = access.group(db, actor, member.group_id)
        said = _said(group, member, contributions(db, member, since, until), thanking.period(since, until))
    audit.looked(actor, "member", [member_id], group_id=group.id)
    audit.printed(actor, "thank_you", "member", member_id, group_id=group.id)
    return pdf("thank_you.typ", said)


def _said(group: GraduateGroup, member: Member, given: Contributions, period: str) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    name = clean(first_name(member.name)) if agreed(group, member) else ""
    said = {
        "title": thanking.title(name),
        "author": clean(group.name),
        "by_hand": not name,
        "period": period,
        "ways": [_way(given, most, clean) for most in (None, *thanking.SHORTER)],
        "closing": thanking.closing(clean(group.name)),
    }
    return {**said, "small": [wording.LEFT_OUT] if clean.left_out else []}


def _way(given: Contributions, most: int | None, clean: Printable) -> list[dict[str, object]]:
    """The parts of the page that have something to say, each list no longer than `most` and one line for the rest."""
    parts: tuple[tuple[str, list[str], list[str]], ...] = (
        (thanking.CAME if given.came else thanking.ONE_OF_US, thanking.came(given), []),
        (thanking.LED, thanking.led(given.led), thanking.done_lines(given.led, most)),
        (thanking.STOOD_BY, thanking.stood_by(given.stood_by), thanking.done_lines(given.stood_by, most)),
        (thanking.STRENGTHS, [], thanking.strength_lines(given.strengths, most)),
    )
    return [
        {"head": head, "says": says, "list": [clean(line) for line in lines]}
        for head, says, lines in parts
        if says or lines
    ]
