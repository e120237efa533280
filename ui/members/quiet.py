"""Gone quiet: a short list with why each is on it, and saying hello."""

import streamlit as st

from models import MemberState, QuietOutcome
from services import clock
from services.members import being_in_touch
from services.members.being_in_touch import gone_quiet
from services.members.person import Person
from services.members.quiet import Quiet
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.members.kind_words import kind_words, ways_to_send
from ui.routes import go
from ui.rows import row
from ui.versions import moved_on
from ui.words import day, every, label, many, short_day

BUTTONS = (
    (QuietOutcome.COMING, "They're coming"),
    (QuietOutcome.NOT_NOW, "Not just now"),
    (QuietOutcome.TAKING_A_BREAK, "Taking a break"),
    (QuietOutcome.LEAVING, "Leaving"),
    (QuietOutcome.NO_ANSWER, "No answer"),
)
_DONE = {
    QuietOutcome.COMING: "Good news noted.",
    QuietOutcome.NOT_NOW: "Noted. They are off the list for now.",
    QuietOutcome.TAKING_A_BREAK: "Noted, and they are taking a break.",
    QuietOutcome.LEAVING: "Noted. If you know why they are leaving, say so here.",
    QuietOutcome.NO_ANSWER: "Noted. They stay on the list.",
}


def show_quiet_list(actor: Actor, group_id: int) -> None:
    """Everybody who has gone quiet, most recently seen first."""
    people = gone_quiet(actor, group_id)
    st.header("Gone quiet")
    if not people:
        st.markdown("Nobody has gone quiet. Apologies, and sessions without a register, never count.")
    for one in people:
        if row(f"**{plain(one.name)}**  \n{why(one)}", "Say hello", f"hello_{one.member_id}"):
            go("members", member=one.member_id, quiet=1)


def why(one: Quiet) -> str:
    """Why somebody is on the list, in one sentence."""
    tried = f" Tried on {short_day(one.tried_on)}." if one.tried_on else ""
    return (
        f"Usually comes {every(one.rhythm)}; last came {day(one.last_came_on, weekday=False)}; "
        f"{many(one.missed, 'session')} since with no word.{tried}"
    )


def say_hello(actor: Actor, person: Person, *, asked: bool) -> None:
    """How to say hello, and what came of it. For somebody on the list, or when asked for."""
    if person.state is not MemberState.ACTIVE or not (person.quiet or asked):
        return
    with st.container(border=True):
        st.header(f"Say hello to {plain(person.name)}")
        if person.quiet:
            st.markdown(why(person.quiet))
        words = kind_words(person, actor.display_name)
        with st.container(horizontal=True):
            for name, address, icon in ways_to_send(person, words):
                st.link_button(name, address, icon=icon)
        with st.expander("Words to copy"):
            st.code(words, language=None, wrap_lines=True)
        _outcomes(actor, person)


def _outcomes(actor: Actor, person: Person) -> None:
    st.markdown("**You have been in touch?** What came of it:")
    with st.container(horizontal=True):
        for outcome, words in BUTTONS:
            if st.button(words, key=f"touch_{outcome}_{person.id}"):
                with telling():
                    being_in_touch.been_in_touch(actor, person.id, outcome)
                    moved_on(person)
                    tell(_DONE[outcome])
                    leaving = {"leaving": 1} if outcome is QuietOutcome.LEAVING else {}
                    go("members", member=person.id, **leaving)
    if person.suggest_quiet and st.button("Don't suggest this for them", key=f"never_{person.id}", type="tertiary"):
        with telling():
            being_in_touch.suggest_quiet(actor, person.id, wanted=False)
            moved_on(person)
            tell(f"{person.name} is not suggested any more. Their page can change that.")
            go("members", member=person.id)


def show_touches(actor: Actor, person: Person) -> None:
    """When somebody was last in touch, with a slip undone in one tap; and whether they may be suggested."""
    if person.touches:
        newest = person.touches[0]
        by = f" by {plain(newest.by)}" if newest.by else ""
        st.caption(f"In touch on {short_day(clock.local(newest.at).date())}{by}: {label(newest.outcome).lower()}")
        if st.button("That was a slip: take it back", key=f"slip_{newest.id}", type="tertiary"):
            with telling():
                being_in_touch.take_back(actor, newest.id)
                moved_on(person)
                tell("Taken back.")
                st.rerun()
    if not person.suggest_quiet:
        st.caption("Not suggested when they are quiet.")
        if st.button("Suggest them again", key=f"again_{person.id}", type="tertiary"):
            with telling():
                being_in_touch.suggest_quiet(actor, person.id, wanted=True)
                moved_on(person)
                st.rerun()
