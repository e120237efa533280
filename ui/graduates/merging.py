"""Likely duplicates side by side, merging two entries with its effect said first, and undoing it."""

import streamlit as st

from models import ConsentKind
from services import clock
from services.clinic import duplicates, merge_reading, merging
from services.clinic.duplicates import Likely, Pair
from services.clinic.merge_reading import Effect, MergeView
from services.clinic.reading import GraduateView, graduate
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.routes import go
from ui.words import label, many, short_day

_DETAILS = {
    "full_name": "full name",
    "born_on": "date of birth",
    "phone": "phone",
    "email": "email",
    "contact_when": "best time",
    "best_hopes": "best hopes",
    "adjustments": "adjustments that help",
    "without_adjustments": "what happens without them",
}


def show_duplicates(actor: Actor) -> None:
    """Every pair that nobody has settled yet."""
    st.header("Possible duplicates")
    found = duplicates.pairs(actor)
    if not found:
        st.markdown("No two entries look like one person. Go back to all graduates.")
        return
    st.markdown("Each two may be one person with two entries. Nothing is merged until you say so.")
    for pair in found:
        with st.container(border=True):
            _pair(actor, pair)


def _pair(actor: Actor, pair: Pair) -> None:
    key = f"{pair.one.id}_{pair.other.id}"
    for place, one in zip(st.columns(2), (pair.one, pair.other), strict=True):
        place.markdown(_brief(one))
    st.markdown(plain(pair.reason))
    with st.container(horizontal=True):
        if st.button("Look at merging", key=f"merge_{key}", icon=":material/merge:"):
            go("graduates", merge=pair.one.id, other=pair.other.id)
        if st.button("They are two people", key=f"apart_{key}"):
            with telling():
                duplicates.not_same(actor, pair.one.id, pair.other.id)
                tell("Noted. These two are not offered again.")
                st.rerun()


def _brief(one: Likely) -> str:
    born = f"Born {short_day(one.born_on)}" if one.born_on else "No date of birth"
    full = f"  \n{plain(one.full_name)}" if one.full_name and one.full_name != one.name else ""
    done = f"{plain(one.programme)}, {short_day(one.completed_on)}" if one.completed_on else "No programme"
    return f"**{plain(one.name)}**{full}  \n{born}  \n{done}"


def show_merging(actor: Actor, one_id: int, other_id: int) -> None:
    """Both entries, which of them is kept, what would happen, and the button."""
    people = {person.id: person for person in (graduate(actor, one_id), graduate(actor, other_id))}
    st.header("Merge two entries")
    for place, person in zip(st.columns(2), people.values(), strict=False):
        with place.container(border=True):
            st.markdown(_whole(person, earlier=person.id == min(people)))
    kept_id = st.radio(
        "Which entry is kept?",
        list(people),
        format_func=lambda key: plain(_named(people, key)),
        key=f"kept_{one_id}_{other_id}",
    )
    merged_id = other_id if kept_id == one_id else one_id
    would = merge_reading.effect(actor, kept_id, merged_id)
    st.subheader("What happens")
    st.markdown("\n".join(f"- {line}" for line in _effect(would, _named(people, merged_id), _named(people, kept_id))))
    if would.refused:
        st.warning(plain(would.refused), icon=":material/block:")
        for person in people.values():
            if st.button(f"Open {plain(_named(people, person.id))}", key=f"look_{person.id}"):
                go("graduates", graduate=person.id)
        return
    if st.button("Merge", type="primary", icon=":material/merge:"):
        with telling():
            merging.merge(actor, kept_id, merged_id)
            tell("Merged. You can undo it at the foot of this page.")
            go("graduates", graduate=kept_id)


def _named(people: dict[int, GraduateView], key: int) -> str:
    """A name that tells the two apart, also when it is the same."""
    person = people[key]
    name = person.details.full_name or person.details.preferred_name
    return f"{name}, {'earlier' if key == min(people) else 'later'} entry"


def _whole(person: GraduateView, *, earlier: bool) -> str:
    now = person.details
    consents = [label(consent.kind) for consent in person.consents if consent.in_force]
    lines = [
        f"**{plain(now.preferred_name)}**",
        plain(now.full_name),
        f"Born {short_day(now.born_on)}" if now.born_on else "No date of birth",
        plain(now.phone),
        plain(now.email),
        *(f"{plain(name)}, {short_day(on)}" for name, on in person.completions),
        *(f"Consent: {words}" for words in consents),
        *(f"Referral: {label(referral.state)}" for referral in person.referrals),
        f"{'Earlier' if earlier else 'Later'} entry, on file since {short_day(clock.local(person.added_at).date())}",
    ]
    return "  \n".join(line for line in lines if line)


def _effect(would: Effect, merged: str, kept: str) -> list[str]:
    moved = [
        many(count, one)
        for count, one in (
            (would.programmes, "programme"),
            (would.consents, "consent"),
            (would.referrals, "referral"),
        )
        if count
    ]
    if would.calls:
        moved.append(many(would.calls, "request to call", "requests to call"))
    lines = [f"{plain(merged)}, becomes part of {plain(kept)}. What is known there stays."]
    lines.append(f"Moves with it: {', '.join(moved)}." if moved else "Nothing hangs on it that has to move.")
    if would.doubles:
        lines.append(f"{many(would.doubles, 'programme')} that both completed stays once.")
    if would.fills:
        lines.append(f"Fills what is empty: {', '.join(_DETAILS[name] for name in would.fills)}.")
    lines += [f"Both hold this consent, and the later one counts: {label(kind)}." for kind in would.both_consents]
    if would.opens:
        lines.append(
            f"“{label(ConsentKind.FEEDBACK)}” was given under one entry alone. It is one person’s word, so from now "
            "on it counts for every referral of theirs: how they are getting on is shown for all."
        )
    return [*lines, "You can undo it later. What came to the kept entry since then would stay with it."]


def show_merges(actor: Actor, graduate_id: int) -> None:
    """What became part of this entry, each with its undoing; nothing when nothing did."""
    found = merge_reading.merges(actor, graduate_id)
    if not found:
        return
    st.subheader("Merged into this entry")
    for one in found:
        with st.container(border=True):
            _merged(actor, one)


def _merged(actor: Actor, one: MergeView) -> None:
    by = f", by {plain(one.by)}" if one.by else ""
    st.markdown(f"**{plain(one.name)}**  \n{short_day(clock.local(one.at).date())}{by}")
    if not one.latest:
        st.markdown("To undo this one, undo the later one first.")
        return
    with st.popover("Undo the merge", icon=":material/undo:"):
        st.markdown(
            "They become two entries again. What was moved goes back; what came since stays here. "
            "A consent withdrawn since then stays withdrawn for both."
        )
        if st.button("Undo now", key=f"undo_merge_{one.id}"):
            with telling():
                merging.undo(actor, one.id)
                tell("Undone. They are two entries again.")
                st.rerun()
