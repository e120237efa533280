"""The clinic's list: what needs attention first and why, filters, search, paging, and nothing told by it (R6, R9)."""

from datetime import timedelta
from time import perf_counter

import pytest
import time_machine

from models import (
    Consent,
    ConsentHow,
    ConsentKind,
    ConsentWording,
    Graduate,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.referrals import calls, timings, welcoming, writing
from services.referrals.attention import Reason
from services.referrals.reading import ReferralRow, Show, referrals
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals import stories
from tests.referrals.stories import READY, on_file

BOTH = tuple(ConsentKind)


def sent(cast: Cast, name: str, days_ago: int, *kinds: ConsentKind) -> Referral:
    person = on_file(cast, *(kinds or BOTH), name=name)
    return make.referral(person.graduate, cast.group, sent_at=make.this_time(days_ago))


def declined(cast: Cast, name: str, days_ago: int) -> Referral:
    """Declined so many days ago, a day after it was sent."""
    referral = sent(cast, name, days_ago + 1)
    with time_machine.travel(make.this_time(days_ago), tick=False):
        welcoming.decline(cast.coordinator, referral.id or 0, "Full")
    return referral


def names(cast: Cast, **asked: object) -> list[str]:
    return [row.name for row in referrals(cast.clinic, **asked).rows]  # type: ignore[arg-type]


def rows(cast: Cast) -> dict[str, ReferralRow]:
    return {row.name: row for row in referrals(cast.clinic).rows}


def test_r6_r10_what_needs_attention_comes_first_each_with_its_reason(cast: Cast) -> None:
    sent(cast, "New", 1)
    sent(cast, "A week", 8)
    declined(cast, "Declined", 20)
    sent(cast, "Two weeks", 15)
    sent(cast, "Longer", 30)
    asked = sent(cast, "Call", 3)
    calls.ask(cast.coordinator, asked.id or 0)
    assert [(row.name, row.reason) for row in referrals(cast.clinic).rows] == [
        ("Call", Reason.CALL),
        ("Longer", Reason.TWO_WEEKS),
        ("Two weeks", Reason.TWO_WEEKS),
        ("Declined", Reason.ANSWERED),
        ("A week", Reason.A_WEEK),
        ("New", Reason.NONE),
    ]
    assert names(cast, show=Show.ATTENTION) == ["Call", "Longer", "Two weeks", "Declined", "A week"]


@pytest.mark.parametrize(
    ("days", "reason"),
    [(6, Reason.NONE), (7, Reason.A_WEEK), (13, Reason.A_WEEK), (14, Reason.TWO_WEEKS), (90, Reason.TWO_WEEKS)],
)
def test_r6_the_reason_follows_the_days(cast: Cast, days: int, reason: Reason) -> None:
    sent(cast, "Amina", days)
    assert rows(cast)["Amina"].reason is reason


def test_the_rest_is_newest_first(cast: Cast) -> None:
    for name, days in (("Amina", 3), ("Bernard", 1), ("Chidi", 5)):
        sent(cast, name, days)
    assert names(cast) == ["Bernard", "Amina", "Chidi"]


@pytest.mark.parametrize(("days", "reason"), [(27, Reason.ANSWERED), (28, Reason.NONE)])
def test_the_groups_answer_needs_a_look_for_four_weeks(cast: Cast, days: int, reason: Reason) -> None:
    declined(cast, "Amina", days)
    assert rows(cast)["Amina"].reason is reason


def test_could_not_reach_needs_a_look_also_without_feedback_consent(cast: Cast) -> None:
    referral = stories.accepted(cast, feedback=False)
    welcoming.could_not_reach(cast.coordinator, referral.id or 0, "No answer")
    assert rows(cast)["Amina"].reason is Reason.ANSWERED


def test_r7_an_answer_is_dealt_with_once_they_are_referred_again(cast: Cast) -> None:
    referral = declined(cast, "Amina", 2)
    again = writing.send(cast.clinic, referral.graduate_id, cast.group.id or 0, READY)
    assert {row.id: row.reason for row in referrals(cast.clinic).rows} == {
        referral.id: Reason.NONE,
        again: Reason.NONE,
    }


def test_r10_a_call_lifts_only_the_newest_that_was_sent(cast: Cast) -> None:
    first = declined(cast, "Amina", 40)
    again = writing.send(cast.clinic, first.graduate_id, cast.group.id or 0, READY)
    calls.ask(cast.coordinator, again)
    assert [(row.id, row.reason) for row in referrals(cast.clinic).rows] == [
        (again, Reason.CALL),
        (first.id, Reason.NONE),
    ]


def test_a_call_that_was_made_lifts_nothing(cast: Cast) -> None:
    calls.ask(cast.coordinator, sent(cast, "Amina", 1).id or 0)
    calls.close(cast.clinic, calls.wanted(cast.clinic)[0].id)
    assert rows(cast)["Amina"].reason is Reason.NONE


def test_open_ended_and_drafts(cast: Cast) -> None:
    sent(cast, "Open", 1)
    declined(cast, "Ended", 1)
    make.referral(on_file(cast, *BOTH, name="Draft").graduate, cast.group, ReferralState.DRAFT)
    assert names(cast, show=Show.OPEN) == ["Open"]
    assert names(cast, show=Show.ENDED) == ["Ended"]
    assert names(cast, show=Show.DRAFTS) == ["Draft"]
    assert set(names(cast)) == {"Open", "Ended", "Draft"}


def test_by_group_and_by_programme(cast: Cast) -> None:
    second = make.group(cast.riverside, "Second group")
    amina = on_file(cast, *BOTH, name="Amina")
    zoe = make.graduate(make.programme(cast.riverside.id or 0, "Later programme"), "Zoë")
    make.referral(amina.graduate, cast.group)
    make.referral(zoe, second)
    assert names(cast, group_id=second.id) == ["Zoë"]
    assert names(cast, programme_id=amina.programme.id) == ["Amina"]
    assert names(cast, group_id=second.id, programme_id=amina.programme.id) == []
    assert names(cast, group_id=cast.other_group.id) == []


def test_search_and_filter_together_with_their_number(cast: Cast) -> None:
    for name in ("Amina One", "Amina Two", "Bernard"):
        sent(cast, name, 1)
    declined(cast, "Amina Three", 1)
    found = referrals(cast.clinic, search="amina", show=Show.OPEN, size=1)
    assert (len(found.rows), found.total) == (1, 2)


def test_every_page_together_has_everyone_once(cast: Cast) -> None:
    for number in range(25):
        sent(cast, f"Person {number}", number)
    pages = [referrals(cast.clinic, page=page, size=10) for page in range(4)]
    assert [len(page.rows) for page in pages] == [10, 10, 5, 0]
    assert len({row.id for page in pages for row in page.rows}) == 25
    assert {page.total for page in pages} == {25}


def a_clinic_of(cast: Cast, many: int) -> None:
    """So many referrals in every state, each with consents and events, written in bulk."""
    programme = make.programme(cast.riverside.id or 0, f"Programme of {many}")
    wording = make.add(ConsentWording(kind=ConsentKind.FEEDBACK, number=many, text="Yes.", created_at=clock.now()))
    people = make.add_all(
        [
            Graduate(clinic_id=programme.clinic_id, preferred_name=f"Person {number}", created_at=clock.now())
            for number in range(many)
        ]
    )
    make.add_all([_agreed(person, wording) for person in people if (person.id or 0) % 5])
    states = (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.CONTACTED, ReferralState.DECLINED)
    made = make.add_all(
        [
            Referral(
                graduate_id=person.id,
                group_id=cast.group.id,
                state=states[number % len(states)],
                preferred_name=person.preferred_name,
                referrer_name="Dr Clinic",
                suitable=True,
                created_at=clock.now(),
                sent_at=clock.now() - timedelta(days=number % 700),
            )
            for number, person in enumerate(people)
        ]
    )
    make.add_all([_event(row, step) for row in made for step in (ReferralStep.SENT, ReferralStep.DECLINED)])


def _agreed(person: Graduate, wording: ConsentWording) -> Consent:
    return Consent(
        graduate_id=person.id or 0,
        kind=ConsentKind.FEEDBACK,
        wording_id=wording.id or 0,
        how=ConsentHow.PHONE,
        given_on=clock.today() - timedelta(days=800),
        recorded_at=clock.now(),
    )


def _event(row: Referral, step: ReferralStep) -> ReferralEvent:
    return ReferralEvent(referral_id=row.id or 0, step=step, at=row.sent_at or clock.now(), reason="Full")


def test_the_list_takes_the_same_queries_for_20_rows_and_for_2000_and_stays_quick(cast: Cast) -> None:
    def queries() -> list[int]:
        reads = [
            lambda: referrals(cast.clinic),
            lambda: referrals(cast.clinic, show=Show.ATTENTION, page=1, size=4),
            lambda: referrals(cast.clinic, search="person 7", show=Show.OPEN),
            lambda: timings.timings(cast.clinic),
        ]
        for read in reads:
            read()  # the looks are recorded once
        return [how_many(read) for read in reads]

    a_clinic_of(cast, 20)
    few = queries()
    a_clinic_of(cast, 1980)
    assert queries() == few
    began = perf_counter()
    assert len(referrals(cast.clinic).rows) == 20
    # Some 20 ms on a desk; a busy machine may take its time, a scan for each row would take minutes.
    assert perf_counter() - began < 5
