"""The pages of the question, as axe-core looks: words, names, targets of 44 px, contrast in light and dark."""

import re
from itertools import product

import pytest

from models import Face
from tests.feeling.html import Page, colours, contrast, problems
from ui.feeling import pages
from ui.words import label

CSS = pages._css()
PAGES = {
    "question": pages.question_page("/feeling/1-a", "f"),
    "thanks": pages.thanks_page(),
    "pass it on": pages.pass_it_on_page("/feeling/here/1", "/attendance?group_session=1"),
    "no question": pages.no_question_page(),
    "busy": pages.busy_page(),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert problems(PAGES[name]) == []


def test_the_question_is_five_faces_each_with_words_of_its_own() -> None:
    page = Page(PAGES["question"])
    assert page.one("h1").text == "Today I felt part of something"
    assert [button.text for button in page.every("button")] == [label(face) for face in Face]
    assert len({label(face) for face in Face}) == len(Face)
    sent = [(button.attributes["name"], button.attributes["value"]) for button in page.every("button")]
    assert sent == [("face", number) for number in "12345"]
    assert [pages.FACES[number] for _, number in sent] == list(Face)


def test_every_answer_is_sent_as_long_as_any_other() -> None:
    assert {len(sent) for sent in pages.FACES} == {1}


@pytest.mark.parametrize("name", PAGES)
def test_what_it_loads_is_below_the_path_that_a_proxy_does_not_log(name: str) -> None:
    page = Page(PAGES[name])
    loaded = [part.attributes["href"] for part in page.every("link")] + re.findall(r'url\("([^"]*)"\)', PAGES[name])
    assert sorted(map(str, loaded)) == ["/feeling/loaded/icon", "/feeling/loaded/typeface"]
    assert not [part for part in page.parts if "src" in part.attributes]


def test_each_face_is_drawn_differently_and_in_the_colour_of_the_words() -> None:
    drawn = re.findall(r"<svg.*?</svg>", PAGES["question"])
    assert len(set(drawn)) == len(Face)
    assert "#" not in "".join(drawn)
    assert "stroke: currentColor" in CSS


def test_its_form_is_named_by_the_question_and_sent_by_post() -> None:
    form = Page(PAGES["question"]).one("form").attributes
    assert (form["method"], form["action"], form["aria-labelledby"]) == ("post", "/feeling/1-a", "title")


@pytest.mark.parametrize("name", PAGES)
def test_every_target_is_44_px_high_or_more(name: str) -> None:
    heights = {rule: int(px) for rule, px in re.findall(r"([^{}]+)\{[^}]*min-height: (\d+)px", CSS)}
    for part in Page(PAGES[name]).parts:
        if part.tag in {"button", "a"}:
            mine = part.tag if part.tag == "button" else f".{part.attributes['class']}"
            assert max(px for rules, px in heights.items() if mine in rules.strip().split(", ")) >= 44


@pytest.mark.parametrize("scheme", colours(CSS), ids=["light", "dark"])
def test_contrast_is_enough_in_light_and_in_dark(scheme: dict[str, str]) -> None:
    for text, behind in (*product(("text",), ("ground", "card")), ("accent", "ground")):
        assert contrast(scheme[text], scheme[behind]) >= 4.5, (text, behind)
    for edge, behind in product(("edge", "accent"), ("ground", "card")):
        assert contrast(scheme[edge], scheme[behind]) >= 3, (edge, behind)


def test_light_and_dark_differ() -> None:
    light, dark = colours(CSS)
    assert {name for name in light if light[name] == dark[name]} == set()
