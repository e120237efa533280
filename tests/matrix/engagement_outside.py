"""Who may take engagement figures outside."""

from services.engagement.outside import attendance_outside
from tests.matrix import Row

ROWS: tuple[Row, ...] = (
    Row(
        "engagement.outside.attendance_outside",
        lambda cast: lambda actor: attendance_outside(actor, cast.group.id or 0),
        ("clinic", "coordinator", "coordinator_2"),
        ("clinic_2", "coordinator_3"),
    ),
)
