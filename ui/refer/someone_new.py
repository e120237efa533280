"""Referring someone new: who they are, what crosses over, their consents, and whether they are on file already."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from secrets import token_hex

import streamlit as st

from models import ConsentKind
from services import clock
from services.clinic.duplicates import Likely, likely
from services.clinic.graduates import Details, NewGraduate
from services.clinic.programmes import ProgrammeView, programmes
from services.contact import Contact
from services.groups import GroupView
from services.referrals import writing
from services.referrals.content import Content
from services.referrals.reading import blank_for_someone_new
from services.security.actor import Actor
from ui.consents import consent_questions
from ui.feedback import plain, telling
from ui.refer.content import buttons, content_fields, kept, sent, suitable_field
from ui.refer.preview import kept_back, show_crossing, show_kept_back
from ui.routes import go
from ui.rows import row
from ui.words import short_day

_ASKED, _SENT, _KEY = "refer_asked", "refer_sent", "refer_key"
SEND, KEEP = "send", "keep"


@dataclass(frozen=True)
class _Typed:
    """Everything on the form."""

    new: NewGraduate
    content: Content

    def word(self, act: str) -> str:
        """The same for the same words in this browser session, however often and however late they are sent.

        Never forgotten after a send: the second click of a double click may come once the first was answered.
        """
        key = st.session_state.setdefault(_KEY, token_hex(16))
        typed = (self.new.details, self.new.programme_id, self.new.completed_on, act)
        return sha256(f"{key} {typed!r}".encode("utf-8", "replace")).hexdigest()


def show_someone_new(actor: Actor, group: GroupView) -> None:
    """The form; without a programme there is nothing to have completed."""
    runs = {run.id: run for run in programmes(actor)}
    if not runs:
        st.info("First add the programme they completed.", icon=":material/school:")
        if st.button("Add a programme", type="primary"):
            go("graduates")
        return
    form, beside = st.columns([3, 2], gap="medium")
    with form:
        typed = _form(actor, runs)
        send, keep = buttons("new")
        _act(actor, group, typed, SEND if send else KEEP if keep else "")
    with beside:
        show_crossing(actor, typed.content)
        run, on = runs.get(typed.new.programme_id or 0), typed.new.completed_on
        show_kept_back(kept_back(typed.new.details, [(run.name, on)] if run and on else []))


def _form(actor: Actor, runs: dict[int, ProgrammeView]) -> _Typed:
    start = blank_for_someone_new(actor)
    st.header("For the clinic")
    left, right = st.columns(2)
    programme = left.selectbox(
        "Programme they completed", list(runs), format_func=lambda key: runs[key].name, key="new_programme"
    )
    ended = min(runs[programme].ends_on, clock.today())
    completed_on = right.date_input("Completed on", value=ended, format="DD/MM/YYYY", key="new_completed")
    full_name = left.text_input("Full name, if you like", key="new_full", autocomplete="off")
    born_on = right.date_input(
        "Date of birth, if you like",
        value=None,
        min_value=date(1900, 1, 1),
        max_value=clock.today(),
        format="DD/MM/YYYY",
        key="new_born",
    )
    st.header("For the group")
    content = content_fields(start, "new")
    given = consent_questions(tuple(ConsentKind), "new_given")
    content = replace(content, suitable=suitable_field(start, "new"))
    shared = {name: getattr(content, name) for name in Contact.__dataclass_fields__}
    details = Details(preferred_name=content.preferred_name, full_name=full_name, born_on=born_on, **shared)
    return _Typed(NewGraduate(details, programme, completed_on, given), content)


def _act(actor: Actor, group: GroupView, typed: _Typed, pressed: str) -> None:
    """Sends or keeps, once it is said that nobody on file is meant."""
    asked = {typed.word(act): act for act in (SEND, KEEP)}.get(st.session_state.get(_ASKED, ""), "")
    act = pressed or asked
    if not act:
        return
    with telling():
        known = () if typed.word(act) in st.session_state.get(_SENT, ()) else likely(actor, typed.new.details)
        if known and not _is_someone_else(known, typed.word(act)):
            return
        _DO[act](actor, group, typed)


def _is_someone_else(known: tuple[Likely, ...], word: str) -> bool:
    """Asks who is meant. The answer counts for these very words: other words ask anew."""
    st.session_state[_ASKED] = word
    st.warning("Nothing is sent yet: they may be on file already.", icon=":material/person_search:")
    for one in known:
        born = f", born {short_day(one.born_on)}" if one.born_on else ""
        names = ", ".join(plain(name) for name in dict.fromkeys((one.name, one.full_name)) if name)
        done = f"{plain(one.programme)}, " if one.programme else ""
        if row(f"**{names}**{born}  \n{done}{plain(one.reason)}", "It is them", f"new_is_{one.id}"):
            go("refer", graduate=one.id)
    return st.button("They are someone else", key="new_someone_else")


def _send(actor: Actor, group: GroupView, typed: _Typed) -> None:
    word = typed.word(SEND)
    referral_id = writing.send_new(actor, replace(typed.new, form=word), group.id, typed.content)
    _remember(word)
    sent(referral_id, group)


def _keep(actor: Actor, group: GroupView, typed: _Typed) -> None:
    word = typed.word(KEEP)
    referral_id = writing.keep_draft_new(actor, replace(typed.new, form=word), group.id, typed.content)
    _remember(word)
    kept(referral_id)


def _remember(word: str) -> None:
    """That these words were sent: sent again they are no new person, and nobody asks."""
    st.session_state[_SENT] = {*st.session_state.get(_SENT, ()), word}
    st.session_state.pop(_ASKED, None)


_DO: dict[str, Callable[[Actor, GroupView, _Typed], None]] = {SEND: _send, KEEP: _keep}
