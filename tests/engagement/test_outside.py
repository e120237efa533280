"""What leaves for outside treats everyone as the second part (R26)."""

from services.engagement.outside import attendance_outside
from tests.engagement.one_room import NO, WEEKS, after, one_in_a_room, told


def test_what_leaves_for_outside_is_the_same_for_whoever_asks_and_never_exact(database_url: str) -> None:
    """R26: everyone is treated as the second part, the people who agreed too."""
    history = after(one_in_a_room(True, 8), WEEKS)
    with history.at_this_time():
        group = history.group.id or 0
        ours, theirs = attendance_outside(history.coordinator, group), attendance_outside(history.clinic, group)
    assert ours == theirs
    assert [(one.given_out.agreed.about, one.given_out.others.about) for one in ours] == [(0, 10)]
    assert ours[0].given_out == told(history)


def test_what_leaves_for_outside_does_not_move_when_somebody_withdraws(database_url: str) -> None:
    history = after(one_in_a_room(True, 8), WEEKS)
    with history.at_this_time():
        before = attendance_outside(history.coordinator, history.group.id or 0)
    after(history, NO)
    with history.at_this_time():
        assert attendance_outside(history.coordinator, history.group.id or 0) == before
