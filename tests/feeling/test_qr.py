"""The QR code: dark squares on white with a quiet edge, of any size, the same for the same address."""

import re

from ui.feeling.qr import qr_code

ADDRESS = f"https://groups.example.org/feeling/1234-{'0f' * 16}"


def test_it_is_an_svg_that_scales_as_a_whole() -> None:
    drawn = qr_code(ADDRESS)
    opening = re.match(r"<svg\s[^>]*>", drawn)
    assert opening
    (size,) = re.findall(r'viewBox="0 0 (\d+) \1"', opening[0])
    # 17 squares and 4 more for each version, with 4 of quiet edge on either side.
    assert (int(size) - 8 - 17) % 4 == 0
    assert " width=" not in opening[0]


def test_it_is_dark_on_white_and_runs_nothing() -> None:
    drawn = qr_code(ADDRESS)
    assert 'fill="#fff"' in drawn
    assert 'stroke="#000"' in drawn
    assert "script" not in drawn


def test_each_address_has_a_code_of_its_own() -> None:
    assert qr_code(ADDRESS) == qr_code(ADDRESS) != qr_code(ADDRESS[:-1] + "0")
