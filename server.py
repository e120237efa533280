"""The web server around app.py: start-up, the cookie hand-over, the health check and the security headers."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import NoReturn

from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from services.errors import DomainError
from services.health import database_answers, nobody_yet
from services.migrations import DatabaseNewer, migrate
from services.security.tickets import redeem_ticket
from services.settings import settings
from ui import calendar_feed, files, sheets
from ui.cookies import LASTS, browser_cookie, session_cookie
from ui.faults import on_script_error, quieten
from ui.feeling import answering as feeling
from ui.headers import SecurityHeaders, same_origin

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan", "on_script_error", "prepare"]

CANNOT_START = 3  # exit code
LONGEST_BODY = 1000


def prepare() -> None:
    """Makes the database ready before anything is served; the demo's is filled when it is empty.

    Raises:
        SystemExit: code 3, with the reason and what to do on stderr.
    """
    # Streamlit's folder mode would run pages/*.py past app.py for anyone, until navigation has run once.
    PagesManager.uses_pages_directory = False
    quieten()
    try:
        migrate()
        if settings().demo and nobody_yet():
            _load_demo()
    except (DatabaseNewer, DomainError) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(
            f"The folder for the database cannot be written ({error}). "
            "Make it writable, or set COMMON_GROUND_DATABASE_URL."
        )
    except DBAPIError as error:
        _refuse(
            f"The database cannot be reached or written: {str(error.orig).splitlines()[0]}. "
            "Check that it runs and that COMMON_GROUND_DATABASE_URL is right."
        )


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Loads what the first page would wait for, while the server already answers."""
    warming = asyncio.create_task(asyncio.to_thread(_warm))
    yield
    await warming


async def session_cookie_route(request: Request) -> Response:
    """POST swaps a ticket for the cookies; DELETE drops the session's. Only from our own pages."""
    if not same_origin(request):
        return Response(status_code=403)
    if request.method == "DELETE":
        gone = Response(status_code=204)
        gone.delete_cookie(session_cookie(), path="/", secure=settings().https, httponly=True, samesite="strict")
        return gone
    ticket = await _ticket(request)
    cookies = await run_in_threadpool(redeem_ticket, ticket, request.cookies.get(browser_cookie())) if ticket else None
    if cookies is None:
        return Response(status_code=403)
    done = Response(status_code=204)
    for name, value, lasts in (
        (session_cookie(), cookies.token, LASTS["session"]),
        (browser_cookie(), cookies.browser, LASTS["browser"]),
    ):
        done.set_cookie(name, value, max_age=lasts, path="/", secure=settings().https, httponly=True, samesite="strict")
    return done


async def healthz(_: Request) -> Response:
    """200 while the app can read its database, 503 otherwise."""
    well = await run_in_threadpool(database_answers)
    return JSONResponse({"status": "ok" if well else "database unreachable"}, status_code=200 if well else 503)


async def _ticket(request: Request) -> str:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            return ""
    try:
        said = json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError):
        return ""
    ticket = said.get("ticket") if isinstance(said, dict) else None
    return ticket if isinstance(ticket, str) else ""


def _load_demo() -> None:
    from services.demo.load import load_demo  # only the very first start needs it

    load_demo()


def _warm() -> None:
    for name in ("pandas", "altair", "ui.authenticator", "scipy.stats"):
        import_module(name)


def _refuse(reason: str) -> NoReturn:
    sys.stderr.write(f"Common Ground cannot start. {reason}\n")
    raise SystemExit(CANNOT_START)


ROUTES = [
    Route("/auth/session", session_cookie_route, methods=["POST", "DELETE"]),
    Route("/healthz", healthz),
    files.OFFERED,
    *sheets.ROUTES,
    *calendar_feed.ROUTES,
    *feeling.ROUTES,
]
MIDDLEWARE = [Middleware(SecurityHeaders)]
