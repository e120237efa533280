"""This season beside the same months a year before, as pairs of bars with their numbers in words (R29)."""

from services.engagement.disclosure import Scope
from services.engagement.seasons import Pair, Season, Seasons
from services.engagement.statistics.slopes import theil_sen
from ui.charts.bars import Bar, lying_bars
from ui.charts.change import agreed_since, change
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import not_recorded
from ui.charts.numbers import tenths
from ui.words import many, short_day

NAMES = {12: "Winter", 3: "Spring", 6: "Summer", 9: "Autumn"}
SEASONS = "A season is three months, from 1 December, March, June and September."
SO_FAR = "The season that is still going on is set beside the same days a year before."
DIFFERENCE = (
    "The difference is the middle one of those between every two group sessions (Hodges–Lehmann, 95% interval)."
)


def seasons_finding(seasons: Seasons) -> Finding:
    """The chart, the sentence and the table."""
    bars = [bar for pair in seasons.pairs for bar in _bars(pair)]
    return Finding(lying_bars(bars, "Season"), _sentence(seasons), _table(seasons), _notes(seasons), _method(seasons))


def season_name(season: Season) -> str:
    """Autumn 2026, Winter 2025/26."""
    year = season.since.year
    return f"{NAMES[season.since.month]} {year}" + (f"/{(year + 1) % 100:02}" if season.since.month == 12 else "")


def _sentence(seasons: Seasons) -> str:
    pair = seasons.newest
    if pair is None:
        return "No season has a finished register in both years yet, so there is nothing to compare."
    who = "people" if seasons.scope is Scope.EVERYONE else "of the people who agreed to feedback"
    name = season_name(pair.now)
    when = f"{name[0].lower()}{name[1:]}" + ("" if pair.whole else f" up to {short_day(pair.now.until)}")
    now, before = pair.now.came, pair.before.came
    sentence = (
        f"In {when}, on average {_mean(pair.now)} {who} came to {many(len(now), 'recorded group session')} "
        f"({many(sum(now), 'visit')})"
    )
    if seasons.scope is Scope.AGREED:
        return f"{sentence}."
    sentence += (
        f"; in the same {'months' if pair.whole else 'days'} a year before it was {_mean(pair.before)} at "
        f"{len(before)} ({many(sum(before), 'visit')})"
    )
    difference = _difference(seasons, pair)
    return f"{sentence}: {difference}." if difference else f"{sentence}."


def _difference(seasons: Seasons, pair: Pair) -> str:
    if seasons.scope is Scope.AGREED:
        return ""
    points = [(0.0, float(came)) for came in pair.before.came] + [(1.0, float(came)) for came in pair.now.came]
    return change(theil_sen(points), none="no clear difference")


def _mean(season: Season) -> str:
    return tenths(sum(season.came) / len(season.came)) if season.came else ""


def _notes(seasons: Seasons) -> tuple[str, ...]:
    so_far = "" if seasons.pairs[0].whole else SO_FAR
    since = agreed_since("a year before") if seasons.scope is Scope.AGREED else ""
    lines = (not_recorded(seasons.not_recorded), so_far, since)
    return tuple(line for line in lines if line)


def _method(seasons: Seasons) -> tuple[str, ...]:
    return (SEASONS, DIFFERENCE) if seasons.newest and _difference(seasons, seasons.newest) else (SEASONS,)


def _bars(pair: Pair) -> tuple[Bar, Bar]:
    return _bar(pair.now, hollow=False), _bar(pair.before, hollow=True)


def _bar(season: Season, *, hollow: bool) -> Bar:
    words = f"{_mean(season)} on average" if season.came else "no finished register"
    return Bar(f"{season_name(season)}: {words}", float(_mean(season) or 0), hollow)


def _table(seasons: Seasons) -> Table:
    columns = ("Season", "Group sessions", "Visits", "On average")
    return Table(columns, tuple(_row(each) for pair in seasons.pairs for each in (pair.now, pair.before)))


def _row(season: Season) -> tuple[str, ...]:
    days = f"{season_name(season)} ({short_day(season.since)} to {short_day(season.until)})"
    return days, str(len(season.came)), str(sum(season.came)), _mean(season) or "No finished register"
