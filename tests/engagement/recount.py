"""Every figure once more, from raw rows, in plain Python: no SQL of the services, no function of theirs."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from models import Consent, Graduate, GroupSession, Mark, Member, Referral, ReferralEvent
from services import clock
from tests import make

LONDON = ZoneInfo("Europe/London")
Row = tuple[str, str, int | None, int | None, int | None, int | None]


def agreed(clinic_id: int) -> set[int]:
    """Graduates of a clinic whose feedback consent is in force."""
    own = {row.id for row in make.rows(Graduate, clinic_id=clinic_id)}
    return {
        consent.graduate_id
        for consent in make.rows(Consent)
        if consent.kind == "feedback"
        and consent.graduate_id in own
        and consent.withdrawn_at is None
        and consent.given_on <= clock.today()
        and not (consent.expires_on and consent.expires_on < clock.today())
    }


def people(group_id: int, only: set[int] | None) -> dict[int, int]:
    """Each member row that counts, and the person whose it is: two rows are one where the clinic said so."""
    rows = [row for row in make.rows(Member, group_id=group_id) if only is None or row.graduate_id in only]
    return {row.id or 0: row.same_as_id or row.id or 0 for row in rows}


def sessions(group_id: int, since_days: int, only: set[int] | None) -> list[Row]:
    """(day, outcome, came, late, sent word, did not come), oldest first; `only` the graduates who are counted."""
    person = people(group_id, only)
    marks = [row for row in make.rows(Mark) if row.member_id in person]
    lines: list[tuple[object, Row]] = []
    for one in make.rows(GroupSession, group_id=group_id):
        day = one.starts_at.astimezone(LONDON).date()
        if one.ends_at > clock.now() or day <= clock.today() - timedelta(days=since_days):
            continue
        of: dict[str, set[int]] = {}
        for mark in marks:
            if mark.group_session_id == one.id:
                of.setdefault(mark.kind.value, set()).add(person[mark.member_id])
        came = len(of.get("came", set()) | of.get("late", set()))
        if one.state == "cancelled":
            line: Row = (day.isoformat(), "cancelled", None, None, None, None)
        elif one.register_finished_at is None:
            line = (day.isoformat(), "not_recorded", None, None, None, None)
        elif only is None:
            late, word, away = (len(of.get(kind, ())) for kind in ("late", "sent_word", "did_not_come"))
            line = (day.isoformat(), "recorded", came, late, word, away)
        else:
            line = (day.isoformat(), "recorded", came, None, None, None)
        lines.append((one.starts_at, line))
    return [line for _, line in sorted(lines, key=lambda pair: str(pair[0]))]


def journey(group_id: int, since_days: int, only: set[int] | None) -> tuple[int, int, int, int, int, int]:
    """(old enough, accepted, first visit, settled, settled by now, too early)."""
    counts = [0, 0, 0, 0, 0, 0]
    for referral in make.rows(Referral, group_id=group_id):
        if referral.sent_at is None or (only is not None and referral.graduate_id not in only):
            continue
        sent_on = referral.sent_at.astimezone(LONDON).date()
        if sent_on <= clock.today() - timedelta(days=since_days):
            continue
        until = referral.sent_at + timedelta(days=56)
        if until > clock.now():
            counts[5] += 1
            continue
        steps = [(row.step.value, row.at) for row in make.rows(ReferralEvent, referral_id=referral.id)]
        names = [name for name, _ in steps]
        attended = {
            mark.group_session_id
            for mark in make.rows(Mark, member_id=referral.member_id or 0)
            if mark.kind in ("came", "late")
        }
        visits = sorted(
            one.starts_at
            for one in make.rows(GroupSession, group_id=group_id)
            if one.id in attended and one.starts_at.astimezone(LONDON).date() >= sent_on
        )
        came = names.count("first_visit") > names.count("first_visit_undone") and visits[0] <= until
        settled_by_now = names.count("settled") > names.count("settled_undone")
        settled = settled_by_now and visits[2] <= until
        accepted = came or any(name == "accepted" and at <= until for name, at in steps)
        reached = (1, accepted, came, settled, settled_by_now, 0)
        counts = [count + one for count, one in zip(counts, reached, strict=True)]
    return counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]
