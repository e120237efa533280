"""R2: no NHS number reaches the group, however it is written, and no phone number is taken for one."""

import pytest

from services.referrals.nhs_numbers import holds_nhs_number, without_nhs_numbers

SPACED = [
    "943 476 5919",
    "943.476.5919",
    "9434 765 919",
    "943\u00a0476\u00a05919",
    "943  476  5919",
    "943\u2013476\u20135919",
    "943\u2011476\u20115919",
    "943/476/5919",
    "943_476_5919",
    "943, 476, 5919",
    "943\u200b476\u200b5919",
    "9 4 3 4 7 6 5 9 1 9",
    "9434765919",
]
AROUND = ["{}", "NHS{}", "born 1960 {}", "since 2019 {} or so", "15 Mar 1960: {}", "3/11/1960 {}", "03/11/1960, {}"]
# Each holds ten digits in a row that pass the check, as one phone number in eleven does.
PHONES = [
    "+44 7700 900140",
    "+447700900140",
    "+44 (0)7700 900140",
    "0044 7700 900140",
    "07943 476 5919",
    "0254 230 3574 072 9570 1031",
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("written", SPACED)
def test_it_is_seen_and_taken_out_however_it_is_written_and_whatever_is_beside_it(written: str, around: str) -> None:
    text = around.format(written)
    assert holds_nhs_number(text)
    left = without_nhs_numbers(text)
    assert not holds_nhs_number(left)
    assert "5919" not in left


@pytest.mark.parametrize("beside", ["07700 900123 {}", "{} 07700 900123", "{}, or ring 01632 960123"])
def test_a_phone_number_beside_one_neither_hides_it_nor_goes_with_it(beside: str) -> None:
    text = beside.format("943 476 5919")
    assert without_nhs_numbers(text) == beside.format("")


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_number_is_none(phone: str) -> None:
    assert not holds_nhs_number(f"Ring {phone} after five")
    assert without_nhs_numbers(phone) == phone


def test_days_one_after_the_other_are_none() -> None:
    """Ten of their digits would pass the check."""
    assert not holds_nhs_number("3/11/1961 14/1/2025")
