"""Tables and files are for whoever may have the figures, at that moment and for this sign-in alone."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import col, delete

from models import AccountGroup, ConsentKind, Graduate
from services import clock
from services.clinic import consents
from services.database import transaction
from services.engagement.exports.recording import Kind
from services.engagement.exports.still_theirs import CHANGED, UNDER_WAY, check_still_theirs
from services.errors import Conflict, DomainError, NotFound
from services.security.sign_in import actor_of_token
from tests import make
from tests.apps import Apps
from tests.exporting.findings import coming
from tests.pages.fragments import alone
from tests.pages.reading import labels, press
from tests.pages.taking_away import exports, fetched, links, shown
from ui import files
from ui.cookies import session_cookie
from ui.exporting.take_away import WAYS
from ui.feedback import plain


@pytest.fixture
def amina(apps: Apps) -> Graduate:
    """Somebody who agreed a year ago that the clinic may know."""
    with time_machine.travel(clock.now() - timedelta(days=365)):
        amina = make.graduate(make.programme(apps.cast.riverside.id or 0))
        make.consent(amina, ConsentKind.FEEDBACK)
    return amina


def withdraw(apps: Apps, graduate: Graduate) -> None:
    consents.withdraw(apps.cast.clinic, graduate.id or 0, ConsentKind.FEEDBACK)


def without_their_group(apps: Apps) -> None:
    with transaction() as db:
        db.execute(delete(AccountGroup).where(col(AccountGroup.account_id) == apps.cast.coordinator.account_id))


def test_r9_a_clinics_file_is_gone_once_somebody_withdraws(apps: Apps, made: list[Kind], amina: Graduate) -> None:
    app = press(shown(apps, coming(), "clinic"), WAYS[Kind.CSV].name)
    (address,) = links(app).values()
    assert fetched(app, address)
    withdraw(apps, amina)
    with pytest.raises(DomainError):
        fetched(app, address)


def test_the_groups_file_is_there_whoever_withdraws(apps: Apps, made: list[Kind], amina: Graduate) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    withdraw(apps, amina)
    assert fetched(app)


def test_r30_a_coordinators_file_is_gone_with_their_group(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    without_their_group(apps)
    with pytest.raises(NotFound):
        fetched(app)


def test_r9_of_a_page_drawn_before_somebody_withdrew_a_clinic_makes_no_file(
    apps: Apps, made: list[Kind], amina: Graduate
) -> None:
    app = shown(apps, coming(), "clinic")
    withdraw(apps, amina)
    with alone(app):
        press(app, WAYS[Kind.CSV].name)
    assert (list(app.table), links(app), made) == ([], {}, [])
    assert [one.value for one in app.error] == [plain(CHANGED)]
    # The page anew has the figures of now.
    with time_machine.travel(clock.now() + UNDER_WAY):
        assert links(press(app.run(), WAYS[Kind.CSV].name))


def test_a_tap_in_it_makes_the_file_without_the_page(apps: Apps, made: list[Kind], amina: Graduate) -> None:
    app = shown(apps, coming(), "clinic")
    with alone(app):
        assert fetched(press(app, WAYS[Kind.CSV].name))


def test_r30_another_sign_in_does_not_get_it(apps: Apps, made: list[Kind]) -> None:
    app = press(shown(apps, coming()), WAYS[Kind.CSV].name)
    (address,) = links(app).values()
    other = actor_of_token(apps.sign_in("coordinator-2").jar[session_cookie()])
    assert other is not None
    with pytest.raises(NotFound):
        files.offered(other, address.rpartition("/")[2])


def test_r30_nor_does_a_coordinator_whose_group_was_taken_away_meanwhile(apps: Apps, made: list[Kind]) -> None:
    app = shown(apps, coming())
    assert app.table
    without_their_group(apps)
    with alone(app):
        assert not app.run().table


def test_r9_what_is_written_as_a_page_is_drawn_is_after_it(apps: Apps, amina: Graduate) -> None:
    """Whoever withdrew said when they began to, and counts from when that was written, a moment later."""
    withdraw(apps, amina)
    with pytest.raises(Conflict):
        check_still_theirs(apps.cast.clinic, apps.cast.group.id or 0, clock.now() + UNDER_WAY / 2)
    check_still_theirs(apps.cast.clinic, apps.cast.group.id or 0, clock.now() + UNDER_WAY * 2)


@pytest.mark.parametrize("who", ["coordinator-3", "clinic-2", "admin"])
def test_r30_whoever_does_not_reach_the_group_gets_no_table_and_no_file(apps: Apps, made: list[Kind], who: str) -> None:
    app = shown(apps, coming(), who)
    assert (list(app.table), labels(app), links(app)) == ([], [], {})
    assert len(app.error) == 1
    assert exports() == []
