"""Whom it might be kind to ask next, and for what: offers of help, never a verdict (R21, R22)."""

from collections.abc import Sequence
from datetime import date, timedelta

from models import Growth
from services import access
from services.database import reading
from services.roles.history import histories
from services.roles.leaning import needs_backup, with_somebody
from services.roles.offers import LikesRole, MayLead, NeverAsked, Offer
from services.roles.people import People
from services.roles.picture import VISITS_FIRST, picture
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST = 8
# Of each kind, before any kind has more: a long list of one must not hide the others.
OF_EACH = 2
OFTEN = 3
LONG_SINCE = timedelta(weeks=12)

_OfPerson = NeverAsked | LikesRole | MayLead


@needs(Permission.SHARE_ROLES)
def growing(actor: Actor, group_id: int) -> tuple[Offer, ...]:
    """At most eight offers, warmest first, each naming somebody else, or for a role that leans on few perhaps nobody.

    A dozen queries and a half, whatever the numbers.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        return _offers(People(picture(db, group_id, 0), histories(db, group_id)))


def _offers(people: People) -> tuple[Offer, ...]:
    by_person = _each_person_once(_never_asked(people), _likes(people), _may_lead(people))
    return tuple(with_somebody(people, _fairly([*by_person, needs_backup(people)])))


def _never_asked(people: People) -> list[_OfPerson]:
    """Who would like something first, then whoever has come most often."""
    found = []
    for member in people.members:
        visits, roles = people.visits(member), [role for role in people.roles if people.could_do(member, role)]
        if visits < VISITS_FIRST or not roles or people.was_asked(member):
            continue
        liked = next((role for role in roles if people.likes(member, role)), None)
        draws = liked or next((role for role in roles if people.suits(member, role)), None)
        name = draws.name if draws else ""
        found.append(NeverAsked(member.id or 0, member.name, visits, name, liked is not None))
    return [*sorted(found, key=lambda one: (not one.likes, -one.visits, one.name))]


def _likes(people: People) -> list[_OfPerson]:
    """Whoever was never asked for it first, then longest since."""
    found = []
    for member in people.members:
        for role in people.roles:
            past = people.past(member, role)
            lately = past.last_asked is not None and people.today - past.last_asked < LONG_SINCE
            wants = people.likes(member, role) and people.could_do(member, role)
            if wants and not past.ahead and not lately:
                found.append(LikesRole(member.id or 0, member.name, role.name, past.last_asked))
    return [*sorted(found, key=lambda one: (one.last_asked or date.min, one.name, one.role))]


def _may_lead(people: People) -> list[_OfPerson]:
    """Whoever did it most often first."""
    found = []
    for member in people.members:
        for role in people.roles:
            times, could = people.past(member, role).times, people.could_do_some_day(member, role)
            if times >= OFTEN and could and people.growth(member, role) is Growth.ENJOYED:
                found.append(MayLead(member.id or 0, member.name, role.name, times))
    return [*sorted(found, key=lambda one: (-one.times, one.name, one.role))]


def _each_person_once(*kinds: list[_OfPerson]) -> list[list[_OfPerson]]:
    """Each person's first alone."""
    named: set[int] = set()
    left: list[list[_OfPerson]] = []
    for kind in kinds:
        left.append([])
        for one in kind:
            if one.member_id not in named:
                named.add(one.member_id)
                left[-1].append(one)
    return left


def _fairly(kinds: Sequence[Sequence[Offer]]) -> tuple[Offer, ...]:
    """As many as are shown: some of each kind, and what room is left for the warmest; kind by kind."""
    placed = [(place // OF_EACH, kind, place) for kind, offers in enumerate(kinds) for place in range(len(offers))]
    shown = sorted((kind, place) for _, kind, place in sorted(placed)[:MOST])
    return tuple(kinds[kind][place] for kind, place in shown)
