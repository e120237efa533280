"""Files at addresses of their own: for the sign-in that they were offered to, and nobody else (R30)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import col, delete, update
from starlette.applications import Starlette
from starlette.types import ASGIApp

import server
from models import Account, AccountGroup
from services import clock
from services.database import transaction
from services.errors import Conflict
from services.security.actor import Actor
from services.security.sign_in import actor_of_token
from services.security.tickets import redeem_ticket
from tests.asgi import Answer, ask
from tests.cast import assemble
from ui import files
from ui.cookies import session_cookie
from ui.files import LASTS, MOST, File, offer

SHEET = File("people.csv", "text/csv", b"name\nAmina\n")


@pytest.fixture
def web(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> ASGIApp:
    from services.security import passwords

    monkeypatch.setattr(passwords, "COST", 4)
    assemble(passwords.hash_password(passwords.DEMO_PASSWORD))
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


def signed_in(username: str) -> str:
    """The token of a new sign-in."""
    from services.security import passwords
    from services.security.sign_in import sign_in

    cookies = redeem_ticket(sign_in(username, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return cookies.token


def offered_to(token: str, file: File = SHEET) -> str:
    actor = actor_of_token(token)
    assert actor is not None
    return offer(actor, file)


def get(web: ASGIApp, address: str, token: str | None) -> Answer:
    return ask(web, "GET", address, {"cookie": f"{session_cookie()}={token}"} if token else {})


def test_r30_the_sign_in_it_was_offered_to_gets_the_file_and_nobody_keeps_it(web: ASGIApp) -> None:
    token = signed_in("clinic")
    answer = get(web, offered_to(token), token)
    assert (answer.status, answer.body) == (200, SHEET.content)
    assert answer.every("cache-control") == ["no-store"]
    assert answer.every("content-disposition") == ["attachment; filename*=UTF-8''people.csv"]


@pytest.mark.parametrize("other", ["clinic", "clinic-2", "coordinator", "admin"])
def test_r30_to_another_sign_in_it_looks_like_a_missing_one(web: ASGIApp, other: str) -> None:
    address, token = offered_to(signed_in("clinic")), signed_in(other)
    theirs, missing = get(web, address, token), get(web, "/files/offered/none", token)
    assert theirs.status == missing.status == 404
    assert theirs.body == missing.body


def test_r30_signed_out_leads_to_the_form(web: ASGIApp) -> None:
    answer = get(web, offered_to(signed_in("clinic")), None)
    assert (answer.status, answer.every("location")) == (303, ["/"])


def test_r30_a_file_that_is_not_allowed_any_more_looks_like_a_missing_one(web: ASGIApp) -> None:
    token, asked = signed_in("coordinator"), []
    actor = actor_of_token(token)
    assert actor is not None

    def check(now: Actor) -> None:
        asked.append(now)
        if len(asked) > 1:
            raise Conflict("Not any more.")

    address = offer(actor, SHEET, check)
    assert get(web, address, token).status == 200
    gone, missing = get(web, address, token), get(web, "/files/offered/none", token)
    assert (gone.status, gone.body) == (404, missing.body)
    assert asked == [actor, actor]


def test_r30_the_check_is_of_who_they_are_by_then(web: ASGIApp) -> None:
    """Somebody who lost a group meanwhile is asked without it."""
    token, asked = signed_in("coordinator"), []
    actor = actor_of_token(token)
    assert actor is not None
    address = offer(actor, SHEET, asked.append)
    with transaction() as db:
        db.execute(delete(AccountGroup).where(col(AccountGroup.account_id) == actor.account_id))
    get(web, address, token)
    assert [one.group_ids for one in asked] == [()]


def test_r33_a_deactivated_account_gets_no_file(web: ASGIApp) -> None:
    token = signed_in("coordinator")
    address = offered_to(token)
    with transaction() as db:
        db.execute(update(Account).where(col(Account.username) == "coordinator").values(active=False))
    answer = get(web, address, token)
    assert (answer.status, answer.every("location")) == (303, ["/"])


def test_a_file_is_gone_after_a_quarter_of_an_hour(web: ASGIApp) -> None:
    token = signed_in("clinic")
    address = offered_to(token)
    with time_machine.travel(clock.now() + LASTS + timedelta(seconds=1), tick=False):
        assert get(web, address, token).status == 404


def test_the_oldest_make_room(web: ASGIApp) -> None:
    token = signed_in("clinic")
    first, second = offered_to(token), offered_to(token)
    for _ in range(MOST - 1):
        offered_to(token)
    assert (get(web, first, token).status, get(web, second, token).status) == (404, 200)


def test_many_files_of_one_person_end_nobody_elses_links(web: ASGIApp) -> None:
    token, busy = signed_in("clinic"), signed_in("coordinator")
    address = offered_to(token)
    for _ in range(2 * MOST):
        offered_to(busy)
    assert get(web, address, token).status == 200


def test_however_often_somebody_signs_in_their_files_end_only_their_own_links(
    web: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All together are bounded too: room for four and a half."""
    monkeypatch.setattr(files, "_offered", {})
    monkeypatch.setattr(files, "LARGEST", 4 * len(SHEET.content) + len(SHEET.content) // 2)
    token, often = signed_in("clinic"), [signed_in("coordinator") for _ in range(6)]
    mine = [offered_to(token), offered_to(token)]
    theirs = [offered_to(each) for each in often]
    assert [get(web, address, token).status for address in mine] == [200, 200]
    told = [get(web, address, each).status for address, each in zip(theirs, often, strict=True)]
    assert told == [404] * 4 + [200] * 2


def test_a_large_file_makes_room_among_its_own(web: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_offered", {})
    monkeypatch.setattr(files, "LARGEST", 100)
    token, other = signed_in("clinic"), signed_in("coordinator")
    small, first = offered_to(token), offered_to(other)
    large = offered_to(other, replace(SHEET, content=b"x" * 80))
    assert (get(web, small, token).status, get(web, first, other).status) == (200, 404)
    assert get(web, large, other).status == 200
