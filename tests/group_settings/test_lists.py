"""Group settings: the group's own lists of skills and strengths."""

import pytest

from models import GroupSessionSkill, MemberStrength, Skill, Strength
from services.errors import Conflict, Invalid, NotFound
from services.group_sessions.lists import skills
from services.group_settings import lists
from services.group_settings.lists import ListKind, entries
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.queries import how_many

KINDS = list(ListKind)


def names(actor: Actor, group_id: int, kind: ListKind) -> list[str]:
    return [entry.name for entry in entries(actor, group_id, kind) if not entry.put_away]


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_is_added_renamed_put_away_and_brought_back(cast: Cast, kind: ListKind) -> None:
    actor, group_id = cast.coordinator, cast.group.id or 0
    entry = lists.add_entry(actor, group_id, kind, " Tai chi ")
    assert names(actor, group_id, kind) == ["Tai chi"]
    lists.rename_entry(actor, kind, entry, "Tai Chi")
    assert names(actor, group_id, kind) == ["Tai Chi"]
    lists.put_away_entry(actor, kind, entry)
    lists.put_away_entry(actor, kind, entry)
    assert names(actor, group_id, kind) == []
    lists.bring_back_entry(actor, kind, entry)
    assert names(actor, group_id, kind) == ["Tai Chi"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_name_in_another_case_is_on_the_list_already(cast: Cast, kind: ListKind) -> None:
    group_id = cast.group.id or 0
    lists.add_entry(cast.coordinator, group_id, kind, "Éveil")
    other = lists.add_entry(cast.coordinator, group_id, kind, "Sleep")
    with pytest.raises(Conflict, match="already on the list"):
        lists.add_entry(cast.coordinator, group_id, kind, "éveil")
    with pytest.raises(Conflict, match="on the list already"):
        lists.rename_entry(cast.coordinator, kind, other, "ÉVEIL")


def test_adding_what_was_put_away_brings_the_same_line_back(cast: Cast) -> None:
    group_id = cast.group.id or 0
    entry = lists.add_entry(cast.coordinator, group_id, ListKind.SKILLS, "Pacing")
    lists.put_away_entry(cast.coordinator, ListKind.SKILLS, entry)
    assert lists.add_entry(cast.coordinator, group_id, ListKind.SKILLS, "pacing") == entry
    assert len(make.rows(Skill, group_id=group_id)) == 1


@pytest.mark.parametrize("name", ["", "x" * 121, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        lists.add_entry(cast.coordinator, cast.group.id or 0, ListKind.SKILLS, name)


def test_a_skill_that_is_put_away_leaves_the_choice_and_stays_where_it_was_practised(cast: Cast) -> None:
    skill, meeting = make.skill(cast.group), make.group_session(cast.group)
    make.add(GroupSessionSkill(group_session_id=meeting.id or 0, skill_id=skill.id or 0))
    lists.put_away_entry(cast.coordinator, ListKind.SKILLS, skill.id or 0)
    assert skills(cast.coordinator, cast.group.id or 0) == ()
    assert [one.name for one in skills(cast.coordinator, cast.group.id or 0, meeting.id)] == [skill.name]


def test_how_often_a_line_is_used_is_counted_in_this_group_alone(cast: Cast) -> None:
    for group, many in ((cast.group, 2), (cast.other_group, 1)):
        strength = make.add(Strength(group_id=group.id or 0, name="Listening"))
        for number in range(many):
            member = make.member(group, f"Member {number}")
            make.add(MemberStrength(member_id=member.id or 0, strength_id=strength.id or 0))
    assert [entry.used for entry in entries(cast.coordinator, cast.group.id or 0, ListKind.STRENGTHS)] == [2]


def test_a_line_of_another_group_is_not_there(cast: Cast) -> None:
    skill = make.skill(cast.other_group)
    for act in (lists.put_away_entry, lists.bring_back_entry):
        with pytest.raises(NotFound):
            act(cast.coordinator, ListKind.SKILLS, skill.id or 0)
    with pytest.raises(NotFound):
        lists.rename_entry(cast.coordinator, ListKind.SKILLS, skill.id or 0, "Ours")


def test_a_list_is_read_in_as_many_queries_whatever_its_length(cast: Cast) -> None:
    def read() -> object:
        return entries(cast.coordinator, cast.group.id or 0, ListKind.SKILLS)

    make.skill(cast.group)
    few = how_many(read)
    for number in range(30):
        make.skill(cast.group, f"Skill {number}")
    assert how_many(read) == few
