"""Whatever two entries hold: a merge that is undone leaves every row as it was."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from models import CallRequest, Completion, Consent, ConsentKind, Graduate, Member, Programme, Referral, ReferralState
from services import clock
from services.clinic import merging
from services.errors import Conflict
from tests import make
from tests.cast import Cast

TABLES: tuple[Any, ...] = (Graduate, Completion, Consent, Referral, Member, CallRequest)
Statement = tuple[int, int | None, int | None]  # given, and withdrawn or run out, in days ago
STATEMENT = some.tuples(some.integers(20, 40), some.none() | some.integers(0, 19), some.none() | some.integers(-5, 19))
ENTRY = some.fixed_dictionaries(
    {
        "phone": some.sampled_from(["", "01632 960001", "01632 960002"]),
        "full_name": some.sampled_from(["", "Liz Jones"]),
        "programmes": some.sets(some.integers(0, 2)),
        "share": some.none() | STATEMENT,
        "feedback": some.none() | STATEMENT,
        "referral": some.none() | some.sampled_from([*ReferralState]),
        "member": some.booleans(),
        "call": some.booleans(),
    }
)


def entry(cast: Cast, programmes: list[Programme], held: dict[str, Any]) -> int:
    person = make.add(
        Graduate(
            clinic_id=cast.riverside.id or 0,
            preferred_name="Liz",
            full_name=held["full_name"],
            phone=held["phone"],
            created_at=clock.now(),
        )
    )
    graduate_id = person.id or 0
    for place in held["programmes"]:
        values = {"completed_on": clock.today(), "recorded_at": clock.now()}
        make.add(Completion(graduate_id=graduate_id, programme_id=programmes[place].id or 0, **values))
    for kind in ConsentKind:
        if held[kind] is not None:
            consent(person, kind, *held[kind])
    if held["member"]:
        make.member(cast.group, graduate_id=graduate_id)
    if (state := held["referral"]) is not None:
        sent_at = None if state is ReferralState.DRAFT else clock.now()
        suitable = state is not ReferralState.DRAFT
        values = {"preferred_name": "Liz", "referrer_name": "Dr Clinic", "created_at": clock.now()}
        make.add(
            Referral(
                graduate_id=graduate_id,
                group_id=cast.group.id or 0,
                state=state,
                sent_at=sent_at,
                suitable=suitable,
                **values,
            )
        )
    if held["call"]:
        make.add(CallRequest(group_id=cast.group.id or 0, graduate_id=graduate_id, asked_at=clock.now()))
    return graduate_id


def consent(person: Graduate, kind: ConsentKind, given: int, withdrawn: int | None, left: int | None) -> None:
    ended: dict[str, Any] = {}
    if withdrawn is not None:
        ended["withdrawn_on"] = clock.today() - timedelta(days=withdrawn)
        ended["withdrawn_at"] = clock.now() - timedelta(days=withdrawn)
    if left is not None:
        ended["expires_on"] = clock.today() - timedelta(days=left)
    make.consent(person, kind, clock.today() - timedelta(days=given), **ended)


def everything() -> list[dict[str, Any]]:
    return [row.model_dump(exclude={"version"}) for table in TABLES for row in make.rows(table)]


def stands(graduate_ids: tuple[int, ...], kind: ConsentKind) -> bool:
    return any(
        row.kind is kind and row.withdrawn_at is None and (row.expires_on or clock.today()) >= clock.today()
        for graduate_id in graduate_ids
        for row in make.rows(Consent, graduate_id=graduate_id)
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=ENTRY, theirs=ENTRY)
def test_a_merge_that_is_undone_leaves_every_row_as_it_was(
    cast: Cast, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    programmes = make.rows(Programme) or [make.programme(cast.riverside.id or 0, f"Run {n}") for n in range(3)]
    both = entry(cast, programmes, mine), entry(cast, programmes, theirs)
    before = everything()
    try:
        made = merging.merge(cast.clinic, *both)
    except Conflict:
        assert everything() == before, "a refused merge changes nothing"
        return
    for kind in ConsentKind:
        last_no = min(
            (held[kind][1] for held in (mine, theirs) if held[kind] and held[kind][1] is not None), default=99
        )
        newest_yes = min((held[kind][0] for held in (mine, theirs) if held[kind] and held[kind][1] is None), default=99)
        assert last_no > newest_yes or not stands(both, kind), "a withdrawn consent came back to life"
    merging.undo(cast.clinic, made)
    assert everything() == before
