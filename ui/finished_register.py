"""A finished register: who came, in words, and the one way to change it, with a reason (R14)."""

import streamlit as st

from models import ATTENDED, MarkKind
from services.register import finishing
from services.register.view import RegisterView, Row
from services.security.actor import Actor
from services.security.permissions import Permission
from ui.feedback import tell, telling
from ui.words import label, many, moment

SHOWN = (MarkKind.CAME, MarkKind.LATE, MarkKind.SENT_WORD, MarkKind.DID_NOT_COME, MarkKind.NOT_RECORDED)


def finished(actor: Actor, view: RegisterView) -> None:
    """Shows the finished register, and below it how to change it."""
    at = f" {moment(view.finished_at)}" if view.finished_at else ""
    came = many(len(view.came), "person", "people") if view.came else "Nobody"
    st.success(f"Register finished{at}. {came} came.", icon=":material/check_circle:")
    for kind in SHOWN:
        _people(kind, view.of(kind))
    if view.visitors:
        st.markdown(many(view.visitors, "guest"))
    if not actor.may(Permission.CORRECT_REGISTER):
        return
    with st.expander("Change a mark", icon=":material/edit:"):
        _correction(actor, view)
    with st.expander("Open it again", icon=":material/lock_open:"):
        _reopening(actor, view)


def _people(kind: MarkKind, rows: tuple[Row, ...]) -> None:
    if not rows:
        return
    st.markdown(f"**{label(kind)}** ({len(rows)})")
    if kind is MarkKind.NOT_RECORDED:
        st.caption("Not recorded never counts as an absence.")
    st.text("\n".join(row.name + (", left early" if row.left_early else "") for row in rows))


def _correction(actor: Actor, view: RegisterView) -> None:
    names = {row.member_id: row.name for row in view.rows} | {other.member_id: other.name for other in view.others}
    with st.form(f"correct_{view.group_session_id}", border=False, enter_to_submit=False):
        member = st.selectbox(
            "Person",
            list(names),
            index=None,
            format_func=lambda key: names[key],
            placeholder="Choose a person",
        )
        kind = st.radio("The mark should be", SHOWN, index=None, format_func=label)
        left_early = st.checkbox("Left early")
        reason = st.text_input("Reason", placeholder="For example: missed in the rush")
        if st.form_submit_button("Save the change", type="primary"):
            _correct(actor, view, member, kind, left_early, reason, names)


def _correct(
    actor: Actor,
    view: RegisterView,
    member: int | None,
    kind: MarkKind | None,
    left_early: bool,
    reason: str,
    names: dict[int, str],
) -> None:
    if member is None or kind is None:
        st.error("Choose a person and what the mark should be.", icon=":material/error:")
        return
    with telling():
        early = left_early and kind in ATTENDED
        finishing.correct(actor, view.group_session_id, member, kind, early, reason)
        tell(f"Changed: {names[member]} is now marked “{label(kind).lower()}”.")
        st.rerun()


def _reopening(actor: Actor, view: RegisterView) -> None:
    st.caption("For a slip, or when several marks are wrong. The reason is kept.")
    with st.form(f"reopen_{view.group_session_id}", border=False, enter_to_submit=False):
        reason = st.text_input("Reason for opening it again")
        if st.form_submit_button("Open the register"):
            with telling():
                finishing.reopen(actor, view.group_session_id, reason)
                tell("The register is open again. Finish it when you are done.")
                st.rerun()
