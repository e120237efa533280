"""Somebody whom the group has twice is one person where a group session is given out (R26)."""

from dataclasses import replace

import pytest

from models import AmongOthers, MarkKind, Member
from services.engagement.attendance import Outcome, attendance
from services.engagement.disclosure import GivenOut
from tests import make
from tests.engagement.world import Someone, build

CAME = MarkKind.CAME
STRANGER = Someone((CAME,), graduate=False)
KNOWN, AGREES = Someone((CAME,), consent="none"), Someone((CAME,))
# Whose other row the clinic may have counted exactly until now.
WITHDREW = Someone((CAME,), consent="withdrawn")


def told(*people: Someone) -> GivenOut:
    world = build((Outcome.RECORDED,), people)
    given = attendance(world.clinic, world.group.id or 0).sessions[0].given_out
    assert given is not None
    return given


@pytest.mark.parametrize(("strangers", "fewer_than_8"), [(6, True), (7, False)])
def test_among_everyone_else_they_are_one(database_url: str, strangers: int, fewer_than_8: bool) -> None:
    given = told(KNOWN, replace(STRANGER, same_as=0), *[STRANGER] * strangers)
    assert given.others.fewer_than_8 is fewer_than_8


def test_among_those_who_agreed_they_are_one(database_url: str) -> None:
    assert told(AGREES, replace(AGREES, same_as=0), *[AGREES] * 6).agreed.fewer_than_8


@pytest.mark.parametrize(("first", "fewer_than_8"), [(AGREES, True), (WITHDREW, True), (KNOWN, False)])
def test_whose_one_row_may_have_been_counted_is_nobody_else_under_the_other(
    database_url: str, first: Someone, fewer_than_8: bool
) -> None:
    """7 others: with the second row of somebody who agrees, or did, they would be 8."""
    given = told(first, replace(STRANGER, same_as=0), *[STRANGER] * 7)
    assert given.others.fewer_than_8 is fewer_than_8


def test_each_row_stands_among_the_others_by_itself(database_url: str) -> None:
    """So whoever a row turns out to be later, its mark there is never counted."""
    told(AGREES, replace(STRANGER, same_as=0))
    (_, again) = make.rows(Member)
    assert [row.member_id for row in make.rows(AmongOthers)] == [again.id]
