"""Demos loaded once for the whole run, and read by many tests."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from services import database
from services.demo.load import load_demo
from services.security import passwords
from tests import databases
from tests.demo.figures import Figures

# Any day will do: a story ends on the day that it is told.
UNTIL = date(2024, 11, 20)


@pytest.fixture(scope="session")
def demo(shared: Path) -> Figures:
    """The demo as a first start loads it."""
    return _told(shared, "demo", groups=2)


@pytest.fixture(scope="session")
def many(shared: Path) -> Figures:
    """Forty groups, each with its own luck: enough that little is left to chance."""
    return _told(shared, "many", groups=40)


@pytest.fixture
def demo_url(shared: Path, demo: Figures) -> Iterator[str]:
    """The same demo for services to read."""
    url = _url(shared, "demo")
    with databases.using(url):
        yield url


def _told(shared: Path, name: str, groups: int) -> Figures:
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not folder.exists():
            folder.mkdir()
            with databases.sqlite(shared, folder) as url, databases.using(url), pytest.MonkeyPatch.context() as patch:
                patch.setattr(passwords, "COST", 4)
                load_demo(groups=groups, until=UNTIL)
                database.engine(url).dispose()
    with databases.using(_url(shared, name)):
        return Figures(UNTIL)


def _url(shared: Path, name: str) -> str:
    return f"sqlite:///{shared / name / 'test.db'}"
