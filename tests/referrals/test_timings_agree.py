"""How long it takes on the referrals page: the same answer as under Engagement, and who is left out (R23, R26)."""

from models import ConsentKind, Graduate
from services.engagement.attendance import attendance
from services.engagement.disclosure import Scope
from services.engagement.waits import waits
from services.referrals import timings
from tests import make
from tests.cast import Cast
from tests.referrals import stories, travelled
from tests.referrals.stories import on_file
from tests.referrals.test_timings import NOBODY, contacted_after
from ui.charts.waits import waits_sentence
from ui.engagement.agreed_later import agreed_later_note
from ui.referrals.timings import sentences


def test_the_page_of_the_group_gives_the_same_answer(cast: Cast) -> None:
    """One reading, used twice."""
    travelled.at_random(cast, 1, 40)
    seen, told = timings.timings(cast.clinic), waits(cast.clinic, cast.group.id or 0)
    assert (seen.contact, seen.visit) == (told.contact, told.visit)
    assert waits_sentence(told.contact, told.visit, Scope.AGREED) in str(sentences(seen))


def test_all_the_groups_of_the_clinic_are_counted_and_no_other(cast: Cast) -> None:
    contacted_after(cast, 2)
    another = make.group(cast.riverside, "Another")
    make.referral(on_file(cast, *ConsentKind, name="Bernard").graduate, another, sent_at=make.this_time(3))
    assert timings.timings(cast.clinic).contact.of == 2
    assert timings.timings(cast.clinic_2).contact == NOBODY


def test_who_agreed_later_is_told_of_apart_and_is_none_of_the_others(cast: Cast) -> None:
    """R26: referred and welcomed without consent, which came after a group session was given out."""
    referral = stories.accepted(cast, days_ago=40, feedback=False)
    finished = make.this_time(20)
    make.group_session(cast.group, finished, register_finished_at=finished)
    attendance(cast.clinic, cast.group.id or 0)
    before = timings.timings(cast.clinic)
    assert (before.agreed_later, before.others) == (0, True)
    make.consent(make.rows(Graduate, id=referral.graduate_id)[0], ConsentKind.FEEDBACK)
    after = timings.timings(cast.clinic)
    assert (after.contact.of, after.agreed_later, after.others) == (0, 1, False)
    assert sentences(after)[1:] == [agreed_later_note(1)]
