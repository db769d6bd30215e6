"""Uploads with something hidden in them, made by hand."""

import zlib
from io import BytesIO
from struct import pack

from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = "CANARY-Kerkstraat-12"
TALL = (40, 60)


def picture(size: tuple[int, int] = TALL, colour: str = "red") -> Image.Image:
    """Return a plain picture."""
    return Image.new("RGB", size, colour)


def jpeg(shown: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Return a JPEG with place, device, comment, colour profile and a thumbnail in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, CANARY, CANARY
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 12.0), 3: "E", 4: (4.0, 53.0, 42.0), 29: CANARY})
    made = BytesIO()
    (shown or picture()).save(made, "JPEG", exif=exif, comment=CANARY, icc_profile=CANARY.encode() * 20, quality=95)
    return made.getvalue() + CANARY.encode()


def png(shown: Image.Image | None = None) -> bytes:
    """Return a PNG with texts in it, and something behind its end."""
    told = PngInfo()
    told.add_text("Author", CANARY)
    told.add_itxt("Comment", CANARY, zip=True)
    exif = Image.Exif()
    exif[0x010F] = CANARY
    made = BytesIO()
    (shown or picture()).save(made, "PNG", pnginfo=told, exif=exif, icc_profile=CANARY.encode())
    return made.getvalue() + CANARY.encode()


def pdf(pages: int = 1, size: tuple[int, int] = (200, 300), inside: bytes | None = None, extra: bytes = b"") -> bytes:
    """Return a PDF that shows a photo on each page and tells of its maker; `extra` goes into the trailer."""
    photo = inside or jpeg(picture((80, 120), "blue"))
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + number) for number in range(pages))
    drawing = b"q %d 0 0 %d 0 0 cm /Photo Do Q" % size
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /XObject /Subtype /Image /Width 80 /Height 120 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(photo), photo),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /XObject << /Photo 3 0 R >> >> >>" % size
    )
    parts += [page] * pages
    parts.append(b"<< /Author (%s) /Title (%s) >>" % (CANARY.encode(), CANARY.encode()))
    return _written(parts, b"/Root 1 0 R /Info %d 0 R %s" % (len(parts), extra))


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    hexed = b"<%s>" % (b"41" * 32)
    lock = b"/Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s" % (hexed, hexed)
    return pdf(extra=b"/Encrypt << %s >> /ID [%s %s]" % (lock, hexed, hexed))


def png_of_size(width: int, height: int) -> bytes:
    """Return a small PNG that says it is huge and really unfolds to that."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    pixels = zlib.compressobj()
    row = b"\0" * (width // 8 + 1)
    packed = b"".join(pixels.compress(row) for _ in range(height)) + pixels.flush()
    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _written(parts: list[bytes], trailer: bytes) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(parts) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        table,
        count,
        trailer,
        len(made),
    )
