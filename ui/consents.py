"""Both consents of one person on screen: what is in force, recorded, renewed, withdrawn with its effect said first."""

from collections.abc import Callable

import streamlit as st

from models import ConsentKind
from services.clinic import consents
from services.clinic.consent_wordings import Wording, wordings_to_agree_to
from services.clinic.consents import ConsentGiven, ConsentState, ConsentView
from services.clinic.open_referrals import has_open_referral
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.consent_fields import choose_wording, consent_questions, how_and_when
from ui.consent_history import how_it_was_given, show_history, show_words
from ui.feedback import tell, telling
from ui.words import label, short_day

__all__ = ["EFFECT", "consent_cards", "consent_questions"]

EFFECT = {
    ConsentKind.SHARE: (
        "No new referral can be sent. It does not take back what the group has been told already, and changes "
        "nothing at the group."
    ),
    ConsentKind.FEEDBACK: (
        "From now on nothing about how they are getting on is shown here, including what was shown before. "
        "It changes nothing for them at the group."
    ),
}
# Two people at once: the second one's button is gone by the time their click arrives.
TOO_LATE = (
    "This consent was changed a moment before your click, so your click changed nothing. "
    "What stands now is here: look again, then go on from it."
)
STILL_OPEN = "A referral of theirs is still open. If it should not go ahead, withdraw the referral as well."


def consent_cards(actor: Actor, graduate_id: int, given: tuple[ConsentView, ...]) -> None:
    """Both consents of one person, each with its own actions, and the history."""
    wordings = wordings_to_agree_to(actor)
    still_open = has_open_referral(actor, graduate_id)
    for kind in ConsentKind:
        mine = [consent for consent in given if consent.kind is kind]
        standing = next((consent for consent in mine if consent.in_force), None)
        with st.container(border=True):
            st.markdown(f"**{label(kind)}**")
            latest = mine[0] if mine else None
            if _clicked_in_vain(graduate_id, kind, latest):
                st.warning(TOO_LATE, icon=":material/sync_problem:")
            if standing is not None:
                _in_force(actor, graduate_id, standing, wordings[kind], still_open=still_open)
            else:
                _not_in_force(actor, graduate_id, kind, latest, wordings[kind], still_open)
    show_history([consent for consent in given if not consent.in_force])


def _in_force(
    actor: Actor, graduate_id: int, standing: ConsentView, wordings: tuple[Wording, ...], *, still_open: bool
) -> None:
    until = f", until {short_day(standing.expires_on)}" if standing.expires_on else ", until it is withdrawn"
    st.markdown(f":material/check_circle: In force since {short_day(standing.given_on)}{until}")
    st.caption(how_it_was_given(standing))
    show_words(standing)
    with st.container(horizontal=True):
        _renew(actor, graduate_id, standing.kind, wordings)
        with st.popover("Withdraw consent", icon=":material/undo:"):
            st.markdown(EFFECT[standing.kind])
            if standing.kind is ConsentKind.SHARE and still_open:
                st.markdown(STILL_OPEN)
            _withdraw(actor, graduate_id, standing.kind, "Withdraw now", "Consent withdrawn. It takes effect at once.")


def _not_in_force(
    actor: Actor,
    graduate_id: int,
    kind: ConsentKind,
    latest: ConsentView | None,
    wordings: tuple[Wording, ...],
    still_open: bool,
) -> None:
    if latest is None or latest.ended_on is None:
        st.markdown(":material/block: Not given yet")
    elif latest.state is ConsentState.WITHDRAWN:
        st.markdown(f":material/block: Not in force: withdrawn on {short_day(latest.ended_on)}")
        if kind is ConsentKind.SHARE and still_open:
            st.markdown(STILL_OPEN)
    else:
        st.markdown(f":material/event_busy: Not in force: it ended on {short_day(latest.ended_on)}")
        with st.container(horizontal=True):
            _renew(actor, graduate_id, kind, wordings)
            with st.popover("They said no", icon=":material/undo:"):
                st.markdown("It has ended already. This notes that you asked and they said no, and the reminder stops.")
                _withdraw(actor, graduate_id, kind, "Note it", "Noted. The consent stays ended.")
        return
    with st.popover("Record consent", icon=":material/add:"):
        _statement(graduate_id, kind, wordings, "Record", lambda said: consents.record(actor, graduate_id, said))


def _renew(actor: Actor, graduate_id: int, kind: ConsentKind, wordings: tuple[Wording, ...]) -> None:
    with st.popover("Renew consent", icon=":material/autorenew:"):
        _statement(graduate_id, kind, wordings, "Renew", lambda said: consents.renew(actor, graduate_id, said))


def _statement(
    graduate_id: int,
    kind: ConsentKind,
    wordings: tuple[Wording, ...],
    action: str,
    keep: Callable[[ConsentGiven], None],
) -> None:
    """The words to read out, how and when they agreed, and the one button."""
    # The person's id is in the key: a date typed for one must never wait in another's form.
    form = _form(action, kind, graduate_id)
    key = fresh_key(form)
    wording = choose_wording(wordings, key)
    with st.form(key, border=False):
        how, on = how_and_when(key)
        if st.form_submit_button(action, type="primary", key=f"{key}_go"):
            with telling():
                keep(ConsentGiven(kind, on, how, wording.id))
                start_afresh(form)
                tell(f"Consent {'renewed' if action == 'Renew' else 'recorded'}.")
                st.rerun()


def _withdraw(actor: Actor, graduate_id: int, kind: ConsentKind, action: str, done: str) -> None:
    if st.button(action, type="primary", key=f"withdraw_{kind}"):
        with telling():
            consents.withdraw(actor, graduate_id, kind)
            tell(done)
            st.rerun()


def _form(action: str, kind: ConsentKind, graduate_id: int) -> str:
    return f"{action.lower()}_{kind}_{graduate_id}"


def _clicked_in_vain(graduate_id: int, kind: ConsentKind, latest: ConsentView | None) -> bool:
    """Whether the click of this run was on a button that this consent no longer has."""
    stands = latest is not None and latest.state in {ConsentState.IN_FORCE, ConsentState.EXPIRED}
    renew, record = (fresh_key(_form(action, kind, graduate_id)) + "_go" for action in ("Renew", "Record"))
    gone = (record,) if stands else (renew, f"withdraw_{kind}")
    return any(st.session_state.get(key) for key in gone)
