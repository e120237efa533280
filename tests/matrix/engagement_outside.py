"""Who may take engagement figures outside, and see which registers are missing from them."""

from services.engagement.outside import attendance_outside
from services.engagement.periods import Period
from services.engagement.registers import missing_registers
from tests.matrix import Row

ROWS: tuple[Row, ...] = (
    Row(
        "engagement.outside.attendance_outside",
        lambda cast: lambda actor: attendance_outside(actor, cast.group.id or 0),
        ("clinic", "coordinator", "coordinator_2"),
        ("clinic_2", "coordinator_3"),
    ),
    Row(
        "engagement.registers.missing_registers",
        lambda cast: lambda actor: missing_registers(actor, cast.group.id or 0, Period.LAST_12_MONTHS),
        ("clinic", "coordinator", "coordinator_2"),
        ("clinic_2", "coordinator_3"),
    ),
)
