"""Members: everybody found by name, and one person at a time, changed where they are shown."""

import pytest
from streamlit.testing.v1 import AppTest

from models import (
    ContactHow,
    Growth,
    LeavingReason,
    MarkKind,
    Member,
    MemberEvent,
    MemberNote,
    MemberRole,
    MemberState,
    MemberStrength,
    QuietContact,
    Strength,
    Wish,
)
from services import clock
from services.members.suiting import Limits, Suits, set_suits
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said
from tests.referrals import stories
from tests.register.room import held


@pytest.fixture
def amina(apps: Apps) -> Member:
    return make.member(apps.cast.group, "Amina *A*", adjustments="A firm chair", without_adjustments="Stiff for days")


def open_one(apps: Apps, member: Member) -> AppTest:
    return apps.sign_in("coordinator", "members", member=member.id or 0)


def now(member: Member) -> Member:
    return make.rows(Member, id=member.id)[0]


def test_with_nobody_the_page_says_where_to_begin(apps: Apps) -> None:
    assert "Nobody is in the group yet" in said(apps.sign_in("coordinator", "members"))


def test_everybody_is_there_with_when_they_last_came(apps: Apps, amina: Member) -> None:
    make.mark(make.group_session(apps.cast.group), amina)
    app = apps.sign_in("coordinator", "members")
    assert r"**Amina \*A\***" in said(app)
    assert "1 visit, here today" in said(app)


def test_the_search_narrows_the_list(apps: Apps, amina: Member) -> None:
    make.member(apps.cast.group, "Bernard")
    app = apps.sign_in("coordinator", "members")
    app.text_input(key="members_search").set_value("ber").run()
    assert "Bernard" in said(app)
    assert "Amina" not in said(app)


def test_a_name_that_is_elsewhere_says_where(apps: Apps) -> None:
    make.member(apps.cast.group, "Bernard", state=MemberState.LEFT)
    app = apps.sign_in("coordinator", "members")
    app.text_input(key="members_search").set_value("Bernard").run()
    assert "Nobody of that name here. Look under left." in said(app)


def test_one_opens_from_the_list(apps: Apps, amina: Member) -> None:
    app = apps.sign_in("coordinator", "members")
    app.button(key=f"open_{amina.id}").click().run()
    assert app.query_params["member"] == str(amina.id)


def test_one_person_is_told_in_few_words(apps: Apps, amina: Member) -> None:
    make.mark(make.group_session(apps.cast.group, register_finished_at=clock.now()), amina, MarkKind.LATE)
    shown = said(open_one(apps, amina))
    assert "**Adjustments that help:** A firm chair" in shown
    assert "**Without them:** Stiff for days" in shown
    assert "Came to 1 of the last 1 group session recorded for them." in shown


