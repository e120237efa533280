"""Who may see engagement."""

from services.engagement.age import newest_register
from services.engagement.agreed_later import agreed_later
from services.engagement.attendance import attendance
from services.engagement.journey import journey
from tests.matrix import Row

WORKS, ELSEWHERE = ("clinic", "coordinator", "coordinator_2"), ("clinic_2", "coordinator_3")

ROWS: tuple[Row, ...] = (
    Row(
        "engagement.attendance.attendance",
        lambda cast: lambda actor: attendance(actor, cast.group.id or 0),
        WORKS,
        ELSEWHERE,
    ),
    Row(
        "engagement.age.newest_register",
        lambda cast: lambda actor: newest_register(actor, cast.group.id or 0),
        WORKS,
        ELSEWHERE,
    ),
    Row(
        "engagement.agreed_later.agreed_later",
        lambda cast: lambda actor: agreed_later(actor, cast.group.id or 0),
        WORKS,
        ELSEWHERE,
    ),
    Row("engagement.journey.journey", lambda cast: lambda actor: journey(actor, cast.group.id or 0), WORKS, ELSEWHERE),
)
