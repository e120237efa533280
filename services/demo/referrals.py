"""Who is referred and what comes of it: sent, accepted, contacted; or declined, withdrawn, not reached."""

from datetime import datetime, time, timedelta
from math import exp, log

from models import ConsentKind, Member, MemberOrigin, ReferralStep
from services import clock
from services.demo.people import PROPENSITY
from services.demo.rows import Rows
from services.demo.sayings import DECLINED, NOT_REACHED, WITHDRAWN
from services.demo.story import Ending, Graduate, Introduction, Person, Stay, Story

REFERRED = (5, 7)  # of one programme: four programmes make 26 a year
MEDIAN_DAYS = 5
# A log-normal of this spread has 12 % beyond 14 days.
SPREAD = log(14 / MEDIAN_DAYS) / 1.175
FIRST_VISIT, SECOND_VISIT = 0.65, 0.60
# Of the 35 % who never come, as shares of all: the rest are contacted and do not come.
ENDINGS = (
    (0.06, ReferralStep.DECLINED, DECLINED),
    (0.12, ReferralStep.COULD_NOT_REACH, NOT_REACHED),
    (0.04, ReferralStep.WITHDRAWN, WITHDRAWN),
)


def introduce(story: Story, rows: Rows) -> None:
    """Referrals from every programme that ended in the group's time, except the newest, which is still fresh."""
    mine = {person.graduate_id for person in story.people}
    programmes = sorted({one.completed_on for one in story.graduates if one.id not in mine})
    for ended in programmes[:-1]:
        sharing = [one for one in story.graduates if one.completed_on == ended and one.agreed(ConsentKind.SHARE)]
        for graduate in story.rng.sample(sharing, min(len(sharing), story.rng.randint(*REFERRED))):
            story.introductions.append(_introduction(story, rows, graduate))


def working_hours(story: Story, near: datetime) -> datetime:
    """A moment of that day at which people write or call."""
    return clock.at_local(clock.local(near).date(), time(story.rng.randint(9, 16), story.rng.randrange(60)))


def join(story: Story, rows: Rows, introduction: Introduction, *, comes: bool, returns: bool) -> Person:
    """The person becomes a member as the group accepts them."""
    assert introduction.accepted_at is not None  # noqa: S101 - callers set it
    ready_at = introduction.contacted_at or introduction.accepted_at
    stay = Stay(introduction.accepted_at, ready_at, comes=comes, returns=returns)
    person = Person(
        id=rows.new_id(Member),
        contact=introduction.graduate.contact,
        origin=MemberOrigin.REFERRAL,
        stays=[stay],
        propensity=story.rng.uniform(*PROPENSITY),
        graduate_id=introduction.graduate.id,
    )
    introduction.person, introduction.stay = person, stay
    story.people.append(person)
    return person


def _introduction(story: Story, rows: Rows, graduate: Graduate) -> Introduction:
    rng = story.rng
    wrote = max(graduate.completed_on + timedelta(days=rng.randint(3, 45)), story.since)
    while wrote.weekday() > 4:
        wrote += timedelta(days=1)
    drafted_at = clock.at_local(wrote, time(rng.randint(9, 15), rng.randrange(60)))
    introduction = Introduction(graduate, drafted_at, sent_at=drafted_at + timedelta(minutes=rng.randint(2, 50)))
    _answer(story, rows, introduction)
    return introduction


def _answer(story: Story, rows: Rows, introduction: Introduction) -> None:
    """What becomes of it, as far as it has happened by now."""
    assert introduction.sent_at is not None  # noqa: S101 - just sent
    rng, luck, sent_at = story.rng, story.rng.random(), introduction.sent_at
    wait = timedelta(days=exp(rng.gauss(log(MEDIAN_DAYS), SPREAD)))
    for share, step, reasons in ENDINGS:
        if luck < share:
            at = working_hours(story, sent_at + timedelta(days=14) + wait)
            introduction.ending = Ending(step, at, rng.choice(reasons)) if at < story.now else None
            return
        luck -= share
    accepted_at, contacted_at = sent_at + wait * rng.uniform(0.2, 0.9), sent_at + wait
    introduction.accepted_at = accepted_at if accepted_at < story.now else None
    introduction.contacted_at = contacted_at if contacted_at < story.now else None
    comes = luck < FIRST_VISIT
    returns = rng.random() < SECOND_VISIT
    if introduction.accepted_at:
        join(story, rows, introduction, comes=comes, returns=returns)
        assert introduction.stay is not None  # noqa: S101 - joined
        introduction.stay.ready_at = contacted_at
