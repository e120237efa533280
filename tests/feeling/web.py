"""The server's routes, a browser that asks them for pages and sends forms, and who is signed in on it."""

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

HTML = {"accept": "text/html"}


def served() -> ASGIApp:
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


def quick_cast(patch: pytest.MonkeyPatch) -> Cast:
    """The cast, each of whom can sign in."""
    patch.setattr(passwords, "COST", 4)
    return assemble(passwords.hash_password(passwords.DEMO_PASSWORD))


def send(web: ASGIApp, address: str, body: bytes = b"face=5", **headers: str) -> Answer:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return ask(web, "POST", address, {**HTML, **kind, **headers}, body)


def signed_in(who: str) -> dict[str, str]:
    cookies = redeem_ticket(sign_in(who, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return {"cookie": f"{session_cookie()}={cookies.token}"}
