"""Roles: offered in two taps, a yes and a handing back in one each, and the group's own list."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import Duty, DutyEvent, DutyState, GroupRole, GroupSession, MarkKind, Member, Wish
from services import clock
from services.roles.load import Load
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said
from ui.roles.share import share_in_words


@pytest.fixture
def meeting(apps: Apps) -> GroupSession:
    return make.group_session(apps.cast.group, clock.now() + timedelta(days=3))


@pytest.fixture
def role(apps: Apps) -> GroupRole:
    return make.group_role(apps.cast.group)


@pytest.fixture
def amina(apps: Apps) -> Member:
    return make.member(apps.cast.group, "Amina **A**")


def in_the_list(app: AppTest) -> AppTest:
    return app.segmented_control(key="roles_view").set_value("List of roles").run()


def test_without_roles_the_page_leads_to_adding_one(apps: Apps) -> None:
    assert "There are no roles yet" in said(apps.sign_in("coordinator", "roles"))


def test_without_a_session_the_page_leads_to_planning_one(apps: Apps, role: GroupRole) -> None:
    app = apps.sign_in("coordinator", "roles")
    assert "No group session is planned" in said(app)
    assert "Plan a session" in [one.label for one in app.button]


def test_r18_an_open_place_is_offered_in_two_taps(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    app = apps.sign_in("coordinator", "roles")
    key = f"offer_{meeting.id}_{role.id}_0_False"
    app.session_state[key] = True
    app.run()
    app.button(key=f"{key}_{amina.id}").click().run()
    (duty,) = make.rows(Duty)
    assert (duty.member_id, duty.state) == (amina.id, DutyState.OFFERED)
    assert r"Amina \*\*A\*\* :orange-badge[Offered]" in said(app)


def test_r18_a_yes_is_one_tap(apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member) -> None:
    make.duty(meeting, role, amina)
    app = press(apps.sign_in("coordinator", "roles"), "Yes")
    assert make.rows(Duty)[0].state is DutyState.ACCEPTED
    assert "Said yes" in said(app)
    assert "Yes" not in [one.label for one in app.button]


def test_r18_handing_back_is_one_tap_and_opens_the_place(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    duty = make.duty(meeting, role, amina, DutyState.ACCEPTED)
    app = apps.sign_in("coordinator", "roles")
    app.session_state[f"let_go_{duty.id}_{amina.id}_accepted"] = True
    press(app.run(), "Hand back")
    assert make.rows(Duty)[0].state is DutyState.HANDED_BACK
    assert "1 place open" in said(app)


def test_r18_not_today_is_one_tap_and_one_more_undoes_it(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    make.duty(meeting, role, amina)
    app = press(apps.sign_in("coordinator", "roles"), "Not today")
    assert make.rows(Duty)[0].state is DutyState.HANDED_BACK
    assert "Welcomer is open again" in said(app)
    app = press(app, "Undo")
    assert make.rows(Duty)[0].state is DutyState.OFFERED
    assert "Welcomer is open again" not in said(app)


def test_r18_after_a_no_the_best_next_person_is_named_and_one_tap_away(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    likes = make.member(apps.cast.group, "Bernard")
    make.wish(likes, role, Wish.WOULD_LIKE)
    make.member(apps.cast.group, "Carys")
    make.duty(meeting, role, amina)
    app = press(apps.sign_in("coordinator", "roles"), "Not today")
    assert "Bernard: would like this role and has not had a role yet" in said(app)
    press(app, "Ask Bernard")
    assert [(duty.member_id, duty.state) for duty in make.rows(Duty)][1:] == [(likes.id, DutyState.OFFERED)]


def test_r19_a_place_that_nobody_fits_says_why_and_what_would_close_it(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    make.wish(amina, role, Wish.WOULD_RATHER_NOT)
    make.mark(meeting, make.member(apps.cast.group, "Bernard"), MarkKind.SENT_WORD)
    seen = said(apps.sign_in("coordinator", "roles"))
    assert "Nobody fits: 1 would rather not and 1 cannot come that day." in seen
    assert "ask whether somebody has changed their mind" in seen


def settled(apps: Apps, *names: str) -> list[Member]:
    """Members who have come twice."""
    group = apps.cast.group
    people = [make.member(group, name) for name in names]
    for days in (20, 34):
        past = make.group_session(group, clock.now() - timedelta(days=days), register_finished_at=clock.now())
        for one in people:
            make.mark(past, one)
    return people


def test_r19_r20_suggest_keep_undo_and_accept(apps: Apps, meeting: GroupSession, role: GroupRole) -> None:
    settled(apps, "Amina", "Bernard")
    notes = make.group_role(apps.cast.group, "Notes")
    app = press(apps.sign_in("coordinator", "roles"), "Suggest for the next one")
    assert "2 suggestions. Nothing would fill more, or share it more evenly." in said(app)
    assert {duty.state for duty in make.rows(Duty)} == {DutyState.SUGGESTED}
    assert make.rows(DutyEvent) == []
    kept = make.rows(Duty, group_role_id=notes.id)[0]
    app.session_state[f"let_go_{kept.id}_{kept.member_id}_suggested"] = True
    app = press(app.run(), "Keep it when suggesting again")
    app = press(app, "Undo these")
    assert [duty.id for duty in make.rows(Duty)] == [kept.id]
    app = press(press(app, "Suggest again"), "Accept all 2")
    assert r"2 roles offered\. Mark each answer as you hear it" in said(app)
    assert {duty.state for duty in make.rows(Duty)} == {DutyState.OFFERED}


def test_two_suggestions_are_swapped_and_kept(apps: Apps, meeting: GroupSession, role: GroupRole) -> None:
    amina, bernard = settled(apps, "Amina", "Bernard")
    notes = make.group_role(apps.cast.group, "Notes")
    one = make.duty(meeting, role, amina, DutyState.SUGGESTED)
    other = make.duty(meeting, notes, bernard, DutyState.SUGGESTED)
    app = apps.sign_in("coordinator", "roles")
    key = f"{one.id}_{amina.id}_suggested"
    app.session_state[f"let_go_{key}"] = True
    app.run().selectbox(key=f"swap_with_{key}").set_value(other.id).run()
    press(app, "Swap them")
    assert {duty.group_role_id: duty.member_id for duty in make.rows(Duty)} == {role.id: bernard.id, notes.id: amina.id}
    assert "Swapped" in said(app)
    assert ":material/lock: Kept" in said(app)


def test_whoever_stands_by_is_asked_to_step_in(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    backed = make.group_role(apps.cast.group, "Set-up", needs_backup=True)
    make.duty(meeting, backed, amina, DutyState.ACCEPTED, backup=True)
    app = apps.sign_in("coordinator", "roles")
    assert "stands by and could step in" in said(app)
    press(app, r"Ask Amina \*\*A\*\*")
    (duty,) = make.rows(Duty)
    assert (duty.backup, duty.state) == (False, DutyState.OFFERED)


def test_the_rota_is_seen_at_a_glance_and_by_person(
    apps: Apps, meeting: GroupSession, role: GroupRole, amina: Member
) -> None:
    make.group_role(apps.cast.group, "Notes")
    make.duty(meeting, role, amina, DutyState.ACCEPTED)
    app = apps.sign_in("coordinator", "roles")
    app.segmented_control(key="roles_view").set_value("At a glance").run()
    (table,) = app.table
    assert table.value.to_dict("list")["Role"] == ["Notes", "Welcomer"]
    assert table.value.iloc[:, 1].tolist() == ["**open**", r"Amina \*\*A\*\*"]
    app.segmented_control(key="roles_view").set_value("By person").run()
    assert "Welcomer" in said(app)


def test_r19_a_missing_backup_is_shown_once_someone_leads(apps: Apps, meeting: GroupSession, amina: Member) -> None:
    role = make.group_role(apps.cast.group, "Set-up", needs_backup=True)
    make.duty(meeting, role, amina)
    assert "No backup yet" in said(apps.sign_in("coordinator", "roles"))


def test_r30_the_roles_of_another_group_are_nowhere(apps: Apps, meeting: GroupSession, role: GroupRole) -> None:
    make.duty(meeting, role, make.member(apps.cast.group, "Bernard"))
    app = apps.sign_in("coordinator-3", "roles")
    assert "Bernard" not in said(app)
    assert role.name not in said(app).replace("welcomer and", "")


def test_a_role_is_added_and_one_of_the_same_name_refused_with_what_was_typed(apps: Apps) -> None:
    app = in_the_list(apps.sign_in("coordinator", "roles"))
    for times in (0, 1):
        app.text_input(key=f"role_{times}_name").set_value("Tea & <b>cake</b> 🍰")
        app.text_input(key=f"role_{times}_description").set_value("Kettle")
        press(app, "Add it")
        assert len(make.rows(GroupRole)) == 1
    assert "already a role of that name" in said(app)
    assert app.text_input(key="role_1_description").value == "Kettle"
    assert r"Tea & \<b\>cake\</b\> 🍰" in said(app)


def test_a_role_is_changed_put_away_and_brought_back(apps: Apps, role: GroupRole) -> None:
    app = apps.sign_in("coordinator", "roles", role=role.id or 0)
    app.text_input(key=f"role_{role.id}_now_name").set_value("Greeter")
    press(app, "Save")
    assert make.rows(GroupRole)[0].name == "Greeter"
    app = apps.open(app, "roles", role=role.id or 0)
    press(app, "Take it off the list")
    assert make.rows(GroupRole)[0].archived_at is not None
    press(in_the_list(apps.open(app, "roles")), "Bring back")
    assert make.rows(GroupRole)[0].archived_at is None


def test_r30_the_role_of_another_group_is_not_found(apps: Apps, role: GroupRole) -> None:
    assert "could not find" in said(apps.sign_in("coordinator-3", "roles", role=role.id or 0))


@pytest.mark.parametrize("typed", ["", "x" * 500, "T\x00a"])
def test_a_name_that_cannot_be_kept_is_refused_and_stays(apps: Apps, typed: str) -> None:
    app = apps.sign_in("coordinator", "roles")
    app.text_input(key="role_0_name").set_value(typed)
    press(app, "Add it")
    assert "The name of the role" in said(app)
    assert app.text_input(key="role_0_name").value == typed
    assert make.rows(GroupRole) == []


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        (Load(0, 0, 0, ()), ""),
        (Load(5, 2, 5, ()), ""),
        (Load(22, 9, 14, ()), "two people held 14 of 22 duties. If they would like a rest"),
        (Load(22, 9, 8, ()), "two people held 8 of 22 duties."),
        (Load(7, 2, 7, ()), "two people held all 7 duties"),
        (Load(7, 1, 7, ()), "one person held all 7 duties"),
        (Load(0, 0, 0, ("Notes", "Set-up")), "Nobody stands by yet for: Notes, Set-up."),
    ],
)
def test_r21_the_load_is_said_in_counts_and_as_an_offer_of_help(load: Load, sentence: str) -> None:
    sentences = " ".join(share_in_words(load))
    assert sentence in sentences
    assert bool(sentence) == bool(sentences)
    assert "%" not in sentences
