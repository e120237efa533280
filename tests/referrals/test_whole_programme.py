"""A whole programme in one step: R8, and R1, R2, R3, R7, R9, R31 for each of its people."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from models import (
    AuditEvent,
    Completion,
    Consent,
    ConsentKind,
    ContactHow,
    Graduate,
    LeavingReason,
    Programme,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.clinic import consents
from services.database import transaction
from services.errors import Conflict, Invalid, NotFound
from services.referrals import leaving, welcoming, whole_programme, writing
from services.referrals.content import content_from
from services.referrals.readiness import Why
from services.referrals.to_refer import ProgrammeToRefer, to_refer
from services.referrals.whole_programme import Readiness, Sent
from tests import make
from tests.cast import Cast
from tests.queries import counted, how_many
from tests.referrals.stories import READY, on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK


def ids(cast: Cast) -> tuple[int, int]:
    """The first programme and the group."""
    return make.rows(Programme, clinic_id=cast.riverside.id)[0].id or 0, cast.group.id or 0


def look(cast: Cast) -> Readiness:
    return whole_programme.look(cast.clinic, *ids(cast))


def send(cast: Cast, *wanted: int) -> Sent:
    """Sends those named, or everyone on file."""
    chosen = wanted or tuple(row.id or 0 for row in make.rows(Graduate))
    return whole_programme.send_programme(cast.clinic, *ids(cast), suitable=True, graduate_ids=chosen)


def people(cast: Cast, number: int, without_consent: int = 0) -> list[Graduate]:
    found = []
    for nth in range(number):
        kinds = () if nth < without_consent else (SHARE,)
        found.append(on_file(cast, *kinds, name=f"Person {nth:03}").graduate)
    return found


def crowd(cast: Cast, number: int) -> None:
    """Many at once, all ready."""
    first = on_file(cast, SHARE, name="Person").graduate
    (consent,), programme = make.rows(Consent), ids(cast)[0]
    values: dict[str, Any] = {"clinic_id": first.clinic_id, "phone": first.phone, "created_at": clock.now()}
    more = make.add_all([Graduate(preferred_name=f"Person {nth}", **values) for nth in range(number - 1)])
    told: dict[str, Any] = {"given_on": consent.given_on, "recorded_at": clock.now(), "how": consent.how}
    done: dict[str, Any] = {"programme_id": programme, "completed_on": clock.today(), "recorded_at": clock.now()}
    make.add_all([Completion(graduate_id=one.id or 0, **done) for one in more])
    make.add_all([Consent(graduate_id=one.id or 0, kind=SHARE, wording_id=consent.wording_id, **told) for one in more])


def test_r8_of_ten_two_without_share_consent_are_listed_and_eight_go(cast: Cast) -> None:
    without = people(cast, 10, without_consent=2)[:2]
    seen = look(cast)
    assert len(seen.ready) == 8
    assert [(one.name, one.why) for one in seen.not_ready] == [
        (person.preferred_name, (Why.NO_CONSENT,)) for person in without
    ]
    assert "No consent to share" in seen.not_ready[0].reasons[0]
    result = send(cast)
    assert len(result.sent) == 8
    assert result.left == seen.not_ready
    assert {row.state for row in make.rows(Referral)} == {ReferralState.SENT}
    assert not {row.graduate_id for row in make.rows(Referral)} & {person.id for person in without}


def test_r4_r31_each_one_is_kept_and_audited_as_one_sent_alone(cast: Cast) -> None:
    alone, together = people(cast, 2)
    first = writing.send(cast.clinic, alone.id or 0, cast.group.id or 0, READY)
    (second,) = send(cast, together.id or 0).sent

    def kept(referral_id: int) -> tuple[list[ReferralStep], list[str]]:
        steps = [event.step for event in make.rows(ReferralEvent, referral_id=referral_id)]
        audited = [event.action for event in make.rows(AuditEvent, subject="referral", subject_id=referral_id)]
        return steps, audited

    assert kept(second) == kept(first)
    assert kept(second)[0] == [ReferralStep.DRAFTED, ReferralStep.SENT]
    (row,) = make.rows(Referral, id=second)
    assert (row.suitable, row.referrer_name, row.reply_to) == (True, "Clinic", "team@riverside.example")


def test_r31_the_looks_are_recorded_for_every_name_shown(cast: Cast) -> None:
    everyone = {person.id for person in people(cast, 3, without_consent=1)}
    look(cast)
    assert {event.subject_id for event in make.rows(AuditEvent, action="graduate.looked_at")} == everyone


def test_r2_a_clinician_must_confirm_and_somebody_must_be_chosen(cast: Cast) -> None:
    (person,) = people(cast, 1)
    with pytest.raises(Invalid, match="A clinician must confirm"):
        whole_programme.send_programme(cast.clinic, *ids(cast), suitable=False, graduate_ids=[person.id or 0])
    with pytest.raises(Invalid, match="Nobody is ticked"):
        whole_programme.send_programme(cast.clinic, *ids(cast), suitable=True, graduate_ids=[])
    assert make.rows(Referral) == []


def test_r8_only_those_who_were_chosen_go(cast: Cast) -> None:
    first, second = people(cast, 2)
    send(cast, first.id or 0)
    assert [row.graduate_id for row in make.rows(Referral)] == [first.id]
    assert [one.id for one in look(cast).ready] == [second.id]


def test_r3_a_consent_withdrawn_after_the_look_holds_back_that_person_alone(cast: Cast) -> None:
    changed, other = people(cast, 2)
    assert len(look(cast).ready) == 2
    consents.withdraw(cast.clinic, changed.id or 0, SHARE)
    result = send(cast)
    assert [row.graduate_id for row in make.rows(Referral)] == [other.id]
    assert [(one.id, one.why) for one in result.left] == [(changed.id, (Why.NO_CONSENT,))]


WAYS: list[tuple[dict[str, Any], Why | None]] = [
    ({"phone": ""}, Why.NO_WAY),
    ({"phone": "", "contact_how": ContactHow.IN_PERSON}, None),
    ({"phone": "", "email": "a@example.org"}, None),
    ({"contact_how": ContactHow.EMAIL}, Why.DETAILS),
    ({"adjustments": "A firm chair"}, Why.DETAILS),
    ({"best_hopes": "943 476 5919"}, Why.DETAILS),
]


@pytest.mark.parametrize(("values", "why"), WAYS, ids=lambda value: str(value))
def test_r2_what_does_not_fit_is_named(cast: Cast, values: dict[str, Any], why: Why | None) -> None:
    programme = make.programme(cast.riverside.id or 0)
    make.consent(make.graduate(programme, **values), SHARE)
    seen = look(cast)
    assert [one.why for one in seen.not_ready] == ([(why,)] if why else [])
    assert all(all(one.reasons) for one in seen.not_ready)


def test_r1_a_completion_in_the_future_is_named_with_its_day(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0, ends_on=clock.today() + timedelta(days=7))
    make.consent(make.graduate(programme), SHARE)
    (one,) = look(cast).not_ready
    assert one.why == (Why.NOT_COMPLETED,)
    assert f"{programme.ends_on:%B %Y}" in one.reasons[0]


def test_r7_someone_already_referred_is_named_and_not_sent_again(cast: Cast) -> None:
    (person,) = people(cast, 1)
    (first,) = send(cast).sent
    (one,) = look(cast).not_ready
    assert (one.id, one.why, one.referral_id) == (person.id, (Why.REFERRED,), first)
    assert send(cast).sent == ()
    assert len(make.rows(Referral)) == 1


def decline(cast: Cast, referral: int) -> None:
    welcoming.decline(cast.coordinator, referral, "Full")


def withdraw(cast: Cast, referral: int) -> None:
    writing.withdraw(cast.clinic, referral, "Changed their mind")


def not_reached(cast: Cast, referral: int) -> None:
    welcoming.could_not_reach(cast.coordinator, referral, "No answer")


def leave(cast: Cast, referral: int) -> None:
    welcoming.accept(cast.coordinator, referral)
    with transaction() as db:
        leaving.left(db, cast.coordinator, make.rows(Referral, id=referral)[0].member_id or 0, LeavingReason.HEALTH)


@pytest.mark.parametrize("end", [decline, withdraw, not_reached, leave])
def test_r7_someone_whose_referral_ended_is_not_sent_again_by_the_whole_step(
    cast: Cast, end: Callable[[Cast, int], None]
) -> None:
    on_file(cast, SHARE, FEEDBACK)
    end(cast, send(cast).sent[0])
    (one,) = look(cast).not_ready
    assert one.why == (Why.BEFORE,)
    assert send(cast).sent == ()


def test_r9_without_feedback_consent_a_leaving_changes_nothing_that_is_shown(cast: Cast) -> None:
    on_file(cast, SHARE)
    (referral,) = send(cast).sent
    before = (look(cast), to_refer(cast.clinic))
    leave(cast, referral)
    assert (look(cast), to_refer(cast.clinic)) == before
    assert before[0].not_ready[0].why == (Why.REFERRED,)


def test_r7_a_draft_is_sent_with_what_it_says(cast: Cast) -> None:
    (person,) = people(cast, 1)
    draft = writing.keep_draft(cast.clinic, person.id or 0, cast.group.id or 0, READY)
    assert look(cast).ready[0].content.best_hopes == READY.best_hopes
    assert send(cast).sent == (draft,)
    (row,) = make.rows(Referral)
    assert (row.state, row.best_hopes) == (ReferralState.SENT, READY.best_hopes)


def test_a_draft_that_was_withdrawn_is_no_referral_before(cast: Cast) -> None:
    (person,) = people(cast, 1)
    withdraw(cast, writing.keep_draft(cast.clinic, person.id or 0, cast.group.id or 0, READY))
    assert len(look(cast).ready) == 1
    assert len(send(cast).sent) == 1


def test_what_is_ready_is_what_is_sent(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    make.consent(make.graduate(programme, phone="07700900123", best_hopes="  To dance "), SHARE)
    (ready,) = look(cast).ready
    send(cast)
    (row,) = make.rows(Referral)
    assert vars(content_from(row)) == {**vars(ready.content), "suitable": True}


def test_erased_and_merged_people_are_not_there(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    kept = make.graduate(programme, "Amina")
    make.graduate(programme, "Amina twice", merged_into_id=kept.id)
    make.graduate(programme, "Gone", erased_at=clock.now())
    assert [one.name for one in look(cast).not_ready] == ["Amina"]
    assert [one.completed for one in to_refer(cast.clinic)] == [1]


def test_r30_another_clinics_programme_people_and_group_are_not_there(cast: Cast) -> None:
    theirs = make.programme(cast.hillside.id or 0)
    stranger = make.graduate(theirs, "Stranger")
    make.consent(stranger, SHARE)
    people(cast, 1)
    programme, group = ids(cast)
    with pytest.raises(NotFound):
        whole_programme.look(cast.clinic, theirs.id or 0, group)
    with pytest.raises(NotFound):
        whole_programme.look(cast.clinic, programme, cast.other_group.id or 0)
    with pytest.raises(NotFound):
        whole_programme.send_programme(
            cast.clinic, programme, cast.other_group.id or 0, suitable=True, graduate_ids=[1]
        )
    assert send(cast, stranger.id or 0).sent == ()
    assert make.rows(Referral) == []


def test_r7_two_who_send_the_same_programme_at_once_refer_each_person_once(cast: Cast) -> None:
    crowd(cast, 10)
    with ThreadPoolExecutor(2) as both:
        one, two = both.map(lambda _: send(cast), range(2))
    assert len(one.sent) + len(two.sent) == 10
    assert len(make.rows(Referral)) == 10
    loser = one if len(one.sent) < len(two.sent) else two
    assert {why for left in loser.left for why in left.why} == {Why.REFERRED}


def test_r7_one_person_sent_alone_while_the_programme_goes_is_referred_once(cast: Cast) -> None:
    crowd(cast, 5)
    person = make.rows(Graduate)[0].id or 0

    def alone() -> None:
        with suppress(Conflict):
            writing.send(cast.clinic, person, cast.group.id or 0, READY)

    with ThreadPoolExecutor(2) as both:
        whole, single = both.submit(send, cast), both.submit(alone)
        single.result()
        assert len(whole.result().sent) >= 4
    assert len(make.rows(Referral)) == 5


@pytest.mark.parametrize("size", [10, 200])
def test_the_same_number_of_reads_at_10_and_at_200(cast: Cast, size: int) -> None:
    crowd(cast, size)
    look(cast)
    assert how_many(lambda: look(cast)) <= 10
    assert how_many(lambda: to_refer(cast.clinic)) <= 2
    with counted() as statements:
        assert len(send(cast).sent) == size
    assert len([each for each in statements if each.lstrip().upper().startswith("SELECT")]) <= 9


def test_programmes_to_refer_say_how_many_are_ready(cast: Cast) -> None:
    people(cast, 10, without_consent=2)
    (programme,) = make.rows(Programme)
    shown = ProgrammeToRefer(programme.id or 0, programme.name, programme.ends_on, completed=10, waiting=10, ready=8)
    assert to_refer(cast.clinic) == (shown,)
    send(cast)
    (after,) = to_refer(cast.clinic)
    assert (after.completed, after.waiting, after.ready) == (10, 2, 0)
    assert to_refer(cast.clinic_2) == ()


@pytest.mark.parametrize(("values", "why"), WAYS[:-1], ids=lambda value: str(value))
def test_the_count_says_what_the_list_says(cast: Cast, values: dict[str, Any], why: Why | None) -> None:
    programme = make.programme(cast.riverside.id or 0)
    make.consent(make.graduate(programme, **values), SHARE)
    (one,) = to_refer(cast.clinic)
    assert one.ready == len(look(cast).ready) == (0 if why else 1)


def test_two_drafts_count_one_person_once(cast: Cast) -> None:
    (person,) = people(cast, 1)
    second = make.group(cast.riverside, "Evening group")
    for group in (cast.group, second):
        writing.keep_draft(cast.clinic, person.id or 0, group.id or 0, READY)
    assert [(one.completed, one.ready) for one in to_refer(cast.clinic)] == [(1, 1)]


def test_the_newest_three_programmes_are_shown_and_no_old_one_in_which_nobody_is_ready(cast: Cast) -> None:
    for weeks in range(5):
        ends = clock.today() - timedelta(weeks=weeks + 1)
        make.consent(make.graduate(make.programme(cast.riverside.id or 0, f"Run {weeks}", ends_on=ends)), SHARE)
    assert [one.name for one in to_refer(cast.clinic)] == ["Run 0", "Run 1", "Run 2"]
    make.graduate(make.programme(cast.hillside.id or 0, "Old", ends_on=clock.today() - timedelta(weeks=40)))
    make.graduate(make.programme(cast.hillside.id or 0, "Lately", ends_on=clock.today() - timedelta(weeks=4)))
    assert [one.name for one in to_refer(cast.clinic_2)] == ["Lately"]
