"""The question's address by code, signed out: one that works, and one that does not, which tells nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import DataError
from starlette.types import ASGIApp

from models import GroupSession
from services.feeling import answering
from services.feeling.answering import may_answer
from services.feeling.standing import MOST
from services.security import throttle
from tests import make
from tests.asgi import ask
from tests.cast import Cast
from tests.feeling.endings import archived, cancelled, off, renewed
from tests.feeling.html import Page, problems
from tests.feeling.room import answers, asking, code, counted
from tests.feeling.web import HTML, quick_cast, send, served, signed_in
from ui.headers import content_security_policy

UNKNOWN = f"/feeling/99999-{'0' * 32}"
THIS_COMPUTER = "this computer"  # where requests without an address come from


@pytest.fixture
def cast(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return quick_cast(monkeypatch)


@pytest.fixture
def web() -> ASGIApp:
    return served()


@pytest.fixture
def meeting(cast: Cast) -> GroupSession:
    return asking(cast)


@pytest.fixture
def address(cast: Cast, meeting: GroupSession) -> str:
    """The path that the QR code leads to."""
    return f"/feeling/{code(cast, meeting)}"


def test_signed_out_whoever_scans_the_code_is_asked(web: ASGIApp, address: str) -> None:
    answer = ask(web, "GET", address, HTML)
    assert answer.status == 200
    assert answer.every("content-type") == ["text/html; charset=utf-8"]
    assert answer.every("cache-control") == ["no-store"]
    assert answer.every("set-cookie") == []
    assert answer.every("content-security-policy") == [content_security_policy()]
    assert problems(answer.body.decode()) == []
    assert Page(answer.body.decode()).one("form").attributes["action"] == address


def test_a_tap_is_counted_and_thanked_at_an_address_that_sends_nothing_twice(
    web: ASGIApp, address: str, meeting: GroupSession
) -> None:
    answer = send(web, address)
    assert (answer.status, answer.every("location")) == (303, ["/feeling/thanks"])
    assert answer.every("set-cookie") == []
    thanks = ask(web, "GET", "/feeling/thanks", HTML)
    assert (thanks.status, b"Thank you" in thanks.body) == (200, True)
    assert counted(meeting) == 1


@pytest.mark.parametrize("where", ["by code", "here"])
def test_a_tap_that_comes_twice_counts_once_and_is_thanked_twice(
    web: ASGIApp, address: str, meeting: GroupSession, where: str
) -> None:
    to, cookie = (address, {}) if where == "by code" else (f"/feeling/here/{meeting.id}", signed_in("coordinator"))
    for number in (1, 2):
        page = Page(ask(web, "GET", to, {**HTML, **cookie}).body.decode())
        body = f"form={page.one('input').attributes['value']}&face=5".encode()
        answers = [send(web, to, body, **cookie) for _ in range(2)]
        assert [answer.status for answer in answers] == [303, 303]
        assert counted(meeting) == number, "the next person's form is another one"


def test_a_tap_that_was_refused_is_refused_again(web: ASGIApp, address: str) -> None:
    for _ in range(2):
        assert send(web, UNKNOWN, b"form=refused&face=5").status == 404


@pytest.mark.parametrize(("name", "kind"), [("icon", "image/svg+xml"), ("typeface", "font/woff2")])
def test_what_the_pages_load_is_there_and_kept_by_the_browser(web: ASGIApp, cast: Cast, name: str, kind: str) -> None:
    answer = ask(web, "GET", f"/feeling/loaded/{name}")
    assert (answer.status, answer.every("content-type"), answer.every("set-cookie")) == (200, [kind], [])
    assert answer.every("cache-control") == ["max-age=604800"]
    assert len(answer.body) > 100


def test_looking_counts_nothing(web: ASGIApp, address: str, meeting: GroupSession) -> None:
    for method in ("GET", "HEAD"):
        assert ask(web, method, address, HTML).status == 200
    assert counted(meeting) == 0


@pytest.mark.parametrize("body", [b"", b"face=", b"face=9", b"face=very_much", b"\xff=\xff", b"face=5&" + b"x" * 500])
def test_what_is_no_face_counts_nothing(web: ASGIApp, address: str, meeting: GroupSession, body: bytes) -> None:
    answer = send(web, address, body)
    assert (answer.status, answer.body) == (404, ask(web, "GET", UNKNOWN, HTML).body)
    assert counted(meeting) == 0


def used_up(cast: Cast, meeting: GroupSession) -> None:
    answers(meeting, MOST)


def over(cast: Cast, meeting: GroupSession) -> None:
    meeting.starts_at, meeting.ends_at = (at - timedelta(days=2) for at in (meeting.starts_at, meeting.ends_at))
    make.add(meeting)


def kept_out(cast: Cast, meeting: GroupSession) -> None:
    for _ in range(throttle.FAILURES_OF_A_SOURCE + 1):
        may_answer("nonsense", THIS_COMPUTER)


ENDED = (used_up, over, off, cancelled, archived, renewed, kept_out)


@pytest.mark.parametrize("end", ENDED, ids=lambda end: end.__name__)
def test_a_code_that_no_longer_works_answers_byte_for_byte_as_an_unknown_one(
    web: ASGIApp, cast: Cast, meeting: GroupSession, address: str, end: Callable[[Cast, GroupSession], None]
) -> None:
    assert ask(web, "GET", address, HTML).status == 200
    end(cast, meeting)
    before = counted(meeting)
    unknown = ask(web, "GET", UNKNOWN, HTML)
    assert unknown.status == 404
    assert problems(unknown.body.decode()) == []
    assert ask(web, "GET", address, HTML) == unknown
    assert send(web, address) == send(web, UNKNOWN) == unknown
    assert counted(meeting) == before


@pytest.mark.parametrize("path", ["/feeling/", "/feeling/a/b", "/feeling/%00", "/feeling/é", "/feeling/1-" + "g" * 32])
def test_whatever_else_stands_there_answers_the_same(web: ASGIApp, cast: Cast, path: str) -> None:
    assert ask(web, "GET", path, HTML) == ask(web, "GET", UNKNOWN, HTML)


def test_the_code_is_never_logged(
    web: ASGIApp, address: str, meeting: GroupSession, capfd: pytest.CaptureFixture[str]
) -> None:
    ask(web, "GET", address, HTML)
    send(web, address)
    assert address.rpartition("/")[2] not in "".join(capfd.readouterr())


def test_an_answer_that_fails_is_logged_without_what_it_was(
    web: ASGIApp,
    address: str,
    meeting: GroupSession,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> bool:
        raise DataError("UPDATE feeling SET very_much = very_much + 1", {"id": meeting.id}, ValueError("very_much"))

    monkeypatch.setattr(answering, "add_answer", broken)
    answer = send(web, address)
    assert (answer.status, b"Nothing was counted" in answer.body) == (503, True)
    written = "".join(capfd.readouterr())
    assert "DataError" in written
    assert "very_much" not in written
    assert address.rpartition("/")[2] not in written
