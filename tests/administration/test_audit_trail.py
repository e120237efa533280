"""The audit trail as an administrator reads it: metadata, newest first."""

from dataclasses import fields

import pytest
import time_machine

from services import audit, clock
from services.administration.audit_line import AuditLine
from services.administration.audit_trail import PAGE, AuditPage, audit_trail
from services.database import transaction
from services.security.sign_in import sign_in
from tests.cast import Cast
from tests.queries import counted


def happen(cast: Cast, *actions: str) -> None:
    with transaction() as db:
        for number, action in enumerate(actions):
            audit.record(db, cast.clinic, action, "clinic", number, changes={"name": ("Amina", "Bernard")})


def pages(cast: Cast, **filters: str) -> list[AuditPage]:
    """Every page, newest first."""
    found = [audit_trail(cast.admin, **filters)]
    while (before := found[-1].older) is not None:
        found.append(audit_trail(cast.admin, before=before, **filters))
    return found


def test_newest_first_with_who_what_and_where(cast: Cast) -> None:
    happen(cast, "clinic.added", "clinic.changed")
    first = audit_trail(cast.admin).lines[0]
    assert (first.username, first.action, first.subject, first.subject_id, first.scope) == (
        "clinic",
        "clinic.changed",
        "clinic",
        1,
        cast.riverside.name,
    )


def test_r31_metadata_only_no_value_before_or_after(cast: Cast) -> None:
    happen(cast, "clinic.changed", "graduate.changed")
    assert "Amina" not in repr(audit_trail(cast.admin))
    assert {field.name for field in fields(AuditLine)} == {
        "on",
        "at",
        "username",
        "action",
        "subject",
        "subject_id",
        "scope",
    }


@pytest.mark.parametrize("tick", [True, False])
def test_paging_reaches_every_event_that_is_shown_by_itself_once(cast: Cast, tick: bool) -> None:
    """Also when many happened at the very same moment."""
    with time_machine.travel(clock.now(), tick=tick):
        happen(cast, *(f"clinic.number_{number}" for number in range(2 * PAGE + 5)))
    found = pages(cast)
    seen = [line.subject_id for page in found for line in page.lines]
    assert seen == [*reversed(range(2 * PAGE + 5))]
    assert [len(page.lines) for page in found] == [PAGE, PAGE, 5]


def test_a_full_last_page_is_the_last(cast: Cast) -> None:
    happen(cast, *(["clinic.changed"] * PAGE))
    assert audit_trail(cast.admin).older is None


def test_filters_by_how_the_action_begins_and_by_account(cast: Cast) -> None:
    happen(cast, "group.added", "clinic.changed")
    with transaction() as db:
        audit.record(db, cast.coordinator, "group.changed", group_id=cast.group.id)
    assert [line.action for line in audit_trail(cast.admin, action="group").lines] == ["group.changed", "group.added"]
    assert [line.scope for line in audit_trail(cast.admin, username="Coordinator ").lines] == [cast.group.name]


@pytest.mark.parametrize("odd", ["%", "_", "\x00", "' OR 1=1 --", "x" * 500, "🙂"])
def test_odd_filters_find_nothing_and_break_nothing(cast: Cast, odd: str) -> None:
    happen(cast, "clinic.changed", "mark.changed")
    assert audit_trail(cast.admin, username=odd).lines == ()
    if odd != "\x00":
        assert audit_trail(cast.admin, action=odd).lines == ()


def test_a_failed_sign_in_of_nobody_is_on_the_trail(cast: Cast) -> None:
    sign_in("nobody", "wrong", source="here")
    line = audit_trail(cast.admin).lines[0]
    assert (line.action, line.username, line.subject_id) == ("account.sign_in_failed", "", None)


@pytest.mark.parametrize("action", ["clinic.changed", "mark.changed"])
def test_the_trail_takes_the_same_few_queries_however_many_events(cast: Cast, action: str) -> None:
    taken = []
    for number in (2, 400):
        happen(cast, *([action] * number))
        with counted() as sent:
            audit_trail(cast.admin)
        taken.append(len(sent))
    assert taken[0] == taken[1] <= 6
