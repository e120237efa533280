"""Looking at a page as axe-core does where no browser is needed: its parts, names, targets and contrast."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input"}


@dataclass
class Part:
    """One element: its tag, attributes, and the text inside it that is read out."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    within: tuple[str, ...] = ()


@dataclass
class Page(HTMLParser):
    """A page taken apart. Every element must be closed as it was opened."""

    html: str
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Part] = []
        self.feed(self.html)
        self.close()
        assert self._open == [], "left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        part = Part(tag, dict(attrs), within=tuple(each.tag for each in self._open))
        self.parts.append(part)
        if tag not in _VOID:
            self._open.append(part)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(Part(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for part in self._open:
            part.text += data

    def every(self, tag: str) -> list[Part]:
        return [part for part in self.parts if part.tag == tag]

    def one(self, tag: str) -> Part:
        (found,) = self.every(tag)
        return found


def problems(html: str) -> list[str]:
    """What is wrong with a page, in a word or two each."""
    page = Page(html)
    ids = [part.attributes["id"] for part in page.parts if "id" in part.attributes]
    named = [part.attributes.get(name) for part in page.parts for name in ("aria-labelledby", "aria-describedby")]
    checks = {
        "doctype": html.startswith("<!doctype html>"),
        "language": page.one("html").attributes.get("lang") == "en-GB",
        "zoom": "maximum-scale" not in html and "user-scalable" not in html,
        "title is the heading": page.one("title").text == page.one("h1").text != "",
        "one main": "body" in page.one("main").within and page.one("h1").within[-1] == "main",
        "ids once each": len(ids) == len(set(ids)),
        "names point at something": {one for one in named if one} <= set(ids),
        "drawings are silent": all(one.attributes.get("aria-hidden") == "true" for one in page.every("svg")),
        "controls have words": all(one.text.strip() for one in [*page.every("button"), *page.every("a")]),
        "no script": not page.every("script") and not re.search(r"\son\w+=", html),
        "nothing from elsewhere": not re.search(r"https?://", html),
    }
    return [name for name, right in checks.items() if not right]


def colours(css: str) -> list[dict[str, str]]:
    """The named colours, in light and in dark."""
    light, dark = re.findall(r":root \{([^}]*)\}", css)
    first = dict(re.findall(r"--(\w+): (#\w{6})", light))
    return [first, {**first, **dict(re.findall(r"--(\w+): (#\w{6})", dark))}]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
