"""The audit trail as an administrator reads it: metadata, newest first."""

from dataclasses import fields

import pytest

from services import audit
from services.administration.audit_trail import PAGE, AuditLine, audit_trail
from services.database import transaction
from services.security.sign_in import sign_in
from tests.cast import Cast
from tests.queries import counted


def happen(cast: Cast, *actions: str) -> None:
    with transaction() as db:
        for number, action in enumerate(actions):
            audit.record(db, cast.clinic, action, "referral", number, changes={"name": ("Amina", "Bernard")})


def test_newest_first_with_who_what_and_where(cast: Cast) -> None:
    happen(cast, "referral.drafted", "referral.sent")
    first = audit_trail(cast.admin).lines[0]
    assert (first.username, first.action, first.subject, first.subject_id, first.scope) == (
        "clinic",
        "referral.sent",
        "referral",
        1,
        cast.riverside.name,
    )


def test_r31_metadata_only_no_value_before_or_after(cast: Cast) -> None:
    happen(cast, "graduate.changed")
    assert "Amina" not in repr(audit_trail(cast.admin))
    assert {field.name for field in fields(AuditLine)} == {
        "id",
        "at",
        "username",
        "action",
        "subject",
        "subject_id",
        "scope",
    }


def test_paging_reaches_every_event_once(cast: Cast) -> None:
    happen(cast, *(f"referral.number_{number}" for number in range(2 * PAGE + 5)))
    seen: list[int] = []
    before = None
    while True:
        page = audit_trail(cast.admin, before=before)
        seen += [line.id for line in page.lines]
        before = page.older
        if before is None:
            break
    assert len(seen) == len(set(seen)) == 2 * PAGE + 5
    assert seen == sorted(seen, reverse=True)


def test_a_full_last_page_is_the_last(cast: Cast) -> None:
    happen(cast, *(["referral.sent"] * PAGE))
    assert audit_trail(cast.admin).older is None


def test_filters_by_how_the_action_begins_and_by_account(cast: Cast) -> None:
    happen(cast, "referral.sent", "consent.given")
    with transaction() as db:
        audit.record(db, cast.coordinator, "referral.accepted", group_id=cast.group.id)
    assert [line.action for line in audit_trail(cast.admin, action="referral").lines] == [
        "referral.accepted",
        "referral.sent",
    ]
    assert [line.scope for line in audit_trail(cast.admin, username="Coordinator ").lines] == [cast.group.name]


@pytest.mark.parametrize("odd", ["%", "_", "\x00", "' OR 1=1 --", "x" * 500, "🙂"])
def test_odd_filters_find_nothing_and_break_nothing(cast: Cast, odd: str) -> None:
    happen(cast, "referral.sent")
    assert audit_trail(cast.admin, username=odd).lines == ()
    if odd != "\x00":
        assert audit_trail(cast.admin, action=odd).lines == ()


def test_a_failed_sign_in_of_nobody_is_on_the_trail(cast: Cast) -> None:
    sign_in("nobody", "wrong", source="here")
    line = audit_trail(cast.admin).lines[0]
    assert (line.action, line.username, line.subject_id) == ("account.sign_in_failed", "", None)


def test_the_trail_takes_one_query_however_many_events(cast: Cast) -> None:
    happen(cast, *(["referral.sent"] * 40))
    with counted() as sent:
        audit_trail(cast.admin)
    assert len([statement for statement in sent if "SELECT" in statement]) == 1
