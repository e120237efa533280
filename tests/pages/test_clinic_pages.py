"""The clinic's pages through app.py: the job done, bad input kept, markup shown literally."""

import pytest
from streamlit.testing.v1 import AppTest

from models import ConsentKind, Graduate, Referral, ReferralState
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said
from tests.referrals import stories
from tests.referrals.stories import on_file

MARKUP = "<b>Amina</b> [x](javascript:alert(1)) **bold** :red[r]"


def test_a_clinic_with_nobody_on_file_is_told_the_next_step(apps: Apps) -> None:
    assert "Everyone on file has been referred" in said(apps.sign_in("clinic", "overview"))
    assert "The first one takes about a minute" in said(apps.sign_in("clinic", "referrals"))
    assert "Nobody here yet" in said(apps.sign_in("clinic", "graduates"))


def test_without_a_programme_refer_leads_to_adding_one(apps: Apps) -> None:
    assert "First add the programme they completed" in said(apps.sign_in("clinic", "refer"))


def test_someone_on_file_is_referred_with_one_tick(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    app = apps.sign_in("clinic", "refer", graduate=person.id)
    app.checkbox(key=f"on_file_{person.id}_suitable").check()
    press(app, "Send referral")
    assert [row.state for row in make.rows(Referral)] == [ReferralState.SENT]


def test_r3_without_consent_nothing_is_sent_and_what_was_typed_is_still_there(apps: Apps) -> None:
    person = on_file(apps.cast)
    app = apps.sign_in("clinic", "refer", graduate=person.id)
    app.text_area(key=f"on_file_{person.id}_hopes").set_value("To dance")
    app.checkbox(key=f"on_file_{person.id}_suitable").check()
    press(app, "Send referral")
    assert "Consent to share their details with the group is missing" in said(app)
    assert app.text_area(key=f"on_file_{person.id}_hopes").value == "To dance"
    assert make.rows(Referral) == []


def test_a_new_graduate_with_both_consents_is_referred(apps: Apps) -> None:
    make.programme(apps.cast.riverside.id or 0)
    app = apps.sign_in("clinic", "refer")
    app.text_input(key="new_name").set_value("Zoë")
    app.text_input(key="new_phone").set_value("07700 900123")
    for key in ("new_suitable", f"new_given_{ConsentKind.SHARE}", f"new_given_{ConsentKind.FEEDBACK}"):
        app.checkbox(key=key).check()
    press(app, "Send referral")
    assert [person.preferred_name for person in make.rows(Graduate)] == ["Zoë"]
    assert [row.state for row in make.rows(Referral)] == [ReferralState.SENT]


def fill_in_someone_new(app: AppTest, name: str) -> AppTest:
    app.text_input(key="new_name").set_value(name)
    app.text_input(key="new_phone").set_value("07700 900123")
    for key in ("new_suitable", f"new_given_{ConsentKind.SHARE}"):
        app.checkbox(key=key).check()
    return press(app, "Send referral")


def test_a_second_click_after_the_first_was_answered_makes_nobody_twice(apps: Apps) -> None:
    make.programme(apps.cast.riverside.id or 0)
    app = apps.sign_in("clinic", "refer")
    for name in ("Zoë", "Zoë", "Amina"):
        fill_in_someone_new(apps.open(app, "refer"), name)
    assert [person.preferred_name for person in make.rows(Graduate)] == ["Zoë", "Amina"]
    assert len(make.rows(Referral)) == 2


@pytest.mark.parametrize("name", ["", "x" * 500, "Ami\x00na"])
def test_a_name_that_cannot_be_kept_is_said_and_stays_typed(apps: Apps, name: str) -> None:
    make.programme(apps.cast.riverside.id or 0)
    app = apps.sign_in("clinic", "refer")
    app.text_input(key="new_name").set_value(name)
    press(app, "Send referral")
    assert app.error
    assert app.text_input(key="new_name").value == name
    assert make.rows(Graduate) == []


def test_markup_in_a_name_is_shown_literally(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind, name=MARKUP)
    make.referral(person.graduate, apps.cast.group)
    shown = said(apps.sign_in("clinic", "referrals"))
    assert "\\<b\\>Amina" in shown
    assert "](javascript" not in shown


def test_r7_a_repeat_leads_to_the_open_one(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    make.referral(person.graduate, apps.cast.group)
    app = apps.sign_in("clinic", "refer", graduate=person.id)
    app.checkbox(key=f"on_file_{person.id}_suitable").check()
    press(app, "Send referral")
    assert "already have an open referral" in said(app)
    assert [link.label for link in app.page_link] == ["Open their referral"]


def test_r9_withdrawing_feedback_consent_hides_the_milestones(apps: Apps) -> None:
    referral = stories.accepted(apps.cast)
    app = apps.sign_in("clinic", "referrals", referral=referral.id or 0)
    assert "Accepted by the group" in said(app)
    app.button(key=f"withdraw_{ConsentKind.FEEDBACK}").click().run()
    after = said(app)
    assert "Accepted by the group" not in after
    assert "nothing about how they are getting on is shown" in after


def test_withdrawing_a_referral_without_a_reason_is_refused(apps: Apps) -> None:
    referral = stories.accepted(apps.cast)
    app = press(apps.sign_in("clinic", "referrals", referral=referral.id or 0), "Withdraw referral")
    assert "The reason is missing" in said(app)


def test_r30_another_clinics_referral_looks_like_a_missing_one(apps: Apps) -> None:
    referral = stories.accepted(apps.cast)
    theirs = said(apps.sign_in("clinic-2", "referrals", referral=referral.id or 0))
    missing = said(apps.sign_in("clinic-2", "referrals", referral=99999))
    assert theirs == missing
    assert "Amina" not in theirs


@pytest.mark.parametrize("typed", ["abc", "-1", "1; DROP TABLE referral", "99999999999999999999"])
def test_an_address_that_is_not_an_id_shows_the_list(apps: Apps, typed: str) -> None:
    app = apps.sign_in("clinic", "referrals")
    app.query_params["referral"] = typed
    assert "The first one takes about a minute" in said(app.run())
