"""Which letters the bytes of a text file stand for."""

import codecs
import unicodedata

from charset_normalizer import from_bytes

from services.errors import Invalid, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_NOT_A_LIST = (
    "This file is not a list that can be read: it holds no text. "
    "Open the list where it came from and save it as a CSV file or an Excel workbook (.xlsx), then choose that file."
)


def decoded(content: bytes) -> str:
    """The text of a file: by its byte order mark, else as UTF-8, UTF-16 or Windows-1252, whichever it is.

    Raises:
        Invalid: it is not text.
    """
    text = content.decode(_encoding(content), errors="replace").removeprefix("\ufeff")
    if any(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\x0b\x0c\x1a" for letter in set(text)):
        raise Invalid(Problem("file", _NOT_A_LIST))
    return text.rstrip("\x1a")


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if wide := _wide(content):
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(content)
    # Text in another encoding is valid UTF-8 only by a chance too small to count.
    return "utf-8"


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of western text is zero."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if len(content) % 2 or not half:
        return None
    little, big = sample[1::2].count(0), sample[0::2].count(0)
    if little > half * 0.4 and big < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if big > half * 0.4 and little < half * 0.1 else None


def _guessed(content: bytes) -> str:
    best = from_bytes(content[:_SAMPLE], cp_isolation=["cp1252", "utf_16"]).best()
    return best.encoding if best and not best.encoding.startswith("utf") else "cp1252"
