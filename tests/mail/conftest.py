"""A mail server that runs, and settings that name it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from services.settings import settings
from tests.cast import Cast
from tests.mail.server import Postbox, Server
from tests.mail.stories import give_addresses

Start = Callable[..., Postbox]
Settings = Callable[..., None]


@pytest.fixture
def mail_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Sets settings for mail by their short names, and puts them back."""

    def change(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"COMMON_GROUND_{name.upper()}", str(value))
        settings.cache_clear()

    yield change
    monkeypatch.undo()
    settings.cache_clear()


@contextmanager
def running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def start(mail_settings: Settings) -> Iterator[Start]:
    """Starts a server and names it in the settings; what it is given goes to the server."""
    with ExitStack() as stack:

        def begin(**values: Any) -> Postbox:
            postbox = Postbox()
            server = stack.enter_context(running(Server(postbox, **values)))
            mail_settings(
                mail_host="127.0.0.1",
                mail_port=server.port,
                mail_security="none",
                mail_from="post@common-ground.example",
                public_url="https://groups.example.org",
            )
            return postbox

        yield begin


@pytest.fixture
def postbox(start: Start) -> Postbox:
    """A server on this machine that takes everything."""
    return start()


@pytest.fixture
def addressed(cast: Cast) -> Cast:
    """The cast, each with an address and all the mail that there is."""
    give_addresses(cast)
    return cast
