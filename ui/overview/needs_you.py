"""What needs the clinic today: calls, people who came along, referrals, consents that end."""

from dataclasses import dataclass

from services.security.actor import Actor
from ui.confirming import show_unconfirmed
from ui.ending_consents import show_ending
from ui.overview.attention import show_attention
from ui.referrals.calls import show_calls


@dataclass(frozen=True)
class Needs:
    """How many of each there are, those among them that the page does not show."""

    calls: int
    to_confirm: int
    referrals: int
    ending: int


def show_needs(actor: Actor) -> Needs:
    """Each part that has something in it, most pressing first."""
    return Needs(show_calls(actor), show_unconfirmed(actor), show_attention(actor), show_ending(actor))
