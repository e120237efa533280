"""What is done at a group or a clinic, with nobody to whom a line in the audit might apply, and with somebody."""

from collections.abc import Callable
from datetime import timedelta

import time_machine

from models import (
    Confirmation,
    ConsentKind,
    DutyState,
    Face,
    LeavingReason,
    MarkKind,
    Member,
    MemberOrigin,
    Referral,
    ReferralState,
)
from services import clock
from services.clinic import changes, confirmations
from services.clinic.newcomers import handle_of
from services.feeling import asking
from services.feeling.answering import answer_by_code
from services.feeling.standing import ANSWERED_FOR
from services.members import being_in_touch, comings
from services.referrals import welcoming, writing
from services.register import finishing, marking, walk_in
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.referrals.stories import on_file

CAME, DID_NOT_COME = MarkKind.CAME, MarkKind.DID_NOT_COME

Act = Callable[[Cast, bool], None]


def evening(cast: Cast, actor: Actor, *marks: tuple[int, MarkKind]) -> int:
    """A register taken and finished, with these marks beside one that is always there."""
    held = make.group_session(cast.group, clock.now() - timedelta(hours=1)).id or 0
    always = make.member(cast.group, "Always").id or 0
    taps = [marking.Tap(f"{held}-{who}", who, kind) for who, kind in (*marks, (always, CAME))]
    marking.mark(actor, held, taps)
    finishing.finish(actor, held)
    return held


def earlier(cast: Cast, member_id: int, times: int) -> None:
    """They came so many times before, as nobody wrote down in the audit."""
    (member,) = make.rows(Member, id=member_id)
    for hours in range(30, 30 + times):
        at = clock.now() - timedelta(hours=hours)
        make.mark(make.group_session(cast.group, at, register_finished_at=at), member)


def referred(cast: Cast, state: ReferralState = ReferralState.ACCEPTED) -> Referral:
    person = on_file(cast, ConsentKind.SHARE).graduate
    return make.referral(person, cast.group, state, sent_at=clock.now() - timedelta(days=3))


def member_of(referral: Referral) -> int:
    return make.rows(Referral, id=referral.id)[0].member_id or 0


def who_comes_for_the_first_time(cast: Cast, one: bool) -> None:
    evening(cast, cast.register_taker, (member_of(referred(cast)), CAME if one else DID_NOT_COME))


def who_comes_for_the_third_time(cast: Cast, one: bool) -> None:
    regular = member_of(referred(cast))
    earlier(cast, regular, 2)
    evening(cast, cast.register_taker, (regular, CAME if one else DID_NOT_COME))


def whose_first_visit_was_a_slip(cast: Cast, one: bool) -> None:
    slip = member_of(referred(cast)) if one else make.member(cast.group).id or 0
    held = evening(cast, cast.register_taker, (slip, CAME))
    finishing.correct(cast.coordinator, held, slip, DID_NOT_COME, False, "A slip")


def who_is_new(cast: Cast, one: bool) -> None:
    known = make.member(cast.group, f"Known on {clock.today():%A %d %B}").name
    held = make.group_session(cast.group, clock.now() - timedelta(hours=1)).id or 0
    walk_in.walk_in(cast.register_taker, held, "Never seen" if one else known, f"tap-{held}")


def who_does_what_they_offered_to(cast: Cast, one: bool) -> None:
    member = make.member(cast.group)
    held = make.group_session(cast.group, clock.now() - timedelta(hours=1))
    if one:
        make.duty(held, make.group_role(cast.group, f"Role {held.id}"), member, DutyState.ACCEPTED)
    marking.mark(cast.register_taker, held.id or 0, [marking.Tap(f"{held.id}", member.id or 0, CAME)])
    finishing.finish(cast.register_taker, held.id or 0)


def whose_feeling_is_the_eighth(cast: Cast, one: bool) -> None:
    """Looked at by somebody who does nothing else that day."""
    cast.group.asks_feeling = True
    make.add(cast.group)
    held = make.group_session(cast.group, clock.now() - ANSWERED_FOR - timedelta(hours=4))
    with time_machine.travel(held.ends_at, tick=False):
        came = [make.member(cast.group).id or 0 for _ in range(8 if one else 7)]
        taps = [marking.Tap(f"{held.id}-{who}", who, CAME) for who in came]
        marking.mark(cast.coordinator, held.id or 0, taps)
        asked = asking.question(cast.coordinator, held.id or 0)
        assert asked is not None
        for _ in range(8):
            assert answer_by_code(asked.address.rsplit("/", 1)[1], Face.SOMEWHAT, "9.9.9.9")
    assert (asking.see_answers(cast.coordinator_2, held.id or 0).missing is None) is one


