"""What whoever keeps the register sees: nothing while it is answered, and then nothing below eight."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from models import AuditEvent, Face, Feeling, GroupSession, Mark, MarkKind
from services import clock
from services.database import transaction
from services.errors import DomainError, NotFound
from services.feeling.answering import answer_here
from services.feeling.asking import Answers, Missing, question, renew_code, see_answers
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.feeling.endings import cancelled, off
from tests.feeling.room import answers, asking, asks, came, code, over, tells
from tests.register.room import to_come


def handed_out(cast: Cast, meeting: GroupSession) -> int:
    """How many answers whoever keeps the register is given."""
    with suppress(DomainError):
        return sum(count for _, count in see_answers(cast.coordinator, meeting.id or 0).counts)
    return 0


def test_seven_answers_are_not_shown(cast: Cast) -> None:
    meeting = asking(cast)
    came(cast, meeting)
    answers(meeting, 7)
    with over(meeting):
        found = question(cast.coordinator, meeting.id or 0)
        assert (found.open, found.address) == (False, "")
        assert see_answers(cast.coordinator, meeting.id or 0) == Answers(missing=Missing.ANSWERS)


def test_eight_are_shown_each_face_with_how_many_chose_it(cast: Cast) -> None:
    meeting = asking(cast)
    came(cast, meeting)
    answers(meeting, 7, Face.VERY_MUCH)
    answer_here(cast.coordinator, meeting.id or 0, Face.NOT_MUCH)
    with over(meeting):
        found = see_answers(cast.coordinator, meeting.id or 0)
    assert [count for _, count in found.counts] == [0, 1, 0, 0, 7]
    assert [face for face, _ in found.counts] == list(Face)
    assert (found.came, found.missing) == (8, None)


@pytest.mark.parametrize("answered", [0, 7, 8, 30])
def test_while_it_is_answered_nothing_is_said_of_the_answers(cast: Cast, answered: int) -> None:
    meeting = asking(cast)
    came(cast, meeting)
    before = question(cast.coordinator, meeting.id or 0)
    answers(meeting, answered)
    assert tells(code(cast, meeting), Face.NOT_AT_ALL)
    assert question(cast.coordinator, meeting.id or 0) == before
    with pytest.raises(NotFound):
        see_answers(cast.coordinator, meeting.id or 0)


@pytest.mark.parametrize("people", [7, 8])
def test_r26_asking_for_the_answers_before_it_is_over_ends_nothing_however_many_came(cast: Cast, people: int) -> None:
    """A code that stopped would tell whoever holds it, the clinic too, that 8 people came."""
    meeting = asking(cast)
    came(cast, meeting, people)
    answers(meeting, 8)
    assert handed_out(cast, meeting) == 0
    with over(meeting) as now:
        now.shift(timedelta(seconds=-1))
        assert handed_out(cast, meeting) == 0
        assert tells(code(cast, meeting))


def test_the_address_is_the_public_one(cast: Cast) -> None:
    meeting = asking(cast)
    assert question(cast.coordinator, meeting.id or 0).address == (
        f"{settings().public_url}/feeling/{code(cast, meeting)}"
    )


@pytest.mark.parametrize("answered", [0, 8, 30])
def test_with_seven_marked_nothing_is_shown_and_nothing_said_of_how_many_answered(cast: Cast, answered: int) -> None:
    meeting = asking(cast)
    came(cast, meeting, 7)
    for kind in (MarkKind.SENT_WORD, MarkKind.DID_NOT_COME, MarkKind.NOT_RECORDED):
        make.mark(meeting, make.member(cast.group, kind), kind)
    answers(meeting, answered)
    with over(meeting):
        assert see_answers(cast.coordinator, meeting.id or 0) == Answers(missing=Missing.PEOPLE)


def test_a_late_arrival_makes_eight(cast: Cast) -> None:
    meeting = asking(cast)
    came(cast, meeting, 7)
    answers(meeting, 8)
    make.mark(meeting, make.member(cast.group, "Late"), MarkKind.LATE)
    with over(meeting):
        assert handed_out(cast, meeting) == 8


def test_the_answers_follow_the_register_as_it_is_corrected(cast: Cast) -> None:
    meeting = asking(cast)
    came(cast, meeting, 7)
    answers(meeting, 8)
    told = []
    with over(meeting):
        told.append(handed_out(cast, meeting))
        came(cast, meeting, 1)
        told.append(handed_out(cast, meeting))
        with transaction() as db:
            db.get_one(Mark, make.rows(Mark)[0].id).kind = MarkKind.NOT_RECORDED
        told.append(handed_out(cast, meeting))
    assert told == [0, 8, 0]


@pytest.mark.parametrize(("people", "answered"), [(8, 8), (7, 8), (8, 7), (0, 0)])
def test_once_somebody_looked_it_is_over_for_good_however_many_came_also_when_it_is_moved(
    cast: Cast, people: int, answered: int
) -> None:
    """R26: what the code does is the same, so that it does not tell how many came."""
    meeting = asking(cast)
    came(cast, meeting, people)
    answers(meeting, answered)
    old = code(cast, meeting)
    with over(meeting):
        seen = see_answers(cast.coordinator, meeting.id or 0)
        with transaction() as db:
            db.get_one(GroupSession, meeting.id).ends_at += timedelta(days=1)
        assert not tells(old)
        with pytest.raises(NotFound):
            answer_here(cast.coordinator, meeting.id or 0, Face.VERY_MUCH)
        with pytest.raises(NotFound):
            renew_code(cast.coordinator, meeting.id or 0, 0)
        assert see_answers(cast.coordinator, meeting.id or 0) == seen
        assert question(cast.coordinator, meeting.id or 0).address == ""


def test_what_nobody_looked_at_is_answered_on_when_it_is_moved(cast: Cast) -> None:
    meeting = asking(cast)
    came(cast, meeting)
    answers(meeting, 8)
    with over(meeting):
        with transaction() as db:
            db.get_one(GroupSession, meeting.id).ends_at += timedelta(days=1)
        assert tells(code(cast, meeting))


@pytest.mark.parametrize("end", [off, cancelled], ids=lambda end: end.__name__)
def test_then_there_is_no_question_whatever_was_answered(cast: Cast, end: Callable[[Cast, GroupSession], None]) -> None:
    meeting = asking(cast)
    came(cast, meeting)
    answers(meeting, 8)
    with over(meeting):
        assert handed_out(cast, meeting) == 8
        end(cast, meeting)
        assert question(cast.coordinator, meeting.id or 0) is None
        assert handed_out(cast, meeting) == 0


def test_nobody_is_asked_before_the_start_or_by_a_group_that_does_not_ask(cast: Cast) -> None:
    asks(cast.group)
    assert question(cast.coordinator, to_come(cast).id or 0) is None
    elsewhere = make.group_session(cast.other_group)
    assert question(cast.coordinator_3, elsewhere.id or 0) is None
    with over(elsewhere), pytest.raises(NotFound):
        see_answers(cast.coordinator_3, elsewhere.id or 0)


def test_a_group_asks_nothing_until_it_switches_the_question_on(cast: Cast) -> None:
    assert not make.group(cast.riverside, "Another").asks_feeling


def test_r31_a_new_code_and_the_first_look_are_recorded_once_and_an_answer_never(cast: Cast) -> None:
    meeting = asking(cast)
    came(cast, meeting)
    answers(meeting, 8)
    tells(code(cast, meeting))
    answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    for _ in range(2):
        renew_code(cast.coordinator, meeting.id or 0, 0)
    with over(meeting):
        for who in (cast.coordinator_2, cast.coordinator):
            see_answers(who, meeting.id or 0)
    found = [(one.action, one.account_id, one.subject_id, one.group_id) for one in make.rows(AuditEvent)]
    of = (meeting.id, cast.group.id)
    assert found == [
        ("feeling.code_renewed", cast.coordinator.account_id, *of),
        ("feeling.ended", cast.coordinator_2.account_id, *of),
    ]


@pytest.mark.parametrize(("people", "answered"), [(8, 8), (7, 8), (8, 7), (0, 0)])
def test_r26_the_audit_says_that_somebody_looked_however_many_came(cast: Cast, people: int, answered: int) -> None:
    """An administrator reads on which days there is a line: not only when 8 came."""
    meeting = asking(cast)
    came(cast, meeting, people)
    answers(meeting, answered)
    with over(meeting):
        see_answers(cast.coordinator, meeting.id or 0)
    assert [one.action for one in make.rows(AuditEvent)] == ["feeling.ended"]


def test_r31_asking_whether_the_question_is_over_ends_nothing(cast: Cast) -> None:
    meeting = asking(cast)
    with over(meeting):
        assert not question(cast.coordinator, meeting.id or 0).open
    assert (make.rows(AuditEvent), make.rows(Feeling)) == ([], [])


def test_a_register_taker_sees_none_from_before_they_were_asked(cast: Cast) -> None:
    asks(cast.group)
    old = make.group_session(cast.group, clock.now() - timedelta(days=30))
    with pytest.raises(NotFound):
        question(cast.register_taker, old.id or 0)
