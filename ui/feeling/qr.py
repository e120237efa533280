"""A QR code: the one place that knows how it is made."""


def qr_code(text: str) -> str:
    """`text` as a QR code in SVG, dark on white in light and dark alike, with the quiet edge that cameras need."""
    import segno  # only who opens the section needs it

    made: str = segno.make_qr(text, error="m").svg_inline(scale=8, border=4, dark="#000", light="#fff")
    return made