def newcomer(cast: Cast) -> str:
    waiting = {"origin": MemberOrigin.CAME_ALONG, "confirmation": Confirmation.WAITING}
    return handle_of(cast.riverside.id, make.member(cast.group, "Jo", **waiting).id)


def who_is_asked_about(cast: Cast, one: bool) -> None:
    if one:
        newcomer(cast)
    assert bool(confirmations.unconfirmed(cast.clinic)) is one


def who_is_news(cast: Cast, one: bool) -> None:
    if one:
        newcomer(cast)
    changes.changes(cast.clinic)


def who_is_not_known(cast: Cast, one: bool) -> None:
    asked = [newcomer(cast)] if one else []
    confirmations.unconfirmed(cast.clinic)
    for handle in asked:
        confirmations.not_known(cast.clinic, handle)


def who_is_confirmed(cast: Cast, one: bool) -> None:
    asked = [newcomer(cast)] if one else []
    confirmations.unconfirmed(cast.clinic)
    for handle in asked:
        confirmations.confirm(cast.clinic, handle, on_file(cast).id)


def who_is_withdrawn_and_was_expected(cast: Cast, one: bool) -> None:
    referral = referred(cast, ReferralState.ACCEPTED if one else ReferralState.SENT)
    writing.withdraw(cast.clinic, referral.id or 0, "They asked for it")


def who_is_withdrawn_and_came(cast: Cast, one: bool) -> None:
    referral = referred(cast)
    if one:
        earlier(cast, member_of(referral), 1)
    writing.withdraw(cast.clinic, referral.id or 0, "They asked for it")


def who_could_not_be_reached_and_was_expected(cast: Cast, one: bool) -> None:
    referral = referred(cast, ReferralState.ACCEPTED if one else ReferralState.SENT)
    welcoming.could_not_reach(cast.coordinator, referral.id or 0, "No answer")


def who_had_come_before_they_were_accepted(cast: Cast, one: bool) -> None:
    referral = referred(cast, ReferralState.SENT)
    here = {"graduate_id": referral.graduate_id, "origin": MemberOrigin.CAME_ALONG}
    member = make.member(cast.group, **here).id or 0
    if one:
        earlier(cast, member, 1)
    welcoming.accept(cast.coordinator, referral.id or 0)
    assert make.rows(Referral, id=referral.id)[0].state is (
        ReferralState.FIRST_VISIT if one else ReferralState.ACCEPTED
    )


def who_leaves_and_was_referred(cast: Cast, one: bool) -> None:
    member = member_of(referred(cast)) if one else make.member(cast.group).id or 0
    comings.leave(cast.coordinator, member, LeavingReason.UNKNOWN)


def who_has_gone_quiet(cast: Cast, one: bool) -> None:
    member = make.member(cast.group)
    for number, kind in enumerate((DID_NOT_COME, DID_NOT_COME, CAME, CAME) if one else ()):
        at = clock.now() - timedelta(days=1 + number)
        make.mark(make.group_session(cast.group, at, register_finished_at=at), member, kind)
    assert bool(being_in_touch.gone_quiet(cast.coordinator, cast.group.id or 0)) is one


def who_waits_to_be_welcomed(cast: Cast, one: bool) -> None:
    if one:
        referred(cast, ReferralState.SENT)
    assert bool(welcoming.arrivals(cast.coordinator, cast.group.id or 0)) is one


SOMEBODY: tuple[Act, ...] = (
    who_comes_for_the_first_time,
    who_comes_for_the_third_time,
    whose_first_visit_was_a_slip,
    who_is_new,
    who_does_what_they_offered_to,
    whose_feeling_is_the_eighth,
    who_is_asked_about,
    who_is_news,
    who_is_not_known,
    who_is_confirmed,
    who_is_withdrawn_and_was_expected,
    who_is_withdrawn_and_came,
    who_could_not_be_reached_and_was_expected,
    who_had_come_before_they_were_accepted,
    who_leaves_and_was_referred,
    who_has_gone_quiet,
    who_waits_to_be_welcomed,
)
