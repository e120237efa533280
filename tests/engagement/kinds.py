"""One finding of every kind of chart, with all that it can draw."""

from models import PublishedOthers
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.disclosure import given_out
from services.engagement.outside import SessionOutside
from services.engagement.statistics.intervals import Interval
from tests.engagement import test_meeting, test_newcomers_chart, test_practised, test_seasons_chart
from tests.engagement.test_charts import FIRST, came, led
from tests.engagement.test_conversion_charts import LED
from tests.engagement.test_heading_chart import HEADING, TO_COME
from tests.engagement.test_leaving_chart import LEFT
from tests.engagement.test_shared_load_chart import LOAD
from tests.engagement.test_staying_chart import STAYED
from tests.engagement.test_waits_chart import FEW, TOOK
from ui.charts.attendance import attendance_finding
from ui.charts.conversion import conversion_finding
from ui.charts.finding import Finding
from ui.charts.heading import heading_finding
from ui.charts.journey import journey_finding
from ui.charts.leaving import leaving_finding
from ui.charts.meeting import meeting_finding
from ui.charts.newcomers import newcomers_finding
from ui.charts.outside import outside_finding
from ui.charts.practised import practised_finding
from ui.charts.programmes import programmes_finding
from ui.charts.seasons import seasons_finding
from ui.charts.shared_load import shared_load_finding
from ui.charts.staying import staying_finding
from ui.charts.waits import waits_finding


def _told(agreed: int, others: int) -> SessionOutside:
    told = given_out(PublishedOthers(group_session_id=1, agreed=agreed, others=others, given_out_at=clock.now()))
    assert told is not None
    return SessionOutside(FIRST, told)


def _staying() -> Finding:
    found = staying_finding(STAYED)
    assert found is not None
    return found


KINDS: dict[str, Finding] = {
    "attendance": attendance_finding(came(*[7] * 6, Outcome.CANCELLED, *[8] * 5, Outcome.NOT_RECORDED, 9)),
    "conversion": conversion_finding(LED),
    "heading": heading_finding(HEADING, TO_COME),
    "journey": journey_finding(led(20, 17, 13, 8, too_early=4)),
    "leaving": leaving_finding(LEFT),
    # The middle one is in the tallest column, and the line stands above it as well.
    "meeting": meeting_finding(test_meeting.view(0, 2, 3, 4, 4, 5, 7, 9, 12, half=Interval(3, 7))),
    "newcomers": newcomers_finding(test_newcomers_chart.view(3, 0, 2, 2)),
    "outside": outside_finding((_told(10, 0), _told(0, 15)), ()),
    "practised": practised_finding(test_practised.view(Pacing=6, Sleep=2)),
    "programmes": programmes_finding(LED),
    "seasons": seasons_finding(test_seasons_chart.view((8, 9), (5, 6))),
    "shared_load": shared_load_finding(LOAD),
    "staying": _staying(),
    "waits": waits_finding(TOOK),
    "waits of few": waits_finding(FEW),
}
