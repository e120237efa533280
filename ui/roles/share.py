"""How evenly the work is shared, said gently (R21)."""

from services.roles.load import Load
from services.roles.sharing import Quarter, Sharing
from ui.words import many, quarter

# Below this many duties a share says nothing yet.
ENOUGH = 6
# And below this many it is no offer yet.
ENOUGH_TO_OFFER = 8


def load_to_share(load: Load) -> str:
    """The offer that Today makes; "" while the work is shared, or too little of it to say (R21)."""
    if load.duties < ENOUGH_TO_OFFER or load.top_two * 2 <= load.duties or load.people <= 2:
        return ""
    return (
        f"**Load to share**  \nTwo people held {load.top_two} of the last {load.duties} duties. "
        "Others may be glad to be asked."
    )


def share_in_words(load: Load) -> list[str]:
    """Sentences, none when there is nothing to say: counts, and an offer of help when two people carry most."""
    said = []
    if load.duties >= ENOUGH and load.people > 2:
        said.append(f"In the last six months two people held {load.top_two} of {many(load.duties, 'duty', 'duties')}.")
        if load.top_two * 2 > load.duties:
            said.append("If they would like a rest, the list under each open place shows who else could be asked.")
    elif load.duties >= ENOUGH:
        who = "one person" if load.people == 1 else "two people"
        said.append(f"In the last six months {who} held all {load.duties} duties. Others may be glad to be asked.")
    if load.no_backup:
        said.append(f"Nobody stands by yet for: {', '.join(load.no_backup)}.")
    return said


def over_time_in_words(shared: Sharing) -> list[str]:
    """How the first and the last quarter shown with enough duties were shared, and what waits for a register (R28)."""
    enough = [one for one in shared.quarters if one.duties >= ENOUGH_TO_OFFER and one.people > 2]
    told = [enough[0], enough[-1]] if len(enough) > 1 else enough
    said = [_quarter_in_words(one, coordinators=shared.coordinators_known) for one in told]
    waiting = sum(one.not_said for one in shared.quarters)
    if waiting:
        are = "is" if waiting == 1 else "are"
        said.append(f"{many(waiting, 'duty', 'duties')} {are} counted by the yes: their register is not finished.")
    return said


def _quarter_in_words(one: Quarter, *, coordinators: bool) -> str:
    theirs = f" and the coordinators {one.coordinators}" if coordinators else ""
    return (
        f"In {quarter(one.begins)}, {one.people} people shared {one.duties} duties. "
        f"Of the {one.duties}, the two with most had {one.top_two}{theirs}."
    )
