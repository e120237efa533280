"""Who may do what with Overview: rows for the permission matrix."""

from collections.abc import Callable
from datetime import timedelta

from services import clock
from services.clinic.changes import changes
from services.group_sessions.next_of_each import next_of_each
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row
from tests.referrals.stories import accepted

CLINIC, GROUP = ("clinic",), ("coordinator", "coordinator_2")
OTHER_CLINIC, OTHER_GROUP = ("clinic_2",), ("coordinator_3",)


def news(cast: Cast) -> Callable[[Actor], object]:
    accepted(cast)
    return lambda actor: changes(actor).items


def ahead(cast: Cast) -> Callable[[Actor], object]:
    make.group_session(cast.group, clock.now() + timedelta(days=1))
    return lambda actor: tuple(one.meeting for one in next_of_each(actor) if one.meeting)


ROWS = (
    Row("clinic.changes.changes", news, CLINIC, OTHER_CLINIC, empty_for_strangers=True),
    Row(
        "group_sessions.next_of_each.next_of_each",
        ahead,
        (*CLINIC, *GROUP, "register_taker"),
        (*OTHER_CLINIC, *OTHER_GROUP),
        empty_for_strangers=True,
    ),
)
