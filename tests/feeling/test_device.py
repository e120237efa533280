"""The question on a device that is handed round, for whoever keeps the register and nobody else (R30)."""

import pytest
from starlette.types import ASGIApp

from models import AuditEvent, Face, Feeling, GroupSession
from services.feeling.answering import answer_here
from tests import make
from tests.asgi import ask
from tests.cast import Cast
from tests.feeling.html import Page, problems
from tests.feeling.room import answers, asking, came, counted, over
from tests.feeling.web import HTML, quick_cast, send, served, signed_in


@pytest.fixture
def cast(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return quick_cast(monkeypatch)


@pytest.fixture
def web() -> ASGIApp:
    return served()


@pytest.fixture
def meeting(cast: Cast) -> GroupSession:
    return asking(cast)


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
    with over(meeting):
        answer = ask(web, "GET", f"/feeling/here/{meeting.id}/next", {**HTML, **signed_in("coordinator")})
    assert answer.status == 200


def test_r31_the_device_of_a_question_that_is_over_hands_out_no_answers(web: ASGIApp, cast: Cast) -> None:
    """So it neither ends it for good nor says in the audit that somebody saw them."""
    meeting = asking(cast, starts_at=make.this_time(3))
    answers(meeting, 8)
    came(cast, meeting)
    for to, status in ((f"/feeling/here/{meeting.id}", 404), (f"/feeling/here/{meeting.id}/next", 200)):
        assert ask(web, "GET", to, {**HTML, **signed_in("coordinator")}).status == status
    assert not make.rows(Feeling)[0].shown
    assert make.rows(AuditEvent, action="feeling.ended") == []
