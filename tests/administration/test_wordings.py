"""Consent wordings: versions that an administrator writes, never changed and never mixed up."""

import pytest

from models import PARAGRAPH, AuditEvent, Consent, ConsentHow, ConsentKind, ConsentWording
from services import clock
from services.administration.wordings import Wordings, WordingVersion, wordings, write
from services.clinic import consents
from services.clinic.consent_wordings import FIRST_WORDING, wordings_to_agree_to
from services.clinic.consents import ConsentGiven
from services.errors import Conflict, Invalid
from tests import make
from tests.cast import Cast
from tests.clinic.test_consents_renewed import at_once
from tests.referrals.stories import on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK


def of(cast: Cast, kind: ConsentKind) -> Wordings:
    return next(one for one in wordings(cast.admin) if one.kind is kind)


def agree(cast: Cast, kind: ConsentKind = SHARE) -> None:
    consents.record(cast.clinic, on_file(cast).id, ConsentGiven(kind, clock.today(), ConsentHow.PAPER))


def test_before_anyone_agreed_the_first_wording_is_there(cast: Cast) -> None:
    for kind in ConsentKind:
        assert of(cast, kind).versions == (WordingVersion(1, FIRST_WORDING[kind], None, ""),)


def test_a_new_version_is_used_from_then_on_and_those_before_keep_theirs(cast: Cast) -> None:
    agree(cast)
    assert write(cast.admin, SHARE, "  I agree to share.  ", 1) == 2
    agree(cast)
    used = {row.id: row.number for row in make.rows(ConsentWording, kind=SHARE)}
    assert [used[row.wording_id] for row in make.rows(Consent)] == [1, 2]
    assert [(one.number, one.text) for one in of(cast, SHARE).versions] == [
        (2, "I agree to share."),
        (1, FIRST_WORDING[SHARE]),
    ]


def test_it_says_when_and_by_whom(cast: Cast) -> None:
    write(cast.admin, SHARE, "I agree to share.", 1)
    current = of(cast, SHARE).current
    assert current.written_by == "Admin"
    assert current.written_at is not None


def test_the_other_kind_stays_as_it_is(cast: Cast) -> None:
    write(cast.admin, SHARE, "I agree to share.", 1)
    assert [one.number for one in of(cast, FEEDBACK).versions] == [1]
    assert [one.number for one in wordings_to_agree_to(cast.clinic)[FEEDBACK]] == [1]
    assert [one.number for one in wordings_to_agree_to(cast.clinic)[SHARE]] == [2, 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The wording is missing"),
        (" \n ", "The wording is missing"),
        ("x" * (PARAGRAPH + 1), "Please shorten it"),
        ("I agree\x00", "hidden character"),
        (FIRST_WORDING[SHARE] + "\n", "current wording already"),
        (FIRST_WORDING[SHARE].upper(), "current wording already"),
        (FIRST_WORDING[FEEDBACK], "wording of the other consent"),
    ],
)
def test_a_text_that_cannot_be_one_is_refused(cast: Cast, text: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        write(cast.admin, SHARE, text, 1)
    assert len(of(cast, SHARE).versions) == 1


def test_the_other_consents_own_new_text_is_refused_too(cast: Cast) -> None:
    write(cast.admin, FEEDBACK, "They may tell how I am.", 1)
    with pytest.raises(Invalid, match="wording of the other consent"):
        write(cast.admin, SHARE, "They may tell  how I am.", 1)


def test_what_was_written_from_an_older_version_is_refused(cast: Cast) -> None:
    write(cast.admin, SHARE, "I agree to share.", 1)
    with pytest.raises(Conflict, match="Someone else has just written"):
        write(cast.admin, SHARE, "I agree to share a little.", 1)


def test_two_at_once_make_one_version_and_the_second_is_told(cast: Cast) -> None:
    told = at_once(
        lambda: write(cast.admin, SHARE, "I agree to share.", 1),
        lambda: write(cast.admin, SHARE, "I agree to share a little.", 1),
    )
    assert [one.number for one in of(cast, SHARE).versions] == [2, 1]
    assert sum("Someone else has just written" in words for words in told) == 1


def test_two_first_uses_at_once_make_one_first_wording(cast: Cast) -> None:
    people = [on_file(cast, name=name).id for name in ("Amina", "Ben")]
    told = at_once(
        *[
            lambda person=person: consents.record(
                cast.clinic, person, ConsentGiven(SHARE, clock.today(), ConsentHow.PAPER)
            )
            for person in people
        ]
    )
    assert told == ["", ""]
    assert [row.number for row in make.rows(ConsentWording)] == [1]


def test_r31_writing_is_in_the_audit_trail(cast: Cast) -> None:
    write(cast.admin, SHARE, "I agree to share.", 1)
    (event,) = make.rows(AuditEvent, action="consent_wording.written")
    assert event.account_id == cast.admin.account_id
