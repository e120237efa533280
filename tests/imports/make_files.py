"""Writes the lists in tests/imports/files, each by a program that hospitals use, or by the library that stands for it.

    python -m tests.imports.make_files

It needs LibreOffice (`soffice`) for the files whose names begin with `libreoffice_`. All people are invented.
"""

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

FILES = Path(__file__).parent / "files"

HEADINGS = ("Surname", "Forename", "Known as", "DOB", "Mobile", "Email", "Programme", "Completed", "Consent to share")
PEOPLE = (
    HEADINGS,
    ("O’Brien", "Renée", "", "25/11/1970", "07700 900101", "renee@example.org", "Spring 2026", "13/06/2026", "Yes"),
    ("Kowalski", "Łukasz", "Luke", "03/04/1968", "07700 900102", "", "Spring 2026", "13/06/2026", "No"),
    ("Smith, née Jones", "Zoë", "", "", "", "zoe@example.org", "Spring 2026", "13/06/2026", ""),
)
# Windows-1252 has no Ł.
WESTERN = tuple(tuple(cell.replace("Ł", "L") for cell in row) for row in PEOPLE)


def text(rows: Sequence[Sequence[str]], between: str = ",", line: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between, lineterminator=line).writerows(rows)
    return out.getvalue()


def keep(name: str, content: str, encoding: str = "utf-8") -> None:
    (FILES / name).write_bytes(content.encode(encoding))


def encodings() -> None:
    keep("utf8.csv", text(PEOPLE))
    keep("utf8_bom.csv", text(PEOPLE), "utf-8-sig")
    keep("windows1252_semicolon.csv", text(WESTERN, ";"), "cp1252")
    keep("utf16_le_bom_tab.txt", "\ufeff" + text(PEOPLE, "\t"), "utf-16-le")
    keep("utf16_be_bom.csv", "\ufeff" + text(PEOPLE), "utf-16-be")
    keep("utf16_le_no_bom.csv", text(PEOPLE, ";"), "utf-16-le")
    keep("utf16_be_no_bom_tab.txt", text(PEOPLE, "\t"), "utf-16-be")
    keep("sep_line.csv", "sep=;\r\n" + text(WESTERN, ";"), "cp1252")
    keep("cr_only.csv", text(PEOPLE, line="\r"))
    keep("lf_only_tab.csv", text(PEOPLE, "\t", "\n"))


def csv_shapes() -> None:
    keep(
        "quoted_newlines.csv",
        text(
            [
                ("Name", "Best hopes", "Best time to call", "Adjustments", "What happens without adjustments"),
                ("Amina Yusuf", "To walk the dog,\nand to sleep", "Mornings, not Fridays", "", ""),
                ("Tom Hill", "", "", "A chair\nwith arms", 'He cannot "perch"'),
                ("Sue Dale", "", "", "A chair with arms", ""),
            ]
        ),
    )
    keep(
        "title_and_footer.csv",
        text(
            [
                ("Community Pain Service - completers of the Pain Management Programme",),
                ("Printed 23/11/2026 08:55",),
                (),
                ("First name", "Last name", "Date of birth"),
                ("Ann", "Reed", "25/12/1950"),
                (),
                ("Bob", "Shah", "26/12/1951"),
                (),
                ("Total: 2",),
                ("Confidential. Printed by the ward clerk",),
                (),
                ("Prepared by J. Clerk",),
            ]
        ),
    )
    keep(
        "no_headings.csv",
        text(
            [
                ("Ann Reed", "25/12/1950", "07700 900111", "ann@example.org"),
                ("Bob Shah", "26/12/1951", "07700 900112", "bob@example.org"),
            ]
        ),
    )
    keep(
        "headings_again.csv",
        text(
            [
                ("Forename", "Surname"),
                ("Ann", "Reed"),
                ("Forename", "Surname"),
                ("Bob", "Shah"),
                ("Page 2 of 2", ""),
            ]
        ),
    )
    keep(
        "commas_in_semicolons.csv",
        "Patient Name;Contact number;GP;Diagnosis\r\n"
        "REED, Ann;07700 900111;Dr Who, Hill Surgery;Low back pain, long\r\n"
        "SHAH, Bob;07700 900112;Dr Who, Hill Surgery;Neck pain\r\n",
    )
    keep(
        "any_order_other_names.csv",
        text(
            [
                ("Hospital No.", "E-mail Address", "Tel (home)", "Tel (mobile)", "Given Name", "Family Name", "D.O.B.",
                 "NHS No", "Cohort", "Discharge Date", "Feedback consent", "Medication"),
                ("RX1", "Ann@Example.org", "", "07700 900111", "Ann", "REED", "25-Dec-50",
                 "943 476 5919", "PMP 14", "1/6/26", "Y", "None"),
                ("RX2", "", "0161 496 0000", "07700 900112", "Bob", "McDONALD", "26-Dec-51",
                 "943 476 5919", "PMP 14", "1/6/26", "", "None"),
            ]
        ),
    )  # fmt: skip


