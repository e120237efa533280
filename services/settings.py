"""Settings from the environment, prefix COMMON_GROUND_, read once and refused loudly when unsafe."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "for-the-demo-only"  # noqa: S105 - refused outside the demo, below
SECRET_LENGTH = 32
THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """What an operator may set. Only `demo` runs without any."""

    model_config = SettingsConfigDict(env_prefix="COMMON_GROUND_", extra="ignore", hide_input_in_errors=True)

    environment: Literal["demo", "production"] = "demo"
    database_url: str = Field(default_factory=lambda: f"sqlite:///{ROOT / 'data' / 'common_ground.db'}")
    public_url: str = ""
    port: int = Field(default=8501, ge=1, le=65535)
    address: str = "127.0.0.1"
    secret_key: SecretStr = SecretStr(DEMO_SECRET)
    # Mail is off until a host is named.
    mail_host: str = ""
    mail_port: int = Field(default=587, ge=1, le=65535)
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_username: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_from: str = ""

    @property
    def demo(self) -> bool:
        return self.environment == "demo"

    @property
    def mail_on(self) -> bool:
        return bool(self.mail_host)

    @property
    def https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @model_validator(mode="after")
    def _safe(self) -> "Settings":
        if not self.public_url:
            self.public_url = f"http://{self.address}:{self.port}"
        secret = self.secret_key.get_secret_value()
        if not self.demo and (secret == DEMO_SECRET or len(secret) < SECRET_LENGTH):
            raise ValueError(
                f"COMMON_GROUND_SECRET_KEY must be at least {SECRET_LENGTH} random characters in production. "
                'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        if not self.demo and not self.https and urlsplit(self.public_url).hostname not in THIS_MACHINE:
            raise ValueError("COMMON_GROUND_PUBLIC_URL must start with https:// in production.")
        return self

    @model_validator(mode="after")
    def _able_to_mail(self) -> "Settings":
        self.mail_host = self.mail_host.strip()
        if self.mail_on and (problem := _mail_problem(self)):
            raise ValueError(problem)
        return self


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process.

    Raises:
        SystemExit: a setting is missing or unsafe; the text names it and says what to set.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            "Common Ground cannot start: a setting needs mending.",
            *(
                f"- {_named(problem['loc'])}{problem['msg'].removeprefix('Value error, ')}"
                for problem in error.errors()
            ),
        ]
        raise SystemExit("\n".join(lines)) from None


def _mail_problem(chosen: Settings) -> str:
    """What is wrong with the settings for mail, and what to set. Never says a password or a user name."""
    password, here = bool(chosen.mail_password.get_secret_value()), chosen.mail_host in THIS_MACHINE
    if not _is_host(chosen.mail_host):
        return (
            "COMMON_GROUND_MAIL_HOST is not the name of a mail server. Give the name alone, such as "
            "smtp.example.org, and its port in COMMON_GROUND_MAIL_PORT."
        )
    if not _is_address(chosen.mail_from):
        wrong = "is not an email address" if chosen.mail_from else "is missing"
        return (
            f"COMMON_GROUND_MAIL_FROM {wrong}. Set it to the address that mail comes from, such as "
            "common-ground@example.org, or unset COMMON_GROUND_MAIL_HOST to send none."
        )
    if password != bool(chosen.mail_username):
        missing = "COMMON_GROUND_MAIL_USERNAME" if password else "COMMON_GROUND_MAIL_PASSWORD"
        return f"{missing} is missing. Set both the user name and the password of the mail server, or neither."
    if chosen.mail_security == "none" and (password or not (here or chosen.demo)):
        return (
            "COMMON_GROUND_MAIL_SECURITY is none, which would send the mail (and the password) open for anyone to "
            "read. Set it to starttls or tls; none is for a mail server on this machine, without a password."
        )
    if not chosen.demo and urlsplit(chosen.public_url).hostname in THIS_MACHINE:
        return (
            "COMMON_GROUND_PUBLIC_URL is missing, or an address that works on this machine alone. "
            "Every mail links to it: set it to the address that people type."
        )
    return ""


def _is_host(text: str) -> bool:
    return text in THIS_MACHINE or re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", text) is not None


def _is_address(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _named(where: tuple[int | str, ...]) -> str:
    return f"COMMON_GROUND_{str(where[0]).upper()}: " if where else ""
