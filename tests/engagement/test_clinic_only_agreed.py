"""What the further questions tell a clinic does not move with anyone who has not agreed (R9, R26)."""

import random

import pytest

from models import MarkKind
from services.engagement.conversion import conversion
from services.engagement.leaving import leaving
from services.engagement.periods import Period
from services.engagement.shared_load import shared_load
from services.engagement.staying import staying
from services.engagement.waits import waits
from tests.engagement.further import More, drawn, many, together
from tests.engagement.test_disclosure import ALL_RECORDED
from tests.engagement.world import Someone, World
from tests.queries import counted

QUESTIONS = (conversion, waits, staying, leaving, shared_load)
SESSIONS = len(ALL_RECORDED)


def anyone(draw: random.Random, consent: str) -> tuple[Someone, More]:
    someone = Someone(
        marks=tuple(draw.choices([*MarkKind, None], k=SESSIONS)),
        graduate=consent != "no graduate",
        consent="none" if consent == "no graduate" else consent,
        sent_days_ago=draw.choice((None, 0, 30, 56, 75, 300)),
        accepted_after=draw.choice((None, 0, 20)),
        undone=draw.random() < 0.2,
    )
    return someone, drawn(draw, SESSIONS)


def others(draw: random.Random, number: int) -> list[tuple[Someone, More]]:
    why_not = ("none", "withdrawn", "expired", "to come", "no graduate")
    return [anyone(draw, draw.choice(why_not)) for _ in range(number)]


def views(world: World) -> list[object]:
    group = world.group.id or 0
    return [ask(world.clinic, group, period) for ask in QUESTIONS for period in Period]


@pytest.mark.parametrize("seed", range(4))
def test_a_clinic_sees_no_difference_whatever_the_others_did(database_url: str, seed: int) -> None:
    """R9, R26: others come, go, join and leave; in one world there are none of them."""
    draw = random.Random(seed)
    agreed = [anyone(draw, "in force") for _ in range(12)]
    seen = [views(together(ALL_RECORDED, [*agreed, *others(draw, number)])) for number in (0, 3, 14)]
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_the_others_do_make_a_difference_to_the_coordinator(database_url: str, ask: object) -> None:
    """So that the test above is not true of an empty view."""
    assert callable(ask)
    draw = random.Random(1)
    agreed = [anyone(draw, "in force") for _ in range(12)]
    first, second = together(ALL_RECORDED, agreed), together(ALL_RECORDED, [*agreed, *others(draw, 14)])
    asked = [ask(world.coordinator, world.group.id or 0, Period.ALL_TIME) for world in (first, second)]
    assert asked[0] != asked[1]


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = many(1, sessions=8, people=10), many(2, sessions=40, people=200)
    for who in ("clinic", "coordinator"):
        assert queries(small, who) == queries(large, who)


def queries(world: World, who: str) -> list[int]:
    """How many each question sends."""
    sent = []
    for ask in QUESTIONS:
        with counted() as statements:
            ask(getattr(world, who), world.group.id or 0, Period.ALL_TIME)
        sent.append(len(statements))
    return sent
