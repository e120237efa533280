"""Who may print which sheet: rows for the permission matrix."""

from collections.abc import Callable

from services.security.actor import Actor
from services.sheets.attendance import attendance
from services.sheets.dates import dates
from services.sheets.invitation import invitation
from services.sheets.rota_poster import rota_poster
from services.sheets.thank_you import thank_you
from services.sheets.what_to_expect import what_to_expect
from tests import make
from tests.cast import Cast
from tests.matrix import Row

GROUP, ELSEWHERE = ("coordinator", "coordinator_2"), ("clinic_2", "coordinator_3")
CALENDAR = ("clinic", *GROUP, "register_taker")

Call = Callable[[Actor], object]


def of_the_group(sheet: Callable[[Actor, int], bytes]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: sheet(actor, cast.group.id or 0)


def for_a_newcomer(cast: Cast) -> Call:
    referral = make.referral(make.graduate(make.programme(cast.riverside.id or 0)), cast.group)
    return lambda actor: what_to_expect(actor, referral.id or 0)


def for_a_register(cast: Cast) -> Call:
    meeting = make.group_session(cast.group)
    return lambda actor: attendance(actor, meeting.id or 0)


def for_a_member(cast: Cast) -> Call:
    member = make.member(cast.group)
    return lambda actor: thank_you(actor, member.id or 0)


ROWS = (
    Row("sheets.invitation.invitation", of_the_group(invitation), CALENDAR, ELSEWHERE),
    Row("sheets.dates.dates", of_the_group(dates), CALENDAR, ELSEWHERE),
    Row("sheets.attendance.attendance", for_a_register, (*GROUP, "register_taker"), ("coordinator_3",)),
    Row("sheets.what_to_expect.what_to_expect", for_a_newcomer, GROUP, ("coordinator_3",)),
    Row("sheets.rota_poster.rota_poster", of_the_group(rota_poster), GROUP, ("coordinator_3",)),
    Row("sheets.thank_you.thank_you", for_a_member, GROUP, ("coordinator_3",)),
)