def csv_values() -> None:
    dates = (
        "3/11/1970", "03.11.70", "1970-11-03", "1970-11-03 00:00:00", "03-Nov-70", "3 November 1970", "Nov 3 1970",
        "Tuesday, 3rd November 1970", "25875", "19701103", "13/11/1970", "31/2/1970", "1970", "next week", "3/11/2030",
        "1/1/1880", "11/25/1970",
    )  # fmt: skip
    keep("date_shapes.csv", text([("Name", "Date of birth"), *((f"Ann {n}", each) for n, each in enumerate(dates))]))
    keep("month_first.csv", text([("Name", "DOB"), ("Ann Reed", "11/25/1970"), ("Bob Shah", "3/4/1968")]))
    keep(
        "ambiguous_dates.csv",
        text([("Name", "Completed"), ("Ann Reed", "3/11/2025"), ("Bob Shah", "4/4/2026"), ("Cy Lee", "5/6/26")]),
    )
    keep(
        "month_first_elsewhere.csv",
        text([("Name", "DOB", "End date"), ("Ann Reed", "11/25/1970", "3/4/2026"), ("Bob Shah", "3/4/1968", "3/5/26")]),
    )
    phones = (
        "7700900123", "7700900123.0", "+44 (0)7700 900123", "0044 7700 900123", "447700900123", "7.70E+09",
        "07700 900123 / 0161 496 0000", "Mob: 07700 900123 (daughter)", "0161 496 0000 ext 12", "n/a", "1614960000",
        "12", "943 476 5919", "ask her sister",
    )  # fmt: skip
    keep("phone_shapes.csv", text([("Name", "Tel"), *((f"Ann {chr(65 + n)}", each) for n, each in enumerate(phones))]))
    names = (
        "SMITH, Jane", "Jane SMITH", "Smith Jane (Janie)", "Mrs Jane Smith", "JANE O'BRIEN-MCDONALD",
        "Dr P. VAN DER BERG", "DE LA CRUZ, María José", "ÉLODIE D’ARCY", "MacDonald, Ann", "MACDONALD, Ann",
        "jane smith", "Mrs Smith", 'Robert "Bob" Ng', "Prince", "12345", "",
    )  # fmt: skip
    keep("one_name_column.csv", text([("Patient", "Age"), *((each, "50") for each in names)]))
    keep(
        "surname_then_forename.csv",
        text([("Surname and Forename", "Tel"), ("van Dyk Pieter", "07700 900111"), ("Reed Ann Mary", "07700 900112")]),
    )
    consents = (
        "Yes", "y", "TRUE", "1", "ticked", "Agreed", "x", "No", "declined", "13/6/2026", "Yes 13/6/2026", "",
        "Yes but not email", "pending", "31/2/2026", "13/6/2027", "No 13/6/2026", "verbal, 13.6.26",
    )  # fmt: skip
    keep(
        "consents.csv",
        text(
            [
                ("Name", "Share consent", "Feedback consent"),
                *((f"Ann {chr(65 + n)}", c, "") for n, c in enumerate(consents)),
            ]
        ),
    )
    keep(
        "nhs_numbers_in_text.csv",
        text(
            [
                ("Name", "Phone", "Best hopes", "Cohort"),
                ("Ann Reed 943 476 5919", "9434765919", "Sleep. NHS 943-476-5919", "PMP 9434765919"),
            ]
        ),
    )
    keep(
        "many_problems.csv",
        text(
            [
                ("Forename", "Surname", "DOB", "Tel", "Email", "Completed"),
                ("", "", "31/2/1970", "12", "ann(at)example", "1/1/2027"),
                ("Ann" * 50, "Reed", "", "", "", ""),
                ("", "Reed", "", "", "", ""),
            ]
        ),
    )


