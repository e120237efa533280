"""What it is to join a group: one definition for newcomers and for where the group is heading."""

from collections.abc import Iterable, Sequence

from services.engagement.held import Held, Span


def new_people(people: Iterable[Span], sessions: Sequence[Held]) -> list[Span]:
    """Those who first came after the group's very first recorded group session: who came to that began it.

    Args:
        people: everybody who may be counted and ever came.
        sessions: every group session ever that was held, oldest first.
    """
    began = next((one.on for one in sessions if one.recorded), None)
    return [one for one in people if began is not None and one.first > began]
