"""A QR code: the one place that knows how it is made."""


def qr_code(text: str) -> str:
    """`text` as a QR code in SVG of any size, dark on white also in the dark, with the quiet edge that cameras need."""
    import segno  # only who opens the section needs it

    # Without a size of its own it scales as a whole; with one it would be cut off.
    made: str = segno.make_qr(text, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return made
