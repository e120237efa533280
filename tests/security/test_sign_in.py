"""Signing in, who a cookie speaks for, and what ends it (R31, R33)."""

from datetime import timedelta

import pytest
import time_machine

from models import Account, AuditEvent, KnownBrowser, SignInSession
from services import clock
from services.database import transaction
from services.errors import Conflict, Invalid
from services.security.actor import Actor
from services.security.own_account import change_password, own_account
from services.security.permissions import Permission
from services.security.sign_in import actor_of_token, sign_in, sign_out
from services.security.tickets import Cookies, redeem_ticket
from tests import make
from tests.cast import Cast
from tests.queries import counted
from tests.security.conftest import PASSWORD

HOME = "192.0.2.1"
NEW = "otter lantern brisk meadow"


def enter(username: str, password: str = PASSWORD, browser: str | None = None) -> Cookies:
    ticket = sign_in(username, password, source=HOME, browser=browser)
    assert ticket
    cookies = redeem_ticket(ticket, browser)
    assert cookies
    return cookies


def actor(cookies: Cookies) -> Actor:
    found = actor_of_token(cookies.token)
    assert found
    return found


def change(account_id: int, **values: object) -> None:
    with transaction() as db:
        account = db.get(Account, account_id)
        for name, value in values.items():
            setattr(account, name, value)


def test_the_cookie_speaks_for_the_account_with_its_scope(stage: Cast) -> None:
    found = actor(enter("coordinator"))
    assert (found.account_id, found.role, found.group_ids) == (
        stage.coordinator.account_id,
        stage.coordinator.role,
        (stage.group.id,),
    )


def test_the_name_may_be_typed_with_capitals_and_spaces(stage: Cast) -> None:
    assert actor(enter(" Clinic ")).username == "clinic"


@pytest.mark.parametrize("name", ["nobody", "", "clinic\x00", "x" * 500, "\ud800", "🙂", "' OR 1=1 --"])
def test_other_names_are_refused_alike(stage: Cast, name: str) -> None:
    assert sign_in(name, PASSWORD, source=HOME) is None


@pytest.mark.parametrize("password", ["", "wrong", "x" * 500, "\x00", "\ud800"])
def test_other_passwords_are_refused(stage: Cast, password: str) -> None:
    assert sign_in("clinic", password, source=HOME) is None


def test_a_deactivated_account_is_refused(stage: Cast) -> None:
    change(stage.clinic.account_id, active=False)
    assert sign_in("clinic", PASSWORD, source=HOME) is None


def test_a_ticket_works_once(stage: Cast) -> None:
    ticket = sign_in("clinic", PASSWORD, source=HOME) or ""
    assert redeem_ticket(ticket)
    assert redeem_ticket(ticket) is None


def test_a_ticket_is_void_after_thirty_seconds(stage: Cast) -> None:
    ticket = sign_in("clinic", PASSWORD, source=HOME) or ""
    with time_machine.travel(clock.now() + timedelta(seconds=31)):
        assert redeem_ticket(ticket) is None


def test_only_digests_are_kept(stage: Cast) -> None:
    ticket = sign_in("clinic", PASSWORD, source=HOME) or ""
    assert ticket not in make.rows(SignInSession)[0].model_dump_json()
    cookies = redeem_ticket(ticket)
    assert cookies
    kept = make.rows(SignInSession)[0].model_dump_json() + make.rows(KnownBrowser)[0].model_dump_json()
    assert cookies.token not in kept
    assert cookies.browser not in kept


@pytest.mark.parametrize("token", [None, "", "x" * 43, "é" * 43, "x" * 5000])
def test_a_made_up_cookie_speaks_for_nobody(stage: Cast, token: str | None) -> None:
    enter("clinic")
    assert actor_of_token(token) is None


def test_a_changed_cookie_speaks_for_nobody(stage: Cast) -> None:
    token = enter("clinic").token
    assert actor_of_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None


def test_a_browser_keeps_its_mark_across_accounts(stage: Cast) -> None:
    first = enter("coordinator")
    assert enter("coordinator-2", browser=first.browser).browser == first.browser


def test_signing_out_ends_that_browser_and_no_other(stage: Cast) -> None:
    here, there = enter("clinic"), enter("clinic")
    sign_out(actor(here))
    assert actor_of_token(here.token) is None
    assert actor_of_token(there.token)


