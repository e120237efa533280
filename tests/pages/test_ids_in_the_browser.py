"""What leaves for a clinic's or an administrator's browser holds no id of a member, a mark or a duty (R26).

Ids are given out one after another, so each tells how many there were before it. Looked for is every byte that
Streamlit sends: the names of widgets, links, rows of tables and charts.
"""

import struct
from datetime import timedelta

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest, element_tree, local_script_runner

from models import (
    Confirmation,
    ConsentKind,
    DutyState,
    Graduate,
    GraduateGroup,
    GroupSession,
    Mark,
    MarkKind,
    Member,
    MemberOrigin,
    Programme,
    Referral,
)
from services import clock
from services.clinic.newcomers import handle_of
from services.referrals import calls
from services.register import marking
from tests import make
from tests.apps import Apps
from tests.cast import Cast
from tests.pages.reading import opened, press
from tests.referrals.stories import on_file

# As long as an id may be, so that nothing else has these digits by chance.
MEMBERS, MARKS, DUTIES = 1_515_151_000, 1_616_161_000, 1_717_171_000
MOST = 40
CLINICS = ("overview", "graduates", "refer", "referrals", "engagement", "account")
ADMINISTRATORS = ("accounts", "organisations", "audit", "account")


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Everything that is sent to a browser from now on."""
    sent: list[bytes] = []

    def parse(messages: list[ForwardMsg]) -> element_tree.ElementTree:
        sent.extend(message.SerializeToString() for message in messages)
        return element_tree.parse_tree_from_messages(messages)

    monkeypatch.setattr(local_script_runner, "parse_tree_from_messages", parse)
    return sent


@pytest.fixture
def newcomers(apps: Apps) -> list[Member]:
    """Two newcomers, beside members who agreed or not and a founder; each with a mark, and a duty, each time."""
    cast, ids = apps.cast, iter(range(MEMBERS, MEMBERS + MOST))
    evenings = [_evening(cast.group, days) for days in (28, 14)]
    for kinds in ((ConsentKind.SHARE, ConsentKind.FEEDBACK), (ConsentKind.SHARE,)):
        _referred(cast, next(ids), *kinds)
    make.member(cast.group, "Founder", id=next(ids))
    waiting = {"origin": MemberOrigin.CAME_ALONG, "confirmation": Confirmation.WAITING}
    found = [make.member(cast.group, name, id=next(ids), **waiting) for name in ("Jo", "Bea")]
    role = make.group_role(cast.group, places=9)
    for number, member in enumerate(make.rows(Member)):
        for place, evening in enumerate(evenings):
            make.mark(evening, member, id=MARKS + 2 * number + place)
        make.duty(evenings[0], role, member, DutyState.DONE, id=DUTIES + number)
    return found


def _evening(group: GraduateGroup, days_ago: int) -> GroupSession:
    at = clock.now() - timedelta(days=days_ago)
    return make.group_session(group, at, register_finished_at=at)


def _referred(cast: Cast, member_id: int, *kinds: ConsentKind) -> None:
    person = on_file(cast, *kinds, name="Jo")
    make.member(cast.group, "Jo", id=member_id, graduate_id=person.id)
    sent_at = clock.now() - timedelta(days=70)
    referral = make.referral(person.graduate, cast.group, sent_at=sent_at, member_id=member_id)
    calls.ask(cast.coordinator, referral.id or 0)


def ids_in(wire: list[bytes]) -> list[int]:
    """The ids above that were sent, as digits or as a number in a table."""
    sent = b"".join(wire)
    ids = [one for begin in (MEMBERS, MARKS, DUTIES) for one in range(begin, begin + MOST)]
    return [one for one in ids if any(form in sent for form in _forms(one))]


def _forms(one: int) -> tuple[bytes, ...]:
    return str(one).encode(), struct.pack("<i", one), struct.pack("<d", one)


def everything_open(app: AppTest) -> AppTest:
    app = opened(opened(app))
    assert not app.exception, [error.value for error in app.exception]
    return app


@pytest.mark.parametrize("path", CLINICS)
def test_r26_no_such_id_is_on_a_page_of_the_clinics(
    apps: Apps, newcomers: list[Member], wire: list[bytes], path: str
) -> None:
    everything_open(apps.sign_in("clinic", path))
    assert ids_in(wire) == []


def test_r26_no_such_id_is_on_the_page_of_one_person_one_referral_or_one_programme(
    apps: Apps, newcomers: list[Member], wire: list[bytes]
) -> None:
    app = apps.sign_in("clinic", "overview")
    for path, name, table in (
        ("graduates", "graduate", Graduate),
        ("graduates", "programme", Programme),
        ("referrals", "referral", Referral),
    ):
        for row in make.rows(table):
            everything_open(apps.open(app, path, **{name: row.id or 0}))
    assert ids_in(wire) == []


def test_r26_no_such_id_is_sent_while_newcomers_are_answered_about(
    apps: Apps, newcomers: list[Member], wire: list[bytes]
) -> None:
    app = everything_open(apps.sign_in("clinic", "overview"))
    handle = handle_of(apps.cast.riverside.id, newcomers[0].id)
    assert app.text_input(key=f"confirm_{handle}_name").value == "Jo"
    press(app, "It is them")
    press(app, "Not known to us")
    answered = {row.confirmation for row in make.rows(Member, origin=MemberOrigin.CAME_ALONG)}
    assert answered == {Confirmation.CONFIRMED, Confirmation.NOT_CONFIRMED}
    assert ids_in(wire) == []


@pytest.mark.parametrize("path", ADMINISTRATORS)
def test_r26_no_such_id_is_on_a_page_of_an_administrators(
    apps: Apps, newcomers: list[Member], wire: list[bytes], path: str
) -> None:
    evening = make.group_session(apps.cast.group)
    marking.mark(apps.cast.coordinator, evening.id or 0, [marking.Tap("tap", MEMBERS, MarkKind.CAME)])
    everything_open(apps.sign_in("admin", path))
    assert ids_in(wire) == []


def test_such_ids_would_be_seen(apps: Apps, newcomers: list[Member], wire: list[bytes]) -> None:
    """A coordinator's pages hold those of the own group: what is sent is really looked at."""
    apps.sign_in("coordinator", "members")
    assert set(ids_in(wire)) & {row.id for row in make.rows(Member)}
    assert not set(ids_in(wire)) & {row.id for row in make.rows(Mark)}
