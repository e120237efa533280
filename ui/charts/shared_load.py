"""Whether the group is shared: four rows of bars by quarter (R21, R23, R27, R28)."""

from services.engagement.disclosure import Scope
from services.engagement.shared_load import Shared, SharedLoad
from services.engagement.statistics.proportions import share
from ui.charts.bands import Band, bands_spec, quarter_means, stretch_name, stretch_word, tallest
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import missing_in_words
from ui.charts.part import part
from ui.words import many

HEIGHT = 310
DUTIES, PEOPLE = "duties", "people"
_TWO = 2
OTHERS = "The two with most may be others each time."
COUNTED = (
    "A duty counts when it was done at a group session that took place, or accepted where its register is not "
    "finished; standing by does not."
)
NO_RANGE = (
    "What the two with most hold is counted and not estimated, so it has no range; that of people with a role is "
    "Wilson's, at 95%."
)


def shared_load_finding(load: SharedLoad) -> Finding:
    """The chart, the sentence and the table of a load with at least one duty or one person who came."""
    names = [stretch_name(stretch) for stretch, _ in load.by_time]
    bands = _bands([one for _, one in load.by_time])
    word = stretch_word([stretch for stretch, _ in load.by_time])
    rows = [*zip(names, (one for _, one in load.by_time), strict=True), ("All together", load.all)]
    columns = (word.capitalize(), "Duties", "Held by the two with most", "People who came", "Of them with a role")
    table = Table(columns, tuple((name, *_cells(one)) for name, one in rows))
    notes = _notes(load, bands, word)
    return Finding(bands_spec(names, bands, HEIGHT), shared_load_sentence(load), table, notes, _method(word))


def shared_load_sentence(load: SharedLoad) -> str:
    """Who held how many duties, and how many people had any."""
    said = (
        f"{_duties(load.all)}; {load.all.with_role} of {many(load.all.came, 'person', 'people')} who came had a role."
    )
    if load.scope is Scope.EVERYONE:
        return said
    return f"Among people who agreed to feedback, {said[0].lower()}{said[1:]}"


def _duties(one: Shared) -> str:
    if one.duties == 0:
        return "No duties were noted in this time"
    if one.holders > _TWO:
        return f"The two people with most held {one.top_two} of {many(one.duties, 'duty', 'duties')}"
    who = "One person" if one.holders == 1 else "Two people"
    return f"{who} held all {one.duties} duties" if one.duties > 1 else f"{who} held the one duty"


def _cells(one: Shared) -> tuple[str, ...]:
    return str(one.duties), _of_all(one), str(one.came), part(one.with_role, one.came)


def _of_all(one: Shared) -> str:
    """18 of 30 · 60%: no range, for who holds one duty is likely to hold the next; they are not drawn one by one."""
    if not one.duties:
        return ""
    percent = share(one.top_two, one.duties).percent
    return f"{one.top_two} of {one.duties}" + ("" if percent is None else f" · {percent}%")


def _bands(parts: list[Shared]) -> list[Band]:
    return [
        Band("Duties", tuple(one.duties for one in parts), DUTIES),
        Band("Of them, held by the two with most", tuple(one.top_two for one in parts), DUTIES),
        Band("People who came", tuple(one.came for one in parts), PEOPLE),
        Band("Of them, people with a role", tuple(one.with_role for one in parts), PEOPLE),
    ]


def _notes(load: SharedLoad, bands: list[Band], word: str) -> tuple[str, ...]:
    scale = (
        f"The tallest bars are {many(tallest(bands, DUTIES), 'duty', 'duties')} and "
        f"{many(tallest(bands, PEOPLE), 'person', 'people')}. The first and last {word} may be part of one."
    )
    return tuple(note for note in (missing_in_words(load.not_recorded), scale, OTHERS) if note)


def _method(word: str) -> tuple[str, ...]:
    return (*quarter_means(word), COUNTED, NO_RANGE)
