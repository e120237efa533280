"""Settings for mail that could not work, or would send it open, are refused in words that hold no password."""

import pytest

from services.settings import settings
from tests.mail.conftest import Settings

SECRET = "nobody-may-read-this"
GOOD = {"mail_host": "smtp.example.org", "mail_from": "post@common-ground.example"}
PRODUCTION = {"environment": "production", "secret_key": "x" * 40, "public_url": "https://groups.example.org"}


def refusal(change: Settings, **values: object) -> str:
    change(**values)
    with pytest.raises(SystemExit) as refused:
        settings()
    said = str(refused.value)
    assert SECRET not in said
    assert SECRET not in repr(refused.value.__context__)
    return said


def test_mail_is_off_by_default() -> None:
    assert not settings().mail_on


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mail_from": ""}, "COMMON_GROUND_MAIL_FROM is missing"),
        ({"mail_from": "Common Ground"}, "COMMON_GROUND_MAIL_FROM is not an email address"),
        ({"mail_from": "post@common-ground.example\r\nBcc: all@post.example"}, "COMMON_GROUND_MAIL_FROM is not"),
        ({"mail_host": "smtp.example.org:587"}, "COMMON_GROUND_MAIL_PORT"),
        ({"mail_host": "smtp://smtp.example.org"}, "COMMON_GROUND_MAIL_HOST is not"),
        ({"mail_password": SECRET}, "COMMON_GROUND_MAIL_USERNAME is missing"),
        ({"mail_username": "common-ground"}, "COMMON_GROUND_MAIL_PASSWORD is missing"),
        (
            {"mail_username": "a", "mail_password": SECRET, "mail_security": "none"},
            "COMMON_GROUND_MAIL_SECURITY is none",
        ),
        ({**PRODUCTION, "mail_security": "none"}, "COMMON_GROUND_MAIL_SECURITY is none"),
        ({**PRODUCTION, "public_url": ""}, "COMMON_GROUND_PUBLIC_URL"),
        ({"mail_password": SECRET, "mail_port": "smtp"}, "COMMON_GROUND_MAIL_PORT"),
        ({"mail_password": SECRET, "mail_security": "ssl"}, "COMMON_GROUND_MAIL_SECURITY"),
    ],
)
def test_what_could_not_work_or_is_unsafe_is_refused(
    mail_settings: Settings, values: dict[str, object], said: str
) -> None:
    assert said in refusal(mail_settings, **{**GOOD, **values})


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"mail_username": "a", "mail_password": SECRET},
        {"mail_security": "none"},
        PRODUCTION,
        {**PRODUCTION, "mail_host": "127.0.0.1", "mail_security": "none"},
        {**PRODUCTION, "mail_security": "tls", "mail_port": 465},
    ],
)
def test_what_can_work_is_taken(mail_settings: Settings, values: dict[str, object]) -> None:
    mail_settings(**{**GOOD, **values})
    assert settings().mail_on


def test_without_a_host_nothing_else_of_mail_matters(mail_settings: Settings) -> None:
    mail_settings(mail_from="nonsense", mail_password=SECRET)
    assert not settings().mail_on
    assert SECRET not in repr(settings())
