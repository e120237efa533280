"""What is chosen on Engagement: kept while another page is looked at, said in days and in the files; one view of it."""

import threading

import pytest
from sqlmodel import update

from models import ConsentKind, GraduateGroup
from services import clock
from services.database import transaction
from services.engagement.periods import Period
from services.sheets import report_wording
from tests import make
from tests.apps import Apps
from tests.pages.reading import lines, opened, press, said
from ui.engagement import topics
from ui.engagement.topics import Topic


def test_period_and_topic_stay_chosen_while_another_page_is_looked_at(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "engagement")
    app.radio(key="engagement_period").set_value(Period.PREVIOUS_12_MONTHS).run()
    app.segmented_control(key="topic").set_value(Topic.STAYING).run()
    apps.open(app, "members")
    assert not [one for one in app.radio if one.key == "engagement_period"]
    apps.open(app, "engagement")
    assert app.radio(key="engagement_period").value == Period.PREVIOUS_12_MONTHS
    assert [one.value for one in app.header] == ["How long people keep coming", "Why people leave"]


@pytest.mark.parametrize("period", [Period.LAST_12_MONTHS, Period.PREVIOUS_12_MONTHS])
def test_the_period_is_said_in_days(apps: Apps, period: Period) -> None:
    app = apps.sign_in("coordinator", "engagement")
    app.radio(key="engagement_period").set_value(period).run()
    assert [line for line in lines(app) if " to " in line] == [
        report_wording.period(period, clock.today()).replace("Thursday ", "")
    ]


def test_a_clinics_file_says_its_period(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clinic chooses none, and has one."""
    cast = apps.cast
    graduate = make.graduate(make.programme(cast.riverside.id or 0))
    make.consent(graduate, ConsentKind.FEEDBACK)
    member = make.member(cast.group, graduate_id=graduate.id)
    at = clock.days_ago(20)
    make.mark(make.group_session(cast.group, at, register_finished_at=at), member)
    offered: list[bytes] = []
    monkeypatch.setattr(
        "ui.exporting.take_away.offer", lambda _, file, __: offered.append(file.content) or "/files/offered/1"
    )
    press(opened(apps.sign_in("clinic", "engagement")), "Table (CSV)")
    assert report_wording.period(Period.LAST_24_MONTHS, clock.today()) in offered[0].decode()


def test_every_figure_of_a_page_is_of_one_moment(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who writes between two questions is not in half of the page."""
    seen: list[str] = []

    def looking(actor: object, group_id: int, _: Period) -> None:
        from services.groups import groups

        seen.extend(group.name for group in groups(actor) if group.id == group_id)  # type: ignore[arg-type]

    def writing(*_: object) -> None:
        def write() -> None:
            with transaction() as db:
                db.execute(update(GraduateGroup).values(name="Meanwhile"))

        other = threading.Thread(target=write)
        other.start()
        other.join()

    app = apps.sign_in("coordinator", "engagement")
    monkeypatch.setitem(topics.QUESTIONS, Topic.SHORT, (looking, writing, looking))
    said(app.run())
    before, after = seen
    assert before == after != "Meanwhile"
