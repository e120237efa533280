"""A chart as a picture: our look on a light ground, the sentence as its title, and the same data as the screen's."""

import io
import json
import re
import xml.etree.ElementTree as ElementTree
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import altair
import pytest
from PIL import Image

from tests.exporting.findings import PICTURE, coming, settling
from ui.charts.finding import Finding
from ui.exporting import pictures
from ui.exporting.look import FAMILY, light_look
from ui.exporting.pictures import SCALE, WIDTH, png, standing_spec, svg, untitled_svg

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = pytest.mark.parametrize("make", [coming, settling])
Make = Callable[[], Finding]
ABOUT = (
    "Not recorded: 25 Jun 2026. This one is in no figure.",
    'Said of <us> & "all": ' + "what weakens the figures has more than a line of the picture to say. " * 3,
    "Riverside Graduate Group: 27 November 2025 to 26 November 2026.",
)


def values(spec: dict[str, Any]) -> list[Any]:
    return [layer["data"] for layer in spec["layer"]]


def parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314 - drawn here


def height(root: ElementTree.Element) -> float:
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    return float(root.get("height") or 0)


def words_of(drawn: str) -> str:
    """Every letter that is drawn, without what is only said."""
    root = parsed(drawn)
    texts = [" ".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    return " ".join(" ".join(texts).split())


@CHARTS
def test_it_is_a_chart_that_vega_lite_knows(make: Make) -> None:
    for titled in (True, False):
        altair.TopLevelSpec.validate(standing_spec(make(), titled=titled))


@CHARTS
def test_it_has_the_figures_of_the_screen_at_a_width_of_its_own(make: Make) -> None:
    spec = standing_spec(make(), titled=True)
    assert values(spec) == values(make().spec)
    assert spec.get("datasets") == make().spec.get("datasets")
    assert spec["width"] == WIDTH


def test_every_part_of_a_chart_of_several_gets_a_width_and_no_data_is_touched() -> None:
    rows = [{"width": "container"}]
    spec = {"vconcat": [{"width": "container", "data": {"values": rows}}, {"width": 90}], "datasets": {"a": rows}}
    found = standing_spec(Finding(spec, "It is so.", coming().table), titled=False)
    assert [part["width"] for part in found["vconcat"]] == [WIDTH, 90]
    assert (found["vconcat"][0]["data"]["values"], found["datasets"]["a"]) == (rows, rows)


@CHARTS
def test_nothing_in_it_is_fetched_from_anywhere(make: Make) -> None:
    spec = json.dumps(standing_spec(make(), titled=True) | {"$schema": ""})
    assert [word for word in ('"url"', '"href"', "http:", "https:") if word in spec] == []


@CHARTS
def test_r27_the_title_is_the_sentence_in_lines_that_fit(make: Make) -> None:
    lines = standing_spec(make(), titled=True)["title"]
    assert " ".join(lines) == make().sentence
    assert max(map(len, lines)) <= pictures.LETTERS


def test_the_look_is_the_light_themes_whatever_the_screen_has() -> None:
    look = light_look()
    assert (look["background"], look["title"]["color"]) == ("#FBFAF7", "#10191C")
    assert look["range"]["category"][0] == look["mark"]["color"] == "#0B5D5B"
    assert look["font"].startswith(FAMILY)


def test_the_svg_says_its_sentence_to_whoever_cannot_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_drawn", lambda spec: PICTURE)
    said = Finding(coming().spec, 'Some said "<yes>" & came \\1.', coming().table)
    root = parsed(svg(said, ABOUT))
    assert (root.get("role"), root.get("aria-label")) == ("img", said.sentence)
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == said.sentence


def test_r28_the_lines_under_the_picture_are_its_description(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_drawn", lambda spec: PICTURE)
    root = parsed(svg(coming(), (*ABOUT, "Old\x0b name")))
    assert root[1].tag == f"{SVG}desc"
    assert (root[1].text or "").splitlines() == [*ABOUT, "Old name"]


def test_the_svg_brings_its_letters_with_it_and_asks_nobody_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_drawn", lambda spec: PICTURE)
    (style,) = parsed(svg(coming(), ABOUT)).iter(f"{SVG}style")
    family, letters = re.findall(r'font-family:"([^"]*)".*url\(data:font/woff2;base64,([^)]*)\)', style.text or "")[0]
    assert family == FAMILY
    assert b64decode(letters).startswith(b"wOF2")


class TestDrawn:
    """With the library that draws itself."""

    @CHARTS
    def test_the_svg_has_the_sentence_the_figures_and_our_font(self, make: Make) -> None:
        drawn = svg(make(), ABOUT)
        assert make().sentence in words_of(drawn)
        assert FAMILY in drawn
        assert make().sentence not in words_of(untitled_svg(make()))

    @CHARTS
    def test_r28_what_weakens_the_figures_stands_under_them(self, make: Make) -> None:
        drawn, bare = parsed(svg(make(), ABOUT)), parsed(svg(make(), ()))
        assert words_of(svg(make(), ABOUT)).endswith(" ".join(" ".join(ABOUT).split()))
        assert height(drawn) > height(bare)
        lines = [float(one.get("y") or 0) for one in drawn.iter(f"{SVG}text") if one.get("y")][-5:]
        assert height(bare) < lines[0] < lines[-1] < height(drawn)

    def test_each_figure_of_the_journey_stands_in_the_picture(self) -> None:
        found = words_of(untitled_svg(settling()))
        wanted = ["Referred: 20", "Accepted: 17 of 20 · 85% (64% to 95%)", "Settled: 8 of 20 · 40% (22% to 61%)"]
        assert [one for one in wanted if one not in found] == []

    @CHARTS
    def test_the_png_is_the_same_picture_of_twice_as_many_dots_on_the_light_ground(self, make: Make) -> None:
        picture = Image.open(io.BytesIO(png(make(), ABOUT)))
        root = parsed(svg(make(), ABOUT))
        assert picture.format == "PNG"
        for dots, length in zip(picture.size, (root.get("width"), root.get("height")), strict=True):
            assert abs(dots - SCALE * float(length or 0)) <= SCALE
        assert picture.convert("RGB").getpixel((3, 3)) == (0xFB, 0xFA, 0xF7)

    def test_the_same_figures_make_the_same_picture(self) -> None:
        assert svg(coming(), ABOUT) == svg(coming(), ABOUT)
