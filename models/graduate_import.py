"""Lists of people brought in from a spreadsheet, and what a clinic's own column headings mean."""

from pydantic import AwareDatetime
from sqlmodel import Field

from models.base import NAME, Base


class GraduateImport(Base, table=True):
    """One confirmed import. What it made carries its id, so that it can be undone whole."""

    __tablename__ = "graduate_import"

    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    # Names the preview that was confirmed: sent twice by a double click, it imports once.
    form: str = Field(max_length=64, unique=True)
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    undone_at: AwareDatetime | None = None
    undone_by_id: int | None = Field(default=None, foreign_key="account.id")


class UndoneFeedback(Base, table=True):
    """Somebody on file to whom a list gave a feedback consent, until it was undone.

    Nobody's statement: what they said is as if the list had never been. But from `at` to `undone_at` of the import an
    exact figure may have counted them, so they stand in neither part of the group sessions of that time (R26).
    """

    __tablename__ = "undone_feedback"

    graduate_id: int = Field(foreign_key="graduate.id", primary_key=True)
    import_id: int = Field(foreign_key="graduate_import.id", primary_key=True)


class ImportHeading(Base, table=True):
    """What a clinic's column of this heading holds, as it said the last time. Never anybody's data."""

    __tablename__ = "import_heading"

    clinic_id: int = Field(foreign_key="clinic.id", primary_key=True)
    heading: str = Field(max_length=NAME, primary_key=True)
    holds: str = Field(max_length=NAME)
