"""Who may refer a whole programme: rows for the permission matrix."""

from models import ConsentKind
from services.referrals import to_refer, whole_programme
from tests.cast import Cast
from tests.matrix import Row
from tests.matrix.clinic import CLINIC, OTHER_CLINIC, Call
from tests.referrals.stories import on_file


def look(cast: Cast) -> Call:
    programme, group = on_file(cast, ConsentKind.SHARE).programme.id or 0, cast.group.id or 0
    return lambda actor: whole_programme.look(actor, programme, group)


def send(cast: Cast) -> Call:
    person = on_file(cast, ConsentKind.SHARE)
    programme, group = person.programme.id or 0, cast.group.id or 0
    return lambda actor: whole_programme.send_programme(
        actor, programme, group, suitable=True, graduate_ids=[person.id]
    )


def waiting(cast: Cast) -> Call:
    on_file(cast, ConsentKind.SHARE)
    return to_refer.to_refer


ROWS = (
    Row("referrals.whole_programme.look", look, CLINIC, OTHER_CLINIC),
    Row("referrals.whole_programme.send_programme", send, CLINIC, OTHER_CLINIC),
    Row("referrals.to_refer.to_refer", waiting, CLINIC, OTHER_CLINIC, empty_for_strangers=True),
)
