"""Two people at one form: the second is told, keeps what was typed, and only then replaces it."""

from streamlit.testing.v1 import AppTest

from models import Clinic, Graduate, GroupRole
from services.administration import organisations
from services.roles import catalogue
from services.roles.catalogue import RoleFields
from tests import make
from tests.apps import Apps
from tests.pages.reading import said

TOLD = "Someone else changed"


def save(app: AppTest, form: str) -> AppTest:
    return next(button for button in app.button if button.form_id == form).click().run()


def test_a_graduate_that_someone_else_saved_is_not_overwritten_unseen(apps: Apps) -> None:
    person = make.graduate(make.programme(apps.cast.riverside.id or 0))
    form = f"change_{person.id}_0"
    first, second = (apps.sign_in("clinic", "graduates", graduate=person.id or 0) for _ in range(2))
    first.text_input(key=f"{form}_phone").set_value("07700 900777")
    first.text_input(key=f"{form}_full").set_value("Amina Y")
    save(first, form)
    second.text_input(key=f"{form}_full").set_value("Amina Yusuf")
    save(second, form)
    assert TOLD in said(second)
    assert "07700 900777" in said(second)
    assert "There now: Amina, Amina Y" in said(second)
    assert second.text_input(key=f"{form}_full").value == "Amina Yusuf"
    assert make.rows(Graduate)[0].full_name == "Amina Y"
    save(second, form)
    assert make.rows(Graduate)[0].full_name == "Amina Yusuf"


def test_two_saves_of_ones_own_are_no_conflict(apps: Apps) -> None:
    person = make.graduate(make.programme(apps.cast.riverside.id or 0))
    app = apps.sign_in("clinic", "graduates", graduate=person.id or 0)
    for times, name in enumerate(("Amina Y", "Amina Yusuf")):
        app.text_input(key=f"change_{person.id}_{times}_full").set_value(name)
        save(app, f"change_{person.id}_{times}")
    assert make.rows(Graduate)[0].full_name == "Amina Yusuf"


def test_a_role_that_someone_else_changed_is_not_overwritten_unseen(apps: Apps) -> None:
    role = make.group_role(apps.cast.group)
    form = f"role_{role.id}_now"
    app = apps.sign_in("coordinator", "roles", role=role.id or 0)
    catalogue.edit(apps.cast.coordinator_2, role.id or 0, role.version, RoleFields("Theirs"))
    app.text_input(key=f"{form}_description").set_value("Mine")
    save(app, form)
    assert TOLD in said(app)
    assert "There now: Theirs" in said(app)
    assert app.text_input(key=f"{form}_description").value == "Mine"
    save(app, form)
    assert make.rows(GroupRole)[0].description == "Mine"


def test_a_clinic_that_someone_else_changed_is_not_overwritten_unseen(apps: Apps) -> None:
    clinic = apps.cast.riverside
    form = f"clinic_{clinic.id}_0"
    app = apps.sign_in("admin", "organisations")
    app.session_state[f"change_{clinic.id}"] = True
    app.run()
    organisations.change_clinic(apps.cast.admin, clinic.id or 0, clinic.version, name="Theirs", reply_to="")
    app.text_input(key=f"{form}_reply").set_value("mine@example.org")
    save(app, form)
    assert TOLD in said(app)
    assert app.text_input(key=f"{form}_reply").value == "mine@example.org"
    assert make.rows(Clinic, id=clinic.id)[0].reply_to == ""
    save(app, form)
    assert make.rows(Clinic, id=clinic.id)[0].reply_to == "mine@example.org"
