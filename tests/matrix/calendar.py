"""Who may have a group's calendar, as a file or by a private link: rows for the permission matrix."""

from collections.abc import Callable

from services.calendar import links
from services.calendar.file import calendar_file
from services.security.actor import Actor
from tests.cast import Cast
from tests.matrix import Row

GROUP, ELSEWHERE = ("coordinator", "coordinator_2"), ("clinic_2", "coordinator_3")

Call = Callable[[Actor], object]


def _of_group(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: call(actor, cast.group.id or 0)


def _link(action: str, call: Callable[[Actor, int], object]) -> Row:
    return Row(f"calendar.links.{action}", _of_group(call), GROUP, ("coordinator_3",))


ROWS = (
    Row("calendar.file.calendar_file", _of_group(calendar_file), ("clinic", *GROUP, "register_taker"), ELSEWHERE),
    _link("calendar_link", links.calendar_link),
    _link("make_calendar_link", links.make_calendar_link),
    _link("renew_calendar_link", lambda actor, group: links.renew_calendar_link(actor, group, 1)),
    _link("revoke_calendar_link", links.revoke_calendar_link),
)
