"""How many reruns a second one server manages, over real websockets."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from sqlmodel import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from models import Account
from services import clock
from services.database import transaction
from services.demo.load import load_demo
from services.migrations import migrate
from services.security.tickets import open_session, redeem_ticket
from tests import databases
from tests.bench.serving import Program, ours, serving, stock
from ui.cookies import session_cookie

CLIENTS = 10
RUNS = 30  # for each client, after two that warm it


@dataclass(frozen=True)
class Screen:
    """What to rerun: a page, who is looking, and words that it must show for the figure to mean anything."""

    name: str
    program: Program
    words: str
    page: str = ""
    cookie: str = ""


def measure(folder: Path) -> None:
    """Prints reruns a second for each screen, and how each compares with the first."""
    with _demo(folder) as (url, cookie):
        screens = (
            Screen("empty stock page, default settings", stock(folder / "stock"), "Nothing here yet"),
            Screen("sign-in page", ours(url), "Password"),
            Screen("Today page", ours(url), "Sign out", "today", cookie),
        )
        base = None
        for screen in screens:
            rate, seconds = rate_of(screen)
            base = base or rate
            slowest = quantiles(seconds, n=20)[-1]
            print(
                f"{screen.name}: {rate:.1f} reruns/s at {CLIENTS} clients ({rate / base:.2f} × stock), "
                f"median {median(seconds) * 1000:.0f} ms, 95 % within {slowest * 1000:.0f} ms"
            )


@contextmanager
def _demo(folder: Path) -> Iterator[tuple[str, str]]:
    """A database with the demo's data, and the cookie of its coordinator signed in."""
    url = f"sqlite:///{folder / 'reruns.db'}"
    with databases.using(url):
        migrate()
        load_demo(until=clock.today())
        with transaction() as db:
            ticket = open_session(db, db.exec(select(Account).where(Account.username == "coordinator")).one())
        cookies = redeem_ticket(ticket)
        assert cookies is not None
        yield url, f"{session_cookie()}={cookies.token}"


def rate_of(screen: Screen) -> tuple[float, list[float]]:
    """Reruns a second of a screen with every client, and the seconds that each took."""
    with serving(screen.program) as (port, _):
        return asyncio.run(_clients(screen, port))


async def _clients(screen: Screen, port: int) -> tuple[float, list[float]]:
    """Reruns a second of all clients together, and the seconds that each rerun took."""
    headers = {"Cookie": screen.cookie} if screen.cookie else {}
    sockets = [
        await connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item] # websockets wants a type of its own for a plain text
            additional_headers=headers,
            max_size=None,
        )
        for _ in range(CLIENTS)
    ]
    seen = await asyncio.gather(*(_rerun(socket, screen.page) for socket in sockets))
    if not all(screen.words.encode() in message for message in seen):
        raise SystemExit(f"{screen.name}: the page does not say {screen.words!r}, so there is nothing to measure.")
    await asyncio.gather(*(_rerun(socket, screen.page) for socket in sockets))
    began = time.perf_counter()
    each = await asyncio.gather(*(_reruns(socket, screen.page) for socket in sockets))
    passed = time.perf_counter() - began
    for socket in sockets:
        await socket.close()
    return CLIENTS * RUNS / passed, [seconds for one in each for seconds in one]


async def _reruns(socket: ClientConnection, page: str) -> list[float]:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        await _rerun(socket, page)
        taken.append(time.perf_counter() - began)
    return taken


async def _rerun(socket: ClientConnection, page: str) -> bytes:
    """Asks for a rerun and waits for its end. Returns everything that was sent."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    asked.rerun_script.page_name = page
    await socket.send(asked.SerializeToString())
    sent = b""
    while True:
        data = await asyncio.wait_for(socket.recv(), 60)
        assert isinstance(data, bytes)
        sent += data
        message = ForwardMsg()
        message.ParseFromString(data)
        if message.WhichOneof("type") == "script_finished" and not message.script_finished:
            return sent
