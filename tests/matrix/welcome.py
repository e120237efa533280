"""Who may lead somebody over the first-visit bridge: the group's own coordinators."""

from collections.abc import Callable

from models import ReferralState
from services.security.actor import Actor
from services.welcome import choices, expecting, reading, tries
from services.welcome.expecting import Plan
from tests import make
from tests.cast import Cast
from tests.matrix import Row

WORKS, ELSEWHERE = ("coordinator", "coordinator_2"), ("coordinator_3",)

Call = Callable[[Actor], object]


def _of_referral(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        graduate = make.graduate(make.programme(cast.riverside.id or 0))
        referral = make.referral(graduate, cast.group, ReferralState.ACCEPTED)
        return lambda actor: call(actor, referral.id or 0)

    return prepare


def _of_group(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: call(actor, cast.group.id or 0)


def _row(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(f"welcome.{action}", call, WORKS, ELSEWHERE)


ROWS = (
    _row("expecting.expect", _of_referral(lambda actor, referral: expecting.expect(actor, referral, Plan(None)))),
    _row("tries.tried", _of_referral(tries.tried)),
    _row("reading.on_the_way", _of_group(reading.on_the_way)),
    _row("choices.welcome_choices", _of_group(choices.welcome_choices)),
)
