"""Each sheet's address: for whoever may have it, and to everybody else a file that is not there (R30)."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

import server
from services.security import passwords
from services.security.sign_in import sign_in
from services.security.tickets import redeem_ticket
from tests import make
from tests.asgi import Answer, ask
from tests.cast import Cast, assemble
from ui import sheets
from ui.cookies import session_cookie

COORDINATORS = ("coordinator", "coordinator-2")
EVERYONE = ("clinic", "clinic-2", *COORDINATORS, "coordinator-3", "register-taker", "admin")


@dataclass(frozen=True)
class Sheet:
    """Whose it is, about which record of Riverside's, and what else its address says: the names, and one of each."""

    who: tuple[str, ...]
    of: Callable[[Cast], int | None]
    more: tuple[str, str] = ("", "")


def the_group(cast: Cast) -> int | None:
    return cast.group.id


def a_newcomer(cast: Cast) -> int | None:
    return make.referral(make.graduate(make.programme(cast.riverside.id or 0)), cast.group).id


def a_register(cast: Cast) -> int | None:
    return make.group_session(cast.group).id


def a_member(cast: Cast) -> int | None:
    return make.member(cast.group).id


SHEETS = {
    "invitation": Sheet(("clinic", *COORDINATORS, "register-taker"), the_group),
    "what-to-expect": Sheet(COORDINATORS, a_newcomer),
    "dates": Sheet(("clinic", *COORDINATORS, "register-taker"), the_group),
    "attendance": Sheet((*COORDINATORS, "register-taker"), a_register),
    "rota-poster": Sheet(COORDINATORS, the_group, ("/{group_sessions}", "/3")),
    "thank-you": Sheet(COORDINATORS, a_member, ("/{until}", "/2024-02-29")),
}


@pytest.fixture
def cast(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(passwords, "COST", 4)
    return assemble(passwords.hash_password(passwords.DEMO_PASSWORD))


@pytest.fixture
def web() -> ASGIApp:
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


def get(web: ASGIApp, address: str, who: str | None) -> Answer:
    if who is None:
        return ask(web, "GET", address, {})
    cookies = redeem_ticket(sign_in(who, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return ask(web, "GET", address, {"cookie": f"{session_cookie()}={cookies.token}"})


def test_every_sheet_has_a_row() -> None:
    assert [route.path for route in sheets.ROUTES] == [
        f"/files/{name}/{{of}}{sheet.more[0]}" for name, sheet in SHEETS.items()
    ]


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("who", EVERYONE)
def test_r30_a_sheet_is_there_for_whoever_may_have_it_and_missing_for_others(
    web: ASGIApp, cast: Cast, who: str, name: str
) -> None:
    more = SHEETS[name].more[1]
    answer, missing = (get(web, f"/files/{name}/{of}{more}", who) for of in (SHEETS[name].of(cast), 99999))
    if who in SHEETS[name].who:
        assert answer.status == 200
        assert answer.every("content-type") == ["application/pdf"]
        assert answer.every("content-disposition") == [f"inline; filename*=UTF-8''{name}.pdf"]
        assert answer.every("cache-control") == ["no-store"]
        assert answer.body.startswith(b"%PDF-")
    else:
        assert answer.status == missing.status == 404
        assert answer.body == missing.body


@pytest.mark.parametrize("name", SHEETS)
def test_r30_signed_out_leads_to_the_form(web: ASGIApp, cast: Cast, name: str) -> None:
    answer = get(web, f"/files/{name}/{SHEETS[name].of(cast)}{SHEETS[name].more[1]}", None)
    assert (answer.status, answer.every("location")) == (303, ["/"])


@pytest.mark.parametrize("typed", ["abc", "-1", "1.5", "%C2%B2", "2147483648", "9" * 5000, "1%00", "0"])
def test_what_is_not_an_id_is_not_there(web: ASGIApp, cast: Cast, typed: str) -> None:
    answer = get(web, f"/files/invitation/{typed}", "clinic")
    assert (answer.status, answer.body) == (404, get(web, "/files/invitation/99999", "clinic").body)


@pytest.mark.parametrize(
    "address",
    [
        *(f"rota-poster/{{group}}/{typed}" for typed in ("0", "14", "x", "-1", "1.5", "9" * 5000)),
        *(f"thank-you/{{member}}/{typed}" for typed in ("tomorrow", "0001-01-01", "9999-12-31", "2026-02-30", "1%00")),
    ],
)
def test_what_no_sheet_can_be_made_of_is_not_there(web: ASGIApp, cast: Cast, address: str) -> None:
    asked = address.format(group=cast.group.id, member=a_member(cast))
    assert get(web, f"/files/{asked}", "coordinator").status == 404
