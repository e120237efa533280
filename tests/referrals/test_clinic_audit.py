"""R9 and R31: the clinic's own audit says what it did and at whom it looked, and never what became of somebody."""

import pytest

from models import AuditChange, AuditEvent, ConsentKind, ReferralState
from services.clinic import reading
from services.referrals import reading as referrals
from services.referrals import writing
from tests import make
from tests.cast import Cast
from tests.referrals.stories import on_file


def told(cast: Cast) -> set[tuple[str, str, str | None, str | None]]:
    """Everything in the clinic's own part of the audit."""
    mine = {event.id: event for event in make.rows(AuditEvent) if event.clinic_id or event.account_id}
    values = {change.event_id: change for change in make.rows(AuditChange)}
    return {
        (event.action, values[id_].field, values[id_].before, values[id_].after)
        if id_ in values
        else (event.action, "", None, None)
        for id_, event in mine.items()
    }


@pytest.mark.parametrize(
    "state", [ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.CONTACTED, ReferralState.LEFT]
)
def test_r9_withdrawing_tells_nothing_in_the_audit_without_feedback_consent(cast: Cast, state: ReferralState) -> None:
    person = on_file(cast).graduate
    referral = make.referral(person, cast.group, ReferralState.ACCEPTED if state is ReferralState.LEFT else state)
    if state is ReferralState.LEFT:
        referral.state = state
        make.add(referral)
    writing.withdraw(cast.clinic, referral.id or 0, "Moved away")
    assert told(cast) == {("referral.withdrawn", "state", "sent", "withdrawn")}


def test_r9_with_feedback_consent_the_audit_says_from_where(cast: Cast) -> None:
    person = on_file(cast, ConsentKind.FEEDBACK).graduate
    writing.withdraw(cast.clinic, make.referral(person, cast.group, ReferralState.CONTACTED).id or 0, "Moved away")
    assert told(cast) == {("referral.withdrawn", "state", "contacted", "withdrawn")}


def test_r31_a_look_at_either_list_is_a_look_at_the_people_on_it(cast: Cast) -> None:
    first, second = on_file(cast).graduate, on_file(cast, name="Bea").graduate
    make.referral(first, cast.group)

    def looked() -> list[int | None]:
        return sorted(event.subject_id or 0 for event in make.rows(AuditEvent, action="graduate.looked_at"))

    referrals.referrals(cast.clinic)
    assert looked() == [first.id]
    reading.graduates(cast.clinic)
    assert looked() == [first.id, second.id]
