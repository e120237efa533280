"""Whose figures a drawn chart is of: part of the key that it is kept under, so that no actor meets another's."""

from services.security.actor import Actor

Whose = tuple[str, int | None, tuple[int, ...]]


def whose(actor: Actor) -> Whose:
    """The actor's scope, as plain values."""
    return actor.role.value, actor.clinic_id, actor.group_ids
