"""Each offer in one or two plain sentences, true of the person it names; how far along they are is theirs to say."""

from models import Growth
from services.roles.offers import LikesRole, MayLead, NeedsBackup, NeverAsked, Offer
from ui.words import many, month

_FOND = {Growth.READY_TO_LEAD: "is ready to lead it", Growth.ENJOYED: "has enjoyed it"}

Words = tuple[str, str]  # whom or what it is about, and what is said


def offer_in_words(offer: Offer) -> Words:
    """Plain text, not Markdown: names and roles are as people typed them."""
    match offer:
        case NeverAsked():
            return offer.name, _never_asked(offer)
        case LikesRole():
            return offer.name, _likes(offer)
        case MayLead():
            return offer.name, _may_lead(offer)
        case NeedsBackup():
            return offer.role, _needs_backup(offer)


def _never_asked(offer: NeverAsked) -> str:
    said = f"Has come {many(offer.visits, 'time')} and has never been asked to take a role."
    if not offer.role:
        return said
    draws = f"Would like: {offer.role}." if offer.likes else f"Has a strength for: {offer.role}."
    return f"{said} {draws}"


def _likes(offer: LikesRole) -> str:
    since = "yet" if offer.last_asked is None else f"since {month(offer.last_asked)}"
    return f"Would like: {offer.role}. Has not been asked for it {since}."


def _may_lead(offer: MayLead) -> str:
    return (
        f"Has enjoyed: {offer.role}. Has done it {many(offer.times, 'time')}. "
        "You could ask whether they would lead it one day."
    )


def _needs_backup(offer: NeedsBackup) -> str:
    alone = "One person alone has done it in the last year" if offer.people == 1 else ""
    nobody = "" if offer.ready else "nobody has said yet that they are ready to lead it"
    facts = ", and ".join(fact for fact in (alone, nobody) if fact)
    return f"{facts[0].upper()}{facts[1:]}. {_whom(offer)}"


def _whom(offer: NeedsBackup) -> str:
    if offer.member_id is None:
        return "You could ask in the group who would like to learn it."
    draws = _FOND.get(offer.growth) or ("has said they would like it" if offer.likes else "has tried it")
    return f"{offer.name} {draws}: you could ask whether they would share it."
