"""Telephone numbers as spreadsheets leave them: without their first zero, as numbers, two in a cell."""

import re
from dataclasses import dataclass

from services.clinic.imports.cells import Cell, as_text

_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\s)\s*(?:[/;,\n|&]|\bor\b|\band\b)\s*", re.IGNORECASE)
_TWO_WHOLE = re.compile(r"(0(?:[ .\-]?\d){9,10})\s+(0(?:[ .\-]?\d){9,10})")
# An extension belongs to the number; every other word is about it.
_EXTENSION = re.compile(r"\s*(?:\bext(?:ension)?\b|(?<=\d)\s*x|#)\.?:?\s*(\d{1,6})\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\s*\(?\d[\d\s().\-]*")
_FIRST_DIGITS = "12378"


@dataclass(frozen=True)
class Number:
    """What a cell says of a telephone number, as it can be checked and kept, and what there is to say about it."""

    text: str = ""
    remark: str = ""
    problem: str = ""


def read_phone(cell: Cell) -> Number:
    """The first number in a cell, its leading zero put back. Whether it can be rung is for `Checks.phone` to say.

    >>> read_phone(7700900123.0).text
    '07700900123'
    """
    written = as_text(cell)
    if isinstance(cell, str) and (scientific := _SCIENTIFIC.fullmatch(cell)):
        digits = scientific[1] + (scientific[2] or "")
        if len(digits) < int(scientific[3]):
            return Number(problem=_lost(cell))
        written = digits.ljust(int(scientific[3]) + 1, "0")
    # A number that was once a number with decimals, and then text.
    parts = _parts(re.sub(r"^(\d{9,13})\.0$", r"\1", written))
    first = next((part for part in parts if _count(part) >= 6), written)
    text = _restored(first)
    return Number(text, _remark(written, first, text, len(parts)))


def _lost(cell: str) -> str:
    return (
        f"The phone number lost digits in the spreadsheet: it says “{cell}”. "
        "Set the column to Text there and type the number again, or leave it empty."
    )


def _parts(written: str) -> list[str]:
    """The numbers in a cell, each with its words, in order."""
    if two := _TWO_WHOLE.fullmatch(written):
        return [two[1], two[2]]
    return [part for part in _BETWEEN.split(written) if any(letter.isdigit() for letter in part)]


def _restored(written: str) -> str:
    """One number without words around it, as it would be dialled."""
    extension = _EXTENSION.search(written)
    found = _NUMBER.search(written[: extension.start()] if extension else written)
    if not found:
        return written
    number = re.sub(r"\(\s*0\s*\)", "", found[0]) if "+" in found[0] or found[0].startswith("00") else found[0]
    number = number.strip(" .-(") if number.count("(") != number.count(")") else number.strip(" .-")
    digits = re.sub(r"\D", "", number)
    if len(digits) in (12, 13) and digits.startswith("44") and not number.startswith("+"):
        number = "+44" + digits[2:].removeprefix("0")
    elif len(digits) in (9, 10) and digits[0] in _FIRST_DIGITS and not number.startswith("+"):
        number = "0" + number
    return f"{number} ext. {extension[1]}" if extension else number


def _remark(written: str, first: str, text: str, numbers: int) -> str:
    """What is worth saying: that there was more in the cell, or that a zero was put back."""
    if numbers > 1:
        return f"Phone: “{written}” holds more than one number; the first was taken."
    if re.search(r"[A-Za-z]", first) and "ext" not in text and _count(text):
        return f"Phone: of “{written}” only the number was taken."
    if text == f"0{first.strip()}":
        return "Phone: the first 0 was put back."
    return ""


def _count(text: str) -> int:
    return sum(letter.isdigit() for letter in text)
