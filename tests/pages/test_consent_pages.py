"""Consents as the clinic works with them, and their wordings as an administrator does: effect first, nothing lost."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import Clinic, Consent, ConsentHow, ConsentKind, ConsentWording
from services import clock
from services.administration import wordings
from services.clinic import consents
from services.clinic.consent_wordings import FIRST_WORDING
from services.clinic.consents import ConsentGiven
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said
from tests.referrals.stories import on_file
from ui.consents import EFFECT, STILL_OPEN, TOO_LATE
from ui.feedback import plain

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK


def open_person(apps: Apps, person: int) -> AppTest:
    return apps.sign_in("clinic", "graduates", graduate=person)


def submit(app: AppTest, form: str) -> AppTest:
    """Presses the button of one form."""
    return next(button for button in app.button if button.form_id == form).click().run()


def test_a_card_says_since_when_until_when_how_and_by_whom(apps: Apps) -> None:
    person = on_file(apps.cast)
    today = clock.today()
    make.consent(
        person.graduate,
        SHARE,
        today,
        expires_on=today + timedelta(days=9),
        how=ConsentHow.PHONE,
        recorded_by_id=apps.cast.clinic.account_id,
    )
    shown = said(open_person(apps, person.id))
    assert "In force since" in shown
    assert ", until " in shown
    assert "By phone, wording 1, recorded by Clinic" in shown


def test_the_words_can_be_read_out_in_full_before_recording(apps: Apps) -> None:
    shown = said(open_person(apps, on_file(apps.cast).id))
    for text in FIRST_WORDING.values():
        assert plain(text) in shown


def test_recording_and_renewing_are_one_form_each(apps: Apps) -> None:
    person = on_file(apps.cast)
    app = submit(open_person(apps, person.id), f"record_{SHARE}_{person.id}_0")
    assert "Consent recorded" in said(app)
    app.selectbox(key=f"renew_{SHARE}_{person.id}_0_how").select_index(1)
    app = submit(app, f"renew_{SHARE}_{person.id}_0")
    assert "Consent renewed" in said(app)
    assert [row.how for row in make.rows(Consent)] == [ConsentHow.IN_PERSON, ConsentHow.PHONE]
    assert "Earlier consents (1)" in [one.label for one in app.expander]
    assert ", renewed " in said(app)


def test_a_version_is_chosen_only_where_there_are_several(apps: Apps) -> None:
    person = on_file(apps.cast)
    key = f"record_{SHARE}_{person.id}_0"
    assert f"{key}_wording" not in {one.key for one in open_person(apps, person.id).selectbox}
    wordings.write(apps.cast.admin, SHARE, "I agree to share.", 1)
    app = open_person(apps, person.id)
    assert f"record_{FEEDBACK}_{person.id}_0_wording" not in {one.key for one in app.selectbox}
    submit(app.selectbox(key=f"{key}_wording").select_index(1).run(), key)
    used = {row.id: row.number for row in make.rows(ConsentWording, kind=SHARE)}
    assert [used[row.wording_id] for row in make.rows(Consent)] == [1]


def test_a_date_that_is_refused_stays_typed(apps: Apps) -> None:
    row = make.rows(Clinic, id=apps.cast.riverside.id)[0]
    row.consent_months = 1
    make.add(row)
    person = on_file(apps.cast)
    key = f"record_{SHARE}_{person.id}_0"
    app = open_person(apps, person.id)
    long_ago = clock.today() - timedelta(days=90)
    app.date_input(key=f"{key}_on").set_value(long_ago)
    app = submit(app, key)
    assert "has run out already" in said(app)
    assert app.date_input(key=f"{key}_on").value == long_ago


def test_the_effect_is_said_before_a_withdrawal_and_an_open_referral_is_brought_to_mind(apps: Apps) -> None:
    person = on_file(apps.cast, *ConsentKind)
    before = said(open_person(apps, person.id))
    assert all(effect in before for effect in EFFECT.values())
    assert STILL_OPEN not in before
    make.referral(person.graduate, apps.cast.group)
    app = open_person(apps, person.id)
    assert STILL_OPEN in said(app)
    app = app.button(key=f"withdraw_{SHARE}").click().run()
    assert "Consent withdrawn" in said(app)
    assert STILL_OPEN in said(app)


def test_one_that_ran_out_offers_to_renew_or_to_note_the_no(apps: Apps) -> None:
    person = on_file(apps.cast)
    make.consent(person.graduate, SHARE, expires_on=clock.today() - timedelta(days=1))
    app = open_person(apps, person.id)
    assert "Not in force: it ended on" in said(app)
    app = app.button(key=f"withdraw_{SHARE}").click().run()
    assert "Noted" in said(app)
    assert "withdrawn on" in said(app)


def test_renewing_what_a_colleague_withdrew_meanwhile_is_said_in_words(apps: Apps) -> None:
    person = on_file(apps.cast, SHARE)
    app = open_person(apps, person.id)
    consents.withdraw(apps.cast.clinic, person.id, SHARE)
    app = submit(app, f"renew_{SHARE}_{person.id}_0")
    assert TOO_LATE in said(app)
    assert "withdrawn on" in said(app)
    assert not any(row.withdrawn_at is None for row in make.rows(Consent))
    assert TOO_LATE not in said(app.run())


def test_withdrawing_what_a_colleague_withdrew_meanwhile_is_said_in_words(apps: Apps) -> None:
    person = on_file(apps.cast, SHARE)
    app = open_person(apps, person.id)
    consents.withdraw(apps.cast.clinic, person.id, SHARE)
    assert TOO_LATE in said(app.button(key=f"withdraw_{SHARE}").click().run())


def test_recording_what_a_colleague_recorded_meanwhile_is_said_in_words(apps: Apps) -> None:
    person = on_file(apps.cast)
    app = open_person(apps, person.id)
    consents.record(apps.cast.clinic, person.id, ConsentGiven(SHARE, clock.today(), ConsentHow.PHONE))
    assert TOO_LATE in said(submit(app, f"record_{SHARE}_{person.id}_0"))
    assert len(make.rows(Consent)) == 1


def test_what_was_done_in_time_is_not_said_to_be_late(apps: Apps) -> None:
    person = on_file(apps.cast)
    app = submit(open_person(apps, person.id), f"record_{SHARE}_{person.id}_0")
    assert TOO_LATE not in said(app)
    assert TOO_LATE not in said(app.button(key=f"withdraw_{SHARE}").click().run())


def test_refer_has_the_words_in_reach(apps: Apps) -> None:
    person = on_file(apps.cast)
    shown = said(apps.sign_in("clinic", "refer", graduate=person.id))
    assert plain(FIRST_WORDING[SHARE]) in shown


def test_markup_in_a_wording_is_shown_literally(apps: Apps) -> None:
    wordings.write(apps.cast.admin, SHARE, "**I agree** [x](javascript:alert(1))\n# To all", 1)
    for shown in (said(open_person(apps, on_file(apps.cast).id)), said(apps.sign_in("admin", "organisations"))):
        assert "**I agree**" not in shown
        assert "](javascript" not in shown
        assert "\n> # To" not in shown


def writing(apps: Apps, kind: ConsentKind = SHARE) -> AppTest:
    """The administrator's form of one wording, open."""
    app = apps.sign_in("admin", "organisations")
    app.session_state[f"write_{kind}"] = True
    return app.run()


