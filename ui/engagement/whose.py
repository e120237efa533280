"""Whose figures a chart holds: part of the key under which it is kept."""

from services.security.actor import Actor

Whose = tuple[str, int | None, tuple[int, ...]]


def whose(actor: Actor) -> Whose:
    """The actor's role and scope."""
    return actor.role.value, actor.clinic_id, actor.group_ids
