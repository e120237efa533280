"""Fixtures that every test shares: a database of its own, and the standing cast."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.cast import Cast, assemble


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, shared: Path, tmp_path: Path, testrun_uid: str, worker_id: str
) -> Iterator[str]:
    """A fresh migrated database that services use in this test; each such test runs once on each kind."""
    kind = (
        databases.sqlite(shared, tmp_path)
        if request.param == "sqlite"
        else databases.postgresql(testrun_uid, worker_id)
    )
    with kind as url, databases.using(url):
        yield url


@pytest.fixture
def sqlite_url(shared: Path, tmp_path: Path) -> Iterator[str]:
    """The same on SQLite alone, for tests of pages, where the database is not the question."""
    with databases.sqlite(shared, tmp_path) as url, databases.using(url):
        yield url


@pytest.fixture
def cast(database_url: str) -> Cast:
    """The standing cast in a fresh database."""
    return assemble()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many tests ran in a real browser: they must never pass by not running."""
    terminalreporter.write_line(f"Browser tests: {passed_in_browser(terminalreporter)} passed")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails a run that was to include the browser tests and in which not one of them passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput") or session.exitstatus != pytest.ExitCode.OK:
        return
    if wants_browser(session.config) and not passed_in_browser(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def passed_in_browser(reporter: pytest.TerminalReporter) -> int:
    return sum("browser" in report.keywords for report in reporter.getreports("passed"))


def wants_browser(config: pytest.Config) -> bool:
    """Whether the folder of browser tests was asked for, by itself or with all, and nothing narrows the choice."""
    browser = Path(__file__).parent / "browser"
    asked = {(config.invocation_params.dir / argument).resolve() for argument in config.args}
    narrowed = config.option.markexpr or config.option.keyword or config.option.collectonly
    return not narrowed and bool(asked & {browser, *browser.parents})
