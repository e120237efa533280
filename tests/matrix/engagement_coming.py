"""Who may see how many come, who is new, what was practised, whom people meet and where it leads."""

from collections.abc import Callable

from services.engagement.heading import heading
from services.engagement.meeting import meeting
from services.engagement.newcomers import newcomers
from services.engagement.practised import practised
from services.engagement.seasons import seasons
from services.security.actor import Actor
from tests.matrix import Row
from tests.matrix.engagement import ELSEWHERE, WORKS


def _row(action: str, read: Callable[[Actor, int], object]) -> Row:
    return Row(action, lambda cast: lambda actor: read(actor, cast.group.id or 0), WORKS, ELSEWHERE)


ROWS: tuple[Row, ...] = (
    _row("engagement.heading.heading", heading),
    _row("engagement.meeting.meeting", meeting),
    _row("engagement.newcomers.newcomers", newcomers),
    _row("engagement.practised.practised", practised),
    _row("engagement.seasons.seasons", seasons),
)
