"""Where the question is answered: by code for whoever holds it, and on a device for who keeps the register."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from models import LARGEST_ID
from services.errors import Conflict, DomainError
from services.feeling.answering import answer_by_code, answer_here, may_answer
from services.feeling.asking import question
from services.logs import log
from services.security.actor import Actor
from services.security.sign_in import actor_of_token
from ui.cookies import session_cookie
from ui.feeling import loaded
from ui.feeling.once import new_form, once
from ui.feeling.pages import FACES, busy_page, no_question_page, pass_it_on_page, question_page, thanks_page
from ui.headers import from_here

LONGEST_BODY = 200
THANKS = "/feeling/thanks"


@dataclass(frozen=True)
class _Sent:
    """What a form sent: which form on whose screen it was, and the face that was chosen."""

    form: str
    face: str


async def _by_code(request: Request) -> Response:
    code, source = request.path_params["code"], request.client.host if request.client else "this computer"
    sent = await _sent(request) if request.method == "POST" else None

    def answer() -> Response:
        if sent is None:
            return _question(f"/feeling/{code}") if may_answer(code, source) else _no_question()
        counted = once(sent.form, lambda: answer_by_code(code, sent.face, source))
        # Led elsewhere, so that loading the page again sends nothing twice.
        return _led_to(THANKS) if counted else _no_question()

    return await run_in_threadpool(_told, answer)


async def _thanks(_: Request) -> Response:
    return HTMLResponse(thanks_page())


async def _here(request: Request) -> Response:
    if request.method != "POST":
        return await _keeping(request, _asked_here)
    if not from_here(request):
        return Response(status_code=403)
    sent = await _sent(request)

    def count(actor: Actor, meeting: int) -> Response:
        once(sent.form, lambda: answer_here(actor, meeting, sent.face))
        return _led_to(f"/feeling/here/{meeting}/next")

    return await _keeping(request, count)


async def _next(request: Request) -> Response:
    return await _keeping(request, _passed_on)


def _asked_here(actor: Actor, meeting: int) -> Response:
    found = question(actor, meeting)
    return _question(f"/feeling/here/{meeting}") if found and found.open else _no_question()


def _passed_on(actor: Actor, meeting: int) -> Response:
    if question(actor, meeting) is None:
        return _no_question()
    return HTMLResponse(pass_it_on_page(f"/feeling/here/{meeting}", f"/attendance?group_session={meeting}"))


async def _keeping(request: Request, answer: Callable[[Actor, int], Response]) -> Response:
    """What `answer` says to whoever is signed in about the group session in the address; signed out, the form."""
    actor = await run_in_threadpool(actor_of_token, request.cookies.get(session_cookie()))
    if actor is None:
        return _led_to("/")
    meeting = _id(request.path_params["of"])
    return await run_in_threadpool(_told, lambda: answer(actor, meeting))


def _told(answer: Callable[[], Response]) -> Response:
    try:
        return answer()
    except Conflict:
        return HTMLResponse(busy_page(), status_code=503)
    except DomainError:
        return _no_question()
    except Exception as error:
        # Left to the server it would be logged with the statement that failed, and so with the face and the time.
        log().error("question_failed", error=type(error).__qualname__)
        return HTMLResponse(busy_page(), status_code=503)


def _question(to: str) -> Response:
    return HTMLResponse(question_page(to, new_form()))


def _no_question() -> Response:
    return HTMLResponse(no_question_page(), status_code=404)


def _led_to(address: str) -> Response:
    return RedirectResponse(address, status_code=303)


def _id(typed: str) -> int:
    """The id that an address carries; one that no record has when it is none."""
    short = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LARGEST_ID))
    return int(typed) if short and int(typed) <= LARGEST_ID else 0


async def _sent(request: Request) -> _Sent:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            return _Sent("", "")
    fields = parse_qs(body.decode("ascii", "replace"))
    form, face = (fields.get(name, [""])[0] for name in ("form", "face"))
    return _Sent(form, FACES.get(face, ""))


ROUTES = [
    loaded.ROUTE,
    Route(THANKS, _thanks, methods=["GET"]),
    Route("/feeling/here/{of}", _here, methods=["GET", "POST"]),
    Route("/feeling/here/{of}/next", _next, methods=["GET"]),
    Route("/feeling/{code:path}", _by_code, methods=["GET", "POST"]),
]
