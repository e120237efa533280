"""What people said after a group session, in the group that asks: for each face a count, as the app keeps it."""

from datetime import datetime
from random import Random

from models import Face, Feeling
from services.demo.rows import Rows
from services.demo.story import Meeting, Story
from services.feeling.standing import ANSWERED_FOR

# How often nobody, one or two of those who came would rather not say.
SILENT = (75, 18, 7)
# From not at all to very much: most feel part of it, and some days are not like that.
LEANING = (3, 8, 19, 37, 33)


def answers(story: Story, rows: Rows) -> None:
    """The answers of every finished register; with fewer than eight, in a small room, they stay hidden."""
    if not story.place.asks_feeling:
        return
    for meeting in (one for one in story.meetings if one.finished):
        # Luck of its own: what is told around it stays as it was.
        _answers(rows, meeting, story.now, Random(f"{story.group_id}/{meeting.slot_on}"))


def _answers(rows: Rows, meeting: Meeting, now: datetime, rng: Random) -> None:
    came = sum(line.attended for line in meeting.lines.values())
    (silent,) = rng.choices(range(len(SILENT)), SILENT)
    said = rng.choices(list(Face), LEANING, k=max(0, came - silent))
    if said:
        counts = {face: said.count(face) for face in Face}
        # Somebody has looked since.
        rows.add(Feeling, group_session_id=meeting.id, shown=meeting.ends_at + ANSWERED_FOR <= now, **counts)
