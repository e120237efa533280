"""The bank holidays of the four nations."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays

from models import Nation


def bank_holiday(day: date, nation: Nation) -> str | None:
    """The name of the bank holiday that `day` is in `nation`, or None."""
    return _in_year(nation, day.year).get(day)


@lru_cache(maxsize=64)
def _in_year(nation: Nation, year: int) -> dict[date, str]:
    return dict(country_holidays("GB", subdiv=nation.value, years=year, language="en_GB").items())
