"""What changed since the last visit: one line a person, and nothing that feedback consent does not allow (R9)."""

from datetime import datetime, timedelta

import pytest
import time_machine

from models import (
    Account,
    AuditEvent,
    CallRequest,
    Confirmation,
    ConsentHow,
    ConsentKind,
    Graduate,
    LeavingReason,
    MarkKind,
    MemberOrigin,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
    Role,
)
from services import clock
from services.clinic import consents
from services.clinic.changes import MOST, Change, Changes, changes
from services.clinic.consents import ConsentGiven
from services.clinic.news import What
from services.database import transaction
from services.members import comings
from services.referrals import calls, timeline, welcoming, writing
from services.security import passwords
from services.security.actor import Actor
from services.security.sign_in import actor_of, sign_in
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals.stories import READY, accepted, mark, meeting, on_file

BOTH = (ConsentKind.SHARE, ConsentKind.FEEDBACK)


def visited(actor: Actor, ago: timedelta | None) -> datetime | None:
    """Sets when the account was here before."""
    at = None if ago is None else clock.now() - ago
    with transaction() as db:
        account = db.get_one(Account, actor.account_id)
        account.previous_sign_in_at = at
    return at


def steps(found: Changes) -> list[tuple[str, ReferralStep | None]]:
    return [(one.name, one.step) for one in found.items]


def sent(cast: Cast, *kinds: ConsentKind, name: str = "Amina") -> Referral:
    return make.referral(on_file(cast, *kinds, name=name).graduate, cast.group, sent_at=make.this_time(40))


def happens(referral: Referral, step: ReferralStep, ago: timedelta = timedelta(hours=1), **values: object) -> None:
    make.add(ReferralEvent(referral_id=referral.id or 0, step=step, at=clock.now() - ago, **values))


