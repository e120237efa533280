"""How evenly the work is shared, said gently (R21)."""

from services.roles.load import Load
from ui.words import many

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
