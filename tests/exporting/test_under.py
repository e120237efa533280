"""The lines under a picture: whole, inside it, and below one another."""

import re
from itertools import pairwise

import pytest
from PIL import ImageFont

from services.sheets.printing import FONTS
from tests.exporting.findings import PICTURE
from ui.exporting.under import EDGE, LEADING, SIZE, with_lines

LETTERS = ImageFont.truetype(str(FONTS / "atkinson-hyperlegible-next-regular.ttf"), SIZE)
ROOM = 640 - 2 * EDGE
PROSE = (
    "Settled means a third visit. Referrals that ended for any reason stay in the count, and nobody is left out. " * 3
)
NAMES = ("THE GRADUATE GROUP OF THE COMMUNITY PAIN SERVICE OF MERTHYR AND MEMBERS WHO MOVED " * 3, "Wrocław" * 40)


def lines_of(drawn: str) -> list[tuple[float, str]]:
    found = re.findall(r'<text x="[0-9.]+" y="([0-9.]+)">([^<]*)</text>', drawn)
    return [(float(y), text) for y, text in found]


@pytest.mark.parametrize("text", [PROSE, *NAMES])
def test_no_line_is_wider_than_the_picture(text: str) -> None:
    lines = [one for _, one in lines_of(with_lines(PICTURE, (text,)))]
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [one for one in lines if LETTERS.getlength(one) > ROOM] == []


def test_no_line_lies_on_another_or_below_the_picture() -> None:
    drawn = with_lines(PICTURE, (PROSE, "Short.", PROSE))
    at = [y for y, _ in lines_of(drawn)]
    assert min(later - one for one, later in pairwise(at)) >= LEADING
    assert at[0] >= 300 + SIZE
    assert float(re.findall(r'height="([0-9.]+)"', drawn)[0]) >= at[-1] + SIZE / 2


def test_without_a_line_it_is_the_picture_as_it_was() -> None:
    assert with_lines(PICTURE, ()) == PICTURE
