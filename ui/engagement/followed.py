"""A figure that follows people through their time in a group: a clinic is told whom it leaves out (R23, R26)."""

from collections.abc import Callable

from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.kept_finding import Figures, kept_finding
from ui.engagement.shown import Question, Shown, untold


def followed(actor: Actor, group_id: int, build: Callable[[Figures], Finding], figures: Figures) -> Finding:
    """What `build` makes of the figures, and under it how many agreed too late to be in them."""
    return with_agreed_later(kept_finding(actor, build, figures), agreed_later_for(actor, group_id))


def nobody_followed(actor: Actor, group_id: int, question: Question, did: str) -> Shown:
    """In its place when nobody who can be counted did it: `did` is what, "was referred in this time"."""
    return untold(question, nobody(did, agreed_later_for(actor, group_id)))