def test_an_administrator_writes_a_new_version_with_its_effect_said_first(apps: Apps) -> None:
    app = writing(apps)
    assert "People who agreed to an earlier version keep it" in said(app)
    (field,) = app.text_area
    assert field.value == FIRST_WORDING[SHARE]
    field.set_value("I agree to share.")
    app = press(app, "Save as a new version")
    assert "Saved" in said(app)
    assert [row.text for row in make.rows(ConsentWording, number=2)] == ["I agree to share."]
    assert plain(FIRST_WORDING[SHARE]) in said(app)
    assert "Earlier versions (1)" in [one.label for one in app.expander]


@pytest.mark.parametrize("text", ["", "x" * 3000, FIRST_WORDING[FEEDBACK]])
def test_a_wording_that_is_refused_stays_typed(apps: Apps, text: str) -> None:
    app = writing(apps)
    app.text_area[0].set_value(text)
    app = press(app, "Save as a new version")
    assert app.error
    assert app.text_area[0].value == text
    assert make.rows(ConsentWording, number=2) == []


def test_a_colleagues_newer_version_is_shown_and_what_was_typed_stays(apps: Apps) -> None:
    app = writing(apps)
    app.text_area[0].set_value("Mine.")
    wordings.write(apps.cast.admin, SHARE, "Theirs.", 1)
    app = press(app, "Save as a new version")
    assert "Someone else has just written" in said(app)
    assert "There now: Theirs" in said(app)
    assert app.text_area[0].value == "Mine."
    press(app, "Save as a new version")
    assert [row.text for row in make.rows(ConsentWording)][-1] == "Mine."


def test_no_figure_of_people_is_on_the_administrators_page(apps: Apps) -> None:
    on_file(apps.cast, SHARE)
    consents.record(apps.cast.clinic, on_file(apps.cast).id, ConsentGiven(SHARE, clock.today(), ConsentHow.PAPER))
    shown = said(apps.sign_in("admin", "organisations"))
    assert "1 person" not in shown
    assert "agreed to it" not in shown


def test_reminders_are_on_overview_and_lead_to_the_person(apps: Apps) -> None:
    person = on_file(apps.cast)
    assert "Consents that end soon" not in said(apps.sign_in("clinic", "overview"))
    make.consent(person.graduate, SHARE, expires_on=clock.today() + timedelta(days=3))
    app = apps.sign_in("clinic", "overview")
    assert "Consents that end soon" in said(app)
    assert "Share details with the group: ends" in said(app)
    app = app.button(key=f"ending_{person.id}").click().run()
    assert "Renew" in labels(app)


def terms_form(apps: Apps) -> AppTest:
    app = apps.sign_in("clinic", "graduates")
    app.session_state["consent_terms"] = True
    return app.run()


def test_how_long_consents_last_is_set_at_the_foot_of_graduates(apps: Apps) -> None:
    on_file(apps.cast, SHARE)
    app = terms_form(apps)
    months = next(one for one in app.number_input if one.label == "Months that a consent lasts")
    months.set_value(12)
    next(one for one in app.checkbox if one.label.startswith("Also give an end to 1 consent")).check()
    app = next(one for one in app.button if one.form_id and one.form_id.startswith("terms")).click().run()
    assert "lasts 12 months" in said(app)
    assert [row.consent_months for row in make.rows(Clinic, id=apps.cast.riverside.id)] == [12]
    assert all(row.expires_on for row in make.rows(Consent))
