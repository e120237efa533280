"""Programmes with people to refer: how many of them are ready, and one button each."""

from services.referrals.to_refer import ProgrammeToRefer, to_refer
from services.security.actor import Actor
from ui.feedback import plain
from ui.routes import go
from ui.rows import row


def show_programmes_to_refer(actor: Actor) -> None:
    """A row each, at most three; nothing when there are none."""
    for programme in to_refer(actor):
        if row(_said(programme), "Refer", f"refer_programme_{programme.id}"):
            go("refer", programme=programme.id)


def _said(programme: ProgrammeToRefer) -> str:
    ready = f"{programme.ready} of {programme.completed} ready to refer"
    if programme.ready == 0:
        ready = f"{programme.waiting} of {programme.completed} not referred yet, nobody ready"
    return f"**{plain(programme.name)}**  \n{ready}"
