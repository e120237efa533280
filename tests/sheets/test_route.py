"""The invitation's address: for whoever reaches the group, and to everybody else a file that is not there (R30)."""

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

import server
from services.security import passwords
from services.security.sign_in import sign_in
from services.security.tickets import redeem_ticket
from tests.asgi import Answer, ask
from tests.cast import Cast, assemble
from ui.cookies import session_cookie

MISSING = "/files/invitation/99999"


@pytest.fixture
def cast(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(passwords, "COST", 4)
    return assemble(passwords.hash_password(passwords.DEMO_PASSWORD))


@pytest.fixture
def web() -> ASGIApp:
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


def get(web: ASGIApp, address: str, who: str | None) -> Answer:
    if who is None:
        return ask(web, "GET", address, {})
    cookies = redeem_ticket(sign_in(who, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return ask(web, "GET", address, {"cookie": f"{session_cookie()}={cookies.token}"})


@pytest.mark.parametrize("who", ["clinic", "coordinator", "coordinator-2"])
def test_who_reaches_the_group_gets_the_sheet(web: ASGIApp, cast: Cast, who: str) -> None:
    answer = get(web, f"/files/invitation/{cast.group.id}", who)
    assert answer.status == 200
    assert answer.every("content-type") == ["application/pdf"]
    assert answer.every("content-disposition") == ["inline; filename*=UTF-8''invitation.pdf"]
    assert answer.body.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["clinic-2", "coordinator-3", "admin"])
def test_r30_to_everybody_else_it_looks_like_a_missing_one(web: ASGIApp, cast: Cast, who: str) -> None:
    theirs, missing = get(web, f"/files/invitation/{cast.group.id}", who), get(web, MISSING, who)
    assert theirs.status == missing.status == 404
    assert theirs.body == missing.body


def test_r30_signed_out_leads_to_the_form(web: ASGIApp, cast: Cast) -> None:
    answer = get(web, f"/files/invitation/{cast.group.id}", None)
    assert (answer.status, answer.every("location")) == (303, ["/"])


@pytest.mark.parametrize("typed", ["abc", "-1", "1.5", "%C2%B2", "2147483648", "9" * 5000, "1%00", "0"])
def test_what_is_not_an_id_is_not_there(web: ASGIApp, cast: Cast, typed: str) -> None:
    answer = get(web, f"/files/invitation/{typed}", "clinic")
    assert (answer.status, answer.body) == (404, get(web, MISSING, "clinic").body)
