"""One choice of a fixed list, with its words."""

from enum import StrEnum
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.words import label

Member = TypeVar("Member", bound=StrEnum)


def choose(title: str, members: type[Member], now: Member, key: str, where: DeltaGenerator | None = None) -> Member:
    """A select box over an enum; `where` places it, else it goes where Streamlit is."""
    options = list(members)
    place = where if where is not None else st
    picked = place.selectbox(title, options, index=options.index(now), format_func=label, key=key)
    return members(picked)
