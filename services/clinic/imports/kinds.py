"""Telling a list from other files by their first bytes, and refusing what would do harm to open."""

import io
import zipfile
import zlib
from enum import StrEnum

from services.errors import Invalid, Problem


class Kind(StrEnum):
    """The kinds of file that a list comes in."""

    TEXT = "text"
    WORKBOOK = "workbook"


MOST_UNPACKED = 60 * 1024 * 1024
SAVE = "Open the list where it came from, save it as an Excel workbook (.xlsx) or a CSV file, then choose that file."
LOCKED = (
    "This workbook is locked with a password, so it cannot be read. "
    "Open it in Excel, take the password off (File, Info, Protect Workbook), save it and choose it again."
)
DAMAGED = f"This workbook is damaged, so it cannot be read. {SAVE}"
TOO_LARGE = (
    "This file unpacks to far more than any list of people holds, so it was not opened. "
    "Copy the list alone into a new workbook, save it and choose that file."
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the old container, as they stand in its directory.
_ENCRYPTED, _WORD, _SLIDES = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "PowerPoint Doc")
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"<!doctype html", "a web page, whatever its name says"),
    (b"<html", "a web page, whatever its name says"),
    (b"<table", "a web page, whatever its name says"),
    (b"<?xml", "in an old form of XML, whatever its name says"),
    (b"From:", "an email"),
    (b"Rar!", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"\x1f\x8b", "a packed archive"),
)


def refused(message: str) -> Invalid:
    """The refusal of a file in one sentence or two."""
    return Invalid(Problem("file", message))


def kind_of(content: bytes) -> Kind:
    """What the file is, whatever its name says.

    Raises:
        Invalid: it is empty, something else than a list, locked with a password, or unpacks to more than is safe.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refused("This file is empty. Choose the file that holds the list.")
    if content.startswith(_OLD_OFFICE):
        return _old_office(content)
    if content.startswith(b"PK"):
        return _zipped(content)
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for begins, what in _OTHERS:
        if start.startswith(begins.lower()):
            raise refused(f"This file is {what}, not a list. {SAVE}")
    return Kind.TEXT


def _old_office(content: bytes) -> Kind:
    if _ENCRYPTED in content:
        raise refused(LOCKED)
    if _WORD in content or _SLIDES in content:
        raise refused(f"This file is a Word document or a presentation, not a list. {SAVE}")
    return Kind.WORKBOOK


def _zipped(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            kind = packed.read("mimetype")[:200] if "mimetype" in names and _unpacked(parts) <= MOST_UNPACKED else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise refused(DAMAGED) from None
    if _unpacked(parts) > MOST_UNPACKED:
        raise refused(TOO_LARGE)
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in kind:
        return Kind.WORKBOOK
    raise refused(f"This file is {_zipped_kind(names, kind)}, not a list. {SAVE}")


def _unpacked(parts: list[zipfile.ZipInfo]) -> int:
    return sum(part.file_size for part in parts)


def _zipped_kind(names: set[str], kind: bytes) -> str:
    if any(name.startswith(("word/", "ppt/")) for name in names) or kind:
        return "a Word document or a presentation"
    return "an Apple Numbers file" if any(name.endswith(".iwa") for name in names) else "a packed folder"
