"""Roles that need a backup and lean on few: where a second person would be a rest for the first (R21)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models import GroupRole, Growth, Member
from services.roles.offers import NeedsBackup, Offer
from services.roles.people import People


def needs_backup(people: People) -> list[NeedsBackup]:
    """Roles with nobody ready to lead, or that one person alone did in a year; those with neither first.

    Nobody is named for them yet.
    """
    found = []
    for role in (role for role in people.roles if role.needs_backup):
        ready, did_it = any(people.leads(member, role) for member in people.members), people.who_did(role)
        if not ready or did_it == 1:
            found.append(NeedsBackup(role.id or 0, role.name, did_it, ready))
    return sorted(found, key=lambda one: (one.ready, one.people != 1, one.role))


def with_somebody(people: People, offers: Iterable[Offer]) -> Iterator[Offer]:
    """The same offers, and whom to ask for each role that leans on few. Nobody is named twice."""
    offers = list(offers)
    named = {one.member_id for one in offers}
    roles = {role.id: role for role in people.roles}
    for one in offers:
        if isinstance(one, NeedsBackup):
            one = _with_somebody(people, roles[one.group_role_id], one, named)
            named.add(one.member_id)
        yield one


def _with_somebody(people: People, role: GroupRole, offer: NeedsBackup, named: set[int | None]) -> NeedsBackup:
    drawn = [
        member
        for member in people.members
        if member.id not in named and _draws(people, member, role) and _could_share(people, member, role)
    ]
    whom = max(drawn, key=lambda member: _draws(people, member, role), default=None)
    if whom is None:
        return offer
    growth, likes = people.growth(whom, role), people.likes(whom, role)
    return replace(offer, member_id=whom.id, name=whom.name, growth=growth, likes=likes)


def _could_share(people: People, member: Member, role: GroupRole) -> bool:
    """Not the one who does it all: a second person is somebody else."""
    return not people.does_alone(member, role) and people.could_do_some_day(member, role)


def _draws(people: People, member: Member, role: GroupRole) -> int:
    """0 to 8: who is ready to lead it first, then who enjoyed it, would like it, or tried it."""
    fond = {Growth.READY_TO_LEAD: 6, Growth.ENJOYED: 4, Growth.TRIED: 1}.get(people.growth(member, role), 0)
    return fond + 2 * people.likes(member, role)
