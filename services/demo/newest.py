"""The last few weeks, so that everybody's first page has something on it."""

from datetime import datetime, time, timedelta

from models import ConsentKind, MarkKind
from services import clock
from services.demo.referrals import join
from services.demo.rows import Rows
from services.demo.story import Agreed, Graduate, Introduction, Line, Person, Story

# Days that new referrals have waited: none yet, past the nudge, past the flag (R6).
WAITING_DAYS = (2, 9, 16)
IN_TOUCH_DAYS = 12
UNMARKED = 4
QUIET_FOR = 4
APOLOGIES = 3


def referrals(story: Story, rows: Rows) -> None:
    """Of the newest programme some are referred and wait, one is a draft, and some are ready to be referred."""
    programme = max(one.completed_on for one in story.graduates)
    fresh = [one for one in story.graduates if one.completed_on == programme]
    fresh[0].consents = []
    waiting, in_touch, draft, ready = fresh[1:4], fresh[4], fresh[5], fresh[6]
    for graduate in (*waiting, in_touch, draft, ready):
        _agrees(graduate)
    for graduate, days in zip(waiting, WAITING_DAYS, strict=True):
        sent_at = _morning(story, days)
        story.introductions.append(Introduction(graduate, sent_at - timedelta(minutes=9), sent_at))
    story.introductions.append(Introduction(draft, _morning(story, 3)))
    _in_touch(story, rows, in_touch)


def registers(story: Story) -> None:
    """The last register still open, someone gone quiet, and word sent for the next group session."""
    *earlier, last = story.held
    quiet = quiet_person(story)
    for meeting in (*earlier[-QUIET_FOR:], last):
        meeting.lines[quiet.id] = Line(MarkKind.DID_NOT_COME, meeting.ends_at - timedelta(minutes=10))
    last.finished, last.note = False, ""
    others = [one for one in story.people if not one.leads and one is not quiet]
    usual = [one for one in others if one.id in last.lines and len(story.visits(one)) > 3]
    for person in story.rng.sample(usual, min(len(usual), UNMARKED)):
        del last.lines[person.id]
    regular = [one for one in others if one.here and one.stays[-1].joined_at < story.now - timedelta(days=30)]
    for number, person in enumerate(story.rng.sample(regular, min(len(regular), APOLOGIES))):
        at = story.now - timedelta(hours=5 + 17 * number)
        story.coming[0].lines[person.id] = Line(MarkKind.SENT_WORD, at)


def quiet_person(story: Story) -> Person:
    """Who goes quiet: of those still here, without a lead, the one who came most often in the last half year."""
    half_a_year = [meeting for meeting in story.held if meeting.starts_at > story.now - timedelta(days=250)]
    recent = half_a_year[: -QUIET_FOR - 1]
    here = [one for one in story.people if one.here and not one.leads]
    return max(here, key=lambda one: (sum(1 for m in recent if (x := m.lines.get(one.id)) and x.attended), -one.id))


def _agrees(graduate: Graduate) -> None:
    given_on = graduate.completed_on
    graduate.consents = [Agreed(ConsentKind.SHARE, given_on), Agreed(ConsentKind.FEEDBACK, given_on)]


def _in_touch(story: Story, rows: Rows, graduate: Graduate) -> None:
    sent_at = _morning(story, IN_TOUCH_DAYS)
    introduction = Introduction(graduate, sent_at - timedelta(minutes=20), sent_at)
    introduction.accepted_at, introduction.contacted_at = sent_at + timedelta(days=4), sent_at + timedelta(days=6)
    story.introductions.append(introduction)
    join(story, rows, introduction, comes=True, returns=True)
    assert introduction.stay is not None  # noqa: S101 - joined
    introduction.stay.ready_at = story.now  # they are expected next time


def _morning(story: Story, days_ago: int) -> datetime:
    return clock.at_local(story.until - timedelta(days=days_ago), time(10, story.rng.randrange(60)))
