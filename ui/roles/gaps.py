"""Why nobody fits a place, and what would close it, in two sentences."""

from services.roles.gaps import Gap, NobodyFits
from ui.feedback import plain
from ui.words import many

# What is true of one, and of several.
_KEEPS = {
    Gap.CANNOT_COME: ("cannot come that day", "cannot come that day"),
    Gap.RATHER_NOT: ("would rather not", "would rather not"),
    Gap.TOO_MUCH: ("finds it too much effort, standing or lifting", "find it too much effort, standing or lifting"),
    Gap.HAS_IT: ("has the role there already", "have the role there already"),
    Gap.ENOUGH: ("has as many as their page allows", "have as many as their page allows"),
    Gap.HANDED_BACK: ("handed it back", "handed it back"),
    Gap.NEW: ("is still new", "are still new"),
    Gap.LEARNING: ("would lead it for the first time", "would lead it for the first time"),
}
_CLOSES = {
    Gap.ENOUGH: "You could ask {names} whether one more would be all right.",
    Gap.LEARNING: "It would close with somebody beside {names} who is ready to lead it.",
    Gap.NEW: "You could ask {names} whether they would like to.",
    Gap.TOO_MUCH: "It would close if the role asked for less: change it in the list of roles.",
    Gap.RATHER_NOT: "It may be left out this time, or ask whether somebody has changed their mind.",
    None: "It may be left out this time.",
}
NAMED = 3


def nobody_fits(found: NobodyFits) -> str:
    """Markdown; names are shown literally."""
    if not found.counts:
        return "Nobody is in the group yet who could be asked."
    kept = [f"{count} {_KEEPS[why][count > 1]}" for why, count in found.counts]
    said = kept[0] if len(kept) == 1 else f"{', '.join(kept[:-1])} and {kept[-1]}"
    return f"Nobody fits: {said}. {_CLOSES[found.closes].format(names=_names(found.ask))}"


def _names(names: tuple[str, ...]) -> str:
    shown = [plain(name) for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(many(len(names) - NAMED, "other"))
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}" if shown else ""
