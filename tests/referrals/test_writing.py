"""The clinic writes, sends and withdraws: R1, R2, R3, R4, R7."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import (
    AuditEvent,
    Completion,
    Consent,
    ConsentHow,
    ConsentKind,
    ContactHow,
    Graduate,
    LeavingReason,
    Member,
    MemberState,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.clinic.consents import ConsentGiven
from services.clinic.graduates import Details, NewGraduate
from services.database import transaction
from services.errors import Conflict, Invalid, NotFound
from services.referrals import leaving, writing
from services.referrals.nhs_numbers import holds_nhs_number
from services.referrals.writing import AlreadyOpen
from tests import make
from tests.cast import Cast
from tests.referrals import stories
from tests.referrals.stories import READY, on_file

SHARE = ConsentKind.SHARE


def test_r4_sending_keeps_who_and_when(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    referral_id = writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    events = make.rows(ReferralEvent, referral_id=referral_id)
    assert [event.step for event in events] == [ReferralStep.DRAFTED, ReferralStep.SENT]
    assert {event.account_id for event in events} == {cast.clinic.account_id}
    assert make.rows(Referral, id=referral_id)[0].state is ReferralState.SENT
    assert "referral.sent" in {event.action for event in make.rows(AuditEvent)}


def test_r1_no_recorded_completion_no_referral(cast: Cast) -> None:
    graduate = make.add(Graduate(clinic_id=cast.riverside.id or 0, preferred_name="Amina", created_at=clock.now()))
    make.consent(graduate, SHARE)
    with pytest.raises(Invalid, match="No completed programme is recorded"):
        writing.send(cast.clinic, graduate.id or 0, cast.group.id or 0, READY)


def test_r1_not_before_the_completion_date(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0, ends_on=clock.today() + timedelta(days=7))
    graduate = make.graduate(programme)
    make.consent(graduate, SHARE)
    with pytest.raises(Invalid, match="No completed programme"):
        writing.send(cast.clinic, graduate.id or 0, cast.group.id or 0, READY)


@pytest.mark.parametrize(
    "consent",
    [
        None,
        {"kind": ConsentKind.FEEDBACK},
        {"kind": SHARE, "withdrawn_on": clock.today(), "withdrawn_at": clock.now()},
        {"kind": SHARE, "expires_on": clock.today() - timedelta(days=1)},
    ],
    ids=["none", "only feedback", "withdrawn", "expired"],
)
def test_r3_without_share_consent_in_force_nothing_is_sent(cast: Cast, consent: dict[str, object] | None) -> None:
    person = on_file(cast)
    if consent:
        values = dict(consent)
        make.consent(person.graduate, values.pop("kind"), **values)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="Consent to share their details with the group is missing"):
        writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    assert make.rows(Referral) == []


def test_r3_consents_given_with_the_referral_are_recorded_with_it(cast: Cast) -> None:
    person = on_file(cast)
    given = (ConsentGiven(SHARE, clock.today(), ConsentHow.PHONE),)
    writing.send(cast.clinic, person.id, cast.group.id or 0, READY, given)
    assert [consent.how for consent in make.rows(Consent)] == [ConsentHow.PHONE]


def test_r3_a_refused_referral_records_no_consent_either(cast: Cast) -> None:
    person = on_file(cast)
    given = (ConsentGiven(SHARE, clock.today(), ConsentHow.PHONE),)
    with pytest.raises(Invalid):
        writing.send(cast.clinic, person.id, cast.group.id or 0, replace(READY, suitable=False), given)
    assert make.rows(Consent) == []


def test_r2_a_clinician_must_confirm_that_it_is_suitable(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Invalid, match="A clinician must confirm"):
        writing.send(cast.clinic, person.id, cast.group.id or 0, replace(READY, suitable=False))


def test_r2_the_group_needs_a_way_to_reach_them(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Invalid, match="needs a way to reach them"):
        writing.send(cast.clinic, person.id, cast.group.id or 0, replace(READY, phone=""))


def test_someone_with_no_phone_can_be_met_in_person(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    content = replace(READY, phone="", contact_how=ContactHow.IN_PERSON)
    assert writing.send(cast.clinic, person.id, cast.group.id or 0, content)


def test_r2_adjustments_come_with_what_happens_without_them(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Invalid, match="what happens without the adjustments"):
        writing.send(cast.clinic, person.id, cast.group.id or 0, replace(READY, adjustments="A firm chair"))


@pytest.mark.parametrize("field", ["best_hopes", "adjustments", "contact_when"])
def test_r2_an_nhs_number_does_not_cross_over(cast: Cast, field: str) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Invalid, match="NHS number"):
        writing.send(cast.clinic, person.id, cast.group.id or 0, replace(READY, **{field: "is 943 476 5919"}))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("943 476 5919", True),
        ("9434765919", True),
        ("943-476-5918", False),
        ("07700 900123", False),
        ("12 chairs", False),
    ],
)
def test_nhs_numbers_are_told_from_other_digits(text: str, is_one: bool) -> None:
    assert holds_nhs_number(text) is is_one


def test_r7_a_repeat_shows_the_open_one(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    first = writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    with pytest.raises(AlreadyOpen) as refused:
        writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    assert refused.value.referral_id == first
    assert len(make.rows(Referral)) == 1


def test_r7_a_draft_is_sent_and_not_doubled(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    draft = writing.keep_draft(cast.clinic, person.id, cast.group.id or 0, replace(READY, suitable=False))
    assert writing.send(cast.clinic, person.id, cast.group.id or 0, READY) == draft


def test_r7_someone_whose_referral_ended_can_be_referred_again(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    first = writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    writing.withdraw(cast.clinic, first, "Changed their mind")
    assert writing.send(cast.clinic, person.id, cast.group.id or 0, READY) != first


def test_r4_withdrawing_needs_a_reason(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    referral_id = writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    with pytest.raises(Invalid, match="The reason is missing"):
        writing.withdraw(cast.clinic, referral_id, "  ")
    assert make.rows(Referral, id=referral_id)[0].state is ReferralState.SENT


def test_r4_withdrawing_twice_is_refused_in_words(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    referral_id = writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    writing.withdraw(cast.clinic, referral_id, "Changed their mind")
    with pytest.raises(Conflict, match="the clinic withdrew it"):
        writing.withdraw(cast.clinic, referral_id, "Again")


def test_withdrawing_before_a_visit_takes_them_off_the_register(cast: Cast) -> None:
    referral = stories.accepted(cast)
    writing.withdraw(cast.clinic, referral.id or 0, "Moved away")
    assert make.rows(Member)[0].state is MemberState.LEFT


def test_someone_new_is_added_and_referred_together(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    new = NewGraduate(
        Details(preferred_name="Zoë", phone="07700 900123"),
        programme.id,
        programme.ends_on,
        tuple(ConsentGiven(kind, clock.today(), ConsentHow.PAPER) for kind in ConsentKind),
    )
    writing.send_new(cast.clinic, new, cast.group.id or 0, replace(READY, preferred_name="Zoë"))
    assert [person.preferred_name for person in make.rows(Graduate)] == ["Zoë"]
    assert len(make.rows(Completion)) == 1
    assert {consent.kind for consent in make.rows(Consent)} == set(ConsentKind)


def test_someone_new_is_not_left_behind_when_sending_is_refused(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    new = NewGraduate(Details(preferred_name="Zoë", phone="07700 900123"), programme.id, programme.ends_on)
    with pytest.raises(Invalid, match="Consent to share"):
        writing.send_new(cast.clinic, new, cast.group.id or 0, READY)
    assert make.rows(Graduate) == []


def test_a_referral_to_another_clinics_group_is_not_found(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(NotFound):
        writing.send(cast.clinic, person.id, cast.other_group.id or 0, READY)


def test_a_form_sent_twice_by_a_double_click_makes_one_person_and_one_referral(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    given = (ConsentGiven(SHARE, clock.today(), ConsentHow.PAPER),)
    new = NewGraduate(Details(preferred_name="Zoë", phone="07700 900123"), programme.id, programme.ends_on, given, "f1")
    first = writing.send_new(cast.clinic, new, cast.group.id or 0, READY)
    assert writing.send_new(cast.clinic, new, cast.group.id or 0, READY) == first
    assert len(make.rows(Graduate)) == len(make.rows(Referral)) == 1


def left(cast: Cast, *, feedback: bool) -> Referral:
    referral = stories.accepted(cast, feedback=feedback)
    with transaction() as db:
        leaving.left(db, cast.coordinator, referral.member_id or 0, LeavingReason.HEALTH)
    return referral


def test_r9_without_feedback_consent_withdrawing_one_that_was_left_goes_as_any_other(cast: Cast) -> None:
    referral = left(cast, feedback=False)
    writing.withdraw(cast.clinic, referral.id or 0, "Changed their mind")
    assert make.rows(Referral)[0].state is ReferralState.WITHDRAWN


def test_r9_with_feedback_consent_it_is_refused_because_they_have_left(cast: Cast) -> None:
    referral = left(cast, feedback=True)
    with pytest.raises(Conflict, match="they have left the group"):
        writing.withdraw(cast.clinic, referral.id or 0, "Changed their mind")


@pytest.mark.parametrize("feedback", [True, False])
def test_r7_r9_referring_again_tells_of_a_leaving_only_under_feedback_consent(cast: Cast, feedback: bool) -> None:
    referral = left(cast, feedback=feedback)
    if feedback:
        assert writing.send(cast.clinic, referral.graduate_id, cast.group.id or 0, READY) != referral.id
        return
    with pytest.raises(AlreadyOpen):
        writing.send(cast.clinic, referral.graduate_id, cast.group.id or 0, READY)


def test_r2_an_nhs_number_is_refused_as_a_phone_number_too(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Invalid, match="NHS number"):
        writing.send(cast.clinic, person.id, cast.group.id or 0, replace(READY, phone="943 476 5919"))
