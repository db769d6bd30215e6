"""Rebuild an upload from its pixels: `python -m fund.evidence.rebuild` reads a file and writes its pages as new JPEGs.

Nothing of the file itself is kept, so no place, device, comment, profile, thumbnail or hidden layer survives. It runs
as a child process with limits (see sandbox.py), since a stranger made what it opens. It writes for each page its length
in 4 bytes and then the page; or it exits with a flaw as its code.
"""

import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from fund.evidence.flaws import MOST_MEGAPIXELS, MOST_PAGES, Flaw

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
LONGEST_SIDE = 2400  # 200 dots an inch on A4: small print stays readable
DOTS_AN_INCH, POINTS_AN_INCH = 200, 72
QUALITY = 88
PDF_PASSWORD = 4  # FPDF_ERR_PASSWORD
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")

Image.MAX_IMAGE_PIXELS = None  # our own limit applies, and explains itself in a sentence


class Flawed(Exception):
    """An upload that cannot be accepted."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.name)
        self.flaw = flaw


def pages(upload: bytes) -> Iterator[bytes]:
    """Return the pages as new JPEGs; the first bytes decide what it is, never a file name.

    Raises:
        Flawed: when it is empty, of another kind, damaged, locked, or has too many pages or pixels.
    """
    if not upload:
        raise Flawed(Flaw.EMPTY)
    if upload.startswith(b"\xff\xd8\xff"):
        return iter([_picture(upload, "JPEG")])
    if upload.startswith(b"\x89PNG\r\n\x1a\n"):
        return iter([_picture(upload, "PNG")])
    if upload.startswith(b"%PDF-"):
        return _document(upload)
    heic = upload[4:8] == b"ftyp" and upload[8:12] in HEIC_BRANDS
    raise Flawed(Flaw.HEIC if heic else Flaw.UNKNOWN)


def _picture(upload: bytes, kind: str) -> bytes:
    try:
        with Image.open(BytesIO(upload), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_MEGAPIXELS * 10**6:
                raise Flawed(Flaw.TOO_MANY_PIXELS)
            picture.load()
            return _page(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError) as error:
        raise Flawed(Flaw.DAMAGED) from error


def _document(upload: bytes) -> Iterator[bytes]:
    try:
        document = pypdfium2.PdfDocument(upload)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == PDF_PASSWORD
        raise Flawed(Flaw.PASSWORD if locked else Flaw.DAMAGED) from error
    if not len(document):
        raise Flawed(Flaw.DAMAGED)
    if len(document) > MOST_PAGES:
        raise Flawed(Flaw.TOO_MANY_PAGES)
    document.init_forms()  # what was typed into a form belongs to its pixels
    for number in range(len(document)):
        yield _sheet(document, number)


def _sheet(document: pypdfium2.PdfDocument, number: int) -> bytes:
    try:
        page = document[number]
        longest = max(page.get_size())
        scale = min(DOTS_AN_INCH / POINTS_AN_INCH, LONGEST_SIDE / longest)
        return _page(page.render(scale=scale).to_pil())
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError) as error:
        raise Flawed(Flaw.DAMAGED) from error


def _page(picture: Image.Image) -> bytes:
    seen = picture.convert("RGBA")
    clean = Image.new("RGB", seen.size, "white")
    clean.paste(seen, mask=seen.getchannel("A"))
    clean.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    made = BytesIO()
    clean.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),  # writes no file
        (resource.RLIMIT_CORE, 0),  # leaves no image of its memory
    ):
        resource.setrlimit(what, (most, most))


def main(source: BinaryIO, answer: BinaryIO) -> int:
    """Read a file, write its pages; return 0, or the flaw."""
    _bound()
    try:
        for page in pages(source.read()):
            answer.write(len(page).to_bytes(4) + page)
    except Flawed as flawed:
        return int(flawed.flaw)
    except MemoryError:
        return int(Flaw.TOO_HEAVY)
    answer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
