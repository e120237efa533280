"""Who may take figures away: rows for the permission matrix."""

from services.engagement.exports.recording import Kind, exported
from services.engagement.periods import Period
from services.sheets.report import report
from services.sheets.report_wording import Version
from tests.matrix import Row

WORKS, ELSEWHERE = ("clinic", "coordinator", "coordinator_2"), ("clinic_2", "coordinator_3")

ROWS: tuple[Row, ...] = (
    Row(
        "engagement.exports.recording.exported",
        lambda cast: lambda actor: exported(actor, cast.group.id or 0, Kind.CSV),
        WORKS,
        ELSEWHERE,
    ),
    Row(
        "sheets.report.report",
        lambda cast: (
            lambda actor: report(
                actor, cast.group.id or 0, Period.LAST_12_MONTHS, Version.OUTSIDE, parts=(), left_out=()
            )
        ),
        WORKS,
        ELSEWHERE,
    ),
)
