"""How long it takes, against the same figures worked out from raw rows in plain Python (R5, R9, R23, R26)."""

import pytest
import time_machine

from models import ConsentKind, Graduate, LeavingReason, MarkKind, Referral, ReferralState
from services import clock
from services.clinic import consents
from services.engagement.waits import Wait
from services.members.comings import leave
from services.referrals import timings, welcoming, writing
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals import stories, travelled
from tests.referrals.stories import mark, meeting, on_file
from ui.referrals.timings import sentences

NOBODY = Wait((), (), 0, None)


def contacted_after(cast: Cast, *days: int, sent: int = 30) -> list[Referral]:
    """People who agreed to feedback, contacted so many days after they were sent."""
    made = []
    for number, after in enumerate(days):
        person = on_file(cast, *ConsentKind, name=f"Person {number}")
        referral = make.referral(person.graduate, cast.group, sent_at=make.this_time(sent))
        with time_machine.travel(make.this_time(sent - after), tick=False):
            welcoming.accept(cast.coordinator, referral.id or 0)
            welcoming.contacted(cast.coordinator, referral.id or 0)
        made.append(make.rows(Referral, id=referral.id)[0])
    return made


def figures(took: Wait) -> travelled.Figures:
    return took.days, took.waiting, took.ended


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_what_plain_python_makes_of_the_rows(cast: Cast, seed: int) -> None:
    travelled.at_random(cast, seed, 40)
    seen = timings.timings(cast.clinic)
    again = travelled.recounted(cast.riverside.id or 0, travelled.first_day())
    assert figures(seen.contact) == again["contact"]
    assert figures(seen.visit) == again["visit"]
    assert seen.since == travelled.first_day()
    assert len(seen.contact.days) > 4
    assert seen.contact.of == seen.visit.of


def test_r9_whoever_withdraws_feedback_consent_leaves_every_number(cast: Cast) -> None:
    first, *_ = contacted_after(cast, 2, 4, 6, 8, 20)
    mark(cast.coordinator, first, meeting(cast))
    before = timings.timings(cast.clinic)
    assert (before.contact.of, before.visit.days, before.others) == (5, (30,), False)
    consents.withdraw(cast.clinic, first.graduate_id, ConsentKind.FEEDBACK)
    after = timings.timings(cast.clinic)
    assert (after.contact.of, after.contact.days) == (4, (4, 6, 8, 20))
    assert (after.visit.of, after.visit.days, after.others) == (4, (), True)


def test_r9_what_happens_to_someone_without_consent_moves_nothing(cast: Cast) -> None:
    contacted_after(cast, 3)
    unseen = stories.accepted(cast, days_ago=12, feedback=False)
    before = timings.timings(cast.clinic)
    welcoming.contacted(cast.coordinator, unseen.id or 0)
    for days_ago in (9, 5, 0):
        mark(cast.coordinator, unseen, meeting(cast, days_ago))
    leave(cast.coordinator, unseen.member_id or 0, LeavingReason.HEALTH)
    assert timings.timings(cast.clinic) == before


def test_r23_seven_values_stand_by_themselves_and_eight_have_a_middle(cast: Cast) -> None:
    contacted_after(cast, 9, 2, 5, 6, 7, 8, 10)
    few = timings.timings(cast.clinic)
    assert (few.contact.days, few.contact.half) == ((2, 5, 6, 7, 8, 9, 10), None)
    assert "half" not in str(sentences(few))
    contacted_after(cast, 12)
    half = timings.timings(cast.clinic).contact.half
    assert half is not None
    assert half.value == 7.5


def test_r5_a_first_visit_that_was_undone_is_not_counted(cast: Cast) -> None:
    (referral,) = contacted_after(cast, 3)
    one = meeting(cast)
    mark(cast.coordinator, referral, one)
    assert timings.timings(cast.clinic).visit.days == (30,)
    mark(cast.coordinator, referral, one, MarkKind.NOT_RECORDED)
    undone = timings.timings(cast.clinic).visit
    assert (undone.days, undone.waiting) == ((), (30,))


def test_the_visit_is_on_the_day_of_the_group_session_whenever_its_register_was_kept(cast: Cast) -> None:
    (referral,) = contacted_after(cast, 3)
    mark(cast.coordinator, referral, meeting(cast, 10))
    assert timings.timings(cast.clinic).visit.days == (20,)


def test_open_ones_are_stated_with_the_longest_and_ended_ones_apart(cast: Cast) -> None:
    *_, withdrawn = (
        make.referral(on_file(cast, *ConsentKind, name=name).graduate, cast.group, sent_at=make.this_time(days_ago))
        for days_ago, name in ((12, "Amina"), (3, "Bernard"), (40, "Chidi"))
    )
    writing.withdraw(cast.clinic, withdrawn.id or 0, "Moved away")
    took = timings.timings(cast.clinic)
    assert figures(took.contact) == ((), (3, 12), 1)
    assert "The longest wait for a first contact so far: 12 days." in sentences(took)


def test_someone_who_came_before_a_contact_was_noted_was_contacted_by_then(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=6)
    mark(cast.coordinator, referral, meeting(cast))
    took = timings.timings(cast.clinic)
    assert figures(took.contact) == figures(took.visit) == ((6,), (), 0)


def test_a_draft_and_what_was_sent_longer_ago_than_the_period_are_not_counted(cast: Cast) -> None:
    make.referral(on_file(cast, *ConsentKind).graduate, cast.group, ReferralState.DRAFT)
    old = make.this_time((clock.today() - travelled.first_day()).days + 1)
    make.referral(on_file(cast, *ConsentKind, name="Bernard").graduate, cast.group, sent_at=old)
    assert timings.timings(cast.clinic).contact == NOBODY


def test_another_clinics_referrals_are_not_counted(cast: Cast) -> None:
    contacted_after(cast, 1, 2, 3, 4)
    theirs = timings.timings(cast.clinic_2)
    assert (theirs.contact, theirs.visit, theirs.others) == (NOBODY, NOBODY, False)


def test_an_erased_graduate_is_not_counted(cast: Cast) -> None:
    contacted_after(cast, 4)
    assert make.rows(Graduate)[0].erased_at is None
    travelled.erase(make.rows(Graduate)[0])
    seen = timings.timings(cast.clinic)
    assert (seen.contact, seen.others) == (NOBODY, False)


def test_the_queries_are_as_many_for_3_referrals_as_for_60(cast: Cast) -> None:
    travelled.at_random(cast, 5, 3)
    few = how_many(lambda: timings.timings(cast.clinic))
    travelled.at_random(cast, 6, 57)
    assert how_many(lambda: timings.timings(cast.clinic)) == few
