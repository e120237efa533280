"""The question's addresses: signed out by code, signed in on a device; a code that does not work tells nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

import server
from models import Face, GroupSession
from services.feeling.answering import answer_here, may_answer
from services.security import passwords, throttle
from services.security.sign_in import sign_in
from services.security.tickets import redeem_ticket
from tests import make
from tests.asgi import Answer, ask
from tests.cast import Cast, assemble
from tests.feeling.html import Page, problems
from tests.feeling.room import answers, asking, code, counted
from tests.feeling.test_answering import archived, cancelled, off, renewed, shown
from ui.cookies import session_cookie
from ui.headers import content_security_policy

UNKNOWN = f"/feeling/99999-{'0' * 32}"
HTML = {"accept": "text/html"}
THIS_COMPUTER = "this computer"  # where requests without an address come from


@pytest.fixture
def cast(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(passwords, "COST", 4)
    return assemble(passwords.hash_password(passwords.DEMO_PASSWORD))


@pytest.fixture
def web() -> ASGIApp:
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


@pytest.fixture
def meeting(cast: Cast) -> GroupSession:
    return asking(cast)


@pytest.fixture
def address(cast: Cast, meeting: GroupSession) -> str:
    """The path that the QR code leads to."""
    return f"/feeling/{code(cast, meeting)}"


def send(web: ASGIApp, address: str, body: bytes = b"face=very_much", **headers: str) -> Answer:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return ask(web, "POST", address, {**HTML, **kind, **headers}, body)


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
        body = f"form={page.one('input').attributes['value']}&face=very_much".encode()
        answers = [send(web, to, body, **cookie) for _ in range(2)]
        assert [answer.status for answer in answers] == [303, 303]
        assert counted(meeting) == number, "the next person's form is another one"


def test_a_tap_that_was_refused_is_refused_again(web: ASGIApp, address: str) -> None:
    for _ in range(2):
        assert send(web, UNKNOWN, b"form=refused&face=very_much").status == 404


def test_looking_counts_nothing(web: ASGIApp, address: str, meeting: GroupSession) -> None:
    for method in ("GET", "HEAD"):
        assert ask(web, method, address, HTML).status == 200
    assert counted(meeting) == 0


@pytest.mark.parametrize("body", [b"", b"face=", b"face=9", b"\xff=\xff", b"face=very_much&" + b"x" * 500])
def test_what_is_no_face_counts_nothing(web: ASGIApp, address: str, meeting: GroupSession, body: bytes) -> None:
    answer = send(web, address, body)
    assert (answer.status, answer.body) == (404, ask(web, "GET", UNKNOWN, HTML).body)
    assert counted(meeting) == 0


def used_up(cast: Cast, meeting: GroupSession) -> None:
    make.mark(meeting, make.member(cast.group))
    answers(meeting, 1)


def over(cast: Cast, meeting: GroupSession) -> None:
    meeting.starts_at, meeting.ends_at = (at - timedelta(days=2) for at in (meeting.starts_at, meeting.ends_at))
    make.add(meeting)


def kept_out(cast: Cast, meeting: GroupSession) -> None:
    for _ in range(throttle.FAILURES_OF_A_SOURCE + 1):
        may_answer("nonsense", THIS_COMPUTER)


ENDED = (used_up, over, off, cancelled, archived, shown, renewed, kept_out)


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


def signed_in(who: str) -> dict[str, str]:
    cookies = redeem_ticket(sign_in(who, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return {"cookie": f"{session_cookie()}={cookies.token}"}


@pytest.mark.parametrize("who", ["coordinator", "coordinator-2", "register-taker"])
def test_r30_who_keeps_the_register_hands_the_device_round(web: ASGIApp, meeting: GroupSession, who: str) -> None:
    here, cookie = f"/feeling/here/{meeting.id}", signed_in(who)
    asked = ask(web, "GET", here, {**HTML, **cookie})
    assert (asked.status, problems(asked.body.decode())) == (200, [])
    assert Page(asked.body.decode()).one("form").attributes["action"] == here
    sent = send(web, here, **cookie)
    assert (sent.status, sent.every("location")) == (303, [f"{here}/next"])
    assert counted(meeting) == 1
    thanks = Page(ask(web, "GET", f"{here}/next", {**HTML, **cookie}).body.decode())
    assert thanks.one("h1").text == "Thank you, pass it on"
    assert [link.attributes["href"] for link in thanks.every("a")] == [here, f"/attendance?group_session={meeting.id}"]


@pytest.mark.parametrize("who", ["clinic", "clinic-2", "coordinator-3", "admin"])
def test_r30_to_everybody_else_it_is_not_there(web: ASGIApp, meeting: GroupSession, who: str) -> None:
    here, cookie = f"/feeling/here/{meeting.id}", signed_in(who)
    missing = ask(web, "GET", "/feeling/here/99999", {**HTML, **cookie})
    assert missing.status == 404
    for theirs in (ask(web, "GET", here, {**HTML, **cookie}), ask(web, "GET", f"{here}/next", {**HTML, **cookie})):
        assert theirs == missing
    assert send(web, here, **cookie) == missing
    assert counted(meeting) == 0


def test_r30_signed_out_the_device_leads_to_the_form(web: ASGIApp, meeting: GroupSession) -> None:
    here = f"/feeling/here/{meeting.id}"
    for answer in (ask(web, "GET", here, HTML), ask(web, "GET", f"{here}/next", HTML), send(web, here)):
        assert (answer.status, answer.every("location")) == (303, ["/"])
    assert counted(meeting) == 0


@pytest.mark.parametrize("of", ["0", "-1", "x", "²", "9" * 5000])
def test_what_is_no_group_session_is_not_there(web: ASGIApp, meeting: GroupSession, of: str) -> None:
    assert ask(web, "GET", f"/feeling/here/{of}", {**HTML, **signed_in("coordinator")}).status == 404


@pytest.mark.parametrize("sent", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_another_site_cannot_answer_on_the_device(web: ASGIApp, meeting: GroupSession, sent: dict[str, str]) -> None:
    assert send(web, f"/feeling/here/{meeting.id}", **signed_in("coordinator"), **sent).status == 403
    assert counted(meeting) == 0


def test_after_the_last_answer_the_device_still_says_thank_you(web: ASGIApp, cast: Cast, meeting: GroupSession) -> None:
    answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    shown(cast, meeting)
    answer = ask(web, "GET", f"/feeling/here/{meeting.id}/next", {**HTML, **signed_in("coordinator")})
    assert answer.status == 200
