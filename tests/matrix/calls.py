"""Who may ask for a call, close it and take it back, and see how long things take: rows for the permission matrix."""

from models import CallRequest, ConsentKind
from services import clock
from services.engagement.waits import Wait
from services.referrals import calls
from services.referrals.timings import timings
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row
from tests.matrix.clinic import CLINIC, GROUP, OTHER_CLINIC, OTHER_GROUP, given
from tests.referrals.stories import on_file


def _sent(cast: Cast) -> int:
    return make.referral(on_file(cast, *ConsentKind).graduate, cast.group).id or 0


def _asked(cast: Cast) -> int:
    calls.ask(cast.coordinator, _sent(cast))
    return make.rows(CallRequest)[-1].id or 0


def _closed(cast: Cast) -> int:
    call_id = _asked(cast)
    calls.close(cast.clinic, call_id)
    return call_id


def _counted(actor: Actor, _: int) -> Wait:
    return timings(actor).contact


NOTHING = Wait((), (), 0, None)

ROWS = (
    Row("referrals.calls.ask", given(_sent, calls.ask), GROUP, OTHER_GROUP),
    Row(
        "referrals.calls.wanted",
        given(_asked, lambda actor, _: calls.wanted(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
    ),
    Row(
        "referrals.calls.closed_recently",
        given(_closed, lambda actor, _: calls.closed_recently(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
    ),
    Row(
        "referrals.calls.close",
        given(_asked, lambda a, i: calls.close(a, i, called_by="Dr Osei", called_on=clock.today())),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row("referrals.calls.reopen", given(_closed, calls.reopen), CLINIC, OTHER_CLINIC),
    Row(
        "referrals.timings.timings",
        given(_sent, _counted),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=NOTHING,
    ),
)
