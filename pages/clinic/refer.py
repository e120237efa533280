"""Refer one graduate: on file or new. Everything that was typed stays when something needs mending."""

from hashlib import sha256
from secrets import token_hex

import streamlit as st

from models import ConsentKind
from services import clock
from services.clinic.consents import ConsentView
from services.clinic.graduates import Details, NewGraduate
from services.clinic.programmes import programmes
from services.clinic.reading import graduate, graduates
from services.groups import GroupView
from services.referrals import writing
from services.referrals.content import Content
from services.referrals.reading import blank, blank_for_someone_new
from services.security.permissions import Permission
from ui.consents import consent_questions
from ui.feedback import plain, tell, telling
from ui.guard import signed_in
from ui.people import name_field, reach_fields, reach_of
from ui.routes import chosen, go
from ui.scope import chosen_group
from ui.words import label, short_day

actor = signed_in(Permission.REFER)
ON_FILE, NEW = "Someone on file", "Someone new"
CHOICES = 200
# What a new graduate's own record shares with the referral's content.
_SHARED = (
    "preferred_name",
    "phone",
    "email",
    "contact_how",
    "contact_when",
    "best_hopes",
    "adjustments",
    "without_adjustments",
)


def content_fields(now: Content, key: str) -> Content:
    """The part that crosses to the group."""
    name = name_field(now.preferred_name, key)
    reach = reach_fields(reach_of(now), key)
    reply_to = st.text_input("Where the group can reply to you", value=now.reply_to, key=f"{key}_reply")
    suitable = st.checkbox("A clinician confirms this is suitable", value=now.suitable, key=f"{key}_suitable")
    st.caption("Only what is on this form goes to the group: no diagnosis, medication, NHS number or notes.")
    return Content(preferred_name=name, reply_to=reply_to, suitable=suitable, **vars(reach))


def buttons() -> tuple[bool, bool]:
    """Send, or keep for later."""
    with st.container(horizontal=True):
        send = st.form_submit_button("Send referral", type="primary", icon=":material/send:")
        keep = st.form_submit_button("Keep as draft")
    return send, keep


def refer_on_file(group: GroupView, graduate_id: int) -> None:
    """The form for someone the clinic knows."""
    person = graduate(actor, graduate_id)
    missing = tuple(kind for kind in ConsentKind if not in_force(person.consents, kind))
    with st.form(f"refer_{graduate_id}", enter_to_submit=False):
        st.header(plain(person.details.preferred_name))
        for consent in person.consents:
            if consent.in_force:
                st.caption(f":material/check_circle: {label(consent.kind)}: agreed {short_day(consent.given_on)}")
        content = content_fields(blank(actor, graduate_id, group.id), f"on_file_{graduate_id}")
        given = consent_questions(missing, f"given_{graduate_id}") if missing else ()
        send, keep = buttons()
    if send:
        with telling():
            sent(writing.send(actor, graduate_id, group.id, content, given), group)
    if keep:
        with telling():
            kept(writing.keep_draft(actor, graduate_id, group.id, content))


def refer_new(group: GroupView) -> None:
    """The form for someone new: who they are, what crosses over, and their consents."""
    runs = {run.id: run for run in programmes(actor)}
    if not runs:
        st.info("First add the programme they completed.", icon=":material/school:")
        if st.button("Add a programme", type="primary"):
            go("graduates")
        return
    with st.form("refer_new", enter_to_submit=False):
        left, right = st.columns(2)
        programme = left.selectbox(
            "Programme they completed", list(runs), format_func=lambda key: runs[key].name, key="new_programme"
        )
        completed_on = right.date_input(
            "Completed on", value=min(runs[programme].ends_on, clock.today()), format="DD/MM/YYYY", key="new_completed"
        )
        content = content_fields(blank_for_someone_new(actor), "new")
        given = consent_questions(tuple(ConsentKind), "new_given")
        send, keep = buttons()
    details = Details(**{name: getattr(content, name) for name in _SHARED})
    form = form_word(details, programme, completed_on, "send" if send else "keep")
    new = NewGraduate(details, programme, completed_on, given, form)
    if send:
        with telling():
            sent(writing.send_new(actor, new, group.id, content), group)
    if keep:
        with telling():
            kept(writing.keep_draft_new(actor, new, group.id, content))


def form_word(*typed: object) -> str:
    """The same for the same words typed in this browser session, however often and however late they are sent.

    Never forgotten after a send: the second click of a double click may come once the first has been answered.
    """
    key = st.session_state.setdefault("refer_key", token_hex(16))
    return sha256(f"{key} {typed!r}".encode("utf-8", "replace")).hexdigest()


def in_force(consents: tuple[ConsentView, ...], kind: ConsentKind) -> bool:
    return any(consent.in_force for consent in consents if consent.kind is kind)


def sent(referral_id: int, group: GroupView) -> None:
    tell(f"Sent to {group.name}.")
    go("referrals", referral=referral_id)


def kept(referral_id: int) -> None:
    tell("Kept as a draft. The group does not see it until you send it.")
    go("referrals", referral=referral_id)


st.title("Refer")
group = chosen_group(actor)
st.caption(f"To {plain(group.name)}")
on_file = {row.id: row for row in graduates(actor, not_referred=True, size=CHOICES).rows}
picked = chosen("graduate")
if picked is not None:
    with telling():
        refer_on_file(group, picked)
    if st.button("Choose someone else"):
        go("refer")
    st.stop()

way = st.radio("Who?", [ON_FILE, NEW], index=0 if on_file else 1, horizontal=True, key="refer_who")
if way == NEW:
    refer_new(group)
elif on_file:
    picked = st.selectbox(
        "Person",
        list(on_file),
        index=None,
        format_func=lambda key: f"{on_file[key].name} · {on_file[key].programme or 'no programme'}",
        placeholder="Type a name",
    )
    if picked is not None:
        refer_on_file(group, picked)
else:
    st.info(
        "Everyone on file has been referred. Choose “Someone new”, or open a person under Graduates to refer again."
    )
