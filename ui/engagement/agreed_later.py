"""People who agreed to feedback late: how many a clinic's figure leaves out, and why there may be none (R23, R26)."""

from dataclasses import replace

from services.engagement.agreed_later import agreed_later
from services.engagement.disclosure import Scope, scope_of
from services.security.actor import Actor
from ui.charts.finding import Finding

WHY = "counting them would tell of the time before they agreed."
IN_TIME = "Whoever agrees before they come for the first time is counted here."


def agreed_later_for(actor: Actor, group_id: int) -> int:
    """How many agree now and are not in this actor's figures that follow people. Asks only for a clinic."""
    return agreed_later(actor, group_id) if scope_of(actor) is Scope.AGREED else 0


def agreed_later_note(number: int) -> str:
    """Who agrees now and is not in the figure above, and why; "" when nobody."""
    if not number:
        return ""
    return f"{_who(number)} not in it: {WHY}"


def with_agreed_later(finding: Finding, number: int) -> Finding:
    """The finding with that note as its last one."""
    return replace(finding, notes=(*finding.notes, agreed_later_note(number))) if number else finding


def nobody(did: str, number: int) -> str:
    """Why a clinic's figure is empty: nobody who agreed did it, or nobody of those who agreed early enough.

    Args:
        did: what nobody did, "was referred in this time".
        number: how many agreed later.
    """
    if number:
        return f"Nobody who can be counted {did}. {_who(number)} left out: {WHY}"
    return f"Nobody who agreed to feedback {did}. {IN_TIME}"


def _who(number: int) -> str:
    return "1 person who agreed later is" if number == 1 else f"{number} people who agreed later are"