def saved(name: str, *sheets: tuple[str, Sequence[Sequence[object]]]) -> openpyxl.Workbook:
    """A workbook with these worksheets, saved, and open for what is special about it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(FILES / name)
    return book


def with_openpyxl() -> None:
    saved(
        "real_dates_and_numbers.xlsx",
        (
            "Completers",
            [
                ("Forename", "Surname", "DOB", "Mobile", "End date", "Consent to share", "Feedback consent"),
                ("Ann", "Reed", date(1950, 12, 25), 7700900111, datetime(2026, 6, 3, 14, 30), True, date(2026, 6, 3)),
                ("Bob", "Shah", 18988, "07700900112", 46176, False, None),
                ("Cy", "Lee", "25/12/1950", 447700900113, "13/6/26", 1, 0),
            ],
        ),
    )
    title_merged()
    programme_merged()
    two_line_headings()
    several_worksheets()
    rows = [
        ("No", "Name", "DOB"),
        (1, "Ann Reed", "25/12/1950"),
        (2, "Bob Shah", "26/12/1951"),
        (3,),
        (4,),
        (None, "Total: 2"),
    ]
    saved("numbered_lines.xlsx", ("Sheet1", rows))
    hidden_rows()
    saved(
        "no_known_headings.xlsx", ("Sheet1", [("Wer", "Wann", "Wo"), ("Ann Reed", date(1950, 12, 25), "07700 900111")])
    )


def title_merged() -> None:
    name = "title_merged.xlsx"
    book = saved(
        name,
        (
            "PMP",
            [
                (None, "Pain Management Programme, spring 2026"),
                (),
                (),
                (None, "Forename", None, "Surname", "Contact number"),
                (None, "Ann", None, "Reed", "07700 900111"),
                (),
                (None, "Bob", None, "Shah", "07700 900112"),
            ],
        ),
    )
    sheet = book["PMP"]
    sheet.merge_cells("B1:E1")
    sheet["B1"].font = Font(bold=True, size=16)
    book.save(FILES / name)


def programme_merged() -> None:
    name = "programme_merged_down.xlsx"
    book = saved(
        name,
        (
            "PMP",
            [
                ("Programme", "Name", "Completed"),
                ("Spring 2026", "Ann Reed", date(2026, 6, 13)),
                (None, "Bob Shah", None),
                (None, "Cy Lee", None),
                ("Autumn 2026", "Di Cole", date(2026, 10, 13)),
                (None, "Ed Moss", date(2026, 10, 14)),
                (None, "Flo Nash", None),
            ],
        ),
    )
    for merged in ("A2:A4", "C2:C4", "A5:A6"):
        book["PMP"].merge_cells(merged)
    book.save(FILES / name)


def two_line_headings() -> None:
    name = "two_line_headings.xlsx"
    book = saved(
        name,
        (
            "PMP",
            [
                ("Name", "Date of", "Telephone", None, "Consent to", None),
                (None, "birth", "mobile", "home", "share", "feedback"),
                ("Ann Reed", date(1950, 12, 25), None, "0161 496 0000", "Yes", "Yes"),
                ("Bob Shah", date(1951, 12, 26), "07700 900112", None, "No", None),
            ],
        ),
    )
    for merged in ("A1:A2", "C1:D1", "E1:F1"):
        book["PMP"].merge_cells(merged)
    book.save(FILES / name)


def several_worksheets() -> None:
    name = "several_worksheets.xlsx"
    people = [("Name", "Tel"), ("Ann Reed", "07700 900111")]
    book = saved(
        name,
        ("Notes", [("Exported from the clinic's system",), ("Ask the office",)]),
        ("Old", people),
        ("Spring", [("Name", "Tel"), ("Bob Shah", "07700 900112")]),
        ("Summer", people),
        ("Empty", []),
    )
    book["Old"].sheet_state = "hidden"
    book.save(FILES / name)


def hidden_rows() -> None:
    name = "hidden_rows.xlsx"
    book = saved(name, ("Sheet1", [("Name", "Tel"), ("Ann Reed", "07700 900111"), ("Bob Shah", "07700 900112")]))
    book["Sheet1"].row_dimensions[2].hidden = True
    book["Sheet1"].column_dimensions["B"].hidden = True
    book.save(FILES / name)


def locked() -> None:
    """A workbook with a password, by msoffcrypto-tool, which only this needs: without it the file stays as it is."""
    try:
        from msoffcrypto.format.ooxml import OOXMLFile
    except ImportError:
        return
    with (FILES / "hidden_rows.xlsx").open("rb") as plain, (FILES / "locked.xlsx").open("wb") as kept:
        OOXMLFile(plain).encrypt("open sesame", kept)


def with_xlsxwriter() -> None:
    headings = ("Preferred name", "Last name", "Date of birth", "Phone", "Programme")
    with xlsxwriter.Workbook(FILES / "table_with_total.xlsx") as book:
        sheet, day = book.add_worksheet("Graduates"), book.add_format({"num_format": "dd-mmm-yy"})
        people = (("Ann", "REED", date(1950, 12, 25), 7700900111), ("Bob", "SHAH", date(1951, 12, 26), 7700900112))
        columns = [
            {"header": each, "total_string": "Total" if not place else ""} for place, each in enumerate(headings)
        ]
        sheet.add_table("B3:F6", {"columns": columns, "total_row": True})
        for place, (first, last, born_on, phone) in enumerate(people, 3):
            sheet.write_row(place, 1, (first, last))
            sheet.write_datetime(place, 3, born_on, day)
            sheet.write_number(place, 4, phone)
    with xlsxwriter.Workbook(FILES / "links_rich_text_formulas.xlsx") as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row(0, 0, ("Name", "Email", "Cohort"))
        sheet.write_rich_string(1, 0, bold, "REED", ", Ann")
        sheet.write_url(1, 1, "mailto:ann@example.org", string="ann@example.org")
        sheet.write_formula(1, 2, '="PMP "&14', value="PMP 14")
        sheet.write_row(2, 0, ("SHAH, Bob", "Bob Shah <bob@example.org>; b@example.org"))
        sheet.write_formula(2, 2, "=1/0", value="#DIV/0!")


def office(source: Path, kind: str, name: str, *more: str) -> None:
    """Has LibreOffice write `source` as another kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", kind, "--outdir", folder, *more, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        shutil.move(Path(folder) / f"{source.stem}.{kind.split(':')[0]}", FILES / name)


