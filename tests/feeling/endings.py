"""What ends a group session's question before its time."""

from models import GraduateGroup, GroupSession, GroupSessionState
from services import clock
from services.database import transaction
from services.feeling.asking import renew_code
from tests.cast import Cast
from tests.feeling.room import asks


def off(cast: Cast, meeting: GroupSession) -> None:
    asks(cast.group, on=False)


def cancelled(cast: Cast, meeting: GroupSession) -> None:
    with transaction() as db:
        row = db.get_one(GroupSession, meeting.id)
        row.state, row.cancel_reason = GroupSessionState.CANCELLED, "Snow"


def archived(cast: Cast, meeting: GroupSession) -> None:
    with transaction() as db:
        db.get_one(GraduateGroup, cast.group.id).archived_at = clock.now()


def renewed(cast: Cast, meeting: GroupSession) -> None:
    renew_code(cast.coordinator, meeting.id or 0, 0)
