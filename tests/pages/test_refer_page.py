"""Refer through app.py: a whole programme, one with a preview, someone new who may be on file, any number on file."""

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from models import AuditEvent, ConsentKind, ContactHow, Graduate, Programme, Referral, ReferralState
from services import clock
from services.clinic import consents
from services.clinic.reading import PAGE
from services.referrals import writing
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said
from tests.referrals.stories import on_file
from ui.feedback import plain

SHARE = ConsentKind.SHARE
MARKUP = "<b>Amina</b> **bold**"
EVERYTHING = {
    "full_name": "Amina Khan-Whitfield",
    "born_on": clock.today().replace(year=1970, day=3),
    "phone": "07700900123",
    "email": "amina@example.org",
    "contact_how": ContactHow.TEXT,
    "contact_when": "Tuesdays, not before ten",
    "best_hopes": "To walk to the market *again*",
    "adjustments": "A firm chair",
    "without_adjustments": "She has to stand",
}


def ten(apps: Apps) -> int:
    """A programme of ten, two without share consent; returns its id."""
    for nth in range(10):
        on_file(apps.cast, *((SHARE,) if nth > 1 else ()), name=f"Person {nth}")
    return make.rows(Programme)[0].id or 0


def everything(apps: Apps) -> int:
    """Someone with every detail filled in."""
    programme = make.programme(apps.cast.riverside.id or 0)
    person = make.graduate(programme, "Amina", **EVERYTHING)
    make.consent(person, SHARE)
    return person.id or 0


def confirm(app: AppTest) -> AppTest:
    """Ticks that a clinician confirms."""
    return next(box for box in app.checkbox if box.label.startswith("A clinician confirms")).check().run()


def test_r8_eight_of_ten_go_and_two_stay_listed_with_the_reason(apps: Apps) -> None:
    app = confirm(apps.sign_in("clinic", "refer", programme=ten(apps)))
    after = said(press(app, "Send 8 referrals"))
    assert "8 sent to Riverside Graduate Group" in after.replace("\\", "")
    assert "Not ready: 2" in after
    assert after.count("No consent to share their details is in force") == 2
    assert "See the referrals" in after
    assert [row.state for row in make.rows(Referral)] == [ReferralState.SENT] * 8


def test_r2_without_the_clinicians_word_nobody_is_sent_and_the_ticks_stay(apps: Apps) -> None:
    app = apps.sign_in("clinic", "refer", programme=ten(apps))
    app.checkbox[0].uncheck().run()
    press(app, "Send 7 referrals")
    assert "A clinician must confirm" in said(app)
    assert not app.checkbox[0].value
    assert make.rows(Referral) == []


def test_r8_nobody_ticked_is_said_in_words(apps: Apps) -> None:
    on_file(apps.cast, SHARE)
    app = confirm(apps.sign_in("clinic", "refer", programme=make.rows(Programme)[0].id or 0))
    app.checkbox[0].uncheck().run()
    assert "Nobody is ticked" in said(press(app, "Send 0 referrals"))


def test_r3_a_consent_withdrawn_while_the_list_was_open_is_listed_and_the_rest_go(apps: Apps) -> None:
    app = confirm(apps.sign_in("clinic", "refer", programme=ten(apps)))
    consents.withdraw(apps.cast.clinic, make.rows(Graduate, preferred_name="Person 9")[0].id or 0, SHARE)
    after = said(press(app, "Send 8 referrals"))
    assert "7 sent to" in after
    assert "Not ready: 3" in after


def test_r2_someone_who_became_ready_unseen_is_not_sent_with_the_others(apps: Apps) -> None:
    app = confirm(apps.sign_in("clinic", "refer", programme=ten(apps)))
    make.consent(make.rows(Graduate, preferred_name="Person 0")[0], SHARE)
    press(app, "Send 8 referrals")
    assert len(make.rows(Referral)) == 8
    assert "Send 1 referral" in labels(app)


def test_r7_a_second_browser_that_sends_the_same_sends_nobody_twice(apps: Apps) -> None:
    programme = ten(apps)
    one, two = (confirm(apps.sign_in("clinic", "refer", programme=programme)) for _ in range(2))
    press(one, "Send 8 referrals")
    assert "Everyone else who completed it has been referred" in said(press(two, "Send 8 referrals"))
    assert len(make.rows(Referral)) == 8


