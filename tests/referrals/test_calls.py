"""Please ask the clinic to call: asked, made, taken back, by two at once; no health detail, no milestone (R9, R10)."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
import time_machine

from models import NAME, AuditChange, AuditEvent, CallRequest, ConsentKind, Referral, Role
from services import clock
from services.errors import Conflict, Invalid
from services.referrals import calls, welcoming
from services.referrals.calls import CallMade, CallWanted
from services.referrals.happened import CallStep
from services.referrals.timeline import timeline
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals import stories
from tests.referrals.stories import on_file, state


def sent(cast: Cast, name: str = "Amina", days_ago: int = 20) -> Referral:
    person = on_file(cast, ConsentKind.SHARE, name=name)
    return make.referral(person.graduate, cast.group, sent_at=make.this_time(days_ago))


def asked(cast: Cast, name: str = "Amina", days_ago: int = 3) -> int:
    """A request made so many days ago."""
    referral = sent(cast, name)
    with time_machine.travel(make.this_time(days_ago), tick=False):
        calls.ask(cast.coordinator, referral.id or 0)
    return make.rows(CallRequest)[-1].id or 0


def call(call_id: int) -> CallRequest:
    return make.rows(CallRequest, id=call_id)[0]


def colleague(cast: Cast) -> Actor:
    return actor_of(make.account("colleague", Role.CLINIC_STAFF, clinic_id=cast.riverside.id))


def test_r10_the_clinic_is_asked_to_call_and_says_who_called_and_when(cast: Cast) -> None:
    call_id = asked(cast)
    (wanted,) = calls.wanted(cast.clinic)
    assert (wanted.name, wanted.phone, wanted.group) == ("Amina", "07700 900123", cast.group.name)
    calls.close(cast.clinic, call_id)
    assert calls.wanted(cast.clinic) == ()
    closed = call(call_id)
    assert (closed.called_by, closed.called_on) == (cast.clinic.display_name, clock.today())
    assert closed.closed_by_id == cast.clinic.account_id


def test_r10_someone_else_called_another_day(cast: Cast) -> None:
    call_id, yesterday = asked(cast), clock.today() - timedelta(days=1)
    calls.close(cast.clinic, call_id, called_by="  Dr Osei ", called_on=yesterday)
    assert (call(call_id).called_by, call(call_id).called_on) == ("Dr Osei", yesterday)


@pytest.mark.parametrize("days", [0, -3])
def test_the_day_it_was_asked_and_today_are_possible(cast: Cast, days: int) -> None:
    calls.close(cast.clinic, asked(cast), called_on=clock.today() + timedelta(days=days))
    assert calls.wanted(cast.clinic) == ()


@pytest.mark.parametrize(
    ("by", "days", "words"),
    [
        ("", 1, "in the future"),
        ("", -4, "before the group asked"),
        ("x" * (NAME + 1), 0, "Please shorten it"),
        ("Os\x00ei", 0, "hidden character"),
        ("x" * (NAME + 1), 1, "in the future"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(cast: Cast, by: str, days: int, words: str) -> None:
    call_id = asked(cast)
    with pytest.raises(Invalid, match=words):
        calls.close(cast.clinic, call_id, called_by=by, called_on=clock.today() + timedelta(days=days))
    assert len(calls.wanted(cast.clinic)) == 1


def test_every_problem_of_the_form_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        calls.close(cast.clinic, asked(cast), called_by="x" * 500, called_on=clock.today() + timedelta(days=1))
    assert [problem.field for problem in refused.value.problems] == ["called_by", "called_on"]


def test_r10_two_at_once_the_first_stands_and_the_second_is_told_who_called(cast: Cast) -> None:
    call_id = asked(cast)
    calls.close(cast.clinic, call_id, called_by="Dr Osei")
    with pytest.raises(Conflict, match="Dr Osei has called already"):
        calls.close(colleague(cast), call_id)
    assert call(call_id).called_by == "Dr Osei"


def test_a_double_click_is_harmless(cast: Cast) -> None:
    call_id = asked(cast)
    calls.close(cast.clinic, call_id)
    calls.close(cast.clinic, call_id)
    assert [event.action for event in make.rows(AuditEvent)].count("call.closed") == 1


def test_a_mistaken_tap_is_taken_back_by_anyone_of_the_clinic(cast: Cast) -> None:
    call_id = asked(cast)
    calls.close(cast.clinic, call_id)
    calls.reopen(colleague(cast), call_id)
    again = call(call_id)
    assert (again.closed_at, again.closed_by_id, again.called_by, again.called_on) == (None, None, "", None)
    assert len(calls.wanted(cast.clinic)) == 1
    assert calls.closed_recently(cast.clinic) == ()
    calls.reopen(cast.clinic, call_id)


def test_after_a_week_a_call_stays_closed(cast: Cast) -> None:
    call_id = asked(cast, days_ago=9)
    with time_machine.travel(make.this_time(8), tick=False):
        calls.close(cast.clinic, call_id)
    assert calls.closed_recently(cast.clinic) == ()
    with pytest.raises(Conflict, match="more than 7 days ago"):
        calls.reopen(cast.clinic, call_id)


def test_r10_once_the_group_has_asked_again_the_earlier_one_stays_closed(cast: Cast) -> None:
    call_id = asked(cast)
    calls.close(cast.clinic, call_id)
    calls.ask(cast.coordinator, make.rows(Referral)[0].id or 0)
    with pytest.raises(Conflict, match="asked again since"):
        calls.reopen(cast.clinic, call_id)
    assert len(calls.wanted(cast.clinic)) == 1


def test_what_was_closed_lately_says_who_and_when_newest_first(cast: Cast) -> None:
    for name in ("Amina", "Bernard"):
        calls.close(cast.clinic, asked(cast, name), called_by=f"Dr {name}")
    assert [(one.name, one.called_by, one.called_on) for one in calls.closed_recently(cast.clinic)] == [
        ("Bernard", "Dr Bernard", clock.today()),
        ("Amina", "Dr Amina", clock.today()),
    ]


def test_the_longest_waiting_comes_first_and_the_list_has_an_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, days in (("Amina", 1), ("Bernard", 5), ("Chidi", 3)):
        asked(cast, name, days)
    monkeypatch.setattr(calls, "MOST", 2)
    assert [one.name for one in calls.wanted(cast.clinic)] == ["Bernard", "Chidi"]


def test_r10_a_request_has_no_room_for_health_detail() -> None:
    told = {field.name for kind in (CallWanted, CallMade) for field in fields(kind)}
    assert told == {
        *("id", "graduate_id", "name", "phone", "contact_when", "group", "asked_at"),
        *("called_by", "called_on"),
    }


def test_r10_asking_twice_says_it_was_asked(cast: Cast) -> None:
    referral = stories.accepted(cast)
    calls.ask(cast.coordinator, referral.id or 0)
    with pytest.raises(Conflict, match="already been asked to call"):
        calls.ask(cast.coordinator_2, referral.id or 0)


def test_r9_r10_asking_before_accepting_is_possible_so_a_request_tells_no_milestone(cast: Cast) -> None:
    referral = sent(cast)
    calls.ask(cast.coordinator, referral.id or 0)
    assert [one.name for one in calls.wanted(cast.clinic)] == ["Amina"]
    assert state(referral).value == "sent"


def arrival(cast: Cast) -> tuple[bool, date | None, date | None]:
    (one,) = welcoming.arrivals(cast.coordinator, cast.group.id or 0)
    return one.call_asked, one.call_asked_on, one.called_on


def test_r10_the_coordinator_sees_when_the_clinic_was_asked_and_when_it_called(cast: Cast) -> None:
    call_id, today = asked(cast), clock.today()
    assert arrival(cast) == (True, today - timedelta(days=3), None)
    calls.close(cast.clinic, call_id, called_on=today - timedelta(days=1))
    assert arrival(cast) == (False, None, today - timedelta(days=1))
    calls.ask(cast.coordinator, make.rows(Referral)[0].id or 0)
    assert arrival(cast)[:2] == (True, today)


@pytest.mark.parametrize(("days", "shown"), [(27, True), (28, False)])
def test_that_the_clinic_called_is_shown_for_four_weeks(cast: Cast, days: int, shown: bool) -> None:
    call_id = asked(cast, days_ago=days)
    with time_machine.travel(make.this_time(days), tick=False):
        calls.close(cast.clinic, call_id)
    assert (arrival(cast)[2] is not None) == shown


def test_r10_the_timeline_has_the_asking_and_the_call_of_its_own_time(cast: Cast) -> None:
    call_id = asked(cast)
    (referral,) = make.rows(Referral)
    referral_id = referral.id or 0
    calls.close(cast.clinic, call_id, called_by="Dr Osei")
    with time_machine.travel(make.this_time(1), tick=False):
        welcoming.decline(cast.coordinator, referral_id, "Full")
    (person,) = {row.graduate_id for row in make.rows(Referral)}
    later = make.add(
        Referral(**{**referral.model_dump(exclude={"id"}), "sent_at": make.this_time(1), "graduate_id": person})
    )
    told = {event.step: (event.who, event.on) for event in timeline(cast.clinic, referral_id).events}
    assert told[CallStep.ASKED] == ("The group", None)
    assert told[CallStep.CALLED] == ("Dr Osei", clock.today())
    assert not {event.step for event in timeline(cast.clinic, later.id or 0).events} & set(CallStep)


def test_r31_closing_and_taking_back_are_recorded_with_before_and_after(cast: Cast) -> None:
    call_id = asked(cast)
    calls.close(cast.clinic, call_id, called_by="Dr Osei")
    calls.reopen(cast.clinic, call_id)
    actions = {event.id: event.action for event in make.rows(AuditEvent) if event.action.startswith("call.")}
    assert list(actions.values()) == ["call.asked", "call.closed", "call.reopened"]
    changes = [(actions[row.event_id], row.before, row.after) for row in make.rows(AuditChange, field="called_by")]
    assert changes == [("call.closed", None, "Dr Osei"), ("call.reopened", "Dr Osei", None)]


def test_r31_the_clinic_looking_at_who_to_call_is_recorded(cast: Cast) -> None:
    asked(cast)
    calls.wanted(cast.clinic)
    looks = [event for event in make.rows(AuditEvent) if event.action == "graduate.looked_at"]
    assert [event.account_id for event in looks] == [cast.clinic.account_id]


def test_the_queries_are_as_many_for_2_calls_as_for_20(cast: Cast) -> None:
    def looking() -> int:
        calls.wanted(cast.clinic)  # the looks are recorded once
        return how_many(lambda: calls.wanted(cast.clinic))

    for number in range(2):
        asked(cast, f"Person {number}")
    few = looking()
    for number in range(2, 20):
        asked(cast, f"Person {number}")
    assert looking() == few
