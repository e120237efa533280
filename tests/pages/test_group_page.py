"""The page Group, as coordinators use it."""

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from models import Account, GraduateGroup, GroupSession, Role, Skill
from services import clock
from services.security.sign_in import sign_in
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said


def by_label(elements: object, label: str) -> object:
    return next(element for element in elements if element.label == label)


def opened(apps: Apps, key: str, who: str = "coordinator") -> AppTest:
    """The page with one expander open; AppTest cannot press its heading."""
    app = apps.sign_in(who, "group")
    app.session_state[key] = True
    return app.run()


def invited(app: AppTest, button: str, username: str = "jo") -> AppTest:
    by_label(app.text_input, "Their name").set_value("Jo")
    by_label(app.text_input, "Username").set_value(username)
    return press(app, button)


def test_an_invited_coordinator_gets_a_first_password_shown_once(apps: Apps) -> None:
    app = invited(opened(apps, "invite_coordinator_0"), "Invite")
    assert sign_in("jo", app.code[0].value, source="here")
    assert not app.run().code
    assert "Jo" in said(app)


def test_what_was_typed_stays_when_an_invitation_is_refused(apps: Apps) -> None:
    app = invited(opened(apps, "invite_coordinator_0"), "Invite", "not a name")
    assert "username needs" in app.error[0].value
    assert by_label(app.text_input, "Their name").value == "Jo"
    assert by_label(app.text_input, "Username").value == "not a name"


def test_someone_is_asked_to_take_the_register_for_eight_weeks(apps: Apps) -> None:
    app = invited(opened(apps, "invite_taker_0"), "Ask them")
    assert not app.exception
    made = make.rows(Account, username="jo")[0]
    assert (made.role, made.valid_until) == (Role.REGISTER_TAKER, clock.today() + timedelta(weeks=8))


def test_taking_the_register_ends_at_a_tap(apps: Apps) -> None:
    taker = apps.cast.register_taker.account_id
    app = press(opened(apps, f"taker_{taker}"), "End it now")
    assert "no longer takes the register" in app.success[0].value
    assert not make.rows(Account, id=taker)[0].active


def test_stepping_back_asks_first_and_signs_out(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "group")
    assert by_label(app.button, "Step back").disabled
    app.checkbox(key=f"sure_{apps.cast.group.id}").check().run()
    press(app, "Step back")
    assert not make.rows(Account, username="coordinator")[0].active
    assert [field.label for field in app.text_input] == ["Username", "Password"]


def test_the_only_coordinator_is_told_to_invite_another_first(apps: Apps) -> None:
    app = apps.sign_in("coordinator-3", "group")
    assert "You are the only coordinator" in said(app)
    assert "Step back" not in [button.label for button in app.button]


def test_a_new_place_takes_the_planned_sessions_with_it(apps: Apps) -> None:
    planned = make.group_session(apps.cast.group, clock.now() + timedelta(days=3))
    app = apps.sign_in("coordinator", "group")
    by_label(app.text_input, "Where it meets").set_value("St Anne's Hall")
    app = press(app, "Save")
    assert "1 planned session moved" in app.success[0].value
    assert make.rows(GroupSession, id=planned.id)[0].venue == "St Anne's Hall"
    assert by_label(app.text_input, "Where it meets").value == "St Anne's Hall"


def test_a_group_without_a_name_is_refused_and_keeps_what_was_typed(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "group")
    by_label(app.text_input, "Name of the group").set_value("")
    by_label(app.text_input, "Where it meets").set_value("St Anne's Hall")
    app = press(app, "Save")
    assert "name is missing" in app.error[0].value
    assert by_label(app.text_input, "Where it meets").value == "St Anne's Hall"
    assert make.rows(GraduateGroup, id=apps.cast.group.id)[0].venue == apps.cast.group.venue


def test_whoever_saved_first_is_not_overwritten_unseen(apps: Apps) -> None:
    slow, quick = apps.sign_in("coordinator", "group"), apps.sign_in("coordinator-2", "group")
    by_label(quick.text_input, "Where it meets").set_value("The park")
    press(quick, "Save")
    by_label(slow.text_input, "Where it meets").set_value("The hall")
    slow = press(slow, "Save")
    assert "Someone else changed this" in slow.error[0].value
    assert "The park" in slow.info[0].value
    press(slow, "Save")
    assert make.rows(GraduateGroup, id=apps.cast.group.id)[0].venue == "The hall"


def test_a_skill_is_added_renamed_and_put_away(apps: Apps) -> None:
    app = opened(apps, "list_skills")
    by_label(app.text_input, "A new skill").set_value("Tai chi")
    app = press(app, "Add")
    by_label(app.text_input, "Its name").set_value("Tai Chi")
    app = press(app, "Rename")
    press(app, "Put away Tai Chi")
    kept = make.rows(Skill, group_id=apps.cast.group.id)[0]
    assert (kept.name, kept.archived_at is None) == ("Tai Chi", False)


def test_a_register_taker_finds_attendance_alone_and_their_own_account(apps: Apps) -> None:
    app = apps.sign_in("register-taker")
    assert not app.exception
    assert [title.value for title in app.title] == ["Attendance"]
