"""What will happen, said before it does: how many of what, what needs an answer, and every line with its reason."""

import streamlit as st

from services.clinic.imports.choices import Answer, Says
from services.clinic.imports.fates import Candidate, Outcome
from services.clinic.imports.preview import Preview
from ui.feedback import plain
from ui.importing.held import Held
from ui.importing.words import GROUPS, summary
from ui.paging import first_page, pager
from ui.words import many, short_day

ASKED, LISTED = 5, 20
ASKED_AT, LISTED_AT = "import_asked_page", "import_listed_page"


def show_preview(found: Preview, held: Held) -> None:
    """All of it. Five thousand lines are paged: nobody's browser gets them at once."""
    st.subheader("What will happen")
    st.markdown("\n".join(f"- {line}" for line in summary(found.counts, found.undated)))
    _questions([outcome for outcome in found.outcomes if outcome.candidates], held)
    _lines(found.outcomes)


def _questions(asked: list[Outcome], held: Held) -> None:
    if not asked:
        return
    st.subheader("Is it the same person?")
    page = st.session_state.get(ASKED_AT, 0)
    for outcome in asked[page * ASKED : (page + 1) * ASKED]:
        with st.container(border=True):
            _question(outcome, held)
    pager(len(asked), ASKED, ASKED_AT)


def _question(outcome: Outcome, held: Held) -> None:
    number, details = outcome.line.number, outcome.line.details
    born = f", born {short_day(details.born_on)}" if details and details.born_on else ""
    first = outcome.candidates[0]
    st.markdown(f"**Line {number}: {plain(outcome.name)}**{born}  \n{plain(first.why)}")
    options = [None, *(_same(number, each) for each in outcome.candidates)]
    options += [Answer(number, Says.SOMEONE_ELSE), Answer(number, Says.LEAVE_OUT)]
    answer = held.answers.get(number)
    key = f"import_who_{held.form[:8]}_{number}"
    st.selectbox(
        f"Who is line {number}?",
        range(len(options)),
        index=options.index(answer) if answer in options else 0,
        format_func=lambda at: _words(options[at], outcome.candidates),
        key=key,
        on_change=lambda: _answer(held, number, options[st.session_state[key]]),
    )


def _answer(held: Held, number: int, answer: Answer | None) -> None:
    held.answers.pop(number, None)
    if answer is not None:
        held.answers[number] = answer


def _same(number: int, one: Candidate) -> Answer:
    return Answer(number, Says.SAME, one.graduate_id, one.line)


def _words(answer: Answer | None, candidates: tuple[Candidate, ...]) -> str:
    if answer is None:
        return "Not said yet: left out"
    if answer.says is Says.SOMEONE_ELSE:
        return "Someone else: add them"
    if answer.says is Says.LEAVE_OUT:
        return "Leave this line out"
    one = next(each for each in candidates if (each.graduate_id, each.line) == (answer.graduate_id, answer.other_line))
    born = f", born {short_day(one.born_on)}" if one.born_on else ""
    where = (
        f", completed {', '.join(one.completed)}" if one.completed else "" if one.graduate_id else f", line {one.line}"
    )
    return f"The same as {one.name}{born}{where}"


def _lines(outcomes: tuple[Outcome, ...]) -> None:
    st.subheader("Line by line")
    groups = {name: [each for each in outcomes if each.fate in fates] for name, fates in GROUPS}
    names = [name for name, group in groups.items() if group]
    if not names:
        st.markdown("The list has headings and nobody under them.")
        return
    picked = st.radio(
        "Show",
        names,
        format_func=lambda name: f"{name} ({len(groups[name])})",
        horizontal=True,
        key="import_shown",
        on_change=first_page,
        args=(LISTED_AT,),
    )
    group = groups[picked if picked in names else names[0]]
    page = st.session_state.get(LISTED_AT, 0)
    st.markdown("\n".join(_line(each) for each in group[page * LISTED : (page + 1) * LISTED]))
    pager(len(group), LISTED, LISTED_AT)


def _line(outcome: Outcome) -> str:
    name = f" {plain(outcome.name)}" if outcome.name else ""
    return f"- **{outcome.line.number}{name}:** {plain(' '.join((outcome.reason, *outcome.notes)))}"


def lines_handed_back(count: int) -> str:
    """What the link to the file is called."""
    return f"Get the {many(count, 'line')} left out, with the reasons"
