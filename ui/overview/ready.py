"""Not referred yet: the newest people on file whom nobody has referred yet."""

import streamlit as st

from services.clinic.reading import GraduateRow, graduates
from services.security.actor import Actor
from ui.feedback import plain
from ui.refer.programmes import show_programmes_to_refer
from ui.routes import go
from ui.rows import row
from ui.words import many, short_day

MOST = 5


def show_ready(actor: Actor) -> None:
    """A row each, and the way to refer anyone else."""
    show_programmes_to_refer(actor)
    ready = graduates(actor, not_referred=True, size=MOST)
    for person in ready.rows:
        if row(_said(person), "Refer", f"refer_{person.id}"):
            go("refer", graduate=person.id)
    if not ready.rows:
        st.markdown("Everyone on file has been referred. When a programme finishes, add the people who completed it.")
    elif ready.total > MOST:
        st.caption(f"{many(ready.total, 'person', 'people')} on file not referred yet; the newest {MOST} are shown.")
    if st.button("Refer someone", type="primary", icon=":material/person_add:"):
        go("refer")


def _said(person: GraduateRow) -> str:
    finished = f"finished {short_day(person.completed_on)}" if person.completed_on else "no programme recorded"
    consent = "" if person.share else "  \n:material/block: No consent to share yet"
    return f"**{plain(person.name)}**  \n{finished}{consent}"
