"""Files for people who are signed in: each answered by its own cookie check, never at an open address (R30)."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from threading import Lock
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from models import LARGEST_ID
from services import clock
from services.errors import DomainError, NotFound
from services.security.actor import Actor
from services.security.sign_in import actor_of_token
from ui.cookies import session_cookie

LASTS = timedelta(minutes=15)
WORKS = f"The link works for {LASTS // timedelta(minutes=1)} minutes, for you alone."
MOST = 50  # of one sign-in
LARGEST = 256 * 2**20  # bytes of everybody's together

# Raises a `DomainError` when somebody may not have a file any more.
Check = Callable[[Actor], None]


@dataclass(frozen=True)
class File:
    """What is handed over: `kind` is its media type; `name` must say nothing about a person."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class _Offered:
    account_id: int
    sign_in_session_id: int
    until: datetime
    file: File
    check: Check


_offered: dict[str, _Offered] = {}  # the oldest first
_lock = Lock()


def _nothing_more(_: Actor) -> None:
    """Who signed in is all that matters."""


def offer(actor: Actor, file: File, check: Check = _nothing_more) -> str:
    """The address at which this sign-in alone can fetch a file, for a quarter of an hour.

    `check` is asked each time, with who the sign-in speaks for by then: what was allowed when the file was made may
    not be any more. What it refuses is not there.

    Of one sign-in the last 50 are kept. When all together grow too large, whoever holds most gives up their oldest:
    nobody's files end because somebody else made many.
    """
    token, now = token_urlsafe(24), clock.now()
    made = _Offered(actor.account_id, actor.sign_in_session_id, now + LASTS, file, check)
    with _lock:
        _offered[token] = made
        _end([key for key, one in _offered.items() if one.until < now])
        _end([key for key, one in _offered.items() if one.sign_in_session_id == made.sign_in_session_id][:-MOST])
        while (held := _held()).total() > LARGEST:
            ((most, _),) = held.most_common(1)
            _end([key for key, one in _offered.items() if one.account_id == most][:1])
    return f"/files/offered/{token}"


def _end(tokens: list[str]) -> None:
    for each in tokens:
        del _offered[each]


def _held() -> Counter[int]:
    """How many bytes each account's files take, over all its sign-ins."""
    held: Counter[int] = Counter()
    for one in _offered.values():
        held[one.account_id] += len(one.file.content)
    return held


def offered(actor: Actor, token: str) -> File:
    """The file offered under a token.

    Raises:
        NotFound: none, too late, or offered to another sign-in.
        DomainError: not allowed any more, as the file's own check raises it.
    """
    with _lock:
        found = _offered.get(token)
    if found is None or found.until < clock.now() or found.sign_in_session_id != actor.sign_in_session_id:
        raise NotFound
    found.check(actor)
    return found.file


def file_route(path: str, build: Callable[..., File]) -> Route:
    """A route below /files/ that answers with `build(actor, **parts of the path)`.

    Signed out it leads to the sign-in form, whatever it asks for. What `build` refuses is not there.
    """

    async def endpoint(request: Request) -> Response:
        actor = await run_in_threadpool(actor_of_token, request.cookies.get(session_cookie()))
        if actor is None:
            return RedirectResponse("/", status_code=303)
        try:
            file = await run_in_threadpool(build, actor, **request.path_params)
        except DomainError:
            return PlainTextResponse(f"{NotFound()}", status_code=404)
        return _answer(file)

    typed: Callable[[Request], Awaitable[Response]] = endpoint
    return Route(f"/files/{path}", typed, methods=["GET"])


def file_about(name: str, kind: str, make: Callable[..., bytes], **more: Callable[[str], object]) -> Route:
    """The route /files/`name` without its ending/`id` of a file about one record: what is no id is not there.

    `more` are further parts of the address after the id, each with what reads it; it raises `NotFound`.
    """

    def build(actor: Actor, of: str, **parts: str) -> File:
        return File(name, kind, make(actor, number(of), **{part: more[part](typed) for part, typed in parts.items()}))

    return file_route("/".join([name.rpartition(".")[0], "{of}", *(f"{{{part}}}" for part in more)]), build)


def number(typed: str) -> int:
    """A number as an address has it, no larger than an id."""
    if not (typed.isascii() and typed.isdecimal()) or int(typed[: len(str(LARGEST_ID)) + 1]) > LARGEST_ID:
        raise NotFound
    return int(typed)


def day(typed: str) -> date:
    """A day as an address has it: 2026-11-26."""
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise NotFound from error


def _answer(file: File) -> Response:
    shown = "inline" if file.kind == "application/pdf" else "attachment"
    return Response(
        file.content,
        media_type=file.kind,
        headers={
            "content-disposition": f"{shown}; filename*=UTF-8''{quote(file.name)}",
            "cache-control": "no-store",
        },
    )


OFFERED = file_route("offered/{token}", offered)
