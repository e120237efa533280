"""A member's number on paper: theirs for good, whatever becomes of the others."""

from models import Member, MemberState
from services import clock
from services.database import reading, transaction
from services.register.numbers import numbers
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.register.room import founder


def of_the_group(cast: Cast) -> dict[int, int]:
    with reading() as db:
        return numbers(db, cast.group.id or 0)


def test_members_are_numbered_in_the_order_in_which_they_joined_each_group_by_itself(cast: Cast) -> None:
    first = make.member(cast.group, "Zoë")
    make.member(cast.other_group, "Elsewhere")
    second = make.member(cast.group, "Amina")
    assert of_the_group(cast) == {first.id: 1, second.id: 2}


def test_a_number_stays_when_others_leave_are_erased_or_join(cast: Cast) -> None:
    leaves, erased, stays = (make.member(cast.group, name) for name in ("Amina", "Bernard", "Cerys"))
    before = of_the_group(cast)[stays.id or 0]
    with transaction() as db:
        db.get_one(Member, leaves.id).state = MemberState.LEFT
        gone = db.get_one(Member, erased.id)
        gone.name, gone.erased_at = "", clock.now()
    make.member(cast.group, "Aaron")
    assert of_the_group(cast)[stays.id or 0] == before == 3


def test_it_is_one_query_however_many_members(cast: Cast) -> None:
    make.add_all([founder(cast, f"Member {number}") for number in range(20)])
    few = how_many(lambda: of_the_group(cast))
    make.add_all([founder(cast, f"Another {number}") for number in range(180)])
    assert how_many(lambda: of_the_group(cast)) == few
