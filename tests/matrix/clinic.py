"""Who may do what with graduates, programmes, consents and referrals: rows for the permission matrix."""

from collections.abc import Callable

from models import Confirmation, ConsentHow, ConsentKind, MemberOrigin
from services import clock
from services.clinic import confirmations, consents, graduates, programmes
from services.clinic import reading as graduates_read
from services.clinic.consents import ConsentGiven
from services.clinic.graduates import Details, NewGraduate
from services.clinic.newcomers import handle_of
from services.clinic.reading import GraduatePage
from services.groups import groups
from services.referrals import reading, timeline, welcoming, writing
from services.referrals.reading import ReferralPage
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row
from tests.referrals.stories import READY, accepted, on_file

Call = Callable[[Actor], object]

CLINIC, GROUP = ("clinic",), ("coordinator", "coordinator_2")
OTHER_CLINIC, OTHER_GROUP = ("clinic_2",), ("coordinator_3",)


def _person(cast: Cast) -> int:
    return on_file(cast, ConsentKind.SHARE).id


def _new(cast: Cast) -> NewGraduate:
    programme = make.programme(cast.riverside.id or 0)
    given = (ConsentGiven(ConsentKind.SHARE, clock.today(), ConsentHow.PAPER),)
    return NewGraduate(Details(preferred_name="Zoë", phone="07700 900123"), programme.id, programme.ends_on, given)


def _came_along(cast: Cast) -> int:
    values = {"origin": MemberOrigin.CAME_ALONG, "confirmation": Confirmation.WAITING}
    return make.member(cast.group, "Jo", **values).id or 0


def confirm(cast: Cast) -> Call:
    handle, graduate_id = _asked_about(cast), _person(cast)
    return lambda actor: confirmations.confirm(actor, handle, graduate_id)


def not_known(cast: Cast) -> Call:
    handle = _asked_about(cast)
    return lambda actor: confirmations.not_known(actor, handle)


def _asked_about(cast: Cast) -> str:
    """What Riverside calls somebody who came along."""
    return handle_of(cast.riverside.id, _came_along(cast))


def _sent(cast: Cast) -> int:
    return make.referral(on_file(cast, ConsentKind.SHARE).graduate, cast.group).id or 0


def _accepted(cast: Cast) -> int:
    return accepted(cast).id or 0


def add_graduate(cast: Cast) -> Call:
    new = _new(cast)
    return lambda actor: graduates.add(actor, new)


def change_graduate(cast: Cast) -> Call:
    person = on_file(cast).graduate
    return lambda actor: graduates.change(actor, person.id or 0, person.version, Details(preferred_name="Zoë"))


def send_new(cast: Cast) -> Call:
    new = _new(cast)
    return lambda actor: writing.send_new(actor, new, cast.group.id or 0, READY)


def keep_draft_new(cast: Cast) -> Call:
    new = _new(cast)
    return lambda actor: writing.keep_draft_new(actor, new, cast.group.id or 0, READY)


def with_person(act: Callable[[Actor, int, Cast], object]) -> Callable[[Cast], Call]:
    """A call that is given Riverside's own graduate."""

    def prepare(cast: Cast) -> Call:
        graduate_id = _person(cast)
        return lambda actor: act(actor, graduate_id, cast)

    return prepare


def given(make_record: Callable[[Cast], int], act: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    """A call that is given a record prepared by `make_record`."""

    def prepare(cast: Cast) -> Call:
        record_id = make_record(cast)
        return lambda actor: act(actor, record_id)

    return prepare


def _feedback() -> ConsentGiven:
    return ConsentGiven(ConsentKind.FEEDBACK, clock.today(), ConsentHow.PHONE)


ROWS = (
    Row(
        "groups.groups",
        lambda cast: lambda actor: [view.id for view in groups(actor) if view.id == cast.group.id],
        (*CLINIC, *GROUP, "register_taker"),
        (*OTHER_CLINIC, *OTHER_GROUP),
        empty_for_strangers=True,
        empty=[],
    ),
    Row("clinic.graduates.add", add_graduate, CLINIC, OTHER_CLINIC),
    Row("clinic.graduates.change", change_graduate, CLINIC, OTHER_CLINIC),
    Row("clinic.reading.graduate", given(_person, graduates_read.graduate), CLINIC, OTHER_CLINIC),
    Row(
        "clinic.reading.graduates",
        given(_person, lambda actor, _: graduates_read.graduates(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=GraduatePage((), 0),
    ),
    Row(
        "clinic.programmes.programmes",
        given(_person, lambda actor, _: programmes.programmes(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=[],
    ),
    Row(
        "clinic.programmes.add",
        lambda _: lambda actor: programmes.add(actor, "Autumn", clock.today(), clock.today()),
        (*CLINIC, *OTHER_CLINIC),
    ),
    Row(
        "clinic.confirmations.unconfirmed",
        given(_came_along, lambda actor, _: confirmations.unconfirmed(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
    ),
    Row("clinic.confirmations.confirm", confirm, CLINIC, OTHER_CLINIC),
    Row("clinic.confirmations.not_known", not_known, CLINIC, OTHER_CLINIC),
    Row(
        "clinic.consents.record", with_person(lambda a, i, _: consents.record(a, i, _feedback())), CLINIC, OTHER_CLINIC
    ),
    Row(
        "clinic.consents.withdraw",
        with_person(lambda a, i, _: consents.withdraw(a, i, ConsentKind.SHARE)),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row(
        "referrals.writing.send",
        with_person(lambda a, i, cast: writing.send(a, i, cast.group.id or 0, READY)),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row("referrals.writing.send_new", send_new, CLINIC, OTHER_CLINIC),
    Row(
        "referrals.writing.keep_draft",
        with_person(lambda a, i, cast: writing.keep_draft(a, i, cast.group.id or 0, READY)),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row("referrals.writing.keep_draft_new", keep_draft_new, CLINIC, OTHER_CLINIC),
    Row("referrals.writing.withdraw", given(_sent, lambda a, i: writing.withdraw(a, i, "Why")), CLINIC, OTHER_CLINIC),
    Row(
        "referrals.reading.blank",
        with_person(lambda a, i, cast: reading.blank(a, i, cast.group.id or 0)),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row(
        "referrals.reading.blank_for_someone_new",
        lambda cast: lambda actor: reading.blank_for_someone_new(actor).reply_to == cast.riverside.reply_to,
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=False,
    ),
    Row("referrals.timeline.timeline", given(_sent, timeline.timeline), CLINIC, OTHER_CLINIC),
    Row(
        "referrals.reading.referrals",
        given(_sent, lambda actor, _: reading.referrals(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=ReferralPage((), 0),
    ),
    Row(
        "referrals.welcoming.arrivals",
        given(lambda cast: _sent(cast) and (cast.group.id or 0), welcoming.arrivals),
        GROUP,
        OTHER_GROUP,
    ),
    Row("referrals.welcoming.accept", given(_sent, welcoming.accept), GROUP, OTHER_GROUP),
    Row("referrals.welcoming.contacted", given(_accepted, welcoming.contacted), GROUP, OTHER_GROUP),
    Row("referrals.welcoming.decline", given(_sent, lambda a, i: welcoming.decline(a, i, "Full")), GROUP, OTHER_GROUP),
    Row(
        "referrals.welcoming.could_not_reach",
        given(_sent, lambda a, i: welcoming.could_not_reach(a, i, "No answer")),
        GROUP,
        OTHER_GROUP,
    ),
)
