"""What every file of figures says of itself: of which group and time, whose figures, of which day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from services.engagement.disclosure import Scope
from services.engagement.exports.standing import COUNTED, standing
from services.engagement.periods import Period
from services.errors import NotFound
from tests import make
from tests.cast import Cast

NOW = datetime(2026, 11, 26, 14, tzinfo=UTC)


@time_machine.travel(NOW, tick=False)
def test_a_coordinators_file(cast: Cast) -> None:
    make.group_session(cast.group, NOW - timedelta(days=14), register_finished_at=NOW - timedelta(days=14))
    assert standing(cast.coordinator, cast.group.id or 0, Period.PREVIOUS_12_MONTHS, NOW) == (
        f"{cast.group.name}: 27 November 2024 to 26 November 2025.",
        "Everyone in the group is counted, so this is for the group itself.",
        "Counted on 26 November 2026. Newest finished register: 12 November 2026.",
    )


@time_machine.travel(NOW, tick=False)
def test_r26_a_clinics_file_is_of_those_who_agreed_over_its_one_period(cast: Cast) -> None:
    found = standing(cast.clinic, cast.group.id or 0, Period.ALL_TIME, NOW)
    assert found[:2] == (f"{cast.group.name}: 27 November 2024 to 26 November 2026.", COUNTED[Scope.AGREED])


def test_its_day_is_the_one_on_which_the_figures_were_read(cast: Cast) -> None:
    found = standing(cast.coordinator, cast.group.id or 0, None, NOW - timedelta(days=2))
    assert found[0] == f"{cast.group.name}."
    assert found[2].startswith("Counted on 24 November 2026.")


def test_r30_a_strangers_group(cast: Cast) -> None:
    with pytest.raises(NotFound):
        standing(cast.coordinator_3, cast.group.id or 0, None, NOW)
