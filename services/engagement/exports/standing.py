"""What a file of figures says of itself wherever it ends up: of whom and when, how new, and whose figures they are."""

from datetime import datetime

from services import access, clock
from services.database import reading
from services.engagement.attendance import latest_register
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.periods import Period
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import report_wording as words
from services.sheets import wording

# What leaves for outside would treat everyone alike (R26); these files do not.
COUNTED = {
    Scope.EVERYONE: "Everyone in the group is counted, so this is for the group itself.",
    Scope.AGREED: "Only people who agreed that the clinic may know are counted, so this is for the clinic alone.",
}
NOBODY = "It counts group sessions and no people, so anybody may see it."


@needs(Permission.SEE_ENGAGEMENT)
def standing(
    actor: Actor, group_id: int, period: Period | None, counted_at: datetime, *, of_people: bool = True
) -> tuple[str, ...]:
    """The lines under a finding that is taken away, the same in every kind of file.

    Args:
        period: what was asked for, of which a clinic has one alone; None when the finding has its own and says so.
        counted_at: when the figures were read.
        of_people: whether anybody is counted in them.

    Raises:
        NotFound: not a group of the actor's.
    """
    on = clock.local(counted_at).date()
    with reading() as db:
        name = access.group(db, actor, group_id).name
        newest = words.age(latest_register(db, group_id))
    of = f"{name}: {words.period(period_for(actor, period), on)}." if period else f"{name}."
    return (of, COUNTED[scope_of(actor)] if of_people else NOBODY, f"Counted on {wording.day(on)}. {newest}")
