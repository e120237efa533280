"""A guesser is kept out; nobody else is: no stranger can turn a lock-out against a known user."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine

from models import AuditEvent, SignInThrottle
from services import clock
from services.database import transaction
from services.security import throttle
from services.security.sign_in import sign_in
from services.security.throttle import Verdict
from services.security.tickets import redeem_ticket
from tests import make
from tests.cast import Cast
from tests.security.conftest import PASSWORD

HOME, STRANGER = "192.0.2.1", "203.0.113.9"


def fail(username: str, source: str, times: int, browser: str | None = None) -> None:
    for _ in range(times):
        assert sign_in(username, "wrong", source=source, browser=browser) is None


def works(username: str, source: str, browser: str | None = None) -> bool:
    return sign_in(username, PASSWORD, source=source, browser=browser) is not None


def test_five_failures_lock_that_name_from_that_source(stage: Cast) -> None:
    fail("clinic", STRANGER, 5)
    assert not works("clinic", STRANGER)


def test_four_failures_do_not(stage: Cast) -> None:
    fail("clinic", STRANGER, 4)
    assert works("clinic", STRANGER)


def test_a_stranger_elsewhere_cannot_lock_a_person_out(stage: Cast) -> None:
    fail("clinic", STRANGER, 12)
    assert works("clinic", HOME)


def test_a_known_browser_stays_open_even_at_the_strangers_own_source(stage: Cast) -> None:
    cookies = redeem_ticket(sign_in("clinic", PASSWORD, source=HOME) or "")
    assert cookies
    fail("clinic", HOME, 12)
    assert works("clinic", HOME, cookies.browser)


def test_a_known_browser_has_failures_of_its_own(stage: Cast) -> None:
    cookies = redeem_ticket(sign_in("clinic", PASSWORD, source=HOME) or "")
    assert cookies
    fail("clinic", HOME, 5, cookies.browser)
    assert not works("clinic", HOME, cookies.browser)


def test_a_browser_known_to_one_account_is_a_stranger_to_another(stage: Cast) -> None:
    cookies = redeem_ticket(sign_in("clinic", PASSWORD, source=HOME) or "")
    assert cookies
    fail("clinic-2", HOME, 5, cookies.browser)
    assert not works("clinic-2", HOME)


def test_one_source_cannot_try_many_names(stage: Cast) -> None:
    for number in range(50):
        fail(f"name-{number}", STRANGER, 1)
    assert not works("clinic", STRANGER)
    assert works("clinic", HOME)


def test_signing_in_does_not_use_a_source_up(stage: Cast) -> None:
    assert all(works("clinic", HOME) for _ in range(55))


def test_the_lock_ends_after_five_minutes_and_waiting_does_not_lengthen_it(stage: Cast) -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False) as moving:
        fail("clinic", STRANGER, 6)
        moving.shift(timedelta(minutes=3))
        fail("clinic", STRANGER, 3)
        moving.shift(timedelta(minutes=2, seconds=1))
        assert works("clinic", STRANGER)


def test_failures_a_quarter_of_an_hour_apart_do_not_add_up(stage: Cast) -> None:
    with time_machine.travel(clock.now(), tick=False) as moving:
        fail("clinic", STRANGER, 4)
        moving.shift(timedelta(minutes=15, seconds=1))
        fail("clinic", STRANGER, 4)
        assert works("clinic", STRANGER)


def test_a_right_password_starts_the_count_anew(stage: Cast) -> None:
    fail("clinic", STRANGER, 4)
    assert works("clinic", STRANGER)
    fail("clinic", STRANGER, 4)
    assert works("clinic", STRANGER)


def test_attempts_at_the_same_moment_are_each_counted(stage: Cast) -> None:
    limits = throttle.of_stranger("clinic", STRANGER)

    def attempt(_: int) -> Verdict:
        with transaction() as db:
            return throttle.count(db, limits)

    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(attempt, range(24)))
    assert verdicts.count(Verdict.OPEN) == throttle.FAILURES


def test_nothing_readable_is_kept(stage: Cast) -> None:
    fail("clinic", STRANGER, 1)
    kept = " ".join(row.key for row in make.rows(SignInThrottle))
    assert "clinic" not in kept
    assert STRANGER not in kept


def test_a_lock_is_audited_once(stage: Cast) -> None:
    fail("clinic", STRANGER, 9)
    assert len(make.rows(AuditEvent, action="account.sign_in_locked")) == 1
    assert len(make.rows(AuditEvent, action="account.sign_in_failed")) == 5
