"""Who may do what with consents, their terms and their wordings: rows for the permission matrix."""

from collections.abc import Callable
from datetime import timedelta

from models import Clinic, ConsentHow, ConsentKind
from services import clock
from services.administration import wordings
from services.clinic import consent_terms, consents, ending_consents, open_referrals
from services.clinic.consent_wordings import wordings_to_agree_to
from services.clinic.consents import ConsentGiven
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row
from tests.referrals.stories import on_file

Call = Callable[[Actor], object]

CLINIC, OTHER_CLINIC, ADMIN = ("clinic",), ("clinic_2",), ("admin",)


def _renew(cast: Cast) -> Call:
    person = on_file(cast, ConsentKind.SHARE)
    given = ConsentGiven(ConsentKind.SHARE, clock.today(), ConsentHow.PHONE)
    return lambda actor: consents.renew(actor, person.id, given)


def _ending(cast: Cast) -> Call:
    make.consent(on_file(cast).graduate, ConsentKind.SHARE, expires_on=clock.today() + timedelta(days=7))
    return lambda actor: [row.name for row in ending_consents.ending(actor).rows]


def _open_referral(cast: Cast) -> Call:
    person = on_file(cast, ConsentKind.SHARE)
    make.referral(person.graduate, cast.group)
    return lambda actor: open_referrals.has_open_referral(actor, person.id)


def _set_terms(cast: Cast) -> Call:
    def call(actor: Actor) -> None:
        version = make.rows(Clinic, id=actor.clinic_id)[0].version if actor.clinic_id else 1
        consent_terms.set_terms(actor, version, 12, 30)
        assert {row.id for row in make.rows(Clinic, consent_months=12)} == {actor.clinic_id}, "another clinic's terms"

    return call


def _without_end(cast: Cast) -> Call:
    on_file(cast, ConsentKind.SHARE)
    return lambda actor: consent_terms.terms(actor).without_end


ROWS = (
    Row("clinic.consents.renew", _renew, CLINIC, OTHER_CLINIC),
    Row("clinic.consent_wordings.wordings_to_agree_to", lambda _: wordings_to_agree_to, (*CLINIC, *OTHER_CLINIC)),
    Row(
        "clinic.ending_consents.ending",
        _ending,
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=[],
    ),
    Row("clinic.open_referrals.has_open_referral", _open_referral, CLINIC, OTHER_CLINIC),
    Row("clinic.consent_terms.terms", _without_end, CLINIC, OTHER_CLINIC, empty_for_strangers=True, empty=0),
    Row("clinic.consent_terms.set_terms", _set_terms, (*CLINIC, *OTHER_CLINIC)),
    Row("administration.wordings.wordings", lambda _: wordings.wordings, ADMIN),
    Row(
        "administration.wordings.write",
        lambda _: lambda actor: wordings.write(actor, ConsentKind.SHARE, "I agree to share.", 1),
        ADMIN,
    ),
)
