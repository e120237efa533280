"""What makes a good password, and what is kept of it."""

import pytest

from services.errors import Invalid
from services.fields import Checks
from services.security import passwords
from services.settings import settings

GOOD = "otter lantern brisk meadow"


def problem_with(password: str, *about: str) -> str:
    check = Checks()
    passwords.check_new(check, "new", password, *about)
    with pytest.raises(Invalid) as refused:
        check.done()
    return str(refused.value)


def test_only_the_password_itself_matches_its_hash() -> None:
    kept = passwords.hash_password(GOOD)
    assert GOOD not in kept
    assert passwords.matches(GOOD, kept)
    assert not passwords.matches(GOOD + "s", kept)


def test_nobody_of_that_name_never_matches() -> None:
    assert not passwords.matches("there is no such account", None)


def test_an_unknown_name_costs_as_much_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = []
    real = passwords.bcrypt.checkpw
    monkeypatch.setattr(passwords.bcrypt, "checkpw", lambda given, kept: costs.append(kept[:7]) or real(given, kept))
    passwords.matches(GOOD, passwords.hash_password(GOOD))
    passwords.matches(GOOD, None)
    assert len(costs) == 2
    assert costs[0] == costs[1]


def test_a_password_that_agrees_for_72_bytes_only_does_not_match() -> None:
    long = "a" * 72
    assert not passwords.matches(
        long + "b", passwords.bcrypt.hashpw(long.encode(), passwords.bcrypt.gensalt(4)).decode()
    )


def test_accents_match_however_the_keyboard_composes_them() -> None:
    assert passwords.matches("cafe\u0301 lantern meadow", passwords.hash_password("caf\u00e9 lantern meadow"))


def test_a_short_one_is_refused_with_what_to_do() -> None:
    assert "Use 12 characters or more" in problem_with("otter lante")


def test_one_past_72_bytes_is_refused_not_cut() -> None:
    assert "at most 72" in problem_with("é" * 37)


@pytest.mark.parametrize("easy", ["aaaaaaaaaaaaaaaa", "password1234", "123456789012", passwords.DEMO_PASSWORD])
def test_an_easily_guessed_one_is_refused(easy: str) -> None:
    assert "too easy to guess" in problem_with(easy)


def test_the_own_name_makes_a_password_easy() -> None:
    assert "too easy to guess" in problem_with("bartholomew1", "bartholomew", "Bartholomew Finch")


def test_four_plain_words_are_good() -> None:
    check = Checks()
    passwords.check_new(check, "new", GOOD, "clinic")
    check.done()


def test_the_demo_password_opens_nothing_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = passwords.hash_password(passwords.DEMO_PASSWORD)
    monkeypatch.setenv("COMMON_GROUND_ENVIRONMENT", "production")
    monkeypatch.setenv("COMMON_GROUND_SECRET_KEY", "s" * 40)
    settings.cache_clear()
    try:
        assert not passwords.matches(passwords.DEMO_PASSWORD, kept)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
