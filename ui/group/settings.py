"""The group's settings in one form."""

from datetime import time

import streamlit as st

from models import Nation
from services.group_sessions import weekdays
from services.group_settings.details import LARGEST_ROOM, Details, GroupDetails, change_details
from services.security.actor import Actor
from ui.choices import choose
from ui.feedback import plain, tell, telling
from ui.planning.when import hours_of, minutes_between
from ui.versions import form_key, keep_version, put, saved_once_more
from ui.words import many


def change_settings(actor: Actor, now: GroupDetails) -> None:
    """Everything but the lists. A new venue can be taken on by the group sessions that are planned."""
    key = form_key("settings", now)
    keep_version(now, f"{key}_name")
    with (
        st.expander("Name, place and rhythm", icon=":material/tune:"),
        st.form(key, border=False, enter_to_submit=False),
    ):
        wanted, move = _fields(now, key)
        if st.form_submit_button("Save", type="primary"):
            with telling():
                moved = 0

                def change(seen: int) -> None:
                    nonlocal moved
                    moved = change_details(actor, now.id, seen, wanted, move_planned=move)

                put(now, change, there_now=f"{plain(now.name)}, {plain(now.venue)}")
                saved_once_more("settings", now)
                tell("Saved." if not moved else f"Saved. {many(moved, 'planned session')} moved to the new place.")
                st.rerun()


def _fields(now: GroupDetails, key: str) -> tuple[Details, bool]:
    name = st.text_input("Name of the group", now.name, key=f"{key}_name", autocomplete="off")
    venue = st.text_input("Where it meets", now.venue, key=f"{key}_venue", autocomplete="off")
    move = bool(now.planned_here) and st.checkbox(
        f"If the place changes, change it for {many(now.planned_here, 'planned session')} too",
        value=True,
        key=f"{key}_move",
    )
    notes = st.text_area(
        "Getting in: parking, steps, lift, which door", now.access_notes, key=f"{key}_notes", height=90
    )
    room = st.number_input(
        "How many the room holds", 1, LARGEST_ROOM, now.room_capacity, key=f"{key}_room", placeholder="if you know"
    )
    nation = choose("Bank holidays of", Nation, now.nation, f"{key}_nation")
    every = st.number_input("Weeks from one meeting to the next", 1, 52, now.every_weeks, key=f"{key}_every")
    days = st.multiselect(
        "Days",
        range(7),
        default=weekdays.from_bits(now.weekdays),
        format_func=weekdays.NAMES.__getitem__,
        key=f"{key}_days",
        placeholder="choose days",
    )
    starts, ends = _hours(now, key)
    names = st.checkbox(
        "The group has agreed that first names may stand on printed sheets", now.names_on_sheets, key=f"{key}_names"
    )
    feeling = st.checkbox(
        "After each session, ask one anonymous question: “Today I felt part of something”",
        now.asks_feeling,
        key=f"{key}_feeling",
    )
    wanted = Details(
        name=name,
        venue=venue,
        access_notes=notes,
        room_capacity=room,
        nation=nation,
        every_weeks=every,
        weekdays=weekdays.to_bits(days),
        meets_at=starts,
        minutes=minutes_between(starts, ends) if starts and ends else now.minutes,
        names_on_sheets=names,
        asks_feeling=feeling,
    )
    return wanted, move


def _hours(now: GroupDetails, key: str) -> tuple[time | None, time | None]:
    starts, ends = hours_of(now.meets_at, now.minutes)
    # Columns would stack on a narrow screen.
    with st.container(horizontal=True):
        first = st.time_input("Usually starts", starts, key=f"{key}_starts", width=150)
        last = st.time_input("Usually ends", ends, key=f"{key}_ends", width=150)
    return first, last
