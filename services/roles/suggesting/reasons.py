"""Why a suggestion names this person: one plain sentence, true of them when it is written (R19)."""

from datetime import date

from models import GroupRole, Growth
from models.base import LINE
from services.roles.picture import Picture

NOT_LATELY = 42  # days
# More duties than this in six months are more than one every six weeks.
USUAL = 4


def reason(known: Picture, member_id: int, role: GroupRole, *, backup: bool, learns: bool = False) -> str:
    """First what draws them to the role, then how long it is since they had one, then who is beside a learner."""
    what = role.id or 0
    parts = [_drawn(known, member_id, what, backup), _room(known, member_id)]
    if learns:
        parts.append("learns it beside someone who is ready to lead it")
    return _sentence(parts)


def _drawn(known: Picture, member_id: int, role_id: int, backup: bool) -> str:
    growth, suits = known.growth(member_id, role_id), known.suits(member_id, role_id)
    # A strength has the group's own words, and may be too long for the line.
    named = next((name for name in suits if len(name) < LINE // 3), None)
    if known.would_like(member_id, role_id):
        return "would like this role"
    if growth is Growth.READY_TO_LEAD:
        return "is ready to lead this role"
    if growth is Growth.ENJOYED:
        return "has enjoyed this role"
    if suits:
        return f"has a strength for it, “{named}”" if named else "has a strength for it"
    if growth is Growth.TRIED:
        return "has tried this role"
    return "is free to stand by that day" if backup else "is free that day"


def _room(known: Picture, member_id: int) -> str:
    """How long since they had one; of somebody who carries several at a time, that they said they may."""
    member = next(one for one in known.members if one.id == member_id)
    if known.record(member_id).lately > USUAL and member.duties_per_session > 1:
        return f"is glad to have up to {member.duties_per_session} roles at a session"
    return _since(known, member_id)


def _since(known: Picture, member_id: int) -> str:
    record = known.record(member_id)
    if record.last_on is None:
        return "has a role ahead already" if record.lately else "has not had a role yet"
    if not record.ahead and (known.today - record.last_on).days >= NOT_LATELY:
        return f"last had a role in {_month(record.last_on, known.today)}"
    return f"has had {_roles(record.lately)} lately, counting those ahead"


def _sentence(parts: list[str]) -> str:
    said = ", ".join(parts[:-1]) + f" and {parts[-1]}"
    return f"{said[0].upper()}{said[1:]}."


def _roles(count: int) -> str:
    return "1 role" if count == 1 else f"{count} roles"


def _month(day: date, today: date) -> str:
    name = f"{day:%B}"
    return name if day.year == today.year else f"{name} {day.year}"
