"""Programmes: what is refused, in words that are true."""

from datetime import date

import pytest

from services import clock
from services.clinic import programmes
from services.errors import Invalid
from tests.cast import Cast


@pytest.mark.parametrize(
    ("first", "last", "fields"),
    [
        (True, False, ["ends_on"]),
        (False, True, ["starts_on"]),
        (False, False, ["starts_on", "ends_on"]),
    ],
)
def test_a_missing_date_is_said_once_and_never_called_too_early(
    cast: Cast, first: bool, last: bool, fields: list[str]
) -> None:
    today: date = clock.today()
    with pytest.raises(Invalid) as refused:
        programmes.add(cast.clinic, "Autumn", today if first else None, today if last else None)
    assert [problem.field for problem in refused.value.problems] == fields
    assert all("is missing" in problem.message for problem in refused.value.problems)
