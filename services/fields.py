"""Reading what people typed: trimmed, checked, and all problems reported together."""

import unicodedata
from datetime import date

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from models import LINE, NAME, PARAGRAPH
from services.errors import Invalid, Problem


class Checks:
    """Collects every problem of one form, then raises once.

    >>> check = Checks()
    >>> name = check.name("preferred_name", "Preferred name", "  Amina ")
    >>> check.done()
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def problem(self, field: str, message: str) -> None:
        problem = Problem(field, message)
        if problem not in self._problems:
            self._problems.append(problem)

    def that(self, ok: bool, field: str, message: str) -> None:
        if not ok:
            self.problem(field, message)

    def done(self) -> None:
        """Raises:
        Invalid: when anything needs mending.
        """
        if self._problems:
            raise Invalid(*self._problems)

    def name(self, field: str, label: str, value: str | None, *, required: bool = True) -> str:
        return self._text(field, label, value, NAME, required, lines=False)

    def line(self, field: str, label: str, value: str | None, *, required: bool = False) -> str:
        return self._text(field, label, value, LINE, required, lines=False)

    def paragraph(self, field: str, label: str, value: str | None, *, required: bool = False) -> str:
        return self._text(field, label, value, PARAGRAPH, required, lines=True)

    def phone(self, field: str, label: str, value: str | None) -> str:
        """A number as people in the United Kingdom write it; empty when none was given."""
        text = self.line(field, label, value)
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "GB")
        except phonenumbers.NumberParseException:
            number = None
        # A number without its area, possible within one, is half a number here.
        whole = phonenumbers.ValidationResult.IS_POSSIBLE
        if number is None or phonenumbers.is_possible_number_with_reason(number) != whole:
            self.problem(field, f"{label} does not look like a phone number. Check the digits, or leave it empty.")
            return text
        national = number.country_code == 44
        shape = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, shape)

    def email(self, field: str, label: str, value: str | None) -> str:
        text = self.line(field, label, value)
        if not text:
            return ""
        try:
            return validate_email(text, check_deliverability=False).normalized
        except EmailNotValidError:
            self.problem(field, f"{label} does not look like an email address. Check it, or leave it empty.")
            return text

    def day(self, field: str, label: str, value: date | None) -> date:
        """A date that must be given. `date.min` stands in for a missing one until `done` refuses.

        Compare it with another date only when both were given: a follow-up problem would say nothing true.
        """
        if value is None:
            self.problem(field, f"{label} is missing. Choose a date.")
            return date.min
        return value

    def _text(self, field: str, label: str, value: str | None, most: int, required: bool, *, lines: bool) -> str:
        text = unicodedata.normalize("NFC", (value or "").replace("\r\n", "\n")).strip()
        if required and not text:
            self.problem(field, f"{label} is missing. Please fill it in.")
        if len(text) > most:
            self.problem(field, f"{label} has {len(text)} characters; the most is {most}. Please shorten it.")
        if any(_hidden(character) and not (lines and character in "\n\t") for character in text):
            self.problem(
                field,
                f"{label} contains a hidden character that cannot be kept. Delete it and type it again.",
            )
        return text


def is_phone_number(text: str) -> bool:
    """Whether it is a number that is really in use for telephones."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _hidden(character: str) -> bool:
    # Cc: control characters, NUL among them. Cs: lone surrogates, which no database takes.
    return unicodedata.category(character) in {"Cc", "Cs"}
