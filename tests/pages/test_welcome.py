"""Welcome through app.py: accept, be in touch, decline, ask the clinic to call."""

from models import CallRequest, ConsentKind, Member, Referral, ReferralState
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
    press(app, "I have been in touch")
    assert states() == [ReferralState.CONTACTED]


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
