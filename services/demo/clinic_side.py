"""What Riverside's clinic finds on its first morning: news, a programme just over, an entry made twice."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from models import ConsentKind, MarkKind, MemberOrigin
from services import clock
from services.demo.edge_cases import BORN_ON, never_introduced
from services.demo.people import add_graduate, add_programme, weekday
from services.demo.rows import Rows
from services.demo.story import Agreed, Introduction, Line, Person, Story, within
from services.referrals.visits import VISITS_TO_SETTLE

JUST_OVER = timedelta(days=5)
COMPLETED = 10
WITHOUT_SHARE, WITHOUT_FEEDBACK = 2, 2
# The founders gave theirs anew, a week apart: the first of them end within the month.
FIRST_END, APART = timedelta(days=5), timedelta(days=7)


def tell(story: Story, rows: Rows) -> None:
    """Comes last, and keeps the luck of what is told around it."""
    luck = story.rng.getstate()
    _programme_just_over(story, rows)
    story.rng.setstate(luck)
    _welcomed_since(story)
    _came_since(story)
    _consents_end(story)


def _programme_just_over(story: Story, rows: Rows) -> None:
    """Ten people nobody has referred yet: two may not be, one is begun, one is on file already."""
    earlier = never_introduced(story)[-1]
    ended = weekday(story.until - JUST_OVER)
    programme_id = add_programme(story, rows, ended, "Evening programme")
    people = [add_graduate(story, rows, story.namer.contact(), programme_id, ended) for _ in range(COMPLETED)]
    for number, person in enumerate(people):
        agrees = {
            ConsentKind.SHARE: number >= WITHOUT_SHARE,
            ConsentKind.FEEDBACK: number < COMPLETED - WITHOUT_FEEDBACK and number > 0,
        }
        person.consents = [Agreed(kind, ended) for kind, agreed in agrees.items() if agreed]
    again = people[-1]
    again.contact = replace(again.contact, name=earlier.contact.full_name, full_name=earlier.contact.full_name)
    again.born_on = earlier.born_on = BORN_ON + timedelta(days=2000)
    _draft(story).graduate = people[WITHOUT_SHARE]


def _draft(story: Story) -> Introduction:
    draft = next(one for one in story.introductions if one.sent_at is None and one.ending is None)
    draft.drafted_at = _at(story, 2, time(10, 40))
    return draft


def _welcomed_since(story: Story) -> None:
    """The newest member was accepted and rung since the clinic last looked."""
    newest = max((one for one in story.introductions if one.stay), key=lambda one: one.sent_at or story.now)
    assert newest.stay is not None  # noqa: S101 - chosen for it
    assert newest.person is not None  # noqa: S101 - joined
    newest.accepted_at, newest.contacted_at = _at(story, 2, time(16, 20)), _at(story, 1, time(11, 5))
    newest.stay.joined_at = newest.accepted_at
    for meeting in story.held:
        meeting.lines.pop(newest.person.id, None)


def _came_since(story: Story) -> None:
    """The last register was filled in from memory, and it makes somebody's first or third visit."""
    last = story.held[-1]
    for person in story.people:
        if _would_move(story, person):
            last.lines[person.id] = Line(MarkKind.CAME, _at(story, 1, time(19, 30)))
            return


def _would_move(story: Story, person: Person) -> bool:
    """Whether a visit at the last group session is news that the clinic may hear."""
    last, stay = story.held[-1], person.stays[-1]
    graduate = next((one for one in story.graduates if one.id == person.graduate_id), None)
    if person.origin is not MemberOrigin.REFERRAL or not person.here or graduate is None:
        return False
    before = [one for one in story.visits(person, stay) if one is not last]
    known = stay.ready_at < last.starts_at and within(last, stay) and graduate.agreed(ConsentKind.FEEDBACK)
    return bool(known) and len(before) in {0, VISITS_TO_SETTLE - 1}


def _consents_end(story: Story) -> None:
    """The founders said yes again as the group began, so that theirs are the first to end."""
    assert story.place.consent_months is not None  # noqa: S101 - Riverside's have an end
    given_on = story.until - relativedelta(months=story.place.consent_months) + FIRST_END
    founders = {person.graduate_id for person in story.people if person.founder}
    for graduate in story.graduates:
        if graduate.id in founders and graduate.completed_on <= given_on:
            for agreed in graduate.consents:
                agreed.given_on = given_on
            given_on += APART


def _at(story: Story, days_ago: int, at: time) -> datetime:
    return clock.at_local(story.until - timedelta(days=days_ago), at)
