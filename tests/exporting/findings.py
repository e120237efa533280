"""Findings that are like those of the page, and a picture to stand for a chart where drawing is not the question."""

from services.engagement.attendance import Outcome
from tests.engagement.test_charts import came, led
from ui.charts.attendance import attendance_finding
from ui.charts.finding import Finding
from ui.charts.journey import journey_finding

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="300" viewBox="0 0 640 300">'
    '<rect width="640" height="300" fill="#FBFAF7"/><circle cx="99" cy="99" r="9" fill="#0B5D5B"/>'
    '<text x="20" y="40" font-family="Atkinson Hyperlegible Next, sans-serif" font-size="14">People</text></svg>'
)


def coming() -> Finding:
    """With a register that is missing and a session that was cancelled."""
    return attendance_finding(came(*[7] * 6, Outcome.CANCELLED, *[8] * 5, Outcome.NOT_RECORDED, 9))


def settling() -> Finding:
    return journey_finding(led(20, 17, 13, 8, too_early=4))