def test_a_programme_that_nobody_completed_says_the_next_step(apps: Apps) -> None:
    programme = make.programme(apps.cast.riverside.id or 0).id or 0
    shown = said(apps.sign_in("clinic", "refer", programme=programme))
    assert "Nobody is recorded as having completed it yet" in shown
    assert "Go to Graduates" in shown


def test_a_programme_that_everyone_was_referred_from_leads_to_the_referrals(apps: Apps) -> None:
    person = on_file(apps.cast, SHARE)
    make.referral(person.graduate, apps.cast.group)
    app = apps.sign_in("clinic", "refer", programme=person.programme.id or 0)
    assert "Everyone who completed it has been referred" in said(app)
    assert "Already referred: 1" in [folded.label for folded in app.expander]


def test_r8_twelve_names_are_shown_and_the_rest_are_folded_and_go_too(apps: Apps) -> None:
    for nth in range(14):
        on_file(apps.cast, SHARE, name=f"Person {nth:02}")
    app = confirm(apps.sign_in("clinic", "refer", programme=make.rows(Programme)[0].id or 0))
    assert "And 2 more" in [folded.label for folded in app.expander]
    press(app, "Send 14 referrals")
    assert len(make.rows(Referral)) == 14


def test_markup_in_a_name_is_shown_literally(apps: Apps) -> None:
    person = on_file(apps.cast, SHARE, name=MARKUP)
    on_file(apps.cast, name=MARKUP)
    app = apps.sign_in("clinic", "refer", programme=person.programme.id or 0)
    assert app.checkbox[0].label == plain(MARKUP)
    assert f"**{plain(MARKUP)}**" in said(app)


def test_r30_another_clinics_programme_looks_like_a_missing_one(apps: Apps) -> None:
    theirs = said(apps.sign_in("clinic-2", "refer", programme=ten(apps)))
    assert theirs == said(apps.sign_in("clinic-2", "refer", programme=99999))
    assert "Person" not in theirs


# Where the card of what was sent ends on Welcome, and the group's own part begins.
THE_GROUPS_OWN = "**Accepted** → In touch → Expected → Came → Came again"


def drawn(app: AppTest, first: str, last: str) -> list[tuple[str, str]]:
    """Kind and text of what is drawn from a header on, up to a header or button that says `last`."""
    nodes = [(node.type, str(getattr(node, "value", "") or getattr(node, "label", ""))) for node in app.main]
    begin = max(at for at, (kind, text) in enumerate(nodes) if (kind, text) == ("header", first))
    texts = [node for node in nodes[begin:] if node[0] in ("header", "markdown", "caption", "button")]
    return texts[: next(at for at, (_, text) in enumerate(texts) if text == last)]


def test_r2_the_preview_is_word_for_word_what_the_coordinators_then_see(apps: Apps) -> None:
    app = confirm(apps.sign_in("clinic", "refer", graduate=everything(apps)))
    previewed = drawn(app, "Amina", "Stays with the clinic")
    press(app, "Send referral")
    seen = drawn(apps.sign_in("coordinator", "welcome"), "Amina", THE_GROUPS_OWN)
    assert len(seen) > 7
    assert previewed == seen


def test_r2_the_preview_follows_what_is_typed(apps: Apps) -> None:
    graduate_id = everything(apps)
    app = apps.sign_in("clinic", "refer", graduate=graduate_id)
    app.text_area(key=f"on_file_{graduate_id}_hopes").set_value("To dance").run()
    assert ("markdown", "**Best hopes:** To dance") in drawn(app, "Amina", "Stays with the clinic")


def test_r2_what_stays_with_the_clinic_is_listed_and_is_nowhere_in_the_preview(apps: Apps) -> None:
    app = apps.sign_in("clinic", "refer", graduate=everything(apps))
    kept = next(each.value for each in app.markdown if each.value.startswith("- "))
    previewed = str(drawn(app, "Amina", "Stays with the clinic"))
    for words in ("Amina Khan", "1970", "Spring programme", "Consent"):
        assert words in kept
        assert words not in previewed
    assert "No diagnosis, medication, NHS number or notes are kept here" in kept


def test_r2_the_whole_programmes_preview_is_the_same_card(apps: Apps) -> None:
    everything(apps)
    app = confirm(apps.sign_in("clinic", "refer", programme=make.rows(Programme)[0].id or 0))
    previewed = drawn(app, "Amina", "Stays with the clinic")
    press(app, "Send 1 referral")
    assert previewed == drawn(apps.sign_in("coordinator", "welcome"), "Amina", THE_GROUPS_OWN)


