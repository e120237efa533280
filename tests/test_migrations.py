"""Migrations: from empty, down and up again, what is newer, two at once, and what the schema itself refuses."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from models import AuditEvent, Base
from services import audit, migrations
from services.database import engine, transaction
from services.migrations import DatabaseNewer
from tests import databases, make
from tests.cast import Cast


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, testrun_uid: str) -> Iterator[str]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with databases.empty_postgresql(testrun_uid) as url:
            yield url


def tables(url: str) -> set[str]:
    return set(inspect(engine(url)).get_table_names()) - {"alembic_version"}


def test_from_empty_gives_exactly_the_models(empty_url: str) -> None:
    assert migrations.migrate(empty_url)
    with engine(empty_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert tables(empty_url) == set(Base.metadata.tables)


def test_checks_are_the_models_checks(empty_url: str) -> None:
    migrations.migrate(empty_url)
    found = inspect(engine(empty_url))
    for table in Base.metadata.sorted_tables:
        named = {str(rule.name) for rule in table.constraints if rule.__visit_name__ == "check_constraint"}
        assert {rule["name"] for rule in found.get_check_constraints(table.name)} >= named


def test_a_second_run_does_nothing(empty_url: str) -> None:
    migrations.migrate(empty_url)
    assert not migrations.migrate(empty_url)


def test_down_to_nothing_and_up_again(empty_url: str) -> None:
    migrations.migrate(empty_url)
    migrations.migrate(empty_url, to="base")
    assert tables(empty_url) == set()
    assert migrations.migrate(empty_url)
    assert tables(empty_url) == set(Base.metadata.tables)


def test_a_database_newer_than_the_code_is_refused_in_words(empty_url: str) -> None:
    migrations.migrate(empty_url)
    with engine(empty_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewer, match="newer than this version of Common Ground"):
        migrations.migrate(empty_url)


def test_two_starts_at_once_migrate_once(empty_url: str) -> None:
    done: list[bool | Exception] = []

    def start() -> None:
        try:
            done.append(migrations.migrate(empty_url))
        except Exception as error:
            done.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, done)) == ["False", "False", "True"]


@pytest.mark.parametrize("change", ["UPDATE audit_event SET action = 'forged'", "DELETE FROM audit_event"])
def test_r31_the_audit_trail_cannot_be_changed(cast: Cast, database_url: str, change: str) -> None:
    with transaction() as db:
        audit.record(db, cast.admin, "test.done")
    with pytest.raises(DatabaseError, match="append-only"), engine(database_url).begin() as connection:
        connection.execute(text(change))
    assert [event.action for event in make.rows(AuditEvent)] == ["test.done"]


def test_r31_an_audit_event_goes_back_with_what_it_records(cast: Cast) -> None:
    class Changed(Exception):
        """Stands for anything that stops a use case half-way."""

    def stopped_half_way() -> None:
        with transaction() as db:
            audit.record(db, cast.admin, "test.done")
            raise Changed

    with pytest.raises(Changed):
        stopped_half_way()
    assert make.rows(AuditEvent) == []


def test_0002_keeps_every_row_and_says_who_had_called(empty_url: str) -> None:
    migrations.migrate(empty_url, to="0001")
    with engine(empty_url).begin() as connection:
        for statement in OLD_ROWS:
            connection.execute(text(statement))
    assert migrations.migrate(empty_url)
    with engine(empty_url).connect() as connection:
        calls = connection.execute(text("SELECT called_by, CAST(called_on AS TEXT) FROM call_request ORDER BY id"))
        assert [tuple(row) for row in calls] == [("Dr Field", "2026-05-04"), ("", None)]
        assert connection.execute(text("SELECT consent_months, consent_reminder_days FROM clinic")).one() == (None, 30)
        assert connection.execute(text("SELECT preferred_name, import_id FROM graduate")).one() == ("Amina", None)


OLD_ROWS = (
    "INSERT INTO clinic (id, version, name, reply_to, created_at) VALUES (1, 1, 'Riverside', '', '2026-01-01')",
    "INSERT INTO account (id, username, display_name, password_hash, must_change_password, active, role, clinic_id, "
    "session_version, created_at) VALUES (1, 'clinic', 'Dr Field', 'x', false, true, 'clinic_staff', 1, 1, "
    "'2026-01-01')",
    "INSERT INTO graduate_group (id, version, clinic_id, name, venue, access_notes, nation, created_at) "
    "VALUES (1, 1, 1, 'Group', '', '', 'ENG', '2026-01-01')",
    "INSERT INTO graduate (id, version, clinic_id, preferred_name, full_name, phone, email, contact_how, contact_when, "
    "best_hopes, adjustments, without_adjustments, created_at) "
    "VALUES (1, 1, 1, 'Amina', '', '', '', 'any', '', '', '', '', '2026-01-01')",
    "INSERT INTO call_request (id, group_id, graduate_id, asked_at, closed_at, closed_by_id) "
    "VALUES (1, 1, 1, '2026-05-01 10:00:00', '2026-05-04 10:00:00', 1)",
    "INSERT INTO call_request (id, group_id, graduate_id, asked_at) VALUES (2, 1, 1, '2026-06-01 10:00:00')",
)
