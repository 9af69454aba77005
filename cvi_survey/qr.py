"""QR codes as drawings of our own, to put into a page."""

from io import BytesIO

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH = 100
# Letters of the usual fonts are about so wide, in parts of their size.
LETTER_WIDTH = 0.58
LARGEST_LETTERS = 8.0


def qr_svg(text: str) -> SafeString:
    """A QR code of `text` as inline SVG: black on white with its margin, in any scheme.

    It is hidden from screen readers; the link itself stands beside it.
    """
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=4,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
        nl=False,
    )
    drawing = out.getvalue().decode()
    hidden = drawing.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return mark_safe(hidden)  # noqa: S308 (segno draws; the text is in the modules, not the markup)


def qr_with_letters(link: str) -> SafeString:
    """A drawing by itself: the QR code of a link, and below it the link as people type it."""
    host, slash, path = link.partition("://")[2].partition("/")
    longest = max(len(host), len(path) + 1)
    size = min(LARGEST_LETTERS, (WIDTH - 8) / (LETTER_WIDTH * longest))
    line = 1.25 * size
    # Figures as texts: `format_html` escapes what it is given, so it cannot round.
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        '<rect width="{width}" height="{height}" fill="#fff"/>'
        '<svg width="{width}" height="{width}">{code}</svg>'
        '<g font-size="{size}" font-family="sans-serif" font-weight="700" text-anchor="middle">'
        '<text x="{middle}" y="{first}">{host}</text>'
        '<text x="{middle}" y="{second}">{slash}{path}</text></g></svg>',
        code=qr_svg(link),
        width=str(WIDTH),
        middle=str(WIDTH // 2),
        height=f"{WIDTH + 2.4 * line:.2f}",
        size=f"{size:.2f}",
        first=f"{WIDTH + 0.7 * line:.2f}",
        second=f"{WIDTH + 1.7 * line:.2f}",
        host=host,
        slash=slash,
        path=path,
    )
