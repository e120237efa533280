"""What to know about getting in to one group session."""

from models import GraduateGroup, GroupSession


def getting_in(meeting: GroupSession, group: GraduateGroup) -> str:
    """Its own notes, else the group's; the group's only where the group always meets: a ramp is no help elsewhere."""
    usual = meeting.venue in {"", group.venue}
    return meeting.access_notes or (group.access_notes if usual else "")
