"""Who may take figures away: rows for the permission matrix."""

from services import clock
from services.engagement.exports.recording import Kind, exported
from services.engagement.exports.standing import standing
from services.engagement.exports.still_theirs import check_still_theirs
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
        "engagement.exports.standing.standing",
        lambda cast: lambda actor: standing(actor, cast.group.id or 0, Period.ALL_TIME, clock.now()),
        WORKS,
        ELSEWHERE,
    ),
    Row(
        "engagement.exports.still_theirs.check_still_theirs",
        lambda cast: lambda actor: check_still_theirs(actor, cast.group.id or 0, clock.now()),
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
