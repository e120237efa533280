"""Please call: each request with its number, closed with one tap, taken back in place (R10)."""

import streamlit as st

from services import clock
from services.referrals import calls
from services.referrals.calls import CallMade, CallWanted
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.people import dial
from ui.routes import go
from ui.words import many, moment, short_day

# Ids alone: what was closed here stays in its place, with its way back.
_CLOSED_HERE = "calls_closed_here"
# What was tapped, carried out before the list is read: else a call that a colleague closed meanwhile
# would just be gone, and nobody told who called.
_TAPPED = "calls_tapped"


def show_calls(actor: Actor, *, graduate_id: int | None = None, earlier: bool = False) -> int:
    """The open requests, longest waiting first; nothing when there is none. Returns how many are open.

    `graduate_id`: only those about one person. `earlier`: also what the clinic closed in the last days.
    """
    _carry_out(actor)
    wanted, made = calls.wanted(actor), calls.closed_recently(actor)
    if graduate_id is not None:
        wanted = tuple(one for one in wanted if one.graduate_id == graduate_id)
        made = tuple(one for one in made if one.graduate_id == graduate_id)
    here = st.session_state.get(_CLOSED_HERE, ())
    in_place = [one for one in made if one.id in here]
    if wanted or in_place:
        st.header("Please call")
    both: list[CallWanted | CallMade] = [*wanted, *in_place]
    for one in sorted(both, key=lambda call: (call.asked_at, call.id)):
        with st.container(border=True):
            _to_make(actor, one) if isinstance(one, CallWanted) else _made(actor, one)
    if len(wanted) == calls.MOST:
        st.markdown(f"The {calls.MOST} that have waited longest are shown. Others follow as these are closed.")
    if earlier:
        _earlier(actor, [one for one in made if one.id not in here])
    return len(wanted)


def _to_make(actor: Actor, call: CallWanted) -> None:
    phone = dial(call.phone) if call.phone else "No phone on file"
    when = f", best {plain(call.contact_when)}" if call.contact_when else ""
    asked = f"{plain(call.group)} asked on {moment(call.asked_at)}"
    st.markdown(f"**{plain(call.name)}**  \n{phone}{when}  \n{asked}")
    with st.container(horizontal=True):
        st.button("Called", type="primary", key=f"called_{call.id}", on_click=_tapped, args=(call.id,))
        with (
            st.popover("Someone else, or another day"),
            st.form(f"call_{call.id}", border=False, enter_to_submit=False),
        ):
            by, on = f"called_by_{call.id}", f"called_on_{call.id}"
            st.text_input("Who called?", value=actor.display_name, key=by, autocomplete="off")
            st.date_input("When?", value=clock.today(), format="DD/MM/YYYY", key=on)
            st.form_submit_button("Note the call", type="primary", on_click=_tapped, args=(call.id, by, on))
        if not call.phone and st.button("Open person", key=f"call_person_{call.id}"):
            go("graduates", graduate=call.graduate_id)


def _tapped(call_id: int, *form: str) -> None:
    """`form`: the keys of who and when; without them it is the actor, today."""
    st.session_state[_TAPPED] = (call_id, *(st.session_state[key] for key in form))


def _carry_out(actor: Actor) -> None:
    tapped = st.session_state.pop(_TAPPED, None)
    if tapped is None:
        return
    call_id, by, on = tapped if len(tapped) > 1 else (*tapped, "", None)
    with telling():
        calls.close(actor, call_id, called_by=by, called_on=on)
        st.session_state[_CLOSED_HERE] = (*st.session_state.get(_CLOSED_HERE, ()), call_id)
        tell("Noted. The coordinators see that the clinic called.")
        st.rerun()


def _made(actor: Actor, call: CallMade) -> None:
    st.markdown(
        f":material/check: **{plain(call.name)}**  \n"
        f"{plain(call.called_by or 'The clinic')} called on {short_day(call.called_on)}, as {plain(call.group)} asked"
    )
    if st.button("Undo", icon=":material/undo:", key=f"undo_call_{call.id}"):
        with telling():
            calls.reopen(actor, call.id)
            tell("Taken back. The call is on the list again.")
            st.rerun()


def _earlier(actor: Actor, made: list[CallMade]) -> None:
    if not made:
        return
    with st.expander(f"{many(len(made), 'call')} made in the last {calls.REOPEN_DAYS} days"):
        for one in made:
            with st.container(border=True):
                _made(actor, one)
