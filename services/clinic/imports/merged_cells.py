"""Merged cells of an ODS file, which the reader of workbooks does not tell."""

import io
import zipfile
from xml.parsers import expat

from services.clinic.imports.kinds import TOO_LARGE, refused
from services.clinic.imports.opening import MOST_MERGED

Merged = list[tuple[tuple[int, int], tuple[int, int]]]


def merged_in_ods(content: bytes) -> dict[str, Merged]:
    """For each worksheet the ranges that are merged over several rows: first cell and last, counted from 0."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "content.xml" not in packed.namelist():
            return {}
        reading = _Reading()
        parser = expat.ParserCreate()
        parser.StartElementHandler = reading.starts
        parser.EndElementHandler = reading.ends
        parser.Parse(packed.read("content.xml"), True)
    return reading.found


class _Reading:
    """Where the parser stands: the place of the next cell."""

    def __init__(self) -> None:
        self.found: dict[str, Merged] = {}
        self.ranges: Merged = []
        self.row = self.column = self.count = 0
        self.repeated = 1

    def starts(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table:table":
            self.ranges = self.found.setdefault(given.get("table:name", ""), [])
            self.row = 0
        elif tag == "table:table-row":
            self.column = 0
            self.repeated = int(given.get("table:number-rows-repeated", 1))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            down = int(given.get("table:number-rows-spanned", 1))
            if down > 1:
                self._room()
                self.ranges.append(((self.row, self.column), (self.row + down - 1, self.column)))
            self.column += int(given.get("table:number-columns-repeated", 1))

    def _room(self) -> None:
        self.count += 1
        if self.count > MOST_MERGED:
            raise refused(TOO_LARGE)

    def ends(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.repeated
