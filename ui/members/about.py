"""One member, to read: few words, the most useful first."""

import streamlit as st

from models import ATTENDED, Confirmation, Effort, Growth, MarkKind, MemberState, MemberStep, Wish
from services.members.person import ConsentsInForce, Person, RoleView
from services.members.strip import StripView
from ui.feedback import plain
from ui.people import reach_of, show_reach
from ui.words import day, every, label, many, moment, short_day

# A mark as a sign that needs no colour; the words stand under the strip.
SIGNS = {
    MarkKind.CAME: "●",
    MarkKind.LATE: "◐",
    MarkKind.SENT_WORD: "✉",
    MarkKind.DID_NOT_COME: "○",
    MarkKind.NOT_RECORDED: "·",
}


def show_person(person: Person) -> None:
    """Who they are, how to reach and welcome them, and how they have been coming."""
    st.header(plain(person.name))
    st.caption(" · ".join(_standing(person)))
    if person.confirmation is Confirmation.WAITING:
        st.info("The clinic has yet to confirm that they completed the programme.", icon=":material/hourglass_top:")
    if person.confirmation is Confirmation.NOT_CONFIRMED:
        st.info(
            "The clinic does not know them from one of its programmes. Ask them where they completed it, "
            "and tell the clinic.",
            icon=":material/info:",
        )
    for name in person.also:
        st.info(
            f"The clinic says that {plain(name)} is the same person. Mark only one of the two.", icon=":material/group:"
        )
    show_reach(reach_of(person))
    _first_visit(person)
    _consents(person.consents)
    _strip(person)
    _strengths(person)
    _suits(person)


def _first_visit(person: Person) -> None:
    for title, text in (("Comes with", person.comes_with), ("Getting there", person.transport)):
        if text:
            st.markdown(f"**{title}:** {plain(text)}")


def _consents(consents: ConsentsInForce | None) -> None:
    """What the clinic may be told, so that nobody promises more."""
    if consents is None:
        st.caption("Not linked to the clinic's records: nothing about them goes there.")
    elif consents.feedback:
        st.caption(
            "They agreed that the clinic hears how they get on: contacted, first visit, settled, gone quiet, left."
        )
    else:
        st.caption("The clinic hears nothing about how they get on: they have not agreed to it.")


def _standing(person: Person) -> list[str]:
    said = [label(person.state), label(person.origin), f"since {short_day(person.joined_on)}"]
    newest = person.steps[0] if person.steps else None
    if person.state is MemberState.LEFT and newest and newest.step is MemberStep.LEFT and newest.reason:
        said.append(f"left: {label(newest.reason).lower()}")
    return said


def _strip(person: Person) -> None:
    strip = person.strip
    st.subheader("Coming along")
    if not strip:
        st.markdown("No group session has been held since they joined.")
        return
    st.markdown(_came(strip) + (f" Usually {every(person.rhythm)}." if person.rhythm else ""))
    st.markdown(" ".join(SIGNS[one.kind] for one in strip))
    shown = [kind for kind in SIGNS if any(one.kind is kind for one in strip)]
    st.caption("Oldest first: " + ", ".join(f"{SIGNS[kind]} {label(kind).lower()}" for kind in shown))
    with st.expander("Show the dates"):
        for one in reversed(strip):
            st.markdown(f"{SIGNS[one.kind]} {day(one.on)}: {label(one.kind).lower()}{_early(one)}")


def _came(strip: tuple[StripView, ...]) -> str:
    """What is not recorded is in no denominator (R12)."""
    recorded = [one for one in strip if one.kind is not MarkKind.NOT_RECORDED]
    if not recorded:
        return "Nothing is recorded for them yet."
    came = sum(one.kind in ATTENDED for one in recorded)
    return f"Came to {came} of the last {many(len(recorded), 'group session')} recorded for them."


def _early(one: StripView) -> str:
    return ", left early" if one.left_early else ""


def _strengths(person: Person) -> None:
    st.subheader("Strengths and roles")
    for strength in person.strengths:
        words = f": “{plain(strength.own_words)}”" if strength.own_words else ""
        st.markdown(f"**{plain(strength.name)}**{words}")
    if not person.strengths:
        st.markdown("No strength is written down yet. What do they enjoy, or do well?")
    _roles(person.roles)


def _roles(roles: tuple[RoleView, ...]) -> None:
    """Roles under what they said of them, the wish first and how far they have grown after it."""
    said = [(label(wish), [role for role in roles if role.wish is wish]) for wish in Wish if wish is not Wish.OPEN]
    said += [
        (label(growth), [role for role in roles if role.growth is growth])
        for growth in reversed(Growth)
        if growth is not Growth.NOT_YET
    ]
    for words, named in said:
        if named:
            st.markdown(f"**{words}:** {plain(', '.join(role.name for role in named))}")


def _suits(person: Person) -> None:
    said = ["seated roles only"] if person.seated_only else []
    said += ["no lifting"] if person.no_lifting else []
    said += [] if person.most_effort is Effort.HIGH else [f"{label(person.most_effort).lower()} effort at most"]
    said += [] if person.suggest_roles else ["no roles suggested"]
    most = f"at most {many(person.duties_per_session, 'duty', 'duties')} at a group session"
    st.caption(
        ". ".join(part.capitalize() for part in [*said, f"{most}, {person.duties_in_six_weeks} in six weeks"]) + "."
    )


def show_notes(person: Person) -> None:
    """Notes and steps, newest first."""
    for note in person.notes:
        with st.container(border=True):
            st.text(note.text)
            st.caption(f"{plain(note.by)}, {moment(note.at)}" if note.by else moment(note.at))
    for step in person.steps:
        why = f" ({label(step.reason).lower()})" if step.reason else ""
        st.caption(f"{label(step.step)}{why}, {moment(step.at)}")
