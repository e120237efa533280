"""Welcome through app.py: accept, be in touch, decline, ask the clinic to call."""

from datetime import timedelta

from models import CallRequest, ConsentKind, DutyState, Member, Referral, ReferralState
from services import clock
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said
from tests.referrals import stories
from tests.referrals.stories import on_file


def states() -> list[ReferralState]:
    return [row.state for row in make.rows(Referral)]


def test_nobody_waiting_is_said_kindly(apps: Apps) -> None:
    assert "Nobody is waiting for a welcome" in said(apps.sign_in("coordinator", "welcome"))


def test_accept_and_in_touch_take_a_tap_each(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    app = press(apps.sign_in("coordinator", "welcome"), "Accept")
    assert states() == [ReferralState.ACCEPTED]
    press(app, "I've been in touch: expect them")
    assert states() == [ReferralState.CONTACTED]


def test_one_tap_accepts_and_expects_them_at_the_next_session_with_whoever_welcomes(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    meeting = make.group_session(apps.cast.group, clock.now() + timedelta(days=3))
    welcomer, role = make.member(apps.cast.group, "Grace"), make.group_role(apps.cast.group, "Welcomer")
    make.duty(meeting, role, welcomer, DutyState.ACCEPTED)
    app = press(apps.sign_in("coordinator", "welcome"), "I've been in touch: expect them")
    (row,) = make.rows(Referral)
    assert (row.state, row.expected_session_id, row.welcomer_id) == (ReferralState.CONTACTED, meeting.id, welcomer.id)
    assert "Grace welcomes them" in said(app)


def test_whoever_was_chosen_on_today_comes_first_and_open(apps: Apps) -> None:
    for name in ("Amina", "Noor"):
        newest = make.referral(on_file(apps.cast, ConsentKind.SHARE, name=name).graduate, apps.cast.group)
    app = apps.sign_in("coordinator", "welcome", referral=newest.id or 0)
    assert [header.value for header in app.header] == ["Noor", "Amina"]


def test_a_try_without_an_answer_is_kept_for_the_other_coordinator(apps: Apps) -> None:
    stories.accepted(apps.cast)
    press(apps.sign_in("coordinator", "welcome"), "Tried, no answer")
    assert "Tried 1 time" in said(apps.sign_in("coordinator-2", "welcome"))


def test_after_the_first_visit_they_are_named_until_they_come_again(apps: Apps) -> None:
    referral = stories.accepted(apps.cast)
    stories.mark(apps.cast.coordinator, referral, stories.meeting(apps.cast))
    text = said(apps.sign_in("coordinator", "welcome"))
    assert "Came once" in text
    assert "**Amina**, first here on" in text


def test_declining_without_a_reason_is_refused_in_words(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    app = apps.sign_in("coordinator", "welcome")
    next(button for button in app.button if button.label == "Decline").click().run()
    assert "The reason is missing" in said(app)
    assert states() == [ReferralState.SENT]


def test_r10_asking_the_clinic_to_call_is_one_tap(apps: Apps) -> None:
    stories.accepted(apps.cast)
    app = press(apps.sign_in("coordinator", "welcome"), "Ask the clinic to call")
    assert "The clinic has been asked to call" in said(app)
    assert len(make.rows(CallRequest)) == 1


def test_two_coordinators_at_once_make_one_member_and_the_second_sees_it_done(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    first, second = apps.sign_in("coordinator", "welcome"), apps.sign_in("coordinator-2", "welcome")
    press(first, "Accept")
    assert "Accepted, not contacted yet" in said(press(second, "Accept"))
    assert len(make.rows(Member)) == 1


def test_r30_another_groups_referrals_are_not_there(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    assert "Amina" not in said(apps.sign_in("coordinator-3", "welcome"))


def test_whoever_planned_first_is_not_overwritten_unseen(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    meeting = make.group_session(apps.cast.group, clock.now() + timedelta(days=3))
    first, second = apps.sign_in("coordinator", "welcome"), apps.sign_in("coordinator-2", "welcome")
    press(first, "I've been in touch: expect them")
    second = press(second, "I've been in touch: expect them")
    assert "Someone else changed this" in said(second)
    assert [row.expected_session_id for row in make.rows(Referral)] == [meeting.id]


def test_after_ones_own_accepting_the_plan_is_one_tap(apps: Apps) -> None:
    make.referral(on_file(apps.cast, ConsentKind.SHARE).graduate, apps.cast.group)
    app = press(apps.sign_in("coordinator", "welcome"), "Accept")
    app = press(app, "I've been in touch: expect them")
    assert not app.error
    assert states() == [ReferralState.CONTACTED]
