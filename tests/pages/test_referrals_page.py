"""Referrals through app.py: calls closed and taken back, the list filtered and searched, one timeline (R7, R9, R10)."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import CallRequest, ConsentKind, Referral, ReferralState
from services import clock
from services.clinic import consents
from services.referrals import calls, welcoming
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said
from tests.referrals import stories
from tests.referrals.stories import on_file


def asked(apps: Apps) -> Referral:
    referral = stories.accepted(apps.cast)
    calls.ask(apps.cast.coordinator, referral.id or 0)
    return referral


def choose(app: AppTest, show: str) -> AppTest:
    return app.radio(key="referrals_show").set_value(show).run()


def test_r10_a_call_is_closed_with_one_tap_and_taken_back_in_place(apps: Apps) -> None:
    asked(apps)
    app = apps.sign_in("clinic", "referrals")
    assert "tel:07700900123" in said(app)
    press(app, "Called")
    assert "Clinic called on" in said(app)
    assert make.rows(CallRequest)[0].called_by == "Clinic"
    press(app, "Undo")
    assert "Called" in labels(app)
    assert make.rows(CallRequest)[0].closed_at is None


def test_r10_someone_else_called_on_another_day(apps: Apps) -> None:
    asked(apps)
    app = apps.sign_in("clinic", "referrals")
    app.text_input(key="called_by_1").set_value("Dr Osei")
    press(app, "Note the call")
    (call,) = make.rows(CallRequest)
    assert (call.called_by, call.called_on) == ("Dr Osei", clock.today())
    assert "Dr Osei called on" in said(app)


def test_a_day_of_the_call_that_cannot_be_is_said_and_what_was_typed_stays(apps: Apps) -> None:
    asked(apps)
    app = apps.sign_in("clinic", "referrals")
    app.text_input(key="called_by_1").set_value("Dr Osei")
    app.date_input(key="called_on_1").set_value(clock.today() + timedelta(days=1))
    press(app, "Note the call")
    assert "in the future" in said(app)
    assert app.text_input(key="called_by_1").value == "Dr Osei"
    assert make.rows(CallRequest)[0].closed_at is None


def test_r10_two_at_once_the_second_is_told_who_called(apps: Apps) -> None:
    asked(apps)
    first, second = apps.sign_in("clinic", "referrals"), apps.sign_in("clinic", "referrals")
    first.text_input(key="called_by_1").set_value("Dr Osei")
    press(first, "Note the call")
    assert "Dr Osei has called already" in said(press(second, "Called"))
    assert make.rows(CallRequest)[0].called_by == "Dr Osei"


def test_a_call_made_in_another_browser_is_taken_back_from_the_last_days(apps: Apps) -> None:
    asked(apps)
    press(apps.sign_in("clinic", "referrals"), "Called")
    app = apps.sign_in("clinic", "referrals")
    assert "Please call" not in said(app)
    press(app, "Undo")
    assert "Please call" in said(app)


def test_r10_the_coordinator_sees_that_the_clinic_was_asked_and_that_it_called(apps: Apps) -> None:
    asked(apps)
    app = apps.sign_in("coordinator", "welcome")
    assert "Clinic asked to call on" in said(app)
    assert "Ask the clinic to call" not in labels(app)
    press(apps.sign_in("clinic", "referrals"), "Called")
    app = apps.sign_in("coordinator", "welcome")
    assert "The clinic called on" in said(app)
    assert "Clinic asked to call" in said(press(app, "Ask the clinic to call"))


def test_the_list_says_why_someone_is_at_the_top(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    make.referral(person.graduate, apps.cast.group, sent_at=make.this_time(15))
    shown = said(apps.sign_in("clinic", "referrals"))
    assert "Sent 15 days ago" in shown
    assert "Two weeks without contact" in shown


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("All", {"Amina", "Bernard", "Chidi"}),
        ("Needs a look", {"Bernard"}),
        ("Open", {"Amina"}),
        ("Ended", {"Bernard"}),
        ("Drafts", {"Chidi"}),
    ],
)
def test_the_list_shows_what_was_chosen(apps: Apps, show: str, names: set[str]) -> None:
    for name, state in (("Amina", "sent"), ("Bernard", "sent"), ("Chidi", "draft")):
        person = on_file(apps.cast, *ConsentKind, name=name)
        make.referral(person.graduate, apps.cast.group, ReferralState(state))
    welcoming.decline(apps.cast.coordinator, 2, "Full")
    shown = said(choose(apps.sign_in("clinic", "referrals"), show))
    assert {name for name in ("Amina", "Bernard", "Chidi") if name in shown} == names


def test_coming_back_from_one_referral_finds_the_list_as_it_was(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    make.referral(person.graduate, apps.cast.group)
    app = choose(apps.sign_in("clinic", "referrals"), "Open")
    press(app, "Open")
    press(app, "All referrals")
    assert app.radio(key="referrals_show").value == "Open"


def test_nothing_found_says_what_to_do(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    make.referral(person.graduate, apps.cast.group)
    app = apps.sign_in("clinic", "referrals")
    app.text_input(key="referrals_search").set_value("nobody of that name").run()
    assert "Try another name, or show all" in said(app)


def test_r10_the_timeline_says_that_a_call_was_asked_for_and_made(apps: Apps) -> None:
    referral = asked(apps)
    app = apps.sign_in("clinic", "referrals", referral=referral.id or 0)
    assert "The group asked the clinic to call" in said(app)
    assert "Called by the clinic" in said(press(app, "Called"))


def test_r7_someone_declined_is_referred_again_and_both_lead_to_each_other(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    first = make.referral(person.graduate, apps.cast.group)
    welcoming.decline(apps.cast.coordinator, first.id or 0, "Full")
    app = apps.sign_in("clinic", "referrals", referral=first.id or 0)
    assert "Refer again" in labels(app)
    make.referral(person.graduate, apps.cast.group)
    app = apps.open(app, "referrals", referral=first.id or 0)
    assert "Refer again" not in labels(app)
    press(app, "Open the newer referral")
    assert "**Earlier:** Declined" in said(app)


def test_withdrawing_a_draft_says_that_the_group_never_saw_it(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    draft = make.referral(person.graduate, apps.cast.group, ReferralState.DRAFT)
    app = apps.sign_in("clinic", "referrals", referral=draft.id or 0)
    assert "the group never saw it" in said(app)
    app.text_input(key=f"withdraw_why_{draft.id}").set_value("Changed their mind")
    press(app, "Withdraw referral")
    assert make.rows(Referral)[0].state is ReferralState.WITHDRAWN


def open_timings(apps: Apps) -> str:
    app = apps.sign_in("clinic", "referrals")
    app.session_state["referrals_timings"] = True
    return said(app.run())


def test_r9_the_timings_say_their_counts_in_words_and_leave_out_who_has_not_agreed(apps: Apps) -> None:
    for name, kinds in (("Amina", tuple(ConsentKind)), ("Bernard", (ConsentKind.SHARE,))):
        person = on_file(apps.cast, *kinds, name=name)
        make.referral(person.graduate, apps.cast.group, sent_at=make.this_time(3))
    shown = open_timings(apps)
    assert "**Of 1 referral of people who agreed to feedback, 0 were contacted (1 still waits) and 0 came" in shown
    assert "The longest wait for a first contact so far: 3 days." in shown
    assert "Others have not agreed to feedback, so they are not counted here." in shown
    consents.withdraw(apps.cast.clinic, 1, ConsentKind.FEEDBACK)
    assert "can be counted yet" in open_timings(apps)
