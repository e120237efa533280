"""Security headers on every answer, and which requests come from our own pages."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.settings import settings
from ui.uploads import UPLOADS, may_upload, too_large

# Streamlit's figures about its own running, and its interface for programs: public, and not ours to give.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
# Where longer addresses do exist: Streamlit's own, its files and ours.
SERVED = ("_stcore/", "static/", "media/", "component/", "app/static/", "auth/", "files/", "calendar/", "feeling/")
OUR_MARK = "x-common-ground"


def same_origin(request: Request) -> bool:
    """Whether one of our own pages sent this: our header, which another site cannot add, and a matching origin."""
    return request.headers.get(OUR_MARK) == "1" and from_here(request)


def from_here(request: Request) -> bool:
    """Whether no other site sent this, as the browser says: enough for a form, which can carry no header of ours."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


@lru_cache(maxsize=1)
def content_security_policy() -> str:
    """What a page may load and run. Never `unsafe-eval`, and of inline scripts only Streamlit's own, by digest."""
    return "; ".join(
        (
            "default-src 'self'",
            # blob: carries the scripts of our own components (Streamlit's components v2).
            f"script-src 'self' blob: {_digests_of_inline_scripts()}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware: adds the headers, and closes what Streamlit leaves open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message))
            await send(message)

        if scope["type"] == "websocket" and not _own_origin(Headers(scope=scope)):
            # Streamlit would look its own address up outside, and wait for it, before it refuses.
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif any(part in scope["path"] for part in CLOSED):
            await Response(status_code=404)(scope, receive, with_headers)
        elif UPLOADS in scope["path"] and (refused := await _refused(Request(scope))):
            await Response(status_code=refused)(scope, receive, with_headers)
        elif _lost(Request(scope)):
            await RedirectResponse("/")(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)


async def _refused(upload: Request) -> int:
    """The status of a file that is not taken: to whoever may not send one, there is nothing here."""
    if not await may_upload(upload):
        return 404
    return 413 if too_large(upload) else 0


def _own_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    ours = {headers.get("host"), urlsplit(settings().public_url).netloc}
    return origin is None or urlsplit(origin).netloc in ours


def _lost(request: Request) -> bool:
    # Pages have one-part addresses. Streamlit would answer a longer one with an empty screen.
    path = request.url.path.strip("/")
    return "/" in path and not path.startswith(SERVED) and "text/html" in request.headers.get("accept", "")


def _add(headers: MutableHeaders) -> None:
    headers["content-security-policy"] = content_security_policy()
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["x-frame-options"] = "DENY"
    headers["permissions-policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    headers["cross-origin-opener-policy"] = "same-origin"
    if settings().https:
        headers["strict-transport-security"] = "max-age=31536000"
    if headers.get("content-type", "").startswith("text/html"):
        headers["cache-control"] = "no-store"


def _digests_of_inline_scripts() -> str:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
