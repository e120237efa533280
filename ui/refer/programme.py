"""Referring a whole programme in one step: who goes, who cannot and why, one tick and one button (R8)."""

import streamlit as st

from services.groups import GroupView
from services.referrals import whole_programme
from services.referrals.readiness import NotReady, Ready, Why
from services.referrals.whole_programme import Sent
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.refer.preview import show_crossing, show_kept_back
from ui.routes import go
from ui.rows import row
from ui.words import many

UNFOLDED = 12
# Whatever is missing can be mended, and sent, on the form for one; these need another page.
_ON_THEIR_PAGE = {Why.BEFORE, Why.NOT_COMPLETED}


def show_programme(actor: Actor, group: GroupView, programme_id: int) -> None:
    """Everyone who completed it."""
    seen = whole_programme.look(actor, programme_id, group.id)
    st.header(plain(seen.programme))
    referred = [one for one in seen.not_ready if Why.REFERRED in one.why]
    held = [one for one in seen.not_ready if Why.REFERRED not in one.why]
    if seen.ready:
        _send(actor, group, programme_id, seen.ready)
    else:
        _nobody_ready(anyone=bool(seen.not_ready), held=bool(held))
    if held:
        st.header(f"Not ready: {len(held)}")
    for one in held:
        _not_ready(one)
    if referred:
        with st.expander(f"Already referred: {len(referred)}"):
            for one in referred:
                _not_ready(one)
    if seen.ready:
        _what_they_will_see(actor, seen.ready)


def _send(actor: Actor, group: GroupView, programme_id: int, ready: tuple[Ready, ...]) -> None:
    form = f"programme_{programme_id}_{group.id}"
    # Another key once it was sent: the second click of a double click then finds no button.
    key = fresh_key(form)
    # A clinician's word is for those on the screen: not for one who became ready since it was drawn.
    seen = {one.id for one in ready if f"{key}_{one.id}" in st.session_state}
    st.markdown(f"Ready to send: {len(ready)}. Untick anyone who should wait.")
    with st.container(gap=None):
        ticked = [one.id for one in ready[:UNFOLDED] if _tick(one, key)]
    if more := ready[UNFOLDED:]:
        with st.expander(f"And {len(more)} more"), st.container(gap=None):
            ticked += [one.id for one in more if _tick(one, key)]
    suitable = st.checkbox("A clinician confirms that the group is suitable for each of them", key=f"{key}_suitable")
    words = f"Send {many(len(ticked), 'referral')}"
    if st.button(words, type="primary", icon=":material/send:", key=f"{key}_send"):
        ticked = [one for one in ticked if one in seen]
        with telling():
            done = whole_programme.send_programme(actor, programme_id, group.id, suitable=suitable, graduate_ids=ticked)
            start_afresh(form)
            tell(_told(done, group, ticked))
            st.rerun()


def _tick(one: Ready, key: str) -> bool:
    draft = " (from the draft)" if one.draft_id is not None else ""
    return st.checkbox(f"{plain(one.content.preferred_name)}{draft}", value=True, key=f"{key}_{one.id}")


def _told(done: Sent, group: GroupView, ticked: list[int]) -> str:
    left = [one for one in done.left if one.id in ticked or Why.REFERRED not in one.why]
    if not done.sent:
        return "Nobody was sent: since you opened this page everyone ticked has been referred, or cannot be any more."
    not_sent = f" {len(left)} not sent, with the reason under Not ready." if left else ""
    return f"{len(done.sent)} sent to {group.name}.{not_sent}"


def _nobody_ready(*, anyone: bool, held: bool) -> None:
    if not anyone:
        st.markdown("Nobody is recorded as having completed it yet. Add them, then refer them all at once.")
        if st.button("Go to Graduates", type="primary"):
            go("graduates")
        return
    st.markdown(
        "Everyone else who completed it has been referred." if held else "Everyone who completed it has been referred."
    )
    if st.button("See the referrals", icon=":material/forward_to_inbox:"):
        go("referrals")


def _not_ready(one: NotReady) -> None:
    reasons = "  \n".join(f":material/block: {plain(reason)}" for reason in one.reasons)
    if row(f"**{plain(one.name)}**  \n{reasons}", "Open", f"not_ready_{one.id}"):
        if Why.REFERRED in one.why:
            go("referrals", referral=one.referral_id or 0)
        go("graduates" if _ON_THEIR_PAGE & {*one.why} else "refer", graduate=one.id)


def _what_they_will_see(actor: Actor, ready: tuple[Ready, ...]) -> None:
    contents = {one.id: one.content for one in ready}
    with st.expander("What the coordinators will see"):
        whose = st.selectbox(
            "Of whom?", list(contents), format_func=lambda key: contents[key].preferred_name, key="preview_of"
        )
        show_crossing(actor, contents[whose])
        show_kept_back(["Full names, dates of birth, the programme, and how consent was given."])
