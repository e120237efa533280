"""What each of the lists in tests/imports/files is read as on 23 November 2026: one table, each outcome whole."""

from tests.imports.saying import Said

EVERY_LETTER = Said(
    columns="last_name first_name preferred_name born_on phone email programme completed_on share",
    lines=(
        (
            "2 · Renée / Renée O’Brien · phone 07700 900101 · email renee@example.org · born_on 1970-11-25 · "
            "programme Spring 2026 · completed_on 2026-06-13 · share yes"
        ),
        (
            "3 · Luke / Łukasz Kowalski · phone 07700 900102 · born_on 1968-04-03 · programme Spring 2026 · "
            "completed_on 2026-06-13 · share no"
        ),
        "4 · Zoë / Zoë Smith, née Jones · email zoe@example.org · programme Spring 2026 · completed_on 2026-06-13",
    ),
)
NUMBERS = Said(
    columns="first_name last_name born_on phone completed_on share feedback",
    lines=(
        (
            "2 · Ann / Ann Reed · phone 07700 900111 · born_on 1950-12-25 · completed_on 2026-06-03 · share yes · "
            "feedback 2026-06-03 ~ Phone: the first 0 was put back. ~ Completed: 3 June 2026 may have day and month "
            "the wrong way round, as other dates in this column are day first and stand as text. Check it."
        ),
        "3 · Bob / Bob Shah · phone 07700 900112 · born_on 1951-12-26 · completed_on 2026-06-03 · share no",
        (
            "4 · Cy / Cy Lee · phone 07700 900113 · born_on 1950-12-25 · completed_on 2026-06-13 · share yes · "
            "feedback no"
        ),
    ),
)
AS_TEXT = Said(
    columns="first_name last_name born_on phone completed_on share feedback",
    lines=(
        (
            "2 · Ann / Ann Reed · phone 07700 900111 · born_on 1950-12-25 · completed_on 2026-06-03 · share yes · "
            "feedback 2026-06-03 ~ Phone: the first 0 was put back."
        ),
        "3 · Bob / Bob Shah · phone 07700 900112 · born_on 1951-12-26 · completed_on 2026-06-03 · share no",
        (
            "4 · Cy / Cy Lee · phone 07700 900113 · born_on 1950-12-25 · completed_on 2026-06-13 · share yes · "
            "feedback no"
        ),
    ),
)
MERGED = Said(
    columns="programme full_name completed_on",
    lines=(
        "2 · Ann / Ann Reed · programme Spring 2026 · completed_on 2026-06-13",
        "3 · Bob / Bob Shah · programme Spring 2026 · completed_on 2026-06-13",
        "4 · Cy / Cy Lee · programme Spring 2026 · completed_on 2026-06-13",
        "5 · Di / Di Cole · programme Autumn 2026 · completed_on 2026-10-13",
        "6 · Ed / Ed Moss · programme Autumn 2026 · completed_on 2026-10-14",
        "7 · Flo / Flo Nash",
    ),
)
WESTERN = Said(
    columns="last_name first_name preferred_name born_on phone email programme completed_on share",
    lines=(
        (
            "2 · Renée / Renée O’Brien · phone 07700 900101 · email renee@example.org · born_on 1970-11-25 · "
            "programme Spring 2026 · completed_on 2026-06-13 · share yes"
        ),
        (
            "3 · Luke / Lukasz Kowalski · phone 07700 900102 · born_on 1968-04-03 · programme Spring 2026 · "
            "completed_on 2026-06-13 · share no"
        ),
        "4 · Zoë / Zoë Smith, née Jones · email zoe@example.org · programme Spring 2026 · completed_on 2026-06-13",
    ),
)

