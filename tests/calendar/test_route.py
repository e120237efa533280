"""The calendar's addresses: one that stands answers, and every other one answers exactly as an unknown one (R33)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

import server
from models import Account, AccountGroup, CalendarLink, GraduateGroup, Role
from services import clock
from services.calendar.links import make_calendar_link, revoke_calendar_link
from services.database import transaction
from services.security import passwords
from services.security.sign_in import sign_in
from services.security.tickets import redeem_ticket
from tests import make
from tests.asgi import Answer, ask
from tests.cast import Cast, assemble
from ui.cookies import session_cookie

UNKNOWN = f"/calendar/99999-{'0' * 64}.ics"


@pytest.fixture
def cast(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(passwords, "COST", 4)
    return assemble(passwords.hash_password(passwords.DEMO_PASSWORD))


@pytest.fixture
def web() -> ASGIApp:
    return Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


@pytest.fixture
def address(cast: Cast) -> str:
    """The path of the coordinator's link."""
    whole = make_calendar_link(cast.coordinator, cast.group.id or 0).address
    return whole[whole.index("/calendar/") :]


def test_whoever_holds_the_address_gets_the_dates_without_signing_in(web: ASGIApp, cast: Cast, address: str) -> None:
    make.group_session(cast.group, clock.now() + timedelta(days=1))
    answer = ask(web, "GET", address, {"accept": "text/html"})
    assert answer.status == 200
    assert answer.every("content-type") == ["text/calendar; charset=utf-8"]
    assert answer.every("cache-control") == ["private, no-cache"]
    assert answer.every("set-cookie") == []
    assert answer.body.startswith(b"BEGIN:VCALENDAR")


def test_a_calendar_may_ask_for_the_headers_alone(web: ASGIApp, address: str) -> None:
    headers = [ask(web, method, address) for method in ("GET", "HEAD")]
    assert headers[1].status == 200
    assert headers[1].every("content-type") == headers[0].every("content-type")


def change(row: type[Account | GraduateGroup | CalendarLink], key: int, **values: object) -> None:
    with transaction() as db:
        found = db.get_one(row, key)
        for name, value in values.items():
            setattr(found, name, value)


def revoked(cast: Cast) -> None:
    revoke_calendar_link(cast.coordinator, cast.group.id or 0)


def deactivated(cast: Cast) -> None:
    change(Account, cast.coordinator.account_id, active=False)


def past_its_last_day(cast: Cast) -> None:
    change(Account, cast.coordinator.account_id, valid_until=clock.today() - timedelta(days=1))


def another_role(cast: Cast) -> None:
    change(Account, cast.coordinator.account_id, role=Role.CLINIC_STAFF, clinic_id=cast.riverside.id)


def stepped_back(cast: Cast) -> None:
    with transaction() as db:
        db.delete(db.get_one(AccountGroup, (cast.coordinator.account_id, cast.group.id)))


def archived(cast: Cast) -> None:
    change(GraduateGroup, cast.group.id or 0, archived_at=clock.now())


def another_salt(cast: Cast) -> None:
    change(CalendarLink, make.rows(CalendarLink)[0].id or 0, salt="another")


ENDED = (revoked, deactivated, past_its_last_day, another_role, stepped_back, archived, another_salt)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("end", ENDED, ids=lambda end: end.__name__)
def test_r33_one_that_no_longer_stands_answers_byte_for_byte_as_an_unknown_one(
    web: ASGIApp, cast: Cast, address: str, end: Callable[[Cast], None], method: str
) -> None:
    assert ask(web, method, address).status == 200
    end(cast)
    answer = ask(web, method, address)
    assert answer == ask(web, method, UNKNOWN)
    assert answer.status == 404


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token.upper(),
        lambda token: f"0{token}",
        lambda token: f"{token}0",
        lambda token: token.partition("-")[0],
        lambda token: f"{2**31}-{token.partition('-')[2]}",
        lambda token: f"{'9' * 5000}-{token.partition('-')[2]}",
        lambda token: f"\u00b2-{token.partition('-')[2]}",
        lambda token: "nonsense",
    ],
)
def test_a_forged_one_answers_byte_for_byte_as_an_unknown_one(
    web: ASGIApp, address: str, forge: Callable[[str], str]
) -> None:
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    forged = f"/calendar/{forge(token)}.ics"
    assert ask(web, "GET", forged) == ask(web, "GET", UNKNOWN)


def test_the_link_of_one_group_opens_no_other(web: ASGIApp, cast: Cast, address: str) -> None:
    other = make_calendar_link(cast.coordinator_3, cast.other_group.id or 0).address
    theirs = other.rpartition("/")[2].partition("-")[0]
    mixed = f"/calendar/{theirs}-{address.partition('-')[2]}"
    assert ask(web, "GET", mixed) == ask(web, "GET", UNKNOWN)


def test_the_address_is_never_logged(web: ASGIApp, address: str, capfd: pytest.CaptureFixture[str]) -> None:
    ask(web, "GET", address)
    ask(web, "GET", UNKNOWN)
    said = "".join(capfd.readouterr())
    assert address.removeprefix("/calendar/") not in said
    assert UNKNOWN.removeprefix("/calendar/") not in said


def file_for(web: ASGIApp, group: GraduateGroup, who: str) -> Answer:
    cookies = redeem_ticket(sign_in(who, passwords.DEMO_PASSWORD, source="here") or "", None)
    assert cookies is not None
    return ask(web, "GET", f"/files/group-sessions/{group.id}", {"cookie": f"{session_cookie()}={cookies.token}"})


@pytest.mark.parametrize("who", ["clinic", "coordinator", "coordinator-2", "register-taker"])
def test_r30_who_reaches_the_group_gets_its_dates_as_a_file(web: ASGIApp, cast: Cast, who: str) -> None:
    answer = file_for(web, cast.group, who)
    assert answer.status == 200
    assert answer.every("content-disposition") == ["attachment; filename*=UTF-8''group-sessions.ics"]
    assert answer.every("content-type") == ["text/calendar; charset=utf-8"]


@pytest.mark.parametrize("who", ["clinic-2", "coordinator-3", "admin"])
def test_r30_to_everybody_else_the_file_is_not_there(web: ASGIApp, cast: Cast, who: str) -> None:
    theirs = file_for(web, cast.group, who)
    missing = file_for(web, GraduateGroup(id=99999), who)
    assert theirs.status == missing.status == 404
    assert theirs.body == missing.body


def test_r30_signed_out_the_file_leads_to_the_form(web: ASGIApp, cast: Cast) -> None:
    answer = ask(web, "GET", f"/files/group-sessions/{cast.group.id}")
    assert (answer.status, answer.every("location")) == (303, ["/"])
