"""The rota of the next sessions: holders, open places, backups, and who may be asked."""

from datetime import timedelta

from models import DutyState, GroupRole, GroupSession, MarkKind, Wish
from services import clock
from services.roles.rota import RotaRole, RotaSession, rota
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def at(cast: Cast, days: int, **values: object) -> GroupSession:
    return make.group_session(cast.group, clock.now() + timedelta(days=days), **values)


def shown(cast: Cast, sessions: int = 3) -> tuple[RotaSession, ...]:
    return rota(cast.coordinator, cast.group.id or 0, sessions)


def first_role(cast: Cast) -> RotaRole:
    return shown(cast)[0].roles[0]


def test_the_next_sessions_soonest_first_without_cancelled_and_past_ones(cast: Cast) -> None:
    at(cast, -2)
    at(cast, 1, state="cancelled", cancel_reason="Snow")
    wanted = [at(cast, days).id for days in (2, 3, 4)]
    at(cast, 5)
    assert [one.group_session_id for one in shown(cast)] == wanted


def test_an_empty_group_has_an_empty_rota(cast: Cast) -> None:
    assert shown(cast) == ()


def test_places_are_open_until_offered(cast: Cast) -> None:
    meeting, role = at(cast, 1), make.group_role(cast.group, places=2)
    make.duty(meeting, role, make.member(cast.group, "Amina"), DutyState.ACCEPTED)
    make.duty(meeting, role, make.member(cast.group, "Bernard"), DutyState.HANDED_BACK)
    seen = first_role(cast)
    assert [(one.name, one.state) for one in seen.holders] == [("Amina", DutyState.ACCEPTED)]
    assert (seen.open_places, shown(cast)[0].open_places) == (1, 1)


def test_r19_a_missing_backup_is_said(cast: Cast) -> None:
    meeting, role = at(cast, 1), make.group_role(cast.group, needs_backup=True)
    make.duty(meeting, role, make.member(cast.group, "Amina"))
    assert first_role(cast).backup_missing
    make.duty(meeting, role, make.member(cast.group, "Bernard"), backup=True)
    seen = first_role(cast)
    assert (seen.backup_missing, seen.open_places) == (False, 0)


def test_r19_candidates_are_those_who_may_be_asked_and_those_who_wish_it_first(cast: Cast) -> None:
    meeting, role = at(cast, 1), make.group_role(cast.group)
    for name in ("Amina", "Bernard", "Carys", "Dilys"):
        make.member(cast.group, name)
    make.wish(make.member(cast.group, "Zoë"), role, Wish.WOULD_LIKE)
    make.wish(make.member(cast.group, "Never"), role, Wish.WOULD_RATHER_NOT)
    make.mark(meeting, make.member(cast.group, "Ill"), MarkKind.SENT_WORD)
    make.member(cast.group, "Left", state="left")
    make.member(cast.other_group, "Elsewhere")
    seen = first_role(cast).candidates
    assert [one.name for one in seen] == ["Zoë", "Amina", "Bernard", "Carys", "Dilys"]
    assert [one.would_like for one in seen] == [True, False, False, False, False]


def test_r18_a_holder_who_sent_word_since_is_pointed_out(cast: Cast) -> None:
    meeting, amina = at(cast, 1), make.member(cast.group, "Amina")
    make.duty(meeting, make.group_role(cast.group), amina, DutyState.ACCEPTED)
    make.mark(meeting, amina, MarkKind.SENT_WORD)
    assert first_role(cast).holders[0].cannot_come


def test_a_role_of_every_second_session_comes_round(cast: Cast) -> None:
    make.group_role(cast.group, "Library", every_nth=2)
    for days in (-5, 1, 2, 3):
        at(cast, days)
    assert [len(one.roles) for one in shown(cast)] == [0, 1, 0]


def test_a_held_role_is_shown_although_it_is_archived_or_not_due(cast: Cast) -> None:
    meeting = at(cast, 1)
    role = make.group_role(cast.group, "Library", archived_at=clock.now(), needs_backup=True)
    make.duty(meeting, role, make.member(cast.group))
    seen = first_role(cast)
    assert (seen.name, seen.open_places, seen.backup_missing) == ("Library", 0, False)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    start = clock.now()

    def fill(first: int, last: int) -> None:
        group_id = cast.group.id or 0
        moments = [start + timedelta(hours=3 * n) for n in range(first, last)]
        sessions = [
            GroupSession(group_id=group_id, starts_at=moment, ends_at=moment + timedelta(hours=2), created_at=start)
            for moment in moments
        ]
        make.add_all(sessions)
        make.add_all(
            [
                GroupRole(group_id=group_id, name=f"Role {n}", effort="low", posture="seated")
                for n in range(first, min(last, 20))
            ]
        )
        for n in range(first, last, 20):
            make.duty(sessions[0], make.group_role(cast.group, f"Held {n}"), make.member(cast.group, f"Person {n}"))

    fill(0, 10)
    few = how_many(lambda: shown(cast, 500))
    fill(10, 60)
    assert len(shown(cast, 500)) == 60
    assert how_many(lambda: shown(cast, 500)) == few
