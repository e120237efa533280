"""Opens one workbook in a process of its own: a file that makes the reading crash, hang or swell harms nobody else.

It is run as a script: the workbook comes in by standard input, its worksheets leave as JSON by standard output.
"""

import io
import json
import sys
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

# A cell far from the list makes the reader fill everything between with nothing, gigabytes of it.
_MEMORY = 2 * 1024**3
_SECONDS = 60
# A few letters kept once can stand in a million cells. Far more than any list of people holds, all worksheets together.
MOST_HELD = 20_000_000
MOST_MERGED = 10_000


class _Swollen(Exception):
    """What is in the file would fill the memory of whoever reads it on."""


def opened(content: bytes, wanted: str | None, most_rows: int) -> dict[str, Any]:
    """The visible worksheets, or the one `wanted`: rows that hold anything, numbered from 1, and merged ranges.

    `count` are all such rows, `rows` the first `most_rows` of them.
    """
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        names = [each.name for each in workbook.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
        read = [wanted] if wanted in names else names
        sheets, held = [], 0
        for name in read:
            sheets.append(_sheet(workbook.get_sheet_by_name(name), most_rows, MOST_HELD - held))
            held += sheets[-1].pop("held")
        return {"names": names, "sheets": sheets}


def _sheet(sheet: CalamineSheet, most_rows: int, most_held: int) -> dict[str, Any]:
    count, held, rows = 0, 0, []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        # One stray cell far to the right makes every row as wide.
        width = next((place for place in range(len(cells), 0, -1) if cells[place - 1] != ""), 0)
        if width:
            count += 1
            cells = cells[:width]
            if count <= most_rows:
                held += width + sum(len(cell) for cell in cells if isinstance(cell, str))
                if held > most_held:
                    raise _Swollen
                rows.append([number, [_plain(cell) for cell in cells]])
    # Empty rows above the first cell are handed out by the reader, empty columns before it are not.
    left = sheet.start[1] if sheet.start else 0
    merged = [(first, last) for first, last in sheet.merged_cell_ranges or [] if first[0] != last[0]]
    if len(merged) > MOST_MERGED:
        raise _Swollen
    return {"name": sheet.name, "count": count, "left": left, "rows": rows, "merged": merged, "held": held}


def _plain(cell: Any) -> Any:
    """The cell as JSON holds it; a day as a list of one, so that no text is taken for it."""
    if isinstance(cell, datetime):
        return [cell.date().isoformat()]
    if isinstance(cell, date):
        return [cell.isoformat()]
    return cell if isinstance(cell, str | bool | float | int) else str(cell)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has none; the time limit of whoever runs this holds there.
        return
    limits = ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0))
    for limit, most in limits:
        # macOS refuses to limit memory so.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _main() -> None:
    _limit()
    wanted, most_rows = json.loads(sys.argv[1])
    try:
        answer = opened(sys.stdin.buffer.read(), wanted, most_rows)
    except PasswordError:
        answer = {"refused": "locked"}
    except _Swollen:
        answer = {"refused": "swollen"}
    except CalamineError:
        answer = {"refused": "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
