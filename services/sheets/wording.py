"""What the sheets say, in the product's words, and how they say a date on paper."""

from datetime import date, datetime, time

from services import clock

WELCOME = (
    "We are people who have completed the Pain Management Programme. We meet to keep practising what helps, "
    "and for good company. The group is run by people who live with pain themselves."
)
NO_VENUE = "Ask us where we meet."
PLANNING = "The next dates are being planned. Ask us, and we will tell you."
EXPECT = (
    "Someone meets you at the door.",
    "Come for part of it or for all of it. Leaving early is fine.",
    "Move, stand or lie down whenever you like.",
    "There is nothing to prepare or to bring.",
    "You may bring someone with you.",
)
NO_SESSION = "No session"
FIRST_VISIT = "What to expect on your first visit"
BRING = "Nothing at all. You may bring someone with you."
PACE = (
    "Come for part of it or for all of it. Leaving early is fine.",
    "Move, stand or lie down whenever you like.",
    "You do not have to speak. Listening is fine.",
    "If you cannot come on the day, come another time. You need not say why.",
)
LEFT_OUT = "Some letters or signs could not be printed here. Ask us if anything is unclear."
LEFT_OUT_HERE = "Some letters or signs of names could not be printed. The number tells who is meant."
# What a line of the attendance sheet is ticked for, as the register says it.
BOXES = ("Came", "Late", "Sent word", "Left early")
# The poster of the rota. Nobody is given a role, and handing one back needs no reason (R18).
NOT_THIS_TIME = "Not this time"
STAND_BY_OPEN = "Stand by: could this be you?"
COULD_BE_YOU = (
    "Could one of the open places be yours? Tell a coordinator. You can try it once, share it with someone, or begin "
    "by standing by. If the day does not suit you after all, just say so: you need not say why."
)
NO_ROLES = "No roles are planned for the next sessions. Ask us, and we will gladly find something that suits you."
SOMEONE = "One of us"
# How long the access notes may still be when the whole of them does not fit on the page.
SHORTER = (1400, 1000, 700, 400, 200)
SHORT_VENUE = 60
REST = " … Ask us for the rest."


def ask(clinic: str, reply_to: str) -> str:
    """How to get in touch."""
    if not reply_to:
        return f"Ask the person who gave you this, or {clinic}."
    return f"Ask the person who gave you this, or get in touch with {clinic}: {reply_to}"


def no_session(holiday: str) -> str:
    """A day left out, and why."""
    return f"{NO_SESSION}: {holiday}"


def looks_out(welcomer: str) -> str:
    """Who is there for somebody new."""
    return f"{welcomer or 'Someone from the group'} meets you at the door, and is there for you the whole time."


def as_of(today: date) -> str:
    """How far the dates can be trusted."""
    return f"Dates as planned on {day(today)}. They may change, so ask us if you are not sure."


def open_to_you(places: int) -> str:
    """An open place, or several of one role, offered and not missing."""
    return "Open: could this be you?" if places == 1 else f"{places} open: could this be you?"


def stands_by(name: str) -> str:
    """Who steps in if need be."""
    return f"{name} stands by"


def rota_as_of(today: date) -> str:
    """How far the poster can be trusted."""
    return f"As planned on {day(today)}. Things may change, so ask us if you are not sure."


def shorter(notes: str) -> list[str]:
    """Notes cut at a word to fewer and fewer characters, with where to ask for the rest."""
    return [notes[:most].rsplit(None, 1)[0] + REST for most in SHORTER if len(notes) > most]


def in_short(venue: str) -> str:
    """Another place, beside its date: the beginning of it when it is long."""
    return venue if len(venue) <= SHORT_VENUE else f"{venue[:SHORT_VENUE].rstrip()}…"


def times(starts_at: datetime, ends_at: datetime) -> str:
    """Thursday 26 November 2026, 2pm to 4pm: the time on the wall in the United Kingdom, as every screen says it."""
    return f"{weekday(clock.local(starts_at).date())}, {hours(starts_at, ends_at)}"


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """2pm to 4pm, on that wall."""
    return f"{_clock_time(clock.local(starts_at).time())} to {_clock_time(clock.local(ends_at).time())}"


def weekday(on: date) -> str:
    """Thursday 26 November 2026."""
    return f"{on:%A} {day(on)}"


def day(on: date) -> str:
    """26 November 2026."""
    return f"{on.day} {on:%B %Y}"


def _clock_time(at: time) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
