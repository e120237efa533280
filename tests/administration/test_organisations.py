"""Clinics and groups, as organisations."""

import pytest

from models import Clinic, GroupRole, GroupRoleStrength, Nation, Role, Skill, Strength
from services.administration import organisations
from services.administration.defaults import ROLES, SKILLS, STRENGTHS
from services.errors import Conflict, Invalid, NotFound
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def test_a_new_clinic_is_on_the_list_with_its_group(cast: Cast) -> None:
    clinic_id = organisations.add_clinic(cast.admin, name="Seaview", reply_to="team@seaview.example")
    organisations.add_group(cast.admin, clinic_id, name="Seaview Group", venue="The Pier", nation=Nation.WALES)
    found = {each.id: each for each in organisations.organisations(cast.admin)}[clinic_id]
    assert (found.name, found.reply_to) == ("Seaview", "team@seaview.example")
    assert [(group.name, group.venue, group.nation) for group in found.groups] == [
        ("Seaview Group", "The Pier", Nation.WALES)
    ]


def test_r17_a_new_group_starts_with_the_fourteen_skills_ten_roles_and_strengths(cast: Cast) -> None:
    group_id = organisations.add_group(cast.admin, cast.riverside.id or 0, name="Second group")
    assert [row.name for row in make.rows(Skill, group_id=group_id)] == list(SKILLS)
    assert len(SKILLS) == 14
    roles = make.rows(GroupRole, group_id=group_id)
    assert sorted(row.name for row in roles) == sorted(role.name for role in ROLES)
    assert len(ROLES) == 10
    assert {row.name for row in make.rows(Strength, group_id=group_id)} == set(STRENGTHS)
    drawn_on = {row.group_role_id for row in make.rows(GroupRoleStrength)}
    assert {row.id for row in roles} <= drawn_on


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "nul\x00"])
def test_an_unsuitable_name_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        organisations.add_clinic(cast.admin, name=name)
    with pytest.raises(Invalid):
        organisations.add_group(cast.admin, cast.riverside.id or 0, name=name)


def test_a_name_that_is_taken_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(Conflict, match="already a clinic of that name"):
        organisations.add_clinic(cast.admin, name=cast.riverside.name)
    with pytest.raises(Conflict, match="already has a group of that name"):
        organisations.add_group(cast.admin, cast.riverside.id or 0, name=cast.group.name)


def test_a_clinic_is_renamed(cast: Cast) -> None:
    clinic_id, version = cast.riverside.id or 0, cast.riverside.version
    organisations.change_clinic(cast.admin, clinic_id, version, name="Riverside", reply_to="new@example.org")
    found = make.rows(Clinic, id=cast.riverside.id)[0]
    assert (found.name, found.reply_to) == ("Riverside", "new@example.org")


def test_a_clinic_that_someone_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    clinic_id, seen = cast.riverside.id or 0, cast.riverside.version
    organisations.change_clinic(cast.admin, clinic_id, seen, name="Theirs", reply_to="")
    with pytest.raises(Conflict, match="Someone else changed this"):
        organisations.change_clinic(cast.admin, clinic_id, seen, name="Mine", reply_to="")
    assert make.rows(Clinic, id=clinic_id)[0].name == "Theirs"


def test_an_unused_clinic_can_be_put_away_and_is_then_not_found(cast: Cast) -> None:
    clinic_id = organisations.add_clinic(cast.admin, name="Opened by mistake")
    organisations.put_away_clinic(cast.admin, clinic_id)
    assert clinic_id not in {each.id for each in organisations.organisations(cast.admin)}
    with pytest.raises(NotFound):
        organisations.add_group(cast.admin, clinic_id, name="Too late")


def test_a_clinic_in_use_stays(cast: Cast) -> None:
    having_group, having_account, having_graduate = (make.clinic(name) for name in ("One", "Two", "Three"))
    make.group(having_group)
    make.account("someone", Role.CLINIC_STAFF, clinic_id=having_account.id)
    make.graduate(make.programme(having_graduate.id or 0))
    for clinic in (having_group, having_account, having_graduate):
        assert not {each.id: each for each in organisations.organisations(cast.admin)}[clinic.id or 0].unused
        with pytest.raises(Conflict):
            organisations.put_away_clinic(cast.admin, clinic.id or 0)


def test_the_list_takes_as_many_queries_for_many_clinics(cast: Cast) -> None:
    few = how_many(lambda: organisations.organisations(cast.admin))
    for number in range(10):
        make.group(make.clinic(f"Clinic {number}"), f"Group {number}")
    assert how_many(lambda: organisations.organisations(cast.admin)) == few
