"""R16: someone came along, and the clinic says in one step whether they completed the programme."""

import re
from dataclasses import fields

import pytest
from pydantic import SecretStr

from models import (
    AuditChange,
    AuditEvent,
    Confirmation,
    ConsentKind,
    Member,
    MemberEvent,
    MemberOrigin,
    MemberStep,
    ReferralState,
)
from services import access, clock
from services.clinic import confirmations
from services.clinic.confirmations import Unconfirmed
from services.clinic.newcomers import NotAsked, handle_of
from services.database import transaction
from services.errors import NotFound
from services.members import person as member_page
from services.referrals import welcoming, writing
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.referrals.stories import READY, on_file


def came_along(cast: Cast, name: str = "Jo") -> Member:
    return make.member(cast.group, name, origin=MemberOrigin.CAME_ALONG, confirmation=Confirmation.WAITING)


def handle(cast: Cast, member: Member) -> str:
    return handle_of(cast.riverside.id, member.id)


def test_r16_the_clinic_sees_whom_its_group_asks_about(cast: Cast) -> None:
    came_along(cast)
    make.member(cast.group, "Founder")
    assert [one.name for one in confirmations.unconfirmed(cast.clinic)] == ["Jo"]
    assert confirmations.unconfirmed(cast.clinic_2) == ()


def test_r16_confirming_links_them_to_the_graduate(cast: Cast) -> None:
    member, person = came_along(cast), on_file(cast)
    confirmations.confirm(cast.clinic, handle(cast, member), person.id)
    (row,) = make.rows(Member)
    assert (row.graduate_id, row.confirmation) == (person.id, Confirmation.CONFIRMED)
    assert [event.step for event in make.rows(MemberEvent)] == [MemberStep.CONFIRMED]
    assert confirmations.unconfirmed(cast.clinic) == ()


def test_r16_a_referral_afterwards_makes_no_second_member(cast: Cast) -> None:
    member, person = came_along(cast), on_file(cast, ConsentKind.SHARE)
    confirmations.confirm(cast.clinic, handle(cast, member), person.id)
    welcoming.accept(cast.coordinator, writing.send(cast.clinic, person.id, cast.group.id or 0, READY))
    assert [row.id for row in make.rows(Member)] == [member.id]


def test_r16_not_known_is_an_answer_too(cast: Cast) -> None:
    member = came_along(cast)
    confirmations.not_known(cast.clinic, handle(cast, member))
    assert make.rows(Member)[0].confirmation is Confirmation.NOT_CONFIRMED


def test_answering_twice_changes_nothing(cast: Cast) -> None:
    member, person = came_along(cast), on_file(cast)
    confirmations.not_known(cast.clinic, handle(cast, member))
    with pytest.raises(NotAsked, match="answered this already"):
        confirmations.confirm(cast.clinic, handle(cast, member), person.id)
    (row,) = make.rows(Member)
    assert (row.graduate_id, row.confirmation) == (None, Confirmation.NOT_CONFIRMED)


def test_r26_what_a_newcomer_is_called_by_says_nothing_of_how_many_members_there_are(cast: Cast) -> None:
    """Two worlds, 1 and 500 members: the handles are of one length and alphabet, and neither holds the id."""
    make.member(cast.group, id=500_000)
    first = came_along(cast)
    second = make.member(cast.group, "Bea", id=500_777, confirmation=Confirmation.WAITING)
    told = {one.name: one.handle for one in confirmations.unconfirmed(cast.clinic)}
    assert told == {"Jo": handle(cast, first), "Bea": handle(cast, second)}
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in told.values())
    assert {field.name for field in fields(Unconfirmed)} == {"handle", "name", "group", "since"}