def test_the_newest_step_of_each_person_is_told_newest_first(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    amina, bola = sent(cast, *BOTH), sent(cast, *BOTH, name="Bola")
    happens(amina, ReferralStep.ACCEPTED, timedelta(hours=3))
    happens(amina, ReferralStep.CONTACTED, timedelta(hours=2))
    happens(bola, ReferralStep.ACCEPTED, timedelta(hours=1))
    assert steps(changes(cast.clinic)) == [("Bola", ReferralStep.ACCEPTED), ("Amina", ReferralStep.CONTACTED)]


def test_what_was_there_at_the_last_visit_is_no_news(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    happens(sent(cast, *BOTH), ReferralStep.ACCEPTED, timedelta(days=4))
    assert changes(cast.clinic).items == ()


@pytest.mark.parametrize("ago", [None, timedelta(days=29)])
def test_without_a_visit_in_four_weeks_it_is_the_last_seven_days(cast: Cast, ago: timedelta | None) -> None:
    visited(cast.clinic, ago)
    happens(sent(cast, *BOTH), ReferralStep.ACCEPTED, timedelta(days=6))
    happens(sent(cast, *BOTH, name="Bola"), ReferralStep.ACCEPTED, timedelta(days=8))
    found = changes(cast.clinic)
    assert found.last_visit is None
    assert steps(found) == [("Amina", ReferralStep.ACCEPTED)]


def test_the_visit_is_said(cast: Cast) -> None:
    at = visited(cast.clinic, timedelta(days=27))
    found = changes(cast.clinic)
    assert found.last_visit == found.since == at


def test_signing_in_twice_on_one_day_is_one_visit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
    hashed = passwords.hash_password(passwords.DEMO_PASSWORD)
    account = make.account("zara", Role.CLINIC_STAFF, clinic_id=cast.riverside.id, password_hash=hashed)
    day = clock.at_local(clock.today() - timedelta(days=40), clock.local(clock.now()).time().replace(hour=9))
    times = [day, day + timedelta(days=1), day + timedelta(days=1, hours=3)]
    for at in times:
        with time_machine.travel(at, tick=False):
            assert sign_in("zara", passwords.DEMO_PASSWORD, source="here")
    with time_machine.travel(times[-1], tick=False):
        assert changes(actor_of(account)).last_visit == times[0]


# R9

MILESTONES = [
    ReferralStep.ACCEPTED,
    ReferralStep.CONTACTED,
    ReferralStep.FIRST_VISIT,
    ReferralStep.SETTLED,
    ReferralStep.LEFT,
]


@pytest.mark.parametrize("consent", ["none", "withdrawn", "expired", "to come"])
def test_r9_without_feedback_consent_in_force_a_milestone_leaves_no_trace(cast: Cast, consent: str) -> None:
    visited(cast.clinic, timedelta(days=3))
    person = on_file(cast, ConsentKind.SHARE)
    day = clock.today()
    values: dict[str, dict[str, object]] = {
        "withdrawn": {"withdrawn_on": day, "withdrawn_at": clock.now()},
        "expired": {"expires_on": day - timedelta(days=1)},
        "to come": {"given_on": day + timedelta(days=1)},
    }
    if consent != "none":
        make.consent(person.graduate, ConsentKind.FEEDBACK, **values[consent])
    referral = make.referral(person.graduate, cast.group, sent_at=make.this_time(40))
    before = changes(cast.clinic)
    for step in MILESTONES:
        happens(referral, step, reason=LeavingReason.HEALTH)
        assert changes(cast.clinic) == before
    assert (before.items, before.more) == ((), 0)


def test_r9_with_feedback_consent_each_milestone_is_told(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    referral = sent(cast, *BOTH)
    for minutes, step in enumerate(reversed(MILESTONES)):
        happens(referral, step, timedelta(hours=1) - timedelta(minutes=minutes), reason=LeavingReason.HEALTH)
        assert steps(changes(cast.clinic)) == [("Amina", step)]


def test_r9_withdrawing_hides_and_a_hidden_milestone_does_not_push_out_what_may_be_told(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    referral = sent(cast, *BOTH)
    calls.ask(cast.coordinator, referral.id or 0)
    happens(referral, ReferralStep.ACCEPTED, timedelta())
    assert [one.what for one in changes(cast.clinic).items] == [What.STEP]
    consents.withdraw(cast.clinic, referral.graduate_id, ConsentKind.FEEDBACK)
    assert [one.what for one in changes(cast.clinic).items] == [What.CALL]


def test_r9_hidden_people_are_in_no_count(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    for number in range(MOST + 2):
        happens(sent(cast, *BOTH, name=f"Agreed {number}"), ReferralStep.ACCEPTED)
        happens(sent(cast, ConsentKind.SHARE, name=f"Not {number}"), ReferralStep.ACCEPTED)
    found = changes(cast.clinic)
    assert (len(found.items), found.more) == (MOST, 2)
    assert all(one.name.startswith("Agreed") for one in found.items)


@pytest.mark.parametrize("step", [ReferralStep.DECLINED, ReferralStep.COULD_NOT_REACH])
def test_the_groups_answer_is_told_without_feedback_consent(cast: Cast, step: ReferralStep) -> None:
    visited(cast.clinic, timedelta(days=3))
    happens(sent(cast, ConsentKind.SHARE), step, reason="Full just now")
    (change,) = changes(cast.clinic).items
    assert (change.step, change.reason, change.by) == (step, "Full just now", "")


def test_r5_a_visit_that_was_undone_leaves_nothing(cast: Cast) -> None:
    visited(cast.clinic, timedelta(hours=1))
    referral, today = accepted(cast), meeting(cast)
    before = steps(changes(cast.clinic))
    mark(cast.coordinator, referral, today)
    assert steps(changes(cast.clinic)) == [("Amina", ReferralStep.FIRST_VISIT)]
    assert changes(cast.clinic).items[0].visit_on == clock.local(today.starts_at).date()
    mark(cast.coordinator, referral, today, MarkKind.NOT_RECORDED)
    assert steps(changes(cast.clinic)) == before
    mark(cast.coordinator, referral, today)
    assert steps(changes(cast.clinic)) == [("Amina", ReferralStep.FIRST_VISIT)]


def test_all_that_is_told_stands_in_the_timeline(cast: Cast) -> None:
    """Whatever happens and in whatever order, the timeline shows the same step at the same moment."""
    visited(cast.clinic, timedelta(days=20))
    first, second = accepted(cast, days_ago=10), accepted(cast, days_ago=9, feedback=False)
    today = meeting(cast)

    happenings = (
        lambda: welcoming.contacted(cast.coordinator, first.id or 0),
        lambda: mark(cast.coordinator, first, today),
        lambda: mark(cast.coordinator, second, today),
        lambda: mark(cast.coordinator, first, today, MarkKind.NOT_RECORDED),
        lambda: consents.withdraw(cast.clinic, first.graduate_id, ConsentKind.FEEDBACK),
        lambda: consents.record(
            cast.clinic, second.graduate_id, ConsentGiven(ConsentKind.FEEDBACK, clock.today(), ConsentHow.PHONE)
        ),
        lambda: mark(cast.coordinator, second, today, MarkKind.NOT_RECORDED),
        lambda: writing.withdraw(cast.clinic, second.id or 0, "Changed their mind"),
    )
    for happening in happenings:
        happening()
        for change in changes(cast.clinic).items:
            assert change.referral_id is not None
            seen = timeline.timeline(cast.clinic, change.referral_id)
            assert (change.step, change.at) in {(event.step, event.at) for event in seen.events}


# Others' and the own steps


def test_the_own_steps_are_left_out_and_a_colleagues_told_with_the_name(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    colleague = actor_of(make.account("fiona", Role.CLINIC_STAFF, clinic_id=cast.riverside.id))
    writing.send(cast.clinic, on_file(cast, ConsentKind.SHARE).id, cast.group.id or 0, READY)
    writing.send(colleague, on_file(cast, ConsentKind.SHARE, name="Bola").id, cast.group.id or 0, READY)
    (change,) = changes(cast.clinic).items
    assert (change.step, change.by) == (ReferralStep.SENT, "Fiona")


def test_a_call_asked_for_is_told_and_whether_somebody_called(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    referral = sent(cast, ConsentKind.SHARE)
    calls.ask(cast.coordinator, referral.id or 0)
    assert [(one.what, one.called) for one in changes(cast.clinic).items] == [(What.CALL, False)]
    colleague = actor_of(make.account("fiona", Role.CLINIC_STAFF, clinic_id=cast.riverside.id))
    calls.close(colleague, make.rows(CallRequest)[0].id or 0)
    assert [(one.what, one.called) for one in changes(cast.clinic).items] == [(What.CALL, True)]


def test_a_call_that_was_made_by_oneself_is_no_news(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    calls.ask(cast.coordinator, sent(cast, ConsentKind.SHARE).id or 0)
    calls.close(cast.clinic, make.rows(CallRequest)[0].id or 0)
    assert changes(cast.clinic).items == ()


def came_along(cast: Cast, confirmation: Confirmation = Confirmation.WAITING, **values: object) -> None:
    make.member(cast.group, "Jo", origin=MemberOrigin.CAME_ALONG, confirmation=confirmation, **values)


def test_r16_somebody_who_came_along_is_told_until_answered(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    came_along(cast)
    came_along(cast, Confirmation.NOT_CONFIRMED)
    came_along(cast, created_at=clock.now() - timedelta(days=5))
    assert [(one.what, one.name) for one in changes(cast.clinic).items] == [(What.CAME_ALONG, "Jo")]


def test_leaving_is_told_with_its_reason(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    referral = accepted(cast)
    comings.leave(cast.coordinator, referral.member_id or 0, LeavingReason.MANAGING_WELL)
    (change,) = changes(cast.clinic).items
    assert (change.step, change.reason) == (ReferralStep.LEFT, LeavingReason.MANAGING_WELL)


# Whose, who looked, and how much it costs


def test_r30_another_clinic_hears_nothing(cast: Cast) -> None:
    visited(cast.clinic_2, timedelta(days=3))
    happens(sent(cast, *BOTH), ReferralStep.ACCEPTED)
    calls.ask(cast.coordinator, sent(cast, ConsentKind.SHARE, name="Bola").id or 0)
    came_along(cast)
    assert changes(cast.clinic_2).items == ()


def test_somebody_erased_is_not_named(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    person = make.graduate(make.programme(cast.riverside.id or 0), "Gone", erased_at=clock.now())
    make.consent(person, ConsentKind.FEEDBACK)
    happens(make.referral(person, cast.group, sent_at=make.this_time(40)), ReferralStep.ACCEPTED)
    assert changes(cast.clinic).items == ()


def test_r31_the_looks_are_recorded(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    referral = sent(cast, *BOTH)
    happens(referral, ReferralStep.ACCEPTED)
    came_along(cast)
    changes(cast.clinic)
    looks = {(one.action, one.subject_id) for one in make.rows(AuditEvent, account_id=cast.clinic.account_id)}
    assert ("graduate.looked_at", referral.graduate_id) in looks
    assert "member.looked_at" in {action for action, _ in looks}


def test_many_changes_take_as_many_queries_as_few(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))

    def one_more(number: int) -> None:
        referral = sent(cast, *BOTH, name=f"P{number}")
        happens(referral, ReferralStep.ACCEPTED)
        calls.ask(cast.coordinator, sent(cast, ConsentKind.SHARE, name=f"C{number}").id or 0)
        came_along(cast)

    one_more(0)
    changes(cast.clinic)
    few = how_many(lambda: changes(cast.clinic))
    for number in range(1, 7):
        one_more(number)
    changes(cast.clinic)
    assert how_many(lambda: changes(cast.clinic)) == few
    assert few <= 10


def test_a_person_has_one_line_whatever_happened(cast: Cast) -> None:
    visited(cast.clinic, timedelta(days=3))
    referral = sent(cast, *BOTH)
    asked_at = clock.now() - timedelta(hours=2)
    make.add(CallRequest(group_id=cast.group.id or 0, graduate_id=referral.graduate_id, asked_at=asked_at))
    for step in (ReferralStep.ACCEPTED, ReferralStep.CONTACTED):
        happens(referral, step)
    again = make.referral(
        make.rows(Graduate, id=referral.graduate_id)[0],
        make.group(cast.riverside, "Second group"),
        ReferralState.SENT,
    )
    happens(again, ReferralStep.ACCEPTED, timedelta(minutes=1))
    found = changes(cast.clinic)
    assert ([type(one) for one in found.items], found.more) == ([Change], 0)
    assert found.items[0].group == "Second group"
