"""Who may send a file: Streamlit takes one from anybody with a connection, so each is checked here first (R30)."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from streamlit import config

from services.security.permissions import Permission
from services.security.sign_in import actor_of_token
from ui.cookies import session_cookie

UPLOADS = "/_stcore/upload_file"


async def may_upload(request: Request) -> bool:
    """Whether the request comes from a page of ours and from somebody who may bring in a list, now."""
    if not _from_here(request):
        return False
    actor = await run_in_threadpool(actor_of_token, request.cookies.get(session_cookie()))
    return actor is not None and actor.may(Permission.KEEP_GRADUATES)


def too_large(request: Request) -> bool:
    """Whether the request says itself that it is. Streamlit counts what arrives, for those that say too little."""
    said = request.headers.get("content-length", "")
    return said.isdecimal() and int(said) > int(config.get_option("server.maxUploadSize")) * 1024 * 1024


def _from_here(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
