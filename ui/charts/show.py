"""Showing a finding: the sentence, the chart, what weakens it; and the table of the same figures (R27)."""

import json
import re

import streamlit as st

from ui.charts.finding import Finding

_ALIVE = re.compile(r"[\\`*_\[\]<>$~]|:(?=[\w/])")
LIGHT_INK = "#5A666B"  # 5.6:1 on the light ground, 3:1 on the dark

KEPT = 300  # drawn findings, of about 30 kB each


def show_finding(finding: Finding) -> None:
    """What it says, what it looks like, and what weakens it, top to bottom."""
    spec = {**finding.spec, "config": _ink()}
    _show(json.dumps([spec, finding.sentence, finding.notes]))


def show_table(finding: Finding) -> None:
    """How they were made, and the plotted figures."""
    if finding.method:
        st.caption("\n\n".join(map(_literal, finding.method)))
    columns = [_literal(name) for name in finding.table.columns]
    rows = [dict(zip(columns, map(_literal, row), strict=True)) for row in finding.table.rows]
    st.table(rows, border="horizontal", hide_header=False, hide_index=True, alt=finding.sentence)


# Turning figures into what a browser reads takes 5 ms, so it is kept and sent again. The key is all that is shown, as
# one text that is quick to compare: nothing can come of it that whoever asks did not hold already.
@st.cache_data(max_entries=KEPT, show_spinner=False)
def _show(written: str) -> None:
    spec, sentence, notes = json.loads(written)
    st.markdown(f"**{_literal(sentence)}**")
    st.vega_lite_chart(spec, width="stretch", alt=sentence)
    if notes:
        st.caption("\n\n".join(map(_literal, notes)))


def _literal(text: str) -> str:
    """Names of skills and programmes are typed by people: none becomes Markdown, a link or a sign."""
    return _ALIVE.sub(r"\\\g<0>", text)


def _ink() -> dict[str, object]:
    """Darker words for the light theme, whose own grey is too faint. Still to be read if the theme changes under it."""
    if st.context.theme.type != "light":
        return {}
    words = {"labelColor": LIGHT_INK, "titleColor": LIGHT_INK}
    return {"axis": words, "legend": words}
