"""Graduates and Referrals as pages: as many statements for two people as for two thousand, and paged in SQL."""

import pytest
from streamlit.testing.v1 import AppTest

from models import ConsentKind, Graduate, Referral, ReferralState
from services import clock
from tests import make
from tests.apps import Apps
from tests.queries import counted
from tests.referrals.stories import on_file

FEW, A_PAGE, MANY = 2, 20, 2000


def add(apps: Apps, first: int, last: int) -> None:
    """People on file, each referred to the group."""
    people = make.add_all([_graduate(apps, number) for number in range(first, last)])
    make.add_all([_referral(apps, person) for person in people])


def _graduate(apps: Apps, number: int) -> Graduate:
    return Graduate(
        clinic_id=apps.cast.riverside.id or 0,
        preferred_name=f"Person {number:04}",
        full_name=f"Person {number:04}",
        created_at=clock.now(),
    )


def _referral(apps: Apps, person: Graduate) -> Referral:
    return Referral(
        graduate_id=person.id or 0,
        group_id=apps.cast.group.id or 0,
        state=ReferralState.SENT,
        preferred_name=person.preferred_name,
        referrer_name="Dr Clinic",
        suitable=True,
        created_at=clock.now(),
        sent_at=clock.now(),
    )


def statements(app: AppTest) -> list[str]:
    """What one look at the page sends; the look itself was recorded by an earlier one."""
    app.run()
    with counted() as sent:
        app.run()
    assert not app.exception
    return list(sent)


@pytest.mark.parametrize("path", ["graduates", "referrals"])
def test_as_many_statements_whatever_is_on_file_and_never_all_of_it(apps: Apps, path: str) -> None:
    for kind in ConsentKind:
        make.consent(on_file(apps.cast, name="Amina").graduate, kind)
    app, counts = apps.sign_in("clinic", path), []
    for first, last in ((0, FEW), (FEW, A_PAGE), (A_PAGE, MANY)):
        add(apps, first, last)
        sent = statements(app)
        counts.append(len(sent))
    assert len(set(counts)) == 1, counts
    assert any("LIMIT" in statement for statement in sent)
    rows = [button for button in app.main.button if button.label == "Open"]
    assert A_PAGE <= len(rows) < 2 * A_PAGE
