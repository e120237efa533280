"""Start-up and the edges of the web server, without a browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.types import ASGIApp

import server
from services.database import engine
from services.security import passwords
from services.security.sign_in import actor_of_token, sign_in
from services.settings import settings
from tests import databases
from tests.asgi import Answer, ask
from tests.cast import assemble
from ui import headers

OURS = {"x-common-ground": "1"}


@pytest.fixture
def web(sqlite_url: str) -> ASGIApp:
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


def bring(web: ASGIApp, ticket: str, headers: dict[str, str]) -> Answer:
    return ask(web, "POST", "/auth/session", headers, json.dumps({"ticket": ticket}).encode())


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[None]:
    monkeypatch.setenv("COMMON_GROUND_PUBLIC_URL", "https://groups.example.org")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def ticket(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(passwords, "COST", 4)
    assemble(passwords.hash_password(passwords.DEMO_PASSWORD))
    return sign_in("clinic", passwords.DEMO_PASSWORD, source="here") or ""


def refusal(url: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMON_GROUND_DATABASE_URL", url)
        settings.cache_clear()
        with pytest.raises(SystemExit) as refused:
            server.prepare()
    settings.cache_clear()
    assert refused.value.code == server.CANNOT_START
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_a_database_newer_than_the_code_is_refused(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    assert "newer than this version" in refusal(sqlite_url, capsys)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a-file").write_text("not a folder")
    said = refusal(f"sqlite:///{tmp_path / 'a-file' / 'data' / 'common_ground.db'}", capsys)
    assert "COMMON_GROUND_DATABASE_URL" in said


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.db").write_text("not a database, and long enough to be looked at " * 20)
    assert "cannot be reached or written" in refusal(f"sqlite:///{tmp_path / 'notes.db'}", capsys)


def test_a_database_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be reached" in refusal("postgresql+psycopg://nobody@127.0.0.1:1/nothing", capsys)


def test_a_ticket_is_swapped_for_a_cookie_that_speaks_for_the_account(
    web: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bring(web, ticket(monkeypatch), OURS)
    assert answer.status == 204
    token = answer.every("set-cookie")[0].removeprefix("common_ground=").partition(";")[0]
    actor = actor_of_token(token)
    assert actor
    assert actor.username == "clinic"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"ticket": 7}', b"\xff", b"x" * 5000, b'{"ticket": "no"}'])
def test_anything_but_a_ticket_is_refused(web: ASGIApp, body: bytes) -> None:
    answer = ask(web, "POST", "/auth/session", OURS, body)
    assert answer.status == 403
    assert answer.every("set-cookie") == []


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"x-common-ground": "1", "sec-fetch-site": "cross-site"},
        {"x-common-ground": "1", "sec-fetch-site": "same-site"},
        {"x-common-ground": "1", "origin": "https://elsewhere.example"},
        {"x-common-ground": "1", "origin": "null"},
    ],
)
def test_a_request_from_elsewhere_is_refused(
    web: ASGIApp, sent: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = ticket(monkeypatch)
    assert bring(web, good, sent).status == 403
    assert ask(web, "DELETE", "/auth/session", sent).status == 403
    assert bring(web, good, OURS).status == 204


@pytest.mark.usefixtures("https")
def test_over_https_cookies_are_tied_to_the_host_and_the_browser_is_told_to_stay_there(
    web: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bring(web, ticket(monkeypatch), OURS)
    cookies = answer.every("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-common_ground")
        for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
            assert part in cookie
    assert answer.every("strict-transport-security") == ["max-age=31536000"]


def test_the_health_check_fails_when_the_database_does(web: ASGIApp) -> None:
    assert json.loads(ask(web, "GET", "/healthz").body) == {"status": "ok"}
    with databases.using("postgresql+psycopg://nobody@127.0.0.1:1/nothing"):
        assert ask(web, "GET", "/healthz").status == 503


def test_streamlits_own_inline_script_is_allowed_by_its_digest() -> None:
    assert headers.content_security_policy().count("'sha256-") == 1


def test_an_error_of_ours_is_logged_without_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert server.on_script_error(ValueError("Amina, 07700 900123")) is True
    line = json.loads(next(each for each in capsys.readouterr().err.splitlines() if each.startswith("{")))
    assert line["error"] == "ValueError"
    assert line["reference"]
    assert "Amina" not in json.dumps(line)


def test_an_address_of_several_parts_leads_to_the_start(web: ASGIApp) -> None:
    answer = ask(web, "GET", "/a/b", {"accept": "text/html"})
    assert (answer.status, answer.every("location")) == (307, ["/"])
