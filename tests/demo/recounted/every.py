"""Every question of the page by its heading, and what recounts it."""

from collections.abc import Callable

from tests.demo.recounted.coming import coming
from tests.demo.recounted.heading import heading
from tests.demo.recounted.leaving import leaving
from tests.demo.recounted.meeting import meeting
from tests.demo.recounted.newcomers import newcomers
from tests.demo.recounted.over_time import over_time
from tests.demo.recounted.programmes import programmes
from tests.demo.recounted.raw import Look
from tests.demo.recounted.seasons import seasons
from tests.demo.recounted.settling import settling
from tests.demo.recounted.sharing import sharing
from tests.demo.recounted.skills import skills
from tests.demo.recounted.staying import staying
from tests.demo.recounted.told import Told
from tests.demo.recounted.waiting import waiting

EVERY: dict[str, Callable[[Look], Told]] = {
    "Coming to the group": coming,
    "From referral to settling in": settling,
    "From referral to settling in, over time": over_time,
    "By programme": programmes,
    "How long it takes": waiting,
    "Newcomers": newcomers,
    "This season and last year's": seasons,
    "Where the group is heading": heading,
    "How long people keep coming": staying,
    "Why people leave": leaving,
    "Sharing the group": sharing,
    "Meeting others": meeting,
    "Skills practised": skills,
}
