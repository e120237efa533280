"""R16: someone came along, and the clinic says in one step whether they completed the programme."""

import pytest

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
from services.clinic import confirmations
from services.errors import Conflict, NotFound
from services.members import person as member_page
from services.referrals import welcoming, writing
from tests import make
from tests.cast import Cast
from tests.referrals.stories import READY, on_file


def came_along(cast: Cast, name: str = "Jo") -> Member:
    return make.member(cast.group, name, origin=MemberOrigin.CAME_ALONG, confirmation=Confirmation.WAITING)


def test_r16_the_clinic_sees_whom_its_group_asks_about(cast: Cast) -> None:
    came_along(cast)
    make.member(cast.group, "Founder")
    assert [one.name for one in confirmations.unconfirmed(cast.clinic)] == ["Jo"]
    assert confirmations.unconfirmed(cast.clinic_2) == ()


def test_r16_confirming_links_them_to_the_graduate(cast: Cast) -> None:
    member, person = came_along(cast), on_file(cast)
    confirmations.confirm(cast.clinic, member.id or 0, person.id)
    (row,) = make.rows(Member)
    assert (row.graduate_id, row.confirmation) == (person.id, Confirmation.CONFIRMED)
    assert [event.step for event in make.rows(MemberEvent)] == [MemberStep.CONFIRMED]
    assert confirmations.unconfirmed(cast.clinic) == ()


def test_r16_a_referral_afterwards_makes_no_second_member(cast: Cast) -> None:
    member, person = came_along(cast), on_file(cast, ConsentKind.SHARE)
    confirmations.confirm(cast.clinic, member.id or 0, person.id)
    welcoming.accept(cast.coordinator, writing.send(cast.clinic, person.id, cast.group.id or 0, READY))
    assert [row.id for row in make.rows(Member)] == [member.id]


def test_r16_not_known_is_an_answer_too(cast: Cast) -> None:
    member = came_along(cast)
    confirmations.not_known(cast.clinic, member.id or 0)
    assert make.rows(Member)[0].confirmation is Confirmation.NOT_CONFIRMED


def test_answering_twice_changes_nothing(cast: Cast) -> None:
    member, person = came_along(cast), on_file(cast)
    confirmations.not_known(cast.clinic, member.id or 0)
    with pytest.raises(Conflict, match="answered this already"):
        confirmations.confirm(cast.clinic, member.id or 0, person.id)


def test_r9_whoever_is_in_the_group_already_is_confirmed_alike_and_the_group_alone_learns_that_two_are_one(
    cast: Cast,
) -> None:
    told = []
    for name, state in (("Amina", ReferralState.SENT), ("Bea", ReferralState.ACCEPTED)):
        person = on_file(cast, name=name)
        make.referral(person.graduate, cast.group, state)
        before = len(make.rows(AuditEvent))
        came = came_along(cast, f"{name} at the door").id or 0
        confirmations.confirm(cast.clinic, came, person.id)
        (event,) = make.rows(AuditEvent)[before:]
        changes = make.rows(AuditChange, event_id=event.id)
        told.append((event.action, [(one.field, (one.after or "").replace(str(person.id), "them")) for one in changes]))
        also = member_page.person(cast.coordinator, came).also
        assert also == (() if state is ReferralState.SENT else ("Bea",))
    assert told[0] == told[1] == ("member.confirmed", [("confirmation", "confirmed"), ("graduate", "them")])
    assert confirmations.unconfirmed(cast.clinic) == ()


def test_one_graduate_is_not_two_members_and_both_entries_say_so(cast: Cast) -> None:
    person = on_file(cast)
    amina, jo = make.member(cast.group, "Amina", graduate_id=person.id), came_along(cast)
    confirmations.confirm(cast.clinic, jo.id or 0, person.id)
    assert [row.graduate_id for row in make.rows(Member)] == [person.id, None]
    assert member_page.person(cast.coordinator, amina.id or 0).also == ("Jo",)
    assert member_page.person(cast.coordinator, jo.id or 0).also == ("Amina",)


def test_r30_another_clinics_graduate_cannot_be_linked(cast: Cast) -> None:
    theirs = make.graduate(make.programme(cast.hillside.id or 0))
    with pytest.raises(NotFound):
        confirmations.confirm(cast.clinic, came_along(cast).id or 0, theirs.id or 0)


def test_r31_the_look_is_recorded(cast: Cast) -> None:
    came_along(cast)
    confirmations.unconfirmed(cast.clinic)
    assert "member.looked_at" in {event.action for event in make.rows(AuditEvent)}