def test_details_are_changed_and_shown(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    key = f"details_{amina.id}_0"
    app.text_input(key=f"{key}_phone").set_value("07700900456")
    app.selectbox(key=f"{key}_how").set_value(ContactHow.TEXT)
    _save(app, key)
    assert "07700 900456" in said(app)
    assert now(amina).contact_how is ContactHow.TEXT


def _save(app: AppTest, form: str) -> AppTest:
    return next(button for button in app.button if button.form_id == form).click().run()


def test_what_cannot_be_kept_is_said_and_stays_typed(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    key = f"details_{amina.id}_0"
    app.text_input(key=f"{key}_name").set_value("")
    app.text_input(key=f"{key}_phone").set_value("12")
    _save(app, key)
    assert "Preferred name is missing" in said(app)
    assert app.text_input(key=f"{key}_phone").value == "12"
    assert now(amina).name == "Amina *A*"


def test_someone_elses_change_is_not_overwritten_unseen(apps: Apps, amina: Member) -> None:
    """The other's change is shown, what was typed stays, and saving again is then a choice."""
    app = open_one(apps, amina)
    set_suits(apps.cast.coordinator_2, amina.id or 0, amina.version, Suits(Limits(seated_only=True)))
    key = f"details_{amina.id}_0"
    app.text_input(key=f"{key}_name").set_value("Amina B")
    _save(app, key)
    assert "Someone else changed this" in said(app)
    assert now(amina).name == "Amina *A*"
    assert app.text_input(key=f"{key}_name").value == "Amina B"
    _save(app, key)
    assert (now(amina).name, now(amina).seated_only) == ("Amina B", True)


def test_coming_back_to_the_page_starts_from_what_is_kept_now(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    apps.open(app, "roles")
    set_suits(apps.cast.coordinator_2, amina.id or 0, amina.version, Suits(Limits(no_lifting=True)))
    apps.open(app, "members", member=amina.id or 0)
    key = f"details_{amina.id}_0"
    app.text_input(key=f"{key}_name").set_value("Amina B")
    _save(app, key)
    assert now(amina).name == "Amina B"


def test_two_saves_in_a_row_are_no_conflict(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    app.checkbox(key=f"suits_{amina.id}_0_seated").set_value(True)
    _save(app, f"suits_{amina.id}_0")
    app.text_input(key=f"details_{amina.id}_0_name").set_value("Amina B")
    _save(app, f"details_{amina.id}_0")
    assert (now(amina).name, now(amina).seated_only) == ("Amina B", True)


def test_a_strength_in_their_own_words(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    key = f"suits_{amina.id}_0"
    app.text_input(key=f"{key}_words").set_value("I hear people out")
    _save(app, key)
    assert "The strength is missing" in said(app)
    assert app.text_input(key=f"{key}_words").value == "I hear people out"
    assert make.rows(MemberStrength) == []


def test_r22_strengths_wishes_and_limits_are_one_form(apps: Apps, amina: Member) -> None:
    role = make.group_role(apps.cast.group)
    listening = make.add(Strength(group_id=apps.cast.group.id or 0, name="Listening")).id
    app = open_one(apps, amina)
    key = f"suits_{amina.id}_0"
    app.pills(key=f"{key}_strengths").set_value([listening])
    app.pills(key=f"{key}_would_like").set_value([role.id])
    app.pills(key=f"{key}_enjoyed").set_value([role.id])
    app.checkbox(key=f"{key}_seated").set_value(True)
    _save(app, key)
    (saved,) = make.rows(MemberRole)
    assert (saved.wish, saved.growth) == (Wish.WOULD_LIKE, Growth.ENJOYED)
    assert [row.strength_id for row in make.rows(MemberStrength)] == [listening]
    assert now(amina).seated_only
    assert "**Would like it:** Welcomer" in said(app)


def test_r18_a_role_under_both_wishes_is_refused_and_stays_tapped(apps: Apps, amina: Member) -> None:
    role = make.group_role(apps.cast.group)
    app = open_one(apps, amina)
    key = f"suits_{amina.id}_0"
    app.pills(key=f"{key}_would_like").set_value([role.id])
    app.pills(key=f"{key}_would_rather_not").set_value([role.id])
    _save(app, key)
    assert "Take one away" in said(app)
    assert make.rows(MemberRole) == []
    assert app.pills(key=f"{key}_would_like").value == [role.id]


def test_a_strength_in_own_words_is_kept_with_all_else_that_was_tapped(apps: Apps, amina: Member) -> None:
    make.add(Strength(group_id=apps.cast.group.id or 0, name="Listening"))
    app = open_one(apps, amina)
    key = f"suits_{amina.id}_0"
    app.checkbox(key=f"{key}_seated").set_value(True)
    app.selectbox(key=f"{key}_name").set_value("Listening")
    app.text_input(key=f"{key}_words").set_value("I hear people out")
    _save(app, key)
    assert now(amina).seated_only
    assert [one.own_words for one in make.rows(MemberStrength)] == ["I hear people out"]


def test_two_coordinators_at_one_member_see_what_is_there_now(apps: Apps, amina: Member) -> None:
    humour = make.add(Strength(group_id=apps.cast.group.id or 0, name="Humour")).id or 0
    app = open_one(apps, amina)
    set_suits(apps.cast.coordinator_2, amina.id or 0, amina.version, Suits(strength_ids=[humour]))
    app.checkbox(key=f"suits_{amina.id}_0_seated").set_value(True)
    _save(app, f"suits_{amina.id}_0")
    assert "Someone else changed this" in said(app)
    assert "There now: strengths: Humour" in said(app)
    assert len(make.rows(MemberStrength)) == 1


def test_a_note_is_shown_literally(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    app.text_area(key=f"note_0_{amina.id}_0_text").set_value("**Prefers** the back row")
    _save(app, f"note_0_{amina.id}_0")
    assert [note.text for note in make.rows(MemberNote)] == ["**Prefers** the back row"]
    assert "**Prefers** the back row" in [text.value for text in app.text]


def test_a_break_and_back_in_one_tap_each(apps: Apps, amina: Member) -> None:
    app = press(open_one(apps, amina), "Take a break")
    assert now(amina).state is MemberState.PAUSED
    press(app, "They are back")
    assert now(amina).state is MemberState.ACTIVE


def test_leaving_keeps_the_reason(apps: Apps, amina: Member) -> None:
    app = open_one(apps, amina)
    app.selectbox(key=f"leave_{amina.id}_why").set_value(LeavingReason.MANAGING_WELL)
    press(app, "They have left")
    assert make.rows(MemberEvent)[-1].reason is LeavingReason.MANAGING_WELL
    assert "left: managing well" in said(app)


def test_a_founder_is_added_by_hand(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "members")
    key = f"add_member_{apps.cast.group.id}"
    app.text_input(key=f"{key}_name").set_value("Ada")
    app.checkbox(key=f"{key}_founder").set_value(True)
    _save(app, key)
    assert [member.name for member in make.rows(Member)] == ["Ada"]


def test_another_groups_member_is_not_found(apps: Apps, amina: Member) -> None:
    """R30."""
    shown = said(apps.sign_in("coordinator-3", "members", member=amina.id or 0))
    assert "We could not find that" in shown.replace("\\", "")
    assert "Amina" not in shown


def quiet_member(apps: Apps) -> Member:
    member = make.member(apps.cast.group, "Amina", phone="07700 900123", email="amina@example.org")
    for days, kind in (
        (56, MarkKind.CAME),
        (42, MarkKind.CAME),
        (28, MarkKind.DID_NOT_COME),
        (14, MarkKind.DID_NOT_COME),
    ):
        make.mark(held(apps.cast, days), member, kind)
    return member


def test_who_has_gone_quiet_is_listed_with_why(apps: Apps) -> None:
    quiet_member(apps)
    text = said(press(apps.sign_in("coordinator", "members"), "Who has gone quiet"))
    assert "Usually comes every session" in text
    assert "2 sessions since with no word" in text


def test_nobody_quiet_is_said_kindly(apps: Apps) -> None:
    assert "Nobody has gone quiet" in said(apps.sign_in("coordinator", "members", quiet=1))


def test_saying_hello_offers_kind_words_and_takes_one_tap_to_note(apps: Apps) -> None:
    member = quiet_member(apps)
    app = apps.sign_in("coordinator", "members", member=member.id or 0, quiet=1)
    assert app.code[0].value.startswith("Hello Amina, we have missed your company")
    app = press(app, "Not just now")
    assert "off the list for now" in app.success[0].value
    assert "in touch on" in said(app).lower()
    press(app, "That was a slip: take it back")
    assert not make.rows(QuietContact)


def test_days_away_are_noted_and_taken_back(apps: Apps) -> None:
    member = make.member(apps.cast.group, "Amina")
    app = apps.sign_in("coordinator", "members", member=member.id or 0)
    next(field for field in app.date_input if field.label == "To").set_value(clock.today())
    app = press(app, "Note it")
    assert "Away from" in said(app)
    app = press(app, next(label for label in labels(app) if label.startswith("Take back: away")))
    assert "Away from" not in said(app)


def test_what_the_clinic_hears_is_said(apps: Apps) -> None:
    referral = stories.accepted(apps.cast, feedback=False)
    app = apps.sign_in("coordinator", "members", member=referral.member_id or 0)
    assert "The clinic hears nothing" in said(app)


def test_leaving_goes_on_to_why(apps: Apps) -> None:
    member = quiet_member(apps)
    app = press(apps.sign_in("coordinator", "members", member=member.id or 0, quiet=1), "Leaving")
    opened = [expander.label for expander in app.expander if expander.proto.expanded]
    assert "Taking a break or leaving" in opened
