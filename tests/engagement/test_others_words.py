"""Everyone else in words: what was told of them and no more (R26)."""

from datetime import date, timedelta

from services.engagement import disclosure
from services.engagement.attendance import Attendance, Outcome, SessionCount
from services.engagement.disclosure import GivenOut, Rounded, Scope
from services.engagement.periods import Period
from ui.charts.outside import rounded
from ui.engagement.others import AS_IT_STOOD, NOT_YET, others_sentence

FIRST = date(2026, 1, 8)


def some(about: int) -> Rounded:
    return Rounded(about, disclosure._SEAL)


def told(*others: int | None) -> Attendance:
    sessions = tuple(
        SessionCount(
            FIRST + timedelta(days=14 * number),
            Outcome.RECORDED,
            3,
            given_out=None if about is None else GivenOut(some(0), some(about), FIRST),
        )
        for number, about in enumerate(others)
    )
    return Attendance(Scope.AGREED, Period.LAST_24_MONTHS, 9, sessions)


def test_each_cell_is_words() -> None:
    assert [rounded(some(about)) for about in (0, 10, 15)] == ["Fewer than 8", "About 10", "About 15"]


def test_before_anything_is_told_nothing_is_said() -> None:
    assert others_sentence(told(None)) == NOT_YET
    assert others_sentence(told()) == NOT_YET


def test_the_sentence_says_how_many_group_sessions_each_bucket_was_told_of() -> None:
    assert others_sentence(told(0, 10, 0, None, 15)) == (
        "Of people who have not agreed to feedback, fewer than 8 came to each of 2 group sessions, about 10 to one "
        f"group session and about 15 to one group session. {AS_IT_STOOD}"
    )


def test_the_usual_sentence_is_short() -> None:
    assert others_sentence(told(0, 0)) == (
        f"Of people who have not agreed to feedback, fewer than 8 came to each of 2 group sessions. {AS_IT_STOOD}"
    )
