"""No chart needs its colours: in luminance alone each mark stands out from what it lies on, and kinds differ in shape.

3 to 1 is what WCAG 2.2 asks for (1.4.11) of whatever has to be seen in order to understand a picture.
"""

import pkgutil
from importlib import import_module

import numpy as np
import pytest

import ui.charts
from tests.engagement.grey import SEEN, Dots, Element, Gone, contrast, drawn, grey, layers, within, without
from tests.engagement.kinds import KINDS

ENOUGH = 3
MOST = (
    0.5  # of a mark's dots, or of those at its edge; the rim of a thin line is half ground, and a dashed one has gaps
)
LEAST = 0.1  # a lesser part of a mark may lie on another one: the rest of it is seen
# Lines for the eye to rest on, which stand for nothing.
FLOORS = {"conversion": "mark-rule", "shared_load": "mark-rule"}
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@THEMES
@pytest.mark.parametrize("kind", KINDS)
def test_each_mark_stands_out_from_what_it_lies_on(kind: str, theme: str) -> None:
    root = drawn(KINDS[kind], theme)
    marks = [name for name in layers(root) if not name.startswith(FLOORS.get(kind, "nothing"))]
    assert marks != []
    assert [name for name in marks if not stands_out(root, of_layer(name))] == []


def test_every_kind_of_chart_is_looked_at() -> None:
    modules = {name for _, name, _ in pkgutil.iter_modules(ui.charts.__path__)} - {"show"}
    drawing = {name for name in modules if hasattr(import_module(f"ui.charts.{name}"), f"{name}_finding")}
    assert {kind.split(" ")[0] for kind in KINDS} == drawing


@THEMES
def test_a_line_over_columns_would_be_lost_without_the_ground_beside_it(theme: str) -> None:
    """So that the test above is not true of whatever is drawn."""
    root = drawn(KINDS["meeting"], theme)
    _, beside, middle = layers(root)
    assert not stands_out(without(root, of_layer(beside)), of_layer(middle))


@THEMES
def test_each_season_is_seen_and_the_year_before_is_an_outline(theme: str) -> None:
    root = drawn(KINDS["seasons"], theme)
    now, before = named("Autumn 2026: 8.5 on average"), named("Autumn 2025: 5.5 on average")
    assert stands_out(root, now)
    assert stands_out(root, before)
    assert contrast(body(root, now), body(root, before)) >= ENOUGH
    assert [dashes(root, one) for one in (now, before)] == ["1,0", "5,3"]


@THEMES
@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("attendance", ("came", "not recorded", "cancelled")),
        ("outside", ("people who agreed to feedback: about 10", "everyone else: about 15")),
    ],
)
def test_what_is_of_another_kind_has_another_shape(kind: str, ends: tuple[str, ...], theme: str) -> None:
    root = drawn(KINDS[kind], theme)
    shapes = [{one.get("d") for one in root.iter() if (one.get("aria-label") or "").endswith(end)} for end in ends]
    assert all(shapes)
    assert len(set.union(*shapes)) == len(ends)


def of_layer(name: str) -> Gone:
    return lambda one: one.get("class") == name


def named(label: str) -> Gone:
    return lambda one: one.get("aria-label") == label


def stands_out(root: Element, mark: Gone) -> bool:
    """Whether most of the mark, or of its edge, is 3 to 1 against whatever would be there without it.

    A point may lie on a line that runs through it: its shape is seen beside the line.
    """
    whole, bare = grey(root), grey(without(root, mark))
    dots = contrast(whole, bare) > SEEN
    on_ground = dots & (contrast(bare, bare[0, 0]) < SEEN)
    parts = [part for part in (on_ground, dots & ~on_ground) if part.sum() > LEAST * dots.sum()]
    if is_point(root, mark) and on_ground.sum() > dots.sum() / 2:
        parts = [on_ground]
    clear = contrast(whole, bare) >= ENOUGH
    return bool(parts) and all(_mostly(clear, part) or _mostly(clear, part & ~within(dots)) for part in parts)


def _mostly(clear: Dots, part: Dots) -> bool:
    return bool(part.any() and clear[part].mean() > MOST)


def is_point(root: Element, mark: Gone) -> bool:
    return any("mark-symbol" in (one.get("class") or "") for one in root.iter() if mark(one))


def body(root: Element, mark: Gone) -> float:
    """How light the mark is inside."""
    whole = grey(root)
    dots = contrast(whole, grey(without(root, mark))) > SEEN
    return float(np.median(whole[within(dots)]))


def dashes(root: Element, mark: Gone) -> str:
    (one,) = [one for one in root.iter() if mark(one)]
    return one.get("stroke-dasharray") or ""