EXPECTED = {
    "ambiguous_dates.csv": Said(
        columns="full_name completed_on",
        lines=(
            "2 · Ann / Ann Reed · completed_on 2025-11-03 ~ “3/11/2025” read as 3 November 2025.",
            "3 · Bob / Bob Shah · completed_on 2026-04-04",
            "4 · Cy / Cy Lee · completed_on 2026-06-05 ~ “5/6/26” read as 5 June 2026.",
        ),
        asked="Completed: 3/11/2025 = 2025-11-03 or 2025-03-11",
    ),
    "any_order_other_names.csv": Said(
        columns=(
            "nothing email phone phone first_name last_name born_on nothing programme completed_on feedback nothing"
        ),
        lines=(
            (
                "2 · Ann / Ann Reed · phone 07700 900111 · email Ann@example.org · born_on 1950-12-25 · "
                "programme PMP 14 · completed_on 2026-06-01 · feedback yes ~ “1/6/26” read as 1 June 2026."
            ),
            (
                "3 · Bob / Bob McDonald · phone 0161 496 0000 · born_on 1951-12-26 · programme PMP 14 · completed_on "
                "2026-06-01 ~ “1/6/26” read as 1 June 2026."
            ),
        ),
        asked="Discharge Date: 1/6/26 = 2026-06-01 or 2026-01-06",
        left_out=("“NHS No” is left out on purpose: an NHS number is not needed here.",),
    ),
    "commas_in_semicolons.csv": Said(
        columns="full_name phone nothing nothing",
        lines=(
            "2 · Ann / Ann Reed · phone 07700 900111",
            "3 · Bob / Bob Shah · phone 07700 900112",
        ),
    ),
    "consents.csv": Said(
        columns="full_name share feedback",
        lines=(
            "2 · Ann / Ann A · share yes",
            "3 · Ann / Ann B · share yes",
            "4 · Ann / Ann C · share yes",
            "5 · Ann / Ann D · share yes",
            "6 · Ann / Ann E · share yes",
            "7 · Ann / Ann F · share yes",
            "8 · Ann / Ann G · share yes",
            "9 · Ann / Ann H · share no",
            "10 · Ann / Ann I · share no",
            "11 · Ann / Ann J · share 2026-06-13",
            "12 · Ann / Ann K · share 2026-06-13",
            "13 · Ann / Ann L",
            (
                "14 · Ann / Ann M ~ Consent to share: “Yes but not email” is neither yes nor no, so it counts as not "
                "given."
            ),
            "15 · Ann / Ann N ~ Consent to share: “pending” is neither yes nor no, so it counts as not given.",
            (
                "16 · Ann / Ann O ✗ Consent to share: “31/2/2026” is no day of any calendar. Check the day and the "
                "month."
            ),
            "17 · Ann / Ann P ✗ Consent to share: “13/6/2027” is in the future. Check the date.",
            "18 · Ann / Ann Q · share no",
            "19 · Ann / Ann R · share 2026-06-13",
        ),
    ),
    "cr_only.csv": EVERY_LETTER,
    "lf_only_tab.csv": EVERY_LETTER,
    "utf16_be_bom.csv": EVERY_LETTER,
    "utf16_be_no_bom_tab.txt": EVERY_LETTER,
    "utf16_le_bom_tab.txt": EVERY_LETTER,
    "utf16_le_no_bom.csv": EVERY_LETTER,
    "utf8.csv": EVERY_LETTER,
    "utf8_bom.csv": EVERY_LETTER,
    "date_shapes.csv": Said(
        columns="full_name born_on",
        lines=(
            "2 · Ann / Ann 0 · born_on 1970-11-03 ~ “3/11/1970” read as 3 November 1970.",
            "3 · Ann / Ann 1 · born_on 1970-11-03 ~ “03.11.70” read as 3 November 1970.",
            "4 · Ann / Ann 2 · born_on 1970-11-03",
            "5 · Ann / Ann 3 · born_on 1970-11-03",
            "6 · Ann / Ann 4 · born_on 1970-11-03",
            "7 · Ann / Ann 5 · born_on 1970-11-03",
            "8 · Ann / Ann 6 · born_on 1970-11-03",
            "9 · Ann / Ann 7 · born_on 1970-11-03",
            "10 · Ann / Ann 8 · born_on 1970-11-03",
            "11 · Ann / Ann 9 · born_on 1970-11-03",
            "12 · Ann / Ann 10 · born_on 1970-11-13",
            ("13 · Ann / Ann 11 ✗ Date of birth: “31/2/1970” is no day of any calendar. Check the day and the month."),
            "14 · Ann / Ann 12 ✗ Date of birth: “1970” is only a year. Write the whole date, as in 3/11/2026.",
            ("15 · Ann / Ann 13 ✗ Date of birth: “next week” is not a date that can be read. Write it as 3/11/2026."),
            (
                "16 · Ann / Ann 14 · born_on 2030-11-03 ✗ The date of birth is in the future. Check it. ~ "
                "“3/11/2030” read as 3 November 2030."
            ),
            "17 · Ann / Ann 15 ✗ Date of birth: “1/1/1880” would make them 146 years old. Check the year.",
            "18 · Ann / Ann 16 · born_on 1970-11-25",
        ),
        asked="Date of birth: 3/11/1970 = 1970-11-03 or 1970-03-11",
    ),
    "headings_again.csv": Said(
        columns="first_name last_name",
        lines=(
            "2 · Ann / Ann Reed",
            "4 · Bob / Bob Shah",
        ),
        remarks=("Row 5, “Page 2 of 2”, was passed over: it is a note under the list.",),
    ),
    "hidden_rows.xlsx": Said(
        columns="full_name phone",
        lines=(
            "2 · Ann / Ann Reed · phone 07700 900111",
            "3 · Bob / Bob Shah · phone 07700 900112",
        ),
    ),
    "libreoffice.ods": NUMBERS,
    "libreoffice.xls": NUMBERS,
    "real_dates_and_numbers.xlsx": NUMBERS,
    "libreoffice_as_shown_semicolon.csv": AS_TEXT,
    "libreoffice_quoted_not_as_shown.csv": AS_TEXT,
    "libreoffice_utf16_tab.csv": AS_TEXT,
    "libreoffice_from_csv.xlsx": Said(
        columns="last_name first_name preferred_name born_on phone email programme completed_on share",
        lines=(
            (
                "2 · Renée / Renée O’Brien · phone 07700 900101 · email renee@example.org · born_on 1970-11-25 · "
                "programme Spring 2026 · completed_on 2026-06-13 · share yes"
            ),
            (
                "3 · Luke / Łukasz Kowalski · phone 07700 900102 · born_on 1968-03-04 · programme Spring 2026 · "
                "completed_on 2026-06-13 · share no ~ Date of birth: 4 March 1968 may have day and month the wrong "
                "way round, as other dates in this column are day first and stand as text. Check it."
            ),
            (
                "4 · Zoë / Zoë Smith, née Jones · email zoe@example.org · programme Spring 2026 · completed_on "
                "2026-06-13"
            ),
        ),
    ),
    "libreoffice_merged.csv": Said(
        columns="programme full_name completed_on",
        lines=(
            "2 · Ann / Ann Reed · programme Spring 2026 · completed_on 2026-06-13",
            "3 · Bob / Bob Shah",
            "4 · Cy / Cy Lee",
            "5 · Di / Di Cole · programme Autumn 2026 · completed_on 2026-10-13",
            "6 · Ed / Ed Moss · completed_on 2026-10-14",
            "7 · Flo / Flo Nash",
        ),
    ),
    "libreoffice_merged.ods": MERGED,
    "libreoffice_merged.xls": MERGED,
    "programme_merged_down.xlsx": MERGED,
    "links_rich_text_formulas.xlsx": Said(
        columns="full_name email programme",
        lines=(
            "2 · Ann / Ann Reed · email ann@example.org · programme PMP 14",
            (
                "3 · Bob / Bob Shah · email bob@example.org ~ Email: “Bob Shah <bob@example.org>; b@example.org” "
                "holds more than one address; the first was taken."
            ),
        ),
    ),
    "many_problems.csv": Said(
        columns="first_name last_name born_on phone email completed_on",
        lines=(
            (
                "2 · completed_on 2027-01-01 ✗ Date of birth: “31/2/1970” is no day of any calendar. Check the day "
                "and the month. ✗ The phone number does not look like a phone number. Check the digits, or leave it "
                "empty. ✗ The email address does not look like an email address. Check it, or leave it empty. ✗ "
                "Preferred name is missing. Please fill it in. ✗ The completion date is in the future. Someone can "
                "be referred from the day they complete the programme."
            ),
            (
                "3 · "
                "AnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnA"
                "nnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnn / "
                "AnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnA"
                "nnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnnAnn Reed ✗ Preferred name has 150 characters; the "
                "most is 120. Please shorten it. ✗ Full name has 155 characters; the most is 120. Please shorten it."
            ),
            "4 · Reed /  ~ There is only a surname, so they are called Reed.",
        ),
    ),
    "month_first.csv": Said(
        columns="full_name born_on",
        lines=(
            "2 · Ann / Ann Reed · born_on 1970-11-25",
            "3 · Bob / Bob Shah · born_on 1968-03-04",
        ),
    ),
    "month_first_elsewhere.csv": Said(
        columns="full_name born_on completed_on",
        lines=(
            "2 · Ann / Ann Reed · born_on 1970-11-25 · completed_on 2026-03-04",
            "3 · Bob / Bob Shah · born_on 1968-03-04 · completed_on 2026-03-05",
        ),
    ),
    "nhs_numbers_in_text.csv": Said(
        columns="full_name phone best_hopes programme",
        lines=(
            (
                "2 · Ann / Ann Reed · best_hopes Sleep. NHS · programme PMP ~ Name: an NHS number was left out. ~ "
                "Phone: an NHS number was left out. ~ Best hopes: an NHS number was left out. ~ Programme: an NHS "
                "number was left out."
            ),
        ),
    ),
    "no_headings.csv": Said(
        columns="full_name born_on phone email",
        lines=(
            "1 · Ann / Ann Reed · phone 07700 900111 · email ann@example.org · born_on 1950-12-25",
            "2 · Bob / Bob Shah · phone 07700 900112 · email bob@example.org · born_on 1951-12-26",
        ),
        remarks=("This list has no headings, so its columns are called by their letters.",),
    ),
    "no_known_headings.xlsx": Said(
        columns="full_name born_on phone",
        lines=("2 · Ann / Ann Reed · phone 07700 900111 · born_on 1950-12-25",),
    ),
    "numbered_lines.xlsx": Said(
        columns="nothing full_name born_on",
        lines=(
            "2 · Ann / Ann Reed · born_on 1950-12-25",
            "3 · Bob / Bob Shah · born_on 1951-12-26",
        ),
        remarks=("Row 6, “Total: 2”, was passed over: it is a note under the list.",),
    ),
    "one_name_column.csv": Said(
        columns="full_name nothing",
        lines=(
            "2 · Jane / Jane Smith",
            "3 · Jane / Jane Smith",
            "4 · Janie / Jane Smith",
            "5 · Jane / Jane Smith",
            "6 · Jane / Jane O'Brien-McDonald",
            "7 · P. / P. van der Berg",
            "8 · María / María José de la Cruz",
            "9 · Élodie / Élodie D’Arcy",
            "10 · Ann / Ann MacDonald",
            "11 · Ann / Ann MacDonald ~ Surname in capitals, written as MacDonald.",
            "12 · Jane / Jane Smith",
            "13 · Mrs Smith / ",
            "14 · Bob / Robert Ng",
            "15 · Prince / ",
            "16 · 12345 /  ✗ “12345” is no name. Check which column holds the names.",
        ),
    ),
    "phone_shapes.csv": Said(
        columns="full_name phone",
        lines=(
            "2 · Ann / Ann A · phone 07700 900123 ~ Phone: the first 0 was put back.",
            "3 · Ann / Ann B · phone 07700 900123 ~ Phone: the first 0 was put back.",
            "4 · Ann / Ann C · phone 07700 900123",
            "5 · Ann / Ann D · phone 07700 900123",
            "6 · Ann / Ann E · phone 07700 900123",
            (
                "7 · Ann / Ann F ✗ The phone number lost digits in the spreadsheet: it says “7.70E+09”. Set the "
                "column to Text there and type the number again, or leave it empty."
            ),
            (
                "8 · Ann / Ann G · phone 07700 900123 ~ Phone: “07700 900123 / 0161 496 0000” holds more than one "
                "number; the first was taken."
            ),
            (
                "9 · Ann / Ann H · phone 07700 900123 ~ Phone: of “Mob: 07700 900123 (daughter)” only the number was "
                "taken."
            ),
            "10 · Ann / Ann I · phone 0161 496 0000 x12",
            "11 · Ann / Ann J",
            "12 · Ann / Ann K · phone 0161 496 0000 ~ Phone: the first 0 was put back.",
            (
                "13 · Ann / Ann L · phone 12 ✗ The phone number does not look like a phone number. Check the digits, "
                "or leave it empty."
            ),
            "14 · Ann / Ann M ~ Phone: an NHS number was left out.",
            (
                "15 · Ann / Ann N · phone ask her sister ✗ The phone number does not look like a phone number. Check "
                "the digits, or leave it empty."
            ),
        ),
    ),
    "quoted_newlines.csv": Said(
        columns="full_name best_hopes contact_when adjustments without_adjustments",
        lines=(
            (
                "2 · Amina / Amina Yusuf · contact_when Mornings, not Fridays · best_hopes To walk the dog,\nand to "
                "sleep"
            ),
            '3 · Tom / Tom Hill · adjustments A chair\nwith arms · without_adjustments He cannot "perch"',
            (
                "4 · Sue / Sue Dale · adjustments A chair with arms ~ Before they are referred, say what happens "
                "without the adjustments."
            ),
        ),
    ),
    "sep_line.csv": WESTERN,
    "windows1252_semicolon.csv": WESTERN,
    "several_worksheets.xlsx": Said(
        columns="full_name phone",
        lines=("2 · Bob / Bob Shah · phone 07700 900112",),
        remarks=("Read from the worksheet “Spring”. Not read: “Notes”, “Summer”, “Empty”.",),
    ),
    "surname_then_forename.csv": Said(
        columns="full_name phone",
        lines=(
            "2 · Pieter / Pieter van Dyk · phone 07700 900111",
            "3 · Ann / Ann Mary Reed · phone 07700 900112",
        ),
    ),
    "table_with_total.xlsx": Said(
        columns="preferred_name last_name born_on phone programme",
        lines=(
            "4 · Ann / Ann Reed · phone 07700 900111 · born_on 1950-12-25 ~ Phone: the first 0 was put back.",
            "5 · Bob / Bob Shah · phone 07700 900112 · born_on 1951-12-26 ~ Phone: the first 0 was put back.",
        ),
        remarks=("Row 6, “Total”, was passed over: it is a note under the list.",),
    ),
    "title_and_footer.csv": Said(
        columns="first_name last_name born_on",
        lines=(
            "5 · Ann / Ann Reed · born_on 1950-12-25",
            "7 · Bob / Bob Shah · born_on 1951-12-26",
        ),
        remarks=(
            "Row 9, “Total: 2”, was passed over: it is a note under the list.",
            "Row 10, “Confidential. Printed by the ward clerk”, was passed over: it is a note under the list.",
            "Row 12, “Prepared by J. Clerk”, was passed over: it is a note under the list.",
        ),
    ),
    "title_merged.xlsx": Said(
        columns="first_name last_name phone",
        lines=(
            "5 · Ann / Ann Reed · phone 07700 900111",
            "7 · Bob / Bob Shah · phone 07700 900112",
        ),
    ),
    "two_line_headings.xlsx": Said(
        columns="full_name born_on phone phone share feedback",
        lines=(
            "3 · Ann / Ann Reed · phone 0161 496 0000 · born_on 1950-12-25 · share yes · feedback yes",
            "4 · Bob / Bob Shah · phone 07700 900112 · born_on 1951-12-26 · share no",
        ),
    ),
}
