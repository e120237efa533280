"""How the work is shared over time, and whom it might be kind to ask: counts and offers, never a verdict (R21)."""

import streamlit as st

from services.roles.growing import growing
from services.roles.offers import NeedsBackup, Offer
from services.roles.sharing import Sharing, sharing
from services.security.actor import Actor
from ui.feedback import plain
from ui.roles.offers import offer_in_words
from ui.roles.share import over_time_in_words, share_in_words
from ui.routes import go
from ui.rows import row
from ui.words import quarter

_KEY = "sharing_offer"


def show_sharing(actor: Actor, group_id: int) -> None:
    """Two parts of the page: the sentences with the table of their figures, and the offers.

    Raises:
        NotFound: not a group of the actor's.
    """
    st.header("How the work is shared")
    _shared(sharing(actor, group_id))
    st.header("Who might be glad to be asked")
    offers = growing(actor, group_id)
    for number, offer in enumerate(offers):
        _offer(offer, f"{_KEY}_{number}")
    if not offers:
        _no_offers()


def _shared(shared: Sharing) -> None:
    for sentence in [*share_in_words(shared.lately), *over_time_in_words(shared)]:
        st.markdown(plain(sentence))
    if not shared.quarters:
        st.markdown(
            "Nothing to count yet. Offer somebody a role at the next group session; "
            "once the session has been, it is counted here."
        )
        return
    st.table(table(shared), border="horizontal", hide_index=True, alt="Duties in each quarter, newest first")
    st.caption(_counted(shared))


def table(shared: Sharing) -> list[dict[str, str]]:
    """The quarters, newest first; a column for the coordinators where it is known who they are."""
    rows = []
    for one in reversed(shared.quarters):
        line = {
            "Quarter": quarter(one.begins, brief=True),
            "People": str(one.people),
            "Two with most": _of(one.top_two, one.duties),
        }
        if shared.coordinators_known:
            line["Coordinators"] = _of(one.coordinators, one.duties)
        rows.append(line)
    return rows


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}"


def _counted(shared: Sharing) -> str:
    who = "Coordinators are those of today. " if shared.coordinators_known else ""
    return f"{who}Standing by is not counted here."


def _offer(offer: Offer, key: str) -> None:
    """The row and its one thing to do: the page of the person, or of the role where nobody is named."""
    title, sentence = offer_in_words(offer)
    opened = row(f"**{plain(title)}**  \n{plain(sentence)}", "Open", key)
    if opened and offer.member_id is not None:
        go("members", member=offer.member_id)
    elif opened and isinstance(offer, NeedsBackup):
        go("roles", role=offer.group_role_id)


def _no_offers() -> None:
    st.markdown(
        "Nobody comes to mind from what people have said so far. Ask what they enjoy, and note it on their page."
    )
    if st.button("Members", key="sharing_members", icon=":material/group:"):
        go("members")
