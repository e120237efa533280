"""How the bringing in of a list is said on screen."""

from collections.abc import Mapping

from services.clinic.imports.fates import Fate
from services.clinic.imports.lines import Holds
from services.clinic.imports.writing import Imported
from ui.words import many

HOLDS = {
    Holds.NOTHING: "Leave this column out",
    Holds.FULL_NAME: "Full name",
    Holds.FIRST_NAME: "First name",
    Holds.LAST_NAME: "Surname",
    Holds.PREFERRED_NAME: "Preferred name",
    Holds.BORN_ON: "Date of birth",
    Holds.PHONE: "Phone",
    Holds.EMAIL: "Email",
    Holds.CONTACT_WHEN: "Best time to reach them",
    Holds.BEST_HOPES: "Best hopes",
    Holds.ADJUSTMENTS: "Adjustments that help",
    Holds.WITHOUT_ADJUSTMENTS: "What happens without them",
    Holds.PROGRAMME: "Programme",
    Holds.COMPLETED_ON: "Completed on",
    Holds.SHARE: "Consent: share details with the group",
    Holds.FEEDBACK: "Consent: the group may tell us",
}

# In the order in which they matter to whoever decides.
GROUPS: tuple[tuple[str, frozenset[Fate]], ...] = (
    ("Left out", frozenset({Fate.LEFT_OUT})),
    ("Needs your answer", frozenset({Fate.ASK})),
    ("New", frozenset({Fate.ADD})),
    ("On file, something is added", frozenset({Fate.COMPLETION, Fate.CONSENT})),
    ("Nothing to add", frozenset({Fate.ALREADY, Fate.REPEAT})),
)


def people(count: int) -> str:
    return many(count, "person", "people")


def summary(counts: Mapping[Fate, int], undated: int = 0) -> list[str]:
    """What will happen, a sentence for each kind of fate that occurs; `undated` yeses come without a day."""
    said = (
        (Fate.ADD, "will be added", "will be added"),
        (Fate.COMPLETION, "already on file gets this programme", "already on file get this programme"),
        (Fate.CONSENT, "already on file gets a consent", "already on file get a consent"),
    )
    lines = [
        f"{people(counts[fate])} {one if counts[fate] == 1 else more}." for fate, one, more in said if counts[fate]
    ]
    if not lines:
        lines = ["There is nobody to add."]
    for fate, words in (
        (Fate.ASK, "may be somebody already there|may be somebody already there"),
        (Fate.ALREADY, "is on file with this programme already|are on file with this programme already"),
        (Fate.REPEAT, "is in the list a second time|are in the list a second time"),
        (Fate.LEFT_OUT, "is left out, each with its reason|are left out, each with its reason"),
    ):
        one, more = words.split("|")
        if counts[fate]:
            lines.append(f"{many(counts[fate], 'line')} {one if counts[fate] == 1 else more}.")
    if undated:
        lines.append(
            f"{people(undated)} said yes to a consent, but no day is given, so none is recorded. Choose the day above."
        )
    return lines


def to_confirm(counts: Mapping[Fate, int]) -> str:
    """What the button does."""
    if counts[Fate.ADD]:
        return f"Add {people(counts[Fate.ADD])}"
    return f"Add to {people(counts[Fate.COMPLETION] + counts[Fate.CONSENT])} on file"


def done(made: Imported) -> str:
    """What has happened."""
    consents = f", and {many(made.consents, 'consent')}" if made.consents else ""
    return f"{people(made.people)} added, {many(made.completions, 'completion')} recorded{consents}."
