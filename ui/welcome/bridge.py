"""The first-visit bridge in words: the steps behind, the one that is next, and what it needs."""

from models import ReferralState
from services import clock
from services.welcome.bridge import Bridge, Need
from ui.feedback import plain
from ui.words import clock_time, many, short_day

_STEPS = ("Accepted", "In touch", "Expected", "Came", "Came again")


def steps_in_words(bridge: Bridge) -> str:
    """The five steps on one line: those behind are ticked, the next one is bold."""
    done = _done(bridge)
    said = [
        f":material/check: {step}" if number < done else f"**{step}**" if number == done else step
        for number, step in enumerate(_STEPS)
    ]
    return " → ".join(said)


def stands(bridge: Bridge) -> str:
    """One sentence: what they need now, or that all is set."""
    match bridge.need:
        case Need.ANSWER | Need.CONTACT:
            return _tries(bridge)
        case Need.DATE:
            return "In touch, with no date yet."
        case Need.OTHER_DATE:
            return f"The session on {_when(bridge)} is cancelled. Choose another date with them."
        case Need.DATE_AGAIN:
            return f"Was expected on {_when(bridge)}. Choose another date with them."
        case Need.SENT_WORD:
            return f"Sent word for {_when(bridge)}. Choose another date with them."
        case Need.WELCOMER:
            return f"Expected on {_when(bridge)}. Nobody is named to welcome them."
        case Need.NOTHING:
            return f"Expected on {_when(bridge)}. {plain(bridge.welcomer)} welcomes them."


def needs_in_brief(bridge: Bridge) -> str:
    """The same in two or three words, for a row on Today."""
    words = {
        Need.ANSWER: "new from the clinic",
        Need.CONTACT: "accepted, not contacted yet",
        Need.DATE: "in touch, no date yet",
        Need.OTHER_DATE: "their session is cancelled",
        Need.DATE_AGAIN: "was expected, choose another date",
        Need.SENT_WORD: "sent word, choose another date",
        Need.WELCOMER: "nobody named to welcome them",
        Need.NOTHING: "expected",
    }
    return words[bridge.need]


def _done(bridge: Bridge) -> int:
    if bridge.state is ReferralState.SENT:
        return 0
    if bridge.state is ReferralState.ACCEPTED:
        return 1
    return 3 if bridge.need in (Need.NOTHING, Need.WELCOMER) else 2


def _tries(bridge: Bridge) -> str:
    if not bridge.tries or bridge.tried_on is None:
        return ""
    return f"Tried {many(bridge.tries, 'time')}, last on {short_day(bridge.tried_on)}."


def _when(bridge: Bridge) -> str:
    if bridge.expected_at is None:
        return ""
    at = clock.local(bridge.expected_at)
    return f"{at:%A} {at.day} {at:%B}, {clock_time(bridge.expected_at)}"