def test_a_sign_in_ends_after_twelve_hours_and_not_before(stage: Cast) -> None:
    token = enter("clinic").token
    with time_machine.travel(clock.now() + timedelta(hours=11, minutes=59)):
        assert actor_of_token(token)
    with time_machine.travel(clock.now() + timedelta(hours=12, seconds=1)):
        assert actor_of_token(token) is None


def test_r33_deactivating_ends_the_live_session(stage: Cast) -> None:
    token = enter("clinic").token
    change(stage.clinic.account_id, active=False)
    assert actor_of_token(token) is None


def test_r33_a_raised_version_ends_the_live_session(stage: Cast) -> None:
    token = enter("clinic").token
    change(stage.clinic.account_id, session_version=2)
    assert actor_of_token(token) is None


def test_an_archived_group_is_no_longer_reached(stage: Cast) -> None:
    token = enter("coordinator").token
    with transaction() as db:
        db.add(stage.group)
        stage.group.archived_at = clock.now()
    found = actor_of_token(token)
    assert found
    assert found.group_ids == ()


def test_looking_the_actor_up_is_one_query(stage: Cast) -> None:
    token = enter("coordinator").token
    with counted() as sent:
        actor_of_token(token)
    assert len([statement for statement in sent if "SELECT" in statement]) == 1
    assert not [statement for statement in sent if "UPDATE" in statement]


def test_being_seen_is_noted_once_a_minute(stage: Cast) -> None:
    token = enter("clinic").token
    before = make.rows(SignInSession)[0].last_seen_at
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        actor_of_token(token)
        assert make.rows(SignInSession)[0].last_seen_at > before


def test_a_new_password_ends_other_devices_and_keeps_this_one(stage: Cast) -> None:
    here, there = enter("clinic"), enter("clinic")
    ticket = change_password(actor(here), PASSWORD, NEW)
    assert actor_of_token(here.token) is None
    assert actor_of_token(there.token) is None
    cookies = redeem_ticket(ticket, here.browser)
    assert cookies
    assert actor(cookies).username == "clinic"
    assert sign_in("clinic", PASSWORD, source=HOME) is None
    assert sign_in("clinic", NEW, source=HOME)


def test_a_wrong_current_password_changes_nothing(stage: Cast) -> None:
    with pytest.raises(Invalid):
        change_password(stage.clinic, "wrong", NEW)
    assert sign_in("clinic", PASSWORD, source=HOME)


def test_the_current_password_cannot_be_guessed_at(stage: Cast) -> None:
    for _ in range(5):
        with pytest.raises(Invalid):
            change_password(stage.clinic, "wrong", NEW)
    with pytest.raises(Conflict):
        change_password(stage.clinic, PASSWORD, NEW)


@pytest.mark.parametrize("weak", ["short", "password1234", PASSWORD])
def test_a_weak_or_unchanged_new_password_is_refused(stage: Cast, weak: str) -> None:
    with pytest.raises(Invalid):
        change_password(stage.clinic, PASSWORD, weak)


def test_a_first_password_allows_the_own_account_only(stage: Cast) -> None:
    change(stage.coordinator.account_id, must_change_password=True)
    found = actor(enter("coordinator"))
    assert [right for right in Permission if found.may(right)] == [Permission.OWN_ACCOUNT]
    cookies = redeem_ticket(change_password(found, PASSWORD, NEW))
    assert cookies
    assert actor(cookies).may(Permission.KEEP_REGISTER)


def test_the_own_account_names_its_scope(stage: Cast) -> None:
    assert own_account(stage.clinic).scope == (stage.riverside.name,)
    assert own_account(stage.coordinator).scope == (stage.group.name,)
    assert own_account(stage.admin).scope == ()


def test_r31_sign_in_failure_and_sign_out_are_audited(stage: Cast) -> None:
    sign_in("clinic", "wrong", source=HOME)
    sign_in("nobody", "wrong", source=HOME)
    found = actor(enter("clinic"))
    change_password(found, PASSWORD, NEW)
    sign_out(actor(enter("clinic", NEW)))
    account = stage.clinic.account_id
    assert [(event.action, event.account_id, event.subject_id) for event in make.rows(AuditEvent)] == [
        ("account.sign_in_failed", None, account),
        ("account.sign_in_failed", None, None),
        ("account.signed_in", account, account),
        ("password.changed", account, account),
        ("account.signed_in", account, account),
        ("account.signed_out", account, account),
    ]
