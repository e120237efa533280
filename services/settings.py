"""Settings from the environment, prefix COMMON_GROUND_, read once and refused loudly when unsafe."""

from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "for-the-demo-only"  # noqa: S105 - refused outside the demo, below
SECRET_LENGTH = 32


class Settings(BaseSettings):
    """What an operator may set. Only `demo` runs without any."""

    model_config = SettingsConfigDict(env_prefix="COMMON_GROUND_", extra="ignore")

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
        if not self.demo and not self.https and urlsplit(self.public_url).hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError("COMMON_GROUND_PUBLIC_URL must start with https:// in production.")
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


def _named(where: tuple[int | str, ...]) -> str:
    return f"COMMON_GROUND_{str(where[0]).upper()}: " if where else ""
