"""What the register on screen sends: every tap not yet known to be saved, again and again until it is (R14)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from models import MarkKind
from services.errors import Conflict, DomainError
from services.register.everyone import everyone_here, undo_everyone_here
from services.register.finishing import finish
from services.register.marking import Tap, mark
from services.register.saying import say_coming
from services.register.states import Closed
from services.register.visitors import count_visitors
from services.register.walk_in import walk_in
from services.security.actor import Actor

MOST_AT_ONCE = 200


@dataclass
class Reply:
    """What became of each tap: safely kept, or refused and why. One in neither is sent again by the screen.

    `members` says which member a newcomer's tap made, so that the screen can undo it.
    """

    saved: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)


def carry_out(actor: Actor, group_session_id: int, sent: object) -> Reply:
    """Does what a screen sent, in order, each in its own transaction; what was done before is only confirmed."""
    reply = Reply()
    for tap in _taps(sent):
        try:
            member_id = _do(actor, group_session_id, tap)
        except DomainError as error:
            if isinstance(error, Conflict) and not isinstance(error, Closed):
                break  # busy just now: this and all after it come again, in the same order
            reply.refused[tap["id"]] = str(error)
        else:
            reply.saved.append(tap["id"])
            if member_id is not None:
                reply.members[tap["id"]] = member_id
    return reply


def _taps(sent: object) -> Iterator[dict[str, Any]]:
    """The taps that have a name of their own. A browser may send anything."""
    taps = sent.get("taps") if isinstance(sent, dict) else None
    for tap in (taps if isinstance(taps, list) else [])[:MOST_AT_ONCE]:
        if isinstance(tap, dict) and isinstance(tap.get("id"), str):
            yield tap


def _do(actor: Actor, group_session_id: int, tap: dict[str, Any]) -> int | None:
    name = tap["id"]
    match tap:
        case {"what": "mark", "member": int(member), "kind": str(kind), "left_early": bool(left_early)}:
            if kind not in list(MarkKind):
                raise Closed("That mark is not one this register has. Reload the page and tap again.")
            mark(actor, group_session_id, [Tap(name, member, MarkKind(kind), left_early)])
        case {"what": "everyone"}:
            everyone_here(actor, group_session_id, name)
        case {"what": "undo_everyone", "batch": str(batch)}:
            undo_everyone_here(actor, group_session_id, batch)
        case {"what": "walk_in", "name": str(typed)}:
            return walk_in(actor, group_session_id, typed, name).member_id
        case {"what": "coming", "member": int(member), "coming": bool(coming)}:
            say_coming(actor, group_session_id, member, coming=coming)
        case {"what": "visitors", "count": int(count)}:
            count_visitors(actor, group_session_id, count)
        case {"what": "finish"}:
            finish(actor, group_session_id)
        case _:
            raise Closed("That tap did not arrive whole. Reload the page and tap again.")
    return None
