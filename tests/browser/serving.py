"""A real server in a process of its own, on a free port and a database of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from services.settings import ROOT

PATIENCE = 600  # tenths of a second


@dataclass(frozen=True)
class Server:
    """Where it listens, and its process (for tests that kill it)."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def serving(database_url: str, port: int | None = None, **environment: str) -> Iterator[Server]:
    """Starts `streamlit run app.py` on `database_url`, waits until it is well, and ends it afterwards."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    settings = {"COMMON_GROUND_DATABASE_URL": database_url, "COMMON_GROUND_PORT": str(port), **environment}
    process = subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_well(process, f"http://127.0.0.1:{port}")
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_well(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(PATIENCE):
        try:
            with urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310 - our own server
                assert answer.status == 200
                return
        except (URLError, ConnectionError, TimeoutError):
            # Waiting on the process notices at once when it gives up.
            try:
                raise AssertionError(f"the server ended with code {process.wait(0.1)}")
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError("the server did not become well in a minute")
