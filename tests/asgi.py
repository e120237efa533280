"""Asking an ASGI application directly: no socket, no client library."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are in small letters; a header sent twice is there twice."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def every(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


def ask(app: ASGIApp, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
    """Sends one request. In a thread of its own, because Playwright keeps a loop running in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _ask(app, method, path, headers or {}, body)).result()


async def _ask(app: ASGIApp, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
    sent: list[Message] = []
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver"), *((key.encode(), value.encode()) for key, value in headers.items())],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    found = tuple((key.decode(), value.decode()) for key, value in start["headers"])
    return Answer(start["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))
