"""Digests of what must not be readable in the database: tickets, cookies, and what the throttle counts."""

import hashlib
import hmac

from services.settings import settings


def digest(purpose: str, *parts: str) -> str:
    """HMAC-SHA256 under the secret key, as 64 hexadecimal characters. Purposes never collide."""
    said = "\x1f".join((purpose, *parts)).encode("utf-8", "surrogatepass")
    return hmac.new(settings().secret_key.get_secret_value().encode(), said, hashlib.sha256).hexdigest()
