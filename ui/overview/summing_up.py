"""The day in one line, at the top: what needs the clinic, and when the group meets next."""

from datetime import timedelta

from services import clock
from services.group_sessions.next_of_each import GroupAhead, Meeting
from ui.overview.needs_you import Needs
from ui.words import clock_time, day, many


def summed_up(needs: Needs, groups: tuple[GroupAhead, ...]) -> str:
    """Today: 1 call, 2 referrals to look at. Next group session tomorrow, 2pm."""
    said = [
        many(count, one, more)
        for count, one, more in (
            (needs.calls, "call", "calls"),
            (needs.to_confirm, "person to confirm", "people to confirm"),
            (needs.referrals, "referral to look at", "referrals to look at"),
            (needs.ending, "consent ends soon", "consents end soon"),
        )
        if count
    ]
    first = f"**Today: {', '.join(said)}.**" if said else "Nothing needs you today."
    return f"{first} {_next(groups)}".strip()


def _next(groups: tuple[GroupAhead, ...]) -> str:
    meetings = [group.meeting for group in groups if group.meeting]
    if not meetings:
        return "No group session is planned yet." if groups else ""
    return f"Next group session {_when(min(meetings, key=lambda one: one.starts_at))}."


def _when(meeting: Meeting) -> str:
    on, at = clock.local(meeting.starts_at).date(), clock_time(meeting.starts_at)
    near = {clock.today(): "today", clock.today() + timedelta(days=1): "tomorrow"}
    return f"{near.get(on) or day(on)}, {at}"
