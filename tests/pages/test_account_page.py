"""The own account."""

from services.security.sign_in import sign_in
from tests.apps import PASSWORD, Apps
from ui.cookies import session_cookie

NEW = "otter lantern brisk meadow"


def test_it_shows_the_own_role_and_scope(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "account")
    assert any(f"Coordinator for {apps.cast.group.name}" in text.value for text in app.text)


def test_a_new_password_keeps_this_browser_signed_in(apps: Apps) -> None:
    app = apps.sign_in("clinic", "account")
    before = app.jar[session_cookie()]
    app.text_input[0].set_value(PASSWORD)
    app.text_input[1].set_value(NEW)
    app.main.button[0].click().run()
    assert app.jar[session_cookie()] != before
    assert apps.browser("account", app.jar).title[0].value == "Your account"
    assert sign_in("clinic", NEW, source="here")


def test_a_wrong_current_password_is_told_and_nothing_changes(apps: Apps) -> None:
    app = apps.sign_in("clinic", "account")
    app.text_input[0].set_value("wrong")
    app.text_input[1].set_value(NEW)
    app.main.button[0].click().run()
    assert "not right" in app.error[0].value
    assert sign_in("clinic", PASSWORD, source="here")


def test_a_weak_password_is_told_with_what_to_do(apps: Apps) -> None:
    app = apps.sign_in("clinic", "account")
    app.text_input[0].set_value(PASSWORD)
    app.text_input[1].set_value("short")
    app.main.button[0].click().run()
    assert "12 characters or more" in app.error[0].value
