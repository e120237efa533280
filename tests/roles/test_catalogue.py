"""The group's own list of roles."""

import pytest

from models import AuditEvent, Effort, GroupRole, Posture, Strength
from services.errors import Conflict, Invalid, NotFound
from services.roles.catalogue import RoleFields, add, archive, bring_back, edit, group_roles, strengths
from tests import make
from tests.cast import Cast


def test_a_role_is_kept_as_described(cast: Cast) -> None:
    strength = make.add(Strength(group_id=cast.group.id or 0, name="Baking"))
    fields = RoleFields("Refreshments", "Kettle on", Effort.MEDIUM, Posture.STANDING, 2, True, 2, (strength.id or 0,))
    made = add(cast.coordinator, cast.group.id or 0, fields)
    (view,) = group_roles(cast.coordinator, cast.group.id or 0)
    assert (view.id, view.name, view.description, view.effort, view.posture) == (
        made,
        "Refreshments",
        "Kettle on",
        Effort.MEDIUM,
        Posture.STANDING,
    )
    assert (view.places, view.needs_backup, view.every_nth, view.strength_ids) == (2, True, 2, (strength.id,))


def test_editing_changes_the_role_and_its_strengths(cast: Cast) -> None:
    baking = make.add(Strength(group_id=cast.group.id or 0, name="Baking")).id or 0
    made = add(cast.coordinator, cast.group.id or 0, RoleFields("Refreshments", strength_ids=(baking,)))
    edit(cast.coordinator, made, 1, RoleFields("Tea", places=3))
    (view,) = group_roles(cast.coordinator, cast.group.id or 0)
    assert (view.name, view.places, view.strength_ids) == ("Tea", 3, ())


def test_a_role_that_someone_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    """Even when only its strengths changed."""
    baking = make.add(Strength(group_id=cast.group.id or 0, name="Baking")).id or 0
    made = add(cast.coordinator, cast.group.id or 0, RoleFields("Tea"))
    (seen,) = group_roles(cast.coordinator, cast.group.id or 0)
    edit(cast.coordinator_2, made, seen.version, RoleFields("Tea", strength_ids=(baking,)))
    with pytest.raises(Conflict, match="Someone else changed this"):
        edit(cast.coordinator, made, seen.version, RoleFields("Tea"))
    (now,) = group_roles(cast.coordinator, cast.group.id or 0)
    assert now.strength_ids == (baking,)


def test_two_roles_of_one_name_are_refused(cast: Cast) -> None:
    add(cast.coordinator, cast.group.id or 0, RoleFields("Tea"))
    other = add(cast.coordinator, cast.group.id or 0, RoleFields("Cake"))
    with pytest.raises(Conflict, match="already a role of that name"):
        add(cast.coordinator_2, cast.group.id or 0, RoleFields(" Tea "))
    with pytest.raises(Conflict, match="already a role of that name"):
        edit(cast.coordinator, other, 1, RoleFields("Tea"))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (RoleFields(None), "name"),
        (RoleFields("  "), "name"),
        (RoleFields("x" * 500), "name"),
        (RoleFields("T\x00a"), "name"),
        (RoleFields("Tea", "x" * 500), "description"),
        (RoleFields("Tea", places=0), "places"),
        (RoleFields("Tea", places=21), "places"),
        (RoleFields("Tea", every_nth=0), "every_nth"),
    ],
)
def test_a_role_that_cannot_be_kept_is_refused_by_field(cast: Cast, fields: RoleFields, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(cast.coordinator, cast.group.id or 0, fields)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert make.rows(GroupRole) == []


def test_markup_and_emoji_in_a_role_are_kept_as_typed(cast: Cast) -> None:
    add(cast.coordinator, cast.group.id or 0, RoleFields("**Tea** <i>🍵</i>"))
    assert group_roles(cast.coordinator, cast.group.id or 0)[0].name == "**Tea** <i>🍵</i>"


def test_archived_roles_come_last_and_can_come_back(cast: Cast) -> None:
    tea, _cake = (make.group_role(cast.group, name).id or 0 for name in ("A tea", "Cake"))
    archive(cast.coordinator, tea)
    archive(cast.coordinator, tea)
    listed = group_roles(cast.coordinator, cast.group.id or 0)
    assert [(view.name, view.archived) for view in listed] == [("Cake", False), ("A tea", True)]
    bring_back(cast.coordinator, tea)
    assert not any(view.archived for view in group_roles(cast.coordinator, cast.group.id or 0))
    assert len(make.rows(AuditEvent, action="group_role.archived")) == 1


def test_a_strength_of_another_group_is_not_found(cast: Cast) -> None:
    theirs = make.add(Strength(group_id=cast.other_group.id or 0, name="Baking"))
    with pytest.raises(NotFound):
        add(cast.coordinator, cast.group.id or 0, RoleFields("Tea", strength_ids=(theirs.id or 0,)))
    assert strengths(cast.coordinator, cast.group.id or 0) == ()
    assert make.rows(GroupRole) == []
