"""What an administrator reads of people in the audit trail: that something was done, never for how many (R26, R31)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import time_machine

from models import AuditEvent, MarkKind, ReferralState
from services import audit, clock
from services.administration.audit_line import AuditLine
from services.administration.audit_trail import PAGE, AuditPage, audit_trail
from services.database import transaction
from services.register import finishing, marking, walk_in
from services.security.sign_in import sign_in
from tests import make
from tests.cast import Cast

EVENING = datetime(2026, 9, 3, 15, tzinfo=UTC)
WORDS = (
    "mark",
    "mark.",
    "mark.changed",
    "m",
    "referral",
    "referral.first_visit",
    "member",
    "member.came_along",
    "g",
    "n",
)
NAMES = ("coordinator", "clinic", "admin", "nobody")
FILTERS: tuple[dict[str, str], ...] = (
    {},
    *({"action": word} for word in (*WORDS, "group_session", "newcomer", "register", "account", "duty", "feeling", "")),
    *({"username": name} for name in NAMES),
    *({"action": word, "username": name} for word in WORDS for name in NAMES),
)


def everything(cast: Cast) -> list[list[AuditPage]]:
    """All that an administrator can read: every page of every filter, with where each ends."""
    return [pages(cast, **chosen) for chosen in FILTERS]


def pages(cast: Cast, **chosen: str) -> list[AuditPage]:
    found = [audit_trail(cast.admin, **chosen)]
    while (before := found[-1].older) is not None:
        found.append(audit_trail(cast.admin, before=before, **chosen))
    return found


def lines(cast: Cast, **chosen: str) -> list[AuditLine]:
    return [line for page in pages(cast, **chosen) for line in page.lines]


def happened(cast: Cast, at: datetime, *actions: str) -> None:
    with time_machine.travel(at, tick=False), transaction() as db:
        for number, action in enumerate(actions):
            audit.record(db, cast.coordinator, action, "member", number, group_id=cast.group.id)


def come(cast: Cast, group_session_id: int, people: int, newcomers: int) -> None:
    """So many people who were referred are marked, and so many new ones walk in."""
    programme = make.programme(cast.riverside.id or 0, f"For {people} on {clock.today()}")
    for number in range(people):
        referral = make.referral(make.graduate(programme), cast.group, ReferralState.ACCEPTED)
        kind = MarkKind.CAME if number % 3 == 0 else MarkKind.LATE
        tap = marking.Tap(f"tap-{group_session_id}-{referral.id}", referral.member_id or 0, kind)
        marking.mark(cast.coordinator, group_session_id, [tap])
    for number in range(newcomers):
        name = f"New {'abcdefghijkl'[people + number]}{group_session_id}"
        walk_in.walk_in(cast.coordinator, group_session_id, name, f"new-{group_session_id}-{people}-{number}")


def evening(cast: Cast, at: datetime, people: int, newcomers: int) -> None:
    """One group session, between two sign-ins: what lies between two events could be counted."""
    with time_machine.travel(at, tick=False):
        sign_in("nobody", "wrong", source="here")
        held = make.group_session(cast.group, clock.now() - timedelta(hours=1)).id or 0
        come(cast, held, people, newcomers)
        finishing.finish(cast.coordinator, held)
        sign_in("nobody", "wrong", source="here")


def test_r26_the_trail_reads_the_same_when_3_people_are_marked_and_when_it_is_12(cast: Cast) -> None:
    """Whoever looks before and after the other 9 sees no difference, on any page, with any filter."""
    for days in range(1, PAGE + 20):
        happened(cast, EVENING - timedelta(days=days), "call.asked", "mark.changed")
    with time_machine.travel(EVENING, tick=False):
        held = make.group_session(cast.group, clock.now() - timedelta(hours=1)).id or 0
        come(cast, held, 2, 1)
        before, events = everything(cast), len(make.rows(AuditEvent, action="mark.changed"))
        come(cast, held, 7, 2)
        assert len(make.rows(AuditEvent, action="mark.changed")) == events + 9
        assert everything(cast) == before
    assert len(before[0]) > 1


def test_r26_two_evenings_read_the_same_but_for_the_day(cast: Cast) -> None:
    later = timedelta(days=14)
    evening(cast, EVENING, 2, 1)
    evening(cast, EVENING + later, 9, 3)
    for chosen in FILTERS:
        told = lines(cast, **chosen)
        first, second = ([line for line in told if line.on == on.date()] for on in (EVENING, EVENING + later))
        assert second == [
            replace(line, on=line.on + later, at=None if line.at is None else line.at + later) for line in first
        ]
    assert {line.action for line in lines(cast, username="coordinator")} == {"group_session"}


def test_nothing_told_of_people_has_a_time_or_a_subject(cast: Cast) -> None:
    happened(cast, EVENING, "mark.changed", "member.changed", "import.confirmed", "never.thought_of")
    told = lines(cast)
    assert {(line.action, line.at, line.subject, line.subject_id) for line in told} == {
        (area, None, "", None) for area in ("group_session", "import", "member", "never")
    }


def test_a_look_a_sheet_and_an_export_are_told_by_name_and_the_steps_of_people_are_not(cast: Cast) -> None:
    """Two steps on one day may be two people."""
    steps = ("referral.accepted", "referral.contacted", "referral.looked_at", "thank_you.printed")
    happened(cast, EVENING, *steps, "engagement.exported")
    told = [line.action for line in lines(cast)]
    assert told == ["engagement.exported", "referral", "referral.looked_at", "thank_you.printed"]
    assert lines(cast, action="referral.acc") == []


def test_once_for_each_account_and_place(cast: Cast) -> None:
    happened(cast, EVENING, "mark.changed", "mark.changed")
    with time_machine.travel(EVENING, tick=False), transaction() as db:
        audit.record(db, cast.coordinator_2, "mark.changed", group_id=cast.group.id)
        audit.record(db, cast.coordinator, "mark.changed", group_id=cast.other_group.id)
    assert {(line.username, line.scope) for line in lines(cast)} == {
        ("coordinator", cast.group.name),
        ("coordinator", cast.other_group.name),
        ("coordinator-2", cast.group.name),
    }


def test_what_nobody_did_is_not_told_beside_what_it_followed_from(cast: Cast) -> None:
    """Of a clinic not even who it was is written where it may not know (R9): such a line would say that it was so."""
    with time_machine.travel(EVENING, tick=False), transaction() as db:
        audit.record(db, None, "mark.changed", group_id=cast.group.id)
        audit.record(db, cast.clinic, "member.no_longer_expected", group_id=cast.group.id, groups_own=True)
    assert lines(cast) == []


def test_whatever_a_register_leads_to_is_one_kind_and_found_by_that_alone(cast: Cast) -> None:
    of_one = ("mark.changed", "register.finished", "member.came_along", "duty.done", "group_session.recorded")
    happened(cast, EVENING, *of_one, "feeling.code_renewed")
    assert [line.action for line in lines(cast)] == ["group_session"]
    assert [line.action for line in lines(cast, action="group_s")] == ["group_session"]
    for word in ("mark", "register", "member", "duty", "feeling", "group_session.", "group_session.recorded"):
        assert lines(cast, action=word) == []


def test_what_a_clinic_does_about_newcomers_is_one_kind_at_the_clinic_and_a_groups_look_is_its_own(cast: Cast) -> None:
    with time_machine.travel(EVENING, tick=False), transaction() as db:
        audit.record(db, cast.clinic, "member.looked_at")
        audit.record(db, cast.clinic, "member.confirmed", group_id=cast.group.id)
        audit.record(db, cast.coordinator, "member.looked_at", group_id=cast.group.id)
    assert {(line.username, line.action, line.scope) for line in lines(cast)} == {
        ("clinic", "newcomer", cast.riverside.name),
        ("coordinator", "member.looked_at", cast.group.name),
    }
    assert [line.username for line in lines(cast, action="member")] == ["coordinator"]
    assert [line.username for line in lines(cast, action="new")] == ["clinic"]


def test_a_day_is_a_day_of_the_united_kingdom(cast: Cast) -> None:
    """Also around the change of the clocks, on 25 October."""
    moments = ((6, 30, 22), (6, 30, 23), (10, 24, 22), (10, 24, 23), (10, 25, 22), (10, 25, 23), (10, 26, 0))
    for month, day, hour in moments:
        happened(cast, datetime(2026, month, day, hour, 30, tzinfo=UTC), "mark.changed")
    days = ((10, 26), (10, 25), (10, 24), (7, 1), (6, 30))
    assert [line.on for line in lines(cast)] == [date(2026, month, day) for month, day in days]


def test_what_was_done_of_people_comes_after_all_else_of_its_day(cast: Cast) -> None:
    happened(cast, EVENING - timedelta(days=1), "clinic.changed", "mark.changed")
    happened(cast, EVENING, "mark.changed")
    happened(cast, EVENING - timedelta(hours=3), "clinic.changed")
    assert [line.action for line in lines(cast)] == [
        "clinic.changed",
        "group_session",
        "clinic.changed",
        "group_session",
    ]


def test_paging_reaches_every_line_of_people_once(cast: Cast) -> None:
    for days in range(60):
        happened(cast, EVENING - timedelta(days=20 * days), "mark.changed", "consent.share.recorded", "clinic.changed")
    found = pages(cast)
    assert [len(page.lines) for page in found] == [PAGE, PAGE, PAGE, 30]
    assert len({line for page in found for line in page.lines}) == 180
    assert [len(page.lines) for page in pages(cast, action="group_session")] == [PAGE, 10]


def test_one_day_with_more_lines_than_a_page(cast: Cast) -> None:
    happened(cast, EVENING, *(f"area{number}.changed" for number in range(2 * PAGE + 5)))
    assert [len(page.lines) for page in pages(cast)] == [PAGE, PAGE, 5]
    assert len(set(lines(cast))) == 2 * PAGE + 5
