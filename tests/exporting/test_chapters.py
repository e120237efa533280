"""What a report holds in each version (R26): nothing leaves that was not given for it."""

import pytest

from services.sheets.report import LeftOut
from services.sheets.report_wording import Version
from tests.exporting.findings import coming, settling
from ui.exporting.chapters import Chapter, Withheld, contents

ROUNDED = settling()
CHAPTERS = (
    Chapter("Coming", coming(), Withheld("it counts people who did not agree.")),
    Chapter("Settling", coming(), ROUNDED),
)


def test_the_groups_own_version_holds_every_finding_and_leaves_out_none() -> None:
    found = contents(CHAPTERS, Version.GROUP)
    assert [heading for heading, _ in found.given] == ["Coming", "Settling"]
    assert {finding.sentence for _, finding in found.given} == {coming().sentence}
    assert found.left_out == ()


def test_the_groups_own_version_says_why_it_does_not_hold_one() -> None:
    found = contents((*CHAPTERS, Chapter("Staying", Withheld("too few came."), settling())), Version.GROUP)
    assert [heading for heading, _ in found.given] == ["Coming", "Settling"]
    assert found.left_out == (LeftOut("Staying", "too few came."),)


def test_r26_outside_gets_only_what_was_given_for_it_and_the_reason_for_the_rest() -> None:
    found = contents(CHAPTERS, Version.OUTSIDE)
    assert found.given == (("Settling", ROUNDED),)
    assert found.left_out == (LeftOut("Coming", "it counts people who did not agree."),)


def test_r26_a_chapter_that_does_not_say_whether_it_may_leave_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        Chapter("Coming", coming())  # type: ignore[call-arg]


def test_r26_what_is_neither_a_finding_nor_a_reason_never_leaves() -> None:
    odd = Chapter("Coming", coming(), True)  # type: ignore[arg-type]
    assert contents((odd,), Version.OUTSIDE).given == ()
