"""How many agreed too late to be in a figure that follows people."""

from tests.demo.recounted.raw import Look


def agreed_later(look: Look) -> int:
    """People in the group, or referred to it, who agree now and stood among the others before."""
    members = {row.graduate_id for row in look.members.values()}
    referred = {row.graduate_id for row in look.referrals if row.sent_at is not None}
    return len((members | referred) & look.agreed & look.stood_among_others) if look.clinic_id is not None else 0


def later_note(look: Look) -> list[str]:
    """The numbers of the note about them."""
    number = agreed_later(look)
    return [str(number)] if number else []
