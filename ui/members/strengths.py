"""What suits a member, written down with them: one form for strengths, wishes and limits, and one for own words."""

import streamlit as st

from models import Effort, Growth, Wish
from services.errors import Invalid, Problem
from services.members import strengths, suiting
from services.members.person import Person
from services.members.suiting import Limits, Said, Suits
from services.security.actor import Actor
from ui.choices import choose
from ui.feedback import plain, telling
from ui.versions import form_key, keep_version, save

# From the least to the furthest: where a role is under several, the furthest counts.
_GROWN = {Growth.TRIED: "Has tried", Growth.ENJOYED: "Has enjoyed", Growth.READY_TO_LEAD: "Is ready to lead"}


def change_suits(actor: Actor, person: Person) -> None:
    """Everything that suggestions go by, to tap through together in under a minute."""
    key = form_key("suits", person)
    keep_version(person, f"{key}_seated")
    with (
        st.expander("Change strengths and roles", icon=":material/volunteer_activism:"),
        st.form(key, border=False, enter_to_submit=False),
    ):
        wanted, both = _suits(person, key)
        more, words = _one_more(person, key)
        sent = st.form_submit_button("Save", type="primary")
    # Below the box, which may fold: what went wrong must be seen.
    if sent:
        with telling():
            _refuse_both(both)
            save("suits", person, lambda seen: _keep(actor, person, seen, wanted, more, words), there_now=_now(person))


def _keep(actor: Actor, person: Person, seen: int, wanted: Suits, more: str | None, words: str) -> None:
    if words.strip() and not more:
        raise Invalid(Problem("name", "The strength is missing. Choose it, or type a new one, above their own words."))
    suiting.set_suits(actor, person.id, seen, wanted)
    if more:
        strengths.add_strength(actor, person.id, more, words)


def _now(person: Person) -> str:
    has = ", ".join(plain(one.name) for one in person.strengths) or "none"
    like = ", ".join(plain(role.name) for role in person.roles if role.wish is Wish.WOULD_LIKE) or "none"
    return f"strengths: {has}; would like: {like}."


def _suits(person: Person, key: str) -> tuple[Suits, list[str]]:
    """What is on the form, and the roles that are under both wishes."""
    names = {one.id: one.name for one in [*person.strengths, *person.other_strengths]}
    has = _pick("Good at, or enjoys", names, [one.id for one in person.strengths], f"{key}_strengths")
    roles = {role.id: role.name for role in person.roles}
    like, rather_not = (
        _pick(title, roles, [role.id for role in person.roles if role.wish is wish], f"{key}_{wish}")
        for wish, title in ((Wish.WOULD_LIKE, "Would like"), (Wish.WOULD_RATHER_NOT, "Would rather not"))
    )
    grown = {
        growth: _pick(title, roles, [role.id for role in person.roles if role.growth is growth], f"{key}_{growth}")
        for growth, title in _GROWN.items()
    }
    limits = _limits(person, key)
    said = {
        role: Said(
            Wish.WOULD_RATHER_NOT if role in rather_not else Wish.WOULD_LIKE if role in like else Wish.OPEN,
            next((growth for growth in reversed(_GROWN) if role in grown[growth]), Growth.NOT_YET),
        )
        for role in roles
    }
    return Suits(limits, has, said), [roles[role] for role in like if role in rather_not]


def _refuse_both(both: list[str]) -> None:
    if both:
        raise Invalid(Problem("wish", f"{', '.join(both)}: under Would like and Would rather not. Take one away."))


def _pick(title: str, names: dict[int, str], chosen: list[int], key: str) -> list[int]:
    if not names:
        return []
    return st.pills(
        title, list(names), selection_mode="multi", default=chosen, format_func=lambda one: plain(names[one]), key=key
    )


def _limits(person: Person, key: str) -> Limits:
    seated = st.checkbox("Seated roles only", person.seated_only, key=f"{key}_seated")
    no_lifting = st.checkbox("No lifting", person.no_lifting, key=f"{key}_lifting")
    effort = choose("Up to how much effort", Effort, person.most_effort, f"{key}_effort")
    none = st.checkbox("Don't suggest roles", not person.suggest_roles, key=f"{key}_suggest")
    at_one = st.number_input(
        "Most duties at one group session",
        0,
        suiting.MOST_PER_SESSION,
        min(person.duties_per_session, suiting.MOST_PER_SESSION),
        key=f"{key}_at_one",
    )
    in_six = st.number_input(
        "Most duties in six weeks",
        0,
        suiting.MOST_IN_SIX_WEEKS,
        min(person.duties_in_six_weeks, suiting.MOST_IN_SIX_WEEKS),
        key=f"{key}_in_six",
    )
    return Limits(seated, no_lifting, effort, not none, at_one, in_six)


def _one_more(person: Person, key: str) -> tuple[str | None, str]:
    """A strength in their own words: mapped to the list, or new on it."""
    name = st.selectbox(
        "A strength in their own words: choose, or type a new one",
        [strength.name for strength in [*person.strengths, *person.other_strengths]],
        index=None,
        accept_new_options=True,
        placeholder="e.g. listening",
        key=f"{key}_name",
    )
    return name, st.text_input("How they put it", key=f"{key}_words", placeholder="optional", autocomplete="off")
