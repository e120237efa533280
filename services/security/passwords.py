"""Passwords: what makes a good one, and keeping only its hash."""

import unicodedata
from functools import lru_cache

import bcrypt

from services.fields import Checks
from services.settings import settings

SHORTEST = 12
LONGEST_BYTES = 72  # bcrypt reads no further
GOOD_ENOUGH = 3  # zxcvbn's score: "safely unguessable", out of 4

DEMO_PASSWORD = "common-ground-demo"  # noqa: S105 - public: no good outside the demo

# Work for one hash, as a power of two. Tests lower it.
COST = 12


def hash_password(password: str) -> str:
    """The bcrypt hash to keep. The password must have passed `check_new`."""
    return bcrypt.hashpw(_bytes(password), bcrypt.gensalt(COST)).decode()


def matches(password: str, kept: str | None) -> bool:
    """Whether `password` is the one whose hash was kept. With no hash (nobody of that name) it costs the same.

    The demo's password opens nothing outside the demo.
    """
    given = _bytes(password)
    right = bcrypt.checkpw(given[:LONGEST_BYTES], (kept or _of_nobody(COST)).encode())
    if _plain(password) == DEMO_PASSWORD and not settings().demo:
        return False
    return right and kept is not None and len(given) <= LONGEST_BYTES


def check_new(check: Checks, field: str, password: str, *about: str) -> None:
    """Adds what is wrong with a new password: length, and how easily it is guessed by someone who knows `about`."""
    given = _bytes(password)
    if len(_plain(password)) < SHORTEST:
        check.problem(field, f"The new password is too short. Use {SHORTEST} characters or more, such as four words.")
    elif len(given) > LONGEST_BYTES:
        check.problem(field, f"The new password is too long. Use at most {LONGEST_BYTES} characters.")
    elif _plain(password) == DEMO_PASSWORD or _score(password, about) < GOOD_ENOUGH:
        check.problem(field, "The new password is too easy to guess. Add words that have nothing to do with you.")


def _score(password: str, about: tuple[str, ...]) -> int:
    from zxcvbn import zxcvbn  # its word lists take a moment to load

    known = [word for text in about for word in (text, *text.split())]
    score: int = zxcvbn(_plain(password), user_inputs=known)["score"]
    return score


def _plain(password: str) -> str:
    # The same letters typed on another keyboard must match; the sign-in form trims, so this does too.
    return unicodedata.normalize("NFKC", password).strip()


def _bytes(password: str) -> bytes:
    return _plain(password).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=2)
def _of_nobody(cost: int) -> str:
    return bcrypt.hashpw(b"there is no such account", bcrypt.gensalt(cost)).decode()
