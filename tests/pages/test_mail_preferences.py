"""The part of the own account about mail."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from models import MailKind
from services.mail.preferences import preferences
from services.settings import settings
from tests.apps import Apps


@pytest.fixture
def mail_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COMMON_GROUND_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("COMMON_GROUND_MAIL_FROM", "post@common-ground.example")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def headings(app: AppTest) -> list[str]:
    return [header.value for header in app.main.header]


def address(app: AppTest) -> object:
    return next(field for field in app.text_input if field.label == "Your email address")


def save(app: AppTest) -> AppTest:
    return next(button for button in app.main.button if button.label == "Save").click().run()


@pytest.mark.usefixtures("mail_on")
@pytest.mark.parametrize(
    ("who", "kind"), [("coordinator", MailKind.REFERRAL), ("clinic", MailKind.MILESTONE)], ids=["group", "clinic"]
)
def test_an_address_and_the_kinds_are_kept(apps: Apps, who: str, kind: MailKind) -> None:
    app = apps.sign_in(who, "account")
    address(app).set_value("me@post.example")  # type: ignore[attr-defined]
    for box in app.checkbox:
        box.set_value(True)
    app = save(app)
    assert "Saved" in app.success[0].value
    mine = preferences(apps.cast.everyone[who])
    assert (mine.email, mine.wanted) == ("me@post.example", {kind, MailKind.DIGEST})
    assert [box.value for box in apps.browser("account", app.jar).checkbox] == [True, True]


@pytest.mark.usefixtures("mail_on")
def test_a_wrong_address_is_told_and_what_was_typed_stays(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "account")
    address(app).set_value("me at post")  # type: ignore[attr-defined]
    app.checkbox[1].set_value(True)
    app = save(app)
    assert "email address" in app.error[0].value
    assert address(app).value == "me at post"  # type: ignore[attr-defined]
    assert app.checkbox[1].value
    assert preferences(apps.cast.coordinator).email == ""


@pytest.mark.usefixtures("mail_on")
def test_an_administrator_sees_nothing_of_mail(apps: Apps) -> None:
    assert "Mail" in headings(apps.sign_in("clinic", "account"))
    assert "Mail" not in headings(apps.sign_in("admin", "account"))


def test_where_mail_is_off_there_is_no_dead_switch(apps: Apps) -> None:
    app = apps.sign_in("clinic", "account")
    assert "Mail" in headings(app)
    assert any("sends no mail" in text.value for text in app.main.text)
    assert len(app.checkbox) == 0
