"""Accounts, organisations and the audit trail, as an administrator uses them."""

from streamlit.testing.v1 import AppTest

from models import Account, Clinic, GraduateGroup
from services import audit, clock
from services.administration import organisations
from services.administration.audit_trail import PAGE
from services.database import transaction
from services.security.sign_in import sign_in
from tests import make
from tests.apps import Apps
from tests.pages.reading import press
from ui.feedback import plain
from ui.words import short_day


def by_label(elements: object, label: str) -> object:
    return next(element for element in elements if element.label == label)


def opened(apps: Apps, path: str, key: str) -> AppTest:
    """The page with one expander open; AppTest cannot press its heading."""
    app = apps.sign_in("admin", path)
    app.session_state[key] = True
    return app.run()


def add(app: AppTest, username: str) -> AppTest:
    by_label(app.text_input, "Username").set_value(username)
    by_label(app.text_input, "Their name").set_value("Robin")
    return press(app, "Add account")


def test_a_new_account_shows_its_first_password_once(apps: Apps) -> None:
    app = opened(apps, "accounts", "add_0")
    by_label(app.selectbox, "Clinic").select_index(0)
    app = add(app, "robin")
    assert not app.exception
    password = app.code[0].value
    assert sign_in("robin", password, source="here")
    assert not app.run().code


def test_what_was_typed_stays_when_it_is_refused(apps: Apps) -> None:
    app = add(opened(apps, "accounts", "add_0"), "no spaces please")
    assert "username needs" in app.error[0].value
    assert "Choose the clinic" in app.error[0].value
    assert by_label(app.text_input, "Username").value == "no spaces please"
    assert by_label(app.text_input, "Their name").value == "Robin"


def test_an_account_is_deactivated_and_the_page_says_so(apps: Apps) -> None:
    app = opened(apps, "accounts", f"open_{apps.cast.coordinator.account_id}")
    app = press(app, "Deactivate")
    assert "deactivated" in app.success[0].value
    assert not make.rows(Account, username="coordinator")[0].active


def test_the_own_account_cannot_be_changed_here(apps: Apps) -> None:
    app = opened(apps, "accounts", f"open_{apps.cast.admin.account_id}")
    assert "Deactivate" not in [button.label for button in app.main.button]


def test_markup_in_a_name_is_shown_literally(apps: Apps) -> None:
    make.account("marked", make.rows(Account)[0].role, clinic_id=apps.cast.riverside.id, display_name="**B** :red[x]")
    app = apps.sign_in("admin", "accounts")
    labels = [expander.label for expander in app.expander]
    assert any(plain("**B** :red[x]") in label for label in labels)


def test_a_clinic_and_its_group_are_added(apps: Apps) -> None:
    app = apps.sign_in("admin", "organisations")
    by_label(app.text_input, "Name").set_value("Seaview")
    app = press(app, "Add clinic")
    assert not app.exception
    clinic = make.rows(Clinic, name="Seaview")[0]
    app.session_state[f"grow_{clinic.id}"] = True
    app.run()
    by_label(app.text_input, "Group's name").set_value("Seaview Group")
    press(app, "Add group")
    assert make.rows(GraduateGroup, clinic_id=clinic.id)


def test_a_clinic_without_a_name_is_refused_and_told(apps: Apps) -> None:
    app = press(apps.sign_in("admin", "organisations"), "Add clinic")
    assert "name is missing" in app.error[0].value


def test_the_audit_trail_lists_and_filters(apps: Apps) -> None:
    organisations.add_clinic(apps.cast.admin, name="Seaview")
    app = apps.sign_in("admin", "audit")
    assert list(app.dataframe[0].value["Action"])[:2] == ["account.signed_in", "clinic.added"]
    app.selectbox[0].select("clinic").run()
    assert list(app.dataframe[0].value["Action"]) == ["clinic.added"]
    app.text_input[0].set_value("nobody").run()
    assert "Nothing fits" in app.info[0].value


def test_r26_of_people_the_audit_says_once_a_day_that_something_was_done(apps: Apps) -> None:
    with transaction() as db:
        for number in range(3):
            audit.record(db, apps.cast.coordinator, "mark.changed", "mark", number, group_id=apps.cast.group.id)
    app = apps.sign_in("admin", "audit")
    app.selectbox[0].select("group_session").run()
    shown = app.dataframe[0].value
    assert [list(shown[heading]) for heading in ("When", "Action", "About", "Where")] == [
        [short_day(clock.today())],
        ["group_session"],
        ["that day, once or more"],
        [apps.cast.group.name],
    ]


def test_older_and_newer_turn_the_pages_of_the_audit(apps: Apps) -> None:
    with transaction() as db:
        for number in range(PAGE):
            audit.record(db, apps.cast.admin, f"clinic.number_{number}")
    app = apps.sign_in("admin", "audit")
    app = press(app, "Older")
    assert list(app.dataframe[0].value["Action"]) == ["clinic.number_0"]
    app = press(app, "Newer")
    assert len(app.dataframe[0].value) == PAGE
