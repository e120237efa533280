"""The next group sessions with their roles: who has each, and who could; session by session, at a glance, by person."""

import streamlit as st

from models import DutyState
from services import clock
from services.roles.rota import Holder, RotaRole, RotaSession
from services.security.actor import Actor
from ui.feedback import plain
from ui.roles.holder import show_holder
from ui.roles.place import show_open
from ui.words import in_brief, many, short_day, times

# As many as a phone shows without scrolling sideways.
ACROSS = 2
_UNSETTLED = {DutyState.SUGGESTED, DutyState.OFFERED}


def show_session(actor: Actor, group_id: int, meeting: RotaSession) -> None:
    """One group session: its roles, each with its people and its open places."""
    st.header(times(meeting.starts_at, meeting.ends_at))
    if not meeting.roles:
        st.caption("No roles are due at this one.")
        return
    if meeting.open_places:
        st.caption(f"{many(meeting.open_places, 'place')} open")
    else:
        st.caption("Every place has someone, or a suggestion." if meeting.suggested else "Every place has someone.")
    with st.container(border=True):
        for role in meeting.roles:
            _role(actor, group_id, meeting, role)


def _role(actor: Actor, group_id: int, meeting: RotaSession, role: RotaRole) -> None:
    """An open place stands where whoever had it stood, so that nobody else's buttons move under a finger."""
    leading = [holder for holder in role.holders if not holder.backup]
    for holder in leading:
        show_holder(actor, group_id, role, holder)
    if role.open_places:
        show_open(actor, meeting, role)
    for holder in role.holders:
        if holder.backup:
            show_holder(actor, group_id, role, holder)
    if role.backup_missing and not role.open_places:
        show_open(actor, meeting, role)


def show_at_a_glance(ahead: tuple[RotaSession, ...]) -> None:
    """Roles down, group sessions across, a few at a time so that it fits; what is not settled has a sign."""
    for first in range(0, len(ahead), ACROSS):
        part = ahead[first : first + ACROSS]
        names = sorted({role.name for meeting in part for role in meeting.roles})
        rows = [{"Role": plain(name), **{_column(one): _cell(one, name) for one in part}} for name in names]
        if rows:
            st.table(rows, border="horizontal", hide_index=True, alt="Roles at the next group sessions")
    st.caption("\\+ stands by. ? suggested, or asked and not answered yet. A dash: not due.")


def show_by_person(ahead: tuple[RotaSession, ...]) -> None:
    """Each person's own list, by name."""
    lists: dict[tuple[str, int], list[str]] = {}
    for meeting in ahead:
        for role in meeting.roles:
            for holder in role.holders:
                line = f"{in_brief(meeting.starts_at)}: {plain(role.name)}{_how(holder)}"
                lists.setdefault((holder.name, holder.member_id), []).append(line)
    if not lists:
        st.info("Nobody has a role yet at these group sessions. Suggest some under Session by session.")
    for (name, _), lines in sorted(lists.items()):
        st.markdown("  \n".join([f"**{plain(name)}**", *lines]))


def _column(meeting: RotaSession) -> str:
    return short_day(clock.local(meeting.starts_at).date())


def _cell(meeting: RotaSession, name: str) -> str:
    role: RotaRole | None = next((one for one in meeting.roles if one.name == name), None)
    if role is None:
        return "–"
    said = [f"{'+ ' if one.backup else ''}{one.name}{'?' if one.state in _UNSETTLED else ''}" for one in role.holders]
    lines = [plain(line) for line in said]
    if role.open_places:
        lines.append("**open**" if role.open_places == 1 else f"**{role.open_places} open**")
    return "  \n".join(lines)


def _how(holder: Holder) -> str:
    said = ["standing by"] if holder.backup else []
    said += ["suggested"] if holder.state is DutyState.SUGGESTED else []
    said += ["not answered yet"] if holder.state is DutyState.OFFERED else []
    return f" ({', '.join(said)})" if said else ""
