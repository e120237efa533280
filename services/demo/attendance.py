"""Who came: first and second visits, the usual coming and going, and leaving."""

from dataclasses import dataclass
from datetime import timedelta

from models import LeavingReason, MarkKind
from services import clock
from services.demo.story import Line, Meeting, Person, Stay, Story

# The two leads stay, so that the other founders leave a little oftener than all founders together (0.014).
LEAVES, FOUNDER_LEAVES = 0.035, 0.025
WINTER, WINTER_MONTHS = 0.85, frozenset({12, 1, 2})
EARLY_VISIT = 0.7  # how likely a first or second visit is at each chance; the third chance is taken
LATE, LEFT_EARLY = 0.08, 0.06
SENT_WORD, NO_WORD = 0.60, 0.30  # of absences; the rest is not recorded
TAKEN_BACK = 0.2  # of what is not recorded: a mark made by mistake and undone
REASONS = {
    LeavingReason.TIME_AND_TRAVEL: 30,
    LeavingReason.HEALTH: 25,
    LeavingReason.MANAGING_WELL: 15,
    LeavingReason.NO_CONNECTION: 15,
    LeavingReason.UNKNOWN: 15,
}


@dataclass
class Course:
    """Where one stay has got to. `going` counts the group sessions until the group knows that they left."""

    visits: int
    chances: int = 0
    going: int | None = None


def live(story: Story) -> None:
    """Fills every register of the past, and lets people leave."""
    for person in story.people:
        for stay in person.stays:
            stay_on(story, person, stay)


def line(story: Story, meeting: Meeting, *, came: bool) -> Line | None:
    """A line in the register; None when nothing was recorded."""
    rng = story.rng
    if came:
        kind = MarkKind.LATE if rng.random() < LATE else MarkKind.CAME
        at = meeting.starts_at + timedelta(minutes=rng.randint(1, 20))
        return Line(kind, at, left_early=rng.random() < LEFT_EARLY)
    luck = rng.random()
    if luck < SENT_WORD:
        return Line(MarkKind.SENT_WORD, meeting.starts_at - timedelta(minutes=rng.randint(20, 90)))
    at = meeting.ends_at - timedelta(minutes=rng.randint(5, 20))
    if luck < SENT_WORD + NO_WORD:
        return Line(MarkKind.DID_NOT_COME, at)
    return Line(MarkKind.DID_NOT_COME, at, undone=True) if rng.random() < TAKEN_BACK else None


def stay_on(story: Story, person: Person, stay: Stay) -> None:
    """One person through one stay: a line at each group session until they leave or the story ends."""
    course = Course(visits=2 if person.founder else 0)
    if not stay.comes:
        course.going = story.rng.randint(2, 4)
    for meeting in story.held:
        if meeting.starts_at <= stay.joined_at:
            continue
        came = _comes(story, person, stay, course, meeting)
        course.visits += came
        if marked := line(story, meeting, came=came):
            meeting.lines[person.id] = marked
        if course.going == 0:
            _leave(story, stay, meeting)
            return


def _comes(story: Story, person: Person, stay: Stay, course: Course, meeting: Meeting) -> bool:
    rng = story.rng
    if course.going is None and _starts_going(story, person, stay, course):
        course.going = rng.randint(1, 2)
    if course.going is not None:
        # Nobody is taken off before the group could have got in touch.
        course.going -= meeting.starts_at > stay.ready_at
        return False
    if course.visits < 2:
        if meeting.starts_at < stay.ready_at:
            return False
        course.chances += 1
        came = course.chances % 3 == 0 or rng.random() < EARLY_VISIT
        course.chances = 0 if came else course.chances
        return came
    winter = clock.local(meeting.starts_at).month in WINTER_MONTHS
    return rng.random() < person.propensity * (WINTER if winter else 1)


def _starts_going(story: Story, person: Person, stay: Stay, course: Course) -> bool:
    if course.visits == 1:
        return not stay.returns
    if course.visits < 2 or person.leads:
        return False
    return story.rng.random() < (FOUNDER_LEAVES if person.founder else LEAVES)


def _leave(story: Story, stay: Stay, meeting: Meeting) -> None:
    at = meeting.ends_at + timedelta(days=story.rng.randint(2, 5), minutes=story.rng.randrange(120))
    if at < story.now:
        stay.left_at = at
        stay.reason = story.rng.choices(list(REASONS), list(REASONS.values()))[0]
