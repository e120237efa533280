"""R18, R19, R22: what suits a member, written down in one go."""

import pytest

from models import AuditEvent, Effort, Growth, Member, MemberRole, MemberStrength, Strength, Wish
from services.errors import Conflict, Invalid, NotFound
from services.members import strengths
from services.members.suiting import Limits, Said, Suits, set_suits
from tests import make
from tests.cast import Cast


def now(member: Member) -> Member:
    return make.rows(Member, id=member.id)[0]


def listed(cast: Cast, name: str) -> int:
    return make.add(Strength(group_id=cast.group.id or 0, name=name)).id or 0


def test_limits_strengths_and_wishes_are_kept_in_one_go(cast: Cast) -> None:
    member, role, listening = make.member(cast.group), make.group_role(cast.group), listed(cast, "Listening")
    limits = Limits(True, True, Effort.LOW, False, 2, 5)
    said = {role.id or 0: Said(Wish.WOULD_LIKE, Growth.READY_TO_LEAD)}
    version = set_suits(cast.coordinator, member.id or 0, member.version, Suits(limits, [listening], said))
    kept = now(member)
    assert kept.version == version > member.version
    assert (kept.seated_only, kept.no_lifting, kept.most_effort) == (True, True, Effort.LOW)
    assert (kept.suggest_roles, kept.duties_per_session, kept.duties_in_six_weeks) == (False, 2, 5)
    assert [row.strength_id for row in make.rows(MemberStrength)] == [listening]
    assert [(row.wish, row.growth) for row in make.rows(MemberRole)] == [(Wish.WOULD_LIKE, Growth.READY_TO_LEAD)]


def test_r22_a_wish_and_growth_are_set_and_set_back(cast: Cast) -> None:
    member, role = make.member(cast.group), make.group_role(cast.group)
    for wish, growth in ((Wish.WOULD_LIKE, Growth.READY_TO_LEAD), (Wish.WOULD_RATHER_NOT, Growth.TRIED)):
        said = {role.id or 0: Said(wish, growth)}
        set_suits(cast.coordinator, member.id or 0, now(member).version, Suits(said=said))
    (kept,) = make.rows(MemberRole)
    assert (kept.wish, kept.growth) == (Wish.WOULD_RATHER_NOT, Growth.TRIED)


def test_a_strength_taken_off_stays_on_the_groups_list_and_others_keep_their_words(cast: Cast) -> None:
    member, humour = make.member(cast.group), listed(cast, "Humour")
    strengths.add_strength(cast.coordinator, member.id or 0, "Listening", "I hear people out")
    strengths.add_strength(cast.coordinator, member.id or 0, "Baking")
    (listening,) = make.rows(Strength, name="Listening")
    set_suits(cast.coordinator, member.id or 0, now(member).version, Suits(strength_ids=[listening.id or 0, humour]))
    kept = {row.strength_id: row.own_words for row in make.rows(MemberStrength)}
    assert kept == {listening.id: "I hear people out", humour: ""}
    assert {row.name for row in make.rows(Strength)} == {"Baking", "Humour", "Listening"}


def test_a_strength_that_somebody_added_meanwhile_is_not_taken_off_unseen(cast: Cast) -> None:
    member = make.member(cast.group)
    strengths.add_strength(cast.coordinator_2, member.id or 0, "Listening")
    with pytest.raises(Conflict, match="Someone else changed this"):
        set_suits(cast.coordinator, member.id or 0, member.version, Suits())
    assert len(make.rows(MemberStrength)) == 1


@pytest.mark.parametrize("limits", [Limits(duties_per_session=-1), Limits(duties_in_six_weeks=21)])
def test_r19_a_cap_out_of_range_is_refused(cast: Cast, limits: Limits) -> None:
    member = make.member(cast.group)
    with pytest.raises(Invalid):
        set_suits(cast.coordinator, member.id or 0, member.version, Suits(limits))


def test_r30_roles_and_strengths_of_another_group_are_not_found(cast: Cast) -> None:
    member, role = make.member(cast.group), make.group_role(cast.other_group)
    elsewhere = make.add(Strength(group_id=cast.other_group.id or 0, name="Listening"))
    for suits in (Suits(said={role.id or 0: Said()}), Suits(strength_ids=[elsewhere.id or 0])):
        with pytest.raises(NotFound):
            set_suits(cast.coordinator, member.id or 0, now(member).version, suits)
    assert make.rows(MemberRole) == make.rows(MemberStrength) == []


def test_only_what_changed_is_in_the_audit(cast: Cast) -> None:
    member, role = make.member(cast.group), make.group_role(cast.group)
    for _ in range(2):
        said = {role.id or 0: Said(Wish.WOULD_LIKE)}
        set_suits(cast.coordinator, member.id or 0, now(member).version, Suits(said=said))
    assert len(make.rows(AuditEvent, action="member.wish_set")) == 1
    assert make.rows(AuditEvent, action="member.strengths_set") == []
