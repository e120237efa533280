"""Overview: what needs the clinic, in the order in which it matters."""

import streamlit as st

from services.clinic.reading import graduates
from services.group_sessions.reading import next_session
from services.groups import groups
from services.referrals import calls
from services.referrals.reading import Show, referrals
from services.referrals.waiting import Waiting
from services.security.permissions import Permission
from ui.confirming import show_unconfirmed
from ui.feedback import plain, tell, telling
from ui.guard import signed_in
from ui.routes import go
from ui.rows import row
from ui.words import ago_days, label, many, moment, short_day, times

actor = signed_in(Permission.REFER)
SHOWN = 5

st.title("Overview")

wanted = calls.wanted(actor)
if wanted:
    st.header("Please call")
for call in wanted:
    phone = plain(call.phone or "no phone on file")
    asked = f"{plain(call.group)} asked {moment(call.asked_at)}"
    if row(f"**{plain(call.name)}** · {phone}  \n{asked}", "Called", key=f"called_{call.id}"):
        with telling():
            calls.close(actor, call.id)
            tell("Noted that you called.")
            st.rerun()

attention = referrals(actor, show=Show.ATTENTION, size=SHOWN)
drafts = referrals(actor, show=Show.DRAFTS, size=SHOWN)
if attention.total or drafts.total:
    st.header("Needs a look")
for one in (*attention.rows, *drafts.rows):
    since = "" if one.days is None else f" · sent {ago_days(one.days)}"
    stands = label(one.state if one.waiting is Waiting.NO else one.waiting)
    if row(f"**{plain(one.name)}**  \n{stands}{since}", "Open", f"open_{one.id}"):
        go("referrals", referral=one.id)

show_unconfirmed(actor)

st.header("Ready to refer")
ready = graduates(actor, not_referred=True, size=SHOWN)
for person in ready.rows:
    finished = f"finished {short_day(person.completed_on)}" if person.completed_on else "no programme recorded"
    consent = "" if person.share else "  \n:material/block: No consent to share yet"
    if row(f"**{plain(person.name)}**  \n{finished}{consent}", "Refer", f"refer_{person.id}"):
        go("refer", graduate=person.id)
if not ready.rows:
    st.markdown("Everyone on file has been referred. When a programme finishes, add the people who completed it.")
elif ready.total > SHOWN:
    st.caption(f"{many(ready.total, 'person', 'people')} on file not referred yet; the newest {SHOWN} are shown.")
if st.button("Refer someone", type="primary", icon=":material/person_add:"):
    go("refer")

st.header("Next at the group")
for group in groups(actor):
    coming = next_session(actor, group.id)
    with st.container(border=True):
        st.markdown(f"**{plain(group.name)}**")
        if coming is None:
            st.markdown("No group session is planned yet.")
        else:
            st.markdown(f"{times(coming.starts_at, coming.ends_at)}  \n{plain(coming.venue)}")