def fill_in(app: AppTest, name: str) -> AppTest:
    app.text_input(key="new_name").set_value(name)
    app.text_input(key="new_phone").set_value("07700 900123")
    for key in ("new_suitable", f"new_given_{SHARE}"):
        app.checkbox(key=key).check()
    return press(app, "Send referral")


def test_someone_new_who_is_like_someone_on_file_is_asked_about_and_nothing_is_written(apps: Apps) -> None:
    known = on_file(apps.cast, SHARE, name="Amina Khan")
    make.referral(known.graduate, apps.cast.group)
    app = fill_in(apps.sign_in("clinic", "refer"), "Amina Khan")
    assert "they may be on file already" in said(app)
    assert len(make.rows(Graduate)) == len(make.rows(Referral)) == 1
    assert app.text_input(key="new_name").value == "Amina Khan"


def test_they_are_someone_else_sends(apps: Apps) -> None:
    make.referral(on_file(apps.cast, SHARE, name="Amina Khan").graduate, apps.cast.group)
    app = fill_in(apps.sign_in("clinic", "refer"), "Amina Khan")
    press(app, "They are someone else")
    assert len(make.rows(Graduate)) == len(make.rows(Referral)) == 2


def test_it_is_them_opens_the_one_on_file(apps: Apps) -> None:
    known = on_file(apps.cast, SHARE, name="Amina Khan")
    make.referral(known.graduate, apps.cast.group, ReferralState.DRAFT)
    app = fill_in(apps.sign_in("clinic", "refer"), "Amina Khan")
    press(app, "It is them")
    assert app.text_input(key=f"on_file_{known.id}_name").value == "Amina Khan"
    assert len(make.rows(Graduate)) == 1


def test_other_words_ask_anew(apps: Apps) -> None:
    make.referral(on_file(apps.cast, SHARE, name="Amina Khan").graduate, apps.cast.group)
    app = fill_in(apps.sign_in("clinic", "refer"), "Amina Khan")
    app.text_input(key="new_name").set_value("Bernard Okafor").run()
    assert "they may be on file already" not in said(app)


def test_with_many_on_file_one_page_is_shown_and_a_name_finds_the_one(apps: Apps) -> None:
    people = [on_file(apps.cast, SHARE, name=f"Person {nth:02}") for nth in range(PAGE + 5)]
    app = apps.sign_in("clinic", "refer")
    assert labels(app).count("Refer") == PAGE + 1  # and the programme
    last = people[-1]
    app.text_input(key="refer_search").set_value(last.graduate.preferred_name).run()
    press(confirm(app), "Send referral")
    assert [row.graduate_id for row in make.rows(Referral)] == [last.id]


def test_r31_only_those_who_are_shown_count_as_looked_at(apps: Apps) -> None:
    people = [on_file(apps.cast, SHARE, name=f"Person {nth:02}").id for nth in range(22)]

    def looked() -> set[int | None]:
        return {event.subject_id for event in make.rows(AuditEvent, action="graduate.looked_at")} - {None}

    app = apps.sign_in("clinic", "refer")
    assert looked() == set(people[:20])
    app.text_input(key="refer_search").set_value("Person 21").run()
    assert looked() == {*people[:20], people[21]}


def test_r7_someone_referred_before_is_found_by_name_and_can_be_referred_again(apps: Apps) -> None:
    person = on_file(apps.cast, SHARE)
    referral = make.referral(person.graduate, apps.cast.group)
    writing.withdraw(apps.cast.clinic, referral.id or 0, "Away")
    on_file(apps.cast, SHARE, name="Bernard")
    app = apps.sign_in("clinic", "refer")
    app.text_input(key="refer_search").set_value("Amina").run()
    press(confirm(app), "Send referral")
    assert [row.state for row in make.rows(Referral)] == [ReferralState.WITHDRAWN, ReferralState.SENT]


def test_overview_says_how_many_are_ready_and_opens_the_programme(apps: Apps) -> None:
    programme = ten(apps)
    app = apps.sign_in("clinic", "overview")
    assert "8 of 10 ready to refer" in said(app)
    app.button(key=f"refer_programme_{programme}").click().run()
    assert "Send 8 referrals" in labels(app)


def test_a_programme_still_running_is_not_ready_and_says_from_when(apps: Apps) -> None:
    run = make.programme(apps.cast.riverside.id or 0, ends_on=clock.today() + timedelta(days=3))
    make.consent(make.graduate(run), SHARE)
    assert "can be referred from that day" in said(apps.sign_in("clinic", "refer", programme=run.id or 0))
