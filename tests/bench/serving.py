"""Streamlit servers to measure, each in a process of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from services.settings import ROOT

PATIENCE = 60  # seconds for a server to answer
STOCK_PAGE = "import streamlit as st\n\nst.title('Nothing here yet')\n"


@dataclass(frozen=True)
class Program:
    """What to serve, from which folder (whose .streamlit/config.toml counts), and where it says that it is well."""

    name: str
    script: str
    folder: Path
    health: str
    environment: dict[str, str]


def stock(folder: Path) -> Program:
    """An empty page with Streamlit's own defaults."""
    folder.mkdir(exist_ok=True)
    (folder / "empty.py").write_text(STOCK_PAGE)
    return Program("stock Streamlit", "empty.py", folder, "/_stcore/health", {})


def ours(database_url: str) -> Program:
    """Common Ground on a database of its own."""
    return Program("Common Ground", "app.py", ROOT, "/healthz", {"COMMON_GROUND_DATABASE_URL": database_url})


@contextmanager
def serving(program: Program) -> Iterator[tuple[int, float]]:
    """Runs a program until the end of the block; gives its port, and the seconds until it was well.

    Raises:
        SystemExit: it ended, or did not answer in time.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", program.script, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=program.folder, env={**os.environ, **program.environment}, stdout=said, stderr=said
        )
        try:
            if not _well(process, f"http://127.0.0.1:{port}{program.health}"):
                said.seek(0)
                raise SystemExit(f"{program.name} did not start. It said:\n{said.read().decode(errors='replace')}")
            yield port, time.perf_counter() - began
        finally:
            _stop(process)


def _well(process: "subprocess.Popen[bytes]", url: str) -> bool:
    """Waits until a server answers; False when it ended or took too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
                return True
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.01)
    return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
