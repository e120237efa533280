"""Sending a file: only to a page that asks for one, by somebody who may bring in a list (R30)."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

import server
from services.security import passwords
from services.security.sign_in import sign_in
from services.security.tickets import redeem_ticket
from tests.asgi import ask
from tests.cast import assemble
from ui.cookies import session_cookie
from ui.uploads import UPLOADS

ADDRESS = f"{UPLOADS}/session/file"
TAKEN = 204


async def taken(request: Request) -> Response:
    """Stands in for Streamlit's own, which a browser test asks."""
    return Response(status_code=TAKEN)


@pytest.fixture
def web(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> ASGIApp:
    monkeypatch.setattr(passwords, "COST", 4)
    assemble(passwords.hash_password(passwords.DEMO_PASSWORD))
    behind = Route(UPLOADS + "/{session}/{file}", taken, methods=["PUT", "POST", "DELETE"])
    return Starlette(routes=[*server.ROUTES, behind], middleware=server.MIDDLEWARE)


def cookie(username: str) -> dict[str, str]:
    cookies = redeem_ticket(sign_in(username, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return {"cookie": f"{session_cookie()}={cookies.token}"}


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_clinic_staff_may_send_a_file(web: ASGIApp, method: str) -> None:
    own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert ask(web, method, ADDRESS, {**cookie("clinic"), **own}).status == TAKEN


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("who", ["coordinator", "admin", None])
def test_r30_for_everybody_else_there_is_nothing_there(web: ASGIApp, who: str | None, method: str) -> None:
    answer = ask(web, method, ADDRESS, cookie(who) if who else {})
    assert (answer.status, answer.body) == (404, b"")


def test_r33_a_sign_in_that_ended_sends_nothing(web: ASGIApp) -> None:
    from services.security.sign_in import actor_of_token, sign_out

    signed_in = cookie("clinic")
    actor = actor_of_token(signed_in["cookie"].partition("=")[2])
    assert actor
    sign_out(actor)
    assert ask(web, "PUT", ADDRESS, signed_in).status == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_file_from_another_site_is_not_taken(web: ASGIApp, sent: dict[str, str]) -> None:
    assert ask(web, "PUT", ADDRESS, {**cookie("clinic"), **sent}).status == 404


@pytest.mark.parametrize(("size", "status"), [(5 * 1024 * 1024, TAKEN), (5 * 1024 * 1024 + 1, 413), (10**30, 413)])
def test_a_file_too_large_is_refused_before_it_is_read(web: ASGIApp, size: int, status: int) -> None:
    assert ask(web, "PUT", ADDRESS, {**cookie("clinic"), "content-length": str(size)}).status == status
