"""Invented evidence for the demo: a page with black bars where a name would be."""

from io import BytesIO

from PIL import Image, ImageDraw


def png(title: str, lines: list[str]) -> bytes:
    """Return an A5 page as a PNG, with a title, black bars, and these lines."""
    picture = Image.new("RGB", (420, 595), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((32, 32), title, fill="#111")
    for row in range(3):
        draw.rectangle((32, 64 + row * 18, 180 - row * 24, 77 + row * 18), fill="black")
    for row, line in enumerate(lines):
        draw.text((32, 140 + row * 22), line, fill="#222")
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
