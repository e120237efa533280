"""R31: that figures were taken away is recorded, by whom and as what, with no figure in it."""

import pytest

from models import AuditChange, AuditEvent
from services.engagement.exports.recording import Kind, exported
from services.errors import NotFound
from tests import make
from tests.cast import Cast


@pytest.mark.parametrize("who", ["coordinator", "clinic"])
def test_r31_one_event_says_who_took_what_of_which_group(cast: Cast, who: str) -> None:
    actor = cast.everyone[who]
    exported(actor, cast.group.id or 0, Kind.XLSX)
    (event,), (change,) = make.rows(AuditEvent), make.rows(AuditChange)
    assert (event.account_id, event.action, event.subject, event.subject_id, event.group_id) == (
        actor.account_id,
        "engagement.exported",
        "graduate_group",
        cast.group.id,
        cast.group.id,
    )
    assert (change.field, change.before, change.after) == ("as", None, "xlsx")


def test_of_a_strangers_group_nothing_is_recorded(cast: Cast) -> None:
    with pytest.raises(NotFound):
        exported(cast.coordinator_3, cast.group.id or 0, Kind.CSV)
    assert make.rows(AuditEvent) == []
