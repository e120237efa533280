"""Which skills were practised, as bars with their numbers in words (R17, R23, R28)."""

from collections.abc import Sequence

from services.engagement.practised import Practised, SkillPractised
from ui.charts.bars import Bar, lying_bars
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import not_recorded
from ui.words import many

NAMED = 3  # skills named in the sentence


def practised_finding(practised: Practised) -> Finding:
    """The chart, the sentence and the table of at least one skill and one recorded group session."""
    bars = [Bar(f"{one.name}: {_at(one, practised)}", one.group_sessions) for one in practised.skills]
    rows = tuple((one.name, _at(one, practised)) for one in practised.skills)
    notes = (not_recorded(practised.not_recorded), _without(practised))
    return Finding(
        lying_bars(bars, "Skill"),
        _sentence(practised),
        Table(("Skill", "Group sessions"), rows),
        tuple(note for note in notes if note),
        of_people=False,
    )


def _at(one: SkillPractised, practised: Practised) -> str:
    return f"{one.group_sessions} of {practised.of}"


def _sentence(practised: Practised) -> str:
    most = practised.skills[0].group_sessions
    if not most:
        return f"No skill was noted at any of {many(practised.of, 'recorded group session')}."
    names = _named([one.name for one in practised.skills if one.group_sessions == most])
    never = [one.name for one in practised.skills if not one.group_sessions]
    sentence = f"Practised most: {names}, at {most} of {many(practised.of, 'recorded group session')}"
    if not never:
        return f"{sentence}."
    who = never[0] if len(never) == 1 else f"{len(never)} of {many(len(practised.skills), 'skill')}"
    return f"{sentence}; {who} at none."


def _named(names: Sequence[str]) -> str:
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _without(practised: Practised) -> str:
    if not practised.without:
        return ""
    return f"At {practised.without} of {many(practised.of, 'recorded group session')} no skill was noted."
