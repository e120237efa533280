"""R21: which coordinator a member is, so that their own duties count."""

import pytest

from models import Account, Member
from services.errors import Conflict, NotFound
from services.members.signing_in_as import coordinators, signs_in_as
from tests import make
from tests.cast import Cast


def account(username: str) -> int:
    return make.rows(Account, username=username)[0].id or 0


def linked(member: Member) -> int | None:
    return make.rows(Member, id=member.id)[0].account_id


def test_a_member_is_a_coordinator_and_then_none_again(cast: Cast) -> None:
    member, wanted = make.member(cast.group), account("coordinator")
    signs_in_as(cast.coordinator_2, member.id or 0, wanted)
    assert linked(member) == wanted
    here = {one.account_id: one.member_id for one in coordinators(cast.coordinator, cast.group.id or 0)}
    assert here == {wanted: member.id, account("coordinator-2"): None}
    signs_in_as(cast.coordinator_2, member.id or 0, None)
    assert linked(member) is None


def test_a_coordinator_is_one_member_only(cast: Cast) -> None:
    amina, bernard, wanted = make.member(cast.group, "Amina"), make.member(cast.group), account("coordinator")
    signs_in_as(cast.coordinator, amina.id or 0, wanted)
    with pytest.raises(Conflict, match="Another member signs in"):
        signs_in_as(cast.coordinator, bernard.id or 0, wanted)
    assert linked(bernard) is None


@pytest.mark.parametrize("username", ["coordinator-3", "clinic", "register-taker", "admin"])
def test_r30_only_a_coordinator_of_this_group_can_be_named(cast: Cast, username: str) -> None:
    member = make.member(cast.group)
    with pytest.raises(NotFound):
        signs_in_as(cast.coordinator, member.id or 0, account(username))
    assert linked(member) is None
