"""Reading a finished sheet back: its words, its tags, and what a screen reader is told of it."""

import io

from pypdf import PdfReader


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def text(made: bytes) -> str:
    """Its words, without how the lines fell."""
    (page,) = read(made).pages
    return " ".join(page.extract_text().replace("\u200b", "").split())


def tags(made: bytes) -> list[str]:
    """The kinds of its structure's elements, in the order in which they are read out."""
    return roles(read(made).trailer["/Root"]["/StructTreeRoot"].get_object())


def roles(element: object) -> list[str]:
    """The kinds of an element and of everything in it."""
    if isinstance(element, list):
        return [role for one in element for role in roles(one.get_object() if hasattr(one, "get_object") else one)]
    if not isinstance(element, dict):
        return []
    own = [str(element["/S"])] if "/S" in element else []
    inner = element.get("/K", [])
    return own + roles(inner.get_object() if hasattr(inner, "get_object") else inner)


def assert_tagged(made: bytes, title: str, pages: int = 1) -> None:
    """It is so many pages, tagged as PDF/UA asks, of that title and in British English."""
    pdf = read(made)
    root = pdf.trailer["/Root"]
    assert len(pdf.pages) == pages
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert pdf.metadata is not None
    assert pdf.metadata.title == title
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