def test_r26_a_handle_cannot_be_made_without_the_secret_key_and_is_no_other_clinics(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = came_along(cast)
    ours = handle(cast, member)
    assert ours != handle_of(cast.hillside.id, member.id)
    monkeypatch.setattr(settings(), "secret_key", SecretStr("another key, as long as keys have to be"))
    assert ours != handle(cast, member)


def test_r26_whoever_is_no_newcomer_is_not_found_whether_a_member_or_nobody(cast: Cast) -> None:
    """Else the answers would tell which ids are members of the clinic's groups, and so how many there are."""
    founder, answered, gone = make.member(cast.group), came_along(cast, "Answered"), came_along(cast, "Gone")
    confirmations.not_known(cast.clinic, handle(cast, answered))
    erased = make.member(cast.group, "Erased", confirmation=Confirmation.WAITING, erased_at=clock.now())
    elsewhere = make.member(cast.other_group, "Theirs", confirmation=Confirmation.WAITING)
    with_no_row = handle_of(cast.riverside.id, (gone.id or 0) + 1000)
    made_up = (with_no_row, "", "7", str(founder.id), "é" * 32, "\udcff", handle_of(cast.hillside.id, elsewhere.id))
    tried = [*(handle(cast, one) for one in (founder, answered, erased, elsewhere)), *made_up]
    person = on_file(cast)
    told = set()
    for one in tried:
        for answer in (confirmations.not_known, lambda actor, key: confirmations.confirm(actor, key, person.id)):
            with pytest.raises(NotFound) as refused:
                answer(cast.clinic, one)
            told.add((type(refused.value), str(refused.value)))
    assert told == {(NotAsked, str(NotAsked()))}
    assert [row.name for row in make.rows(Member, confirmation=Confirmation.WAITING)] == ["Gone", "Erased", "Theirs"]


def test_r26_an_answer_is_about_whom_it_was_given_though_the_list_changed_meanwhile(cast: Cast) -> None:
    first, second = came_along(cast, "Amina"), came_along(cast, "Bea")
    drawn = {one.name: one.handle for one in confirmations.unconfirmed(cast.clinic)}
    confirmations.not_known(cast.clinic, handle(cast, first))
    came_along(cast, "Carla")
    confirmations.confirm(cast.clinic, drawn["Bea"], on_file(cast).id)
    assert [row.id for row in make.rows(Member, confirmation=Confirmation.CONFIRMED)] == [second.id]


def test_r9_whoever_is_in_the_group_already_is_confirmed_alike_and_the_group_alone_learns_that_two_are_one(
    cast: Cast,
) -> None:
    told = []
    for name, state in (("Amina", ReferralState.SENT), ("Bea", ReferralState.ACCEPTED)):
        person = on_file(cast, name=name)
        make.referral(person.graduate, cast.group, state)
        before = len(make.rows(AuditEvent))
        came = came_along(cast, f"{name} at the door")
        confirmations.confirm(cast.clinic, handle(cast, came), person.id)
        (event,) = make.rows(AuditEvent)[before:]
        changes = make.rows(AuditChange, event_id=event.id)
        told.append((event.action, [(one.field, (one.after or "").replace(str(person.id), "them")) for one in changes]))
        also = member_page.person(cast.coordinator, came.id or 0).also
        assert also == (() if state is ReferralState.SENT else ("Bea",))
    assert told[0] == told[1] == ("member.confirmed", [("confirmation", "confirmed"), ("graduate", "them")])
    assert confirmations.unconfirmed(cast.clinic) == ()


def test_one_graduate_is_not_two_members_and_both_entries_say_so(cast: Cast) -> None:
    person = on_file(cast)
    amina, jo = make.member(cast.group, "Amina", graduate_id=person.id), came_along(cast)
    confirmations.confirm(cast.clinic, handle(cast, jo), person.id)
    assert [row.graduate_id for row in make.rows(Member)] == [person.id, None]
    assert member_page.person(cast.coordinator, amina.id or 0).also == ("Jo",)
    assert member_page.person(cast.coordinator, jo.id or 0).also == ("Amina",)


def test_r30_another_clinics_graduate_cannot_be_linked(cast: Cast) -> None:
    theirs = make.graduate(make.programme(cast.hillside.id or 0))
    with pytest.raises(NotFound):
        confirmations.confirm(cast.clinic, handle(cast, came_along(cast)), theirs.id or 0)


def test_r31_the_look_is_recorded(cast: Cast) -> None:
    came_along(cast)
    confirmations.unconfirmed(cast.clinic)
    assert "member.looked_at" in {event.action for event in make.rows(AuditEvent)}


def test_r30_a_newcomer_whom_somebody_has_answered_about_by_the_time_they_are_held_is_not_there(cast: Cast) -> None:
    """Two may have found the same newcomer: the row is looked at again once it is held."""
    founder, answered, asked = make.member(cast.group), came_along(cast, "Answered"), came_along(cast)
    confirmations.not_known(cast.clinic, handle(cast, answered))
    with transaction() as db:
        for one in (founder, answered):
            with pytest.raises(NotFound):
                access.member_to_confirm(db, cast.clinic, one.id or 0)
        assert access.member_to_confirm(db, cast.clinic, asked.id or 0).name == "Jo"