def with_libreoffice() -> None:
    numbers, merged = FILES / "real_dates_and_numbers.xlsx", FILES / "programme_merged_down.xlsx"
    utf8 = "--infilter=CSV:44,34,76,1"
    office(FILES / "utf8.csv", "xlsx:Calc MS Excel 2007 XML", "libreoffice_from_csv.xlsx", utf8)
    office(numbers, "xls:MS Excel 97", "libreoffice.xls")
    office(numbers, "ods", "libreoffice.ods")
    office(merged, "xls:MS Excel 97", "libreoffice_merged.xls")
    office(merged, "ods", "libreoffice_merged.ods")
    # Separator, quotation mark, letters (1 Windows-1252, 76 UTF-8, 65535 UTF-16), first line, …, cells as shown or not.
    export = "csv:Text - txt - csv (StarCalc)"
    office(numbers, f"{export}:59,34,1,1,,0,false,true,false", "libreoffice_as_shown_semicolon.csv")
    office(numbers, f"{export}:44,34,76,1,,0,true,false,false", "libreoffice_quoted_not_as_shown.csv")
    office(numbers, f"{export}:9,34,65535,1,,0,false,true,false", "libreoffice_utf16_tab.csv")
    office(merged, f"{export}:44,34,76,1,,0,false,true,false", "libreoffice_merged.csv")


def main() -> None:
    FILES.mkdir(exist_ok=True)
    encodings()
    csv_shapes()
    csv_values()
    with_openpyxl()
    locked()
    with_xlsxwriter()
    with_libreoffice()


if __name__ == "__main__":
    main()
