"""Referred, contacted, came, settled by when they were sent: a row of bars each (R23, R24, R27, R28)."""

from services.engagement.conversion import Conversion, Reached
from services.engagement.disclosure import Scope
from services.engagement.referral_steps import HORIZON
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.engagement.stretches import MOST
from ui.charts.bands import Band, bands_spec, quarter_means, stretch_name, stretch_word
from ui.charts.finding import Finding, Table
from ui.charts.journey import ALL_STAY
from ui.charts.not_counted import missing_in_words
from ui.charts.part import part
from ui.words import many

WEEKS = HORIZON.days // 7
HEIGHT = 380
METHOD = (
    ALL_STAY,
    f"From {SMALLEST_FOR_PERCENT} referrals up the table has a share too, with the range in which it plausibly lies "
    "(Wilson, 95%); with fewer it would mislead.",
)
COLUMNS = ("Old enough to tell", "Contacted", "Came", "Settled", "Too early to say")


def conversion_finding(conversion: Conversion) -> Finding:
    """The chart, the sentence and the table by time of a conversion with at least one referral."""
    names = [stretch_name(stretch) for stretch, _ in conversion.by_time]
    word = stretch_word([stretch for stretch, _ in conversion.by_time])
    rows = [*conversion.by_time, (None, conversion.all)]
    table = Table(
        (f"{word.capitalize()} sent", *COLUMNS),
        tuple((name, *cells(one)) for name, (_, one) in zip([*names, "All together"], rows, strict=True)),
    )
    spec = bands_spec(names, _bands([one for _, one in conversion.by_time]), HEIGHT)
    tallest = max(max(one.old_enough, one.too_early) for _, one in conversion.by_time)
    notes = conversion_notes(conversion, f"The tallest bar is {tallest}.")
    made = f"Counted by the {word} in which people were referred{_why(word)}."
    return Finding(spec, conversion_sentence(conversion), table, notes, (made, *quarter_means(word), *METHOD))


def _why(word: str) -> str:
    return "" if word == "month" else f" (more than {MOST} months side by side could not be read)"


def conversion_sentence(conversion: Conversion) -> str:
    """What became of all who were referred, in counts."""
    reached = conversion.all
    whose = "" if conversion.scope is Scope.EVERYONE else " of people who agreed to feedback"
    were = "was" if reached.too_early == 1 else "were"
    if reached.old_enough == 0:
        sent = many(reached.too_early, "referral")
        return f"{sent}{whose} {were} sent in the last {WEEKS} weeks: too early to say."
    early = f"{reached.too_early} {were} sent since then: too early to say."
    sentence = (
        f"Of {many(reached.old_enough, 'referral')}{whose} sent at least {WEEKS} weeks ago, {reached.contacted} "
        f"{'was' if reached.contacted == 1 else 'were'} contacted, {reached.came} came and {reached.settled} "
        f"settled in, each within {WEEKS} weeks."
    )
    return f"{sentence} {early}" if reached.too_early else sentence


def conversion_notes(conversion: Conversion, drawn: str = "") -> tuple[str, ...]:
    """What is missing from the figures, and what their words mean; `drawn` says how to read the chart."""
    return tuple(
        filter(
            None,
            (
                missing_in_words(conversion.not_recorded),
                f"Settled means a third visit, which often takes longer. {drawn}".strip(),
            ),
        )
    )


def cells(one: Reached) -> tuple[str, ...]:
    """The table's cells for one part: how many were referred long enough ago, and of them how many reached what."""
    parts = (part(count, one.old_enough) for count in (one.contacted, one.came, one.settled))
    return (str(one.old_enough), *parts, str(one.too_early))


def _bands(parts: list[Reached]) -> list[Band]:
    def counts(of: str) -> tuple[int, ...]:
        return tuple(getattr(one, of) for one in parts)

    bands = [
        Band("Referred", counts("old_enough")),
        Band(f"Contacted within {WEEKS} weeks", counts("contacted")),
        Band(f"Came within {WEEKS} weeks", counts("came")),
        Band(f"Settled within {WEEKS} weeks", counts("settled")),
    ]
    early = Band("Referred since then: too early to say", counts("too_early"))
    return [*bands, early] if any(early.counts) else bands
