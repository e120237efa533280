"""Which character stands between the columns of a text file."""

import csv
import io
import re
from collections import Counter

import clevercsv

_SEPARATORS = ",;\t|"
_SAMPLE = 8000
# Excel writes this above the headings, and hides it again when it opens the file.
_SAID = re.compile(r'^"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)


def without_said(text: str) -> tuple[str, str | None]:
    """The text without Excel's first line `sep=;`, and the separator that line names, if there is one."""
    said = _SAID.match(text)
    return (text[said.end() :], said[1]) if said else (text, None)


def separator(text: str) -> str:
    """The character between the columns, by how evenly it parts the first lines."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        # A line cut in the middle would count as one with fewer columns.
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    try:
        found = clevercsv.Sniffer().sniff(sample, delimiters=_SEPARATORS)
    except clevercsv.Error:
        found = None
    if found and found.delimiter:
        return str(found.delimiter)
    return _voted(sample)


def _voted(sample: str) -> str:
    """The separator that gives the most lines the same number of columns, more columns breaking a tie."""
    return max(_SEPARATORS, key=lambda each: _evenness(sample, each))


def _evenness(sample: str, each: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=each) if row)
    except csv.Error:
        return (0, 0)
    parted = [(count, width) for width, count in widths.items() if width > 1]
    return max(parted, default=(0, 0))
