"""The pages on which the question is answered: plain HTML that runs no script, and names no group and nobody."""

from pathlib import Path

from models import Face
from services.feeling.asking import ENOUGH
from ui.feeling.loaded import LOADED
from ui.words import label

QUESTION = "Today I felt part of something"
# What a form sends for each. All as long as each other: who listens in sees through encryption how long it is.
FACES = {str(number): face for number, face in enumerate(Face, 1)}
# How far the mouth of each face bends, on a face 32 wide.
_BEND = {Face.NOT_AT_ALL: -6, Face.NOT_MUCH: -2, Face.SOMEWHAT: 0, Face.QUITE_A_LOT: 2.5, Face.VERY_MUCH: 6}


def question_page(to: str, form: str) -> str:
    """The question with its five faces, each a button that sends its answer, under the name `form`, to `to`."""
    faces = "\n".join(
        f'<button name="face" value="{sent}">{_drawn(face)}<span>{label(face)}</span></button>'
        for sent, face in FACES.items()
    )
    return _page(
        QUESTION,
        f"""<p id="how">Choose what fits best. Your answer is only counted, with no name and no time. Whoever keeps the
register sees the counts, a day after the end, if at least {ENOUGH} people came and {ENOUGH} answered.</p>
<form method="post" action="{to}" aria-labelledby="title" aria-describedby="how">
<input type="hidden" name="form" value="{form}">
{faces}
</form>""",
    )


def thanks_page() -> str:
    """After an answer by code."""
    return _page("Thank you", "<p>Your answer is counted. You can close this page.</p>")


def pass_it_on_page(to: str, back: str) -> str:
    """After an answer on the coordinator's device: whoever holds it next goes on to `to`; `back` ends it."""
    return _page(
        "Thank you, pass it on",
        f"""<p>Your answer is counted. Hand this to the next person.</p>
<a class="next" href="{to}">I am next</a>
<p><a class="back" href="{back}">That was everybody</a></p>""",
    )


def no_question_page() -> str:
    """The same for a code that is wrong, old or used up: nothing here tells which."""
    return _page(
        "There is no question here just now",
        "<p>It may be over, or the address may not be quite right. If you would like to answer, "
        "ask the person who showed you the code.</p>",
    )


def busy_page() -> str:
    """When the database was busy: nothing was counted."""
    return _page("That did not work just now", "<p>Nothing was counted. Please go back and try again in a moment.</p>")


def _page(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="{LOADED}icon">
<style>
{_css()}</style>
</head>
<body>
<main>
<h1 id="title">{title}</h1>
{body}
</main>
</body>
</html>
"""


def _css() -> str:
    return (Path(__file__).parent / "feeling.css").read_text("utf-8")


def _drawn(face: Face) -> str:
    bend = _BEND[face]
    return (
        '<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="14"/>'
        '<circle class="eye" cx="11" cy="13" r="2"/><circle class="eye" cx="21" cy="13" r="2"/>'
        f'<path d="M10 {21 - bend / 2} Q16 {21 + bend * 1.5} 22 {21 - bend / 2}"/></svg>'
    )
