"""Of a file only its pixels are kept; what can't be taken is refused in a sentence."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from fund.core.errors import Refusal
from fund.evidence import sandbox
from fund.evidence.rebuild import LONGEST_SIDE
from fund.evidence.sandbox import rebuilt
from tests.evidence import uploads
from tests.evidence.uploads import CANARY


def _opened(page: bytes) -> Image.Image:
    return Image.open(BytesIO(page))


def _markers(page: bytes) -> set[int]:
    """Return the kinds of segments before the pixels."""
    found, place = set(), 2
    while page[place + 1] != 0xDA:
        found.add(page[place + 1])
        place += 2 + int.from_bytes(page[place + 2 : place + 4])
    return found


@pytest.mark.parametrize("upload", [uploads.jpeg(), uploads.png(), uploads.pdf()], ids=["jpeg", "png", "pdf"])
def test_no_place_device_comment_profile_or_thumbnail_survives(upload: bytes) -> None:
    assert CANARY.encode() in upload  # it was there
    (page,) = rebuilt(upload)
    assert CANARY.encode() not in page and CANARY.encode("utf-16-le") not in page
    shown = _opened(page)
    assert (
        shown.format == "JPEG"
        and not shown.getexif()
        and set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    )
    assert _markers(page) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF, tables, frame: no APP1, APP2, COM
    assert page.endswith(b"\xff\xd9")


def test_the_planted_jpeg_told_where_it_was_taken() -> None:
    told = Image.open(BytesIO(uploads.jpeg())).getexif()
    assert told.get_ifd(0x8825)[29] == CANARY and {0xE1, 0xE2, 0xFE} <= _markers(uploads.jpeg())


def test_the_picture_itself_survives() -> None:
    for upload, colour in ((uploads.jpeg(), (254, 0, 0)), (uploads.png(), (254, 0, 0)), (uploads.pdf(), (0, 0, 254))):
        shown = _opened(rebuilt(upload)[0])
        seen = shown.getpixel((shown.width // 2, shown.height // 2))
        assert isinstance(seen, tuple) and all(abs(one - two) < 4 for one, two in zip(seen, colour, strict=True))


def test_a_photo_taken_sideways_stands_upright() -> None:
    assert _opened(rebuilt(uploads.jpeg(orientation=6))[0]).size == uploads.TALL[::-1]


def test_what_is_see_through_becomes_white() -> None:
    shown = _opened(rebuilt(uploads.png(Image.new("RGBA", (20, 20), (0, 0, 0, 0))))[0])
    assert shown.mode == "RGB" and shown.getpixel((5, 5)) == (255, 255, 255)


def test_other_colour_modes_are_taken() -> None:
    assert _opened(rebuilt(uploads.jpeg(uploads.picture().convert("CMYK")))[0]).mode == "RGB"
    assert _opened(rebuilt(uploads.png(uploads.picture().convert("P")))[0]).mode == "RGB"


def test_a_large_photo_is_made_smaller() -> None:
    assert max(_opened(rebuilt(uploads.png(uploads.picture((3000, 1000))))[0]).size) == LONGEST_SIDE


def test_every_page_of_a_pdf_is_there_and_none_is_too_large() -> None:
    assert len(rebuilt(uploads.pdf(pages=20))) == 20
    assert max(_opened(rebuilt(uploads.pdf(size=(14400, 14400)))[0]).size) <= LONGEST_SIDE


REFUSED = {
    "empty": (b"", "leeg"),
    "too large": (uploads.jpeg() + b"\0" * (10 * 1024**2), "te groot: ten hoogste 10 MB"),
    "unknown": (b"just some text", "geen JPEG, PNG of PDF"),
    "renamed program": (b"MZ\x90\0" + bytes(300), "geen JPEG, PNG of PDF"),
    "renamed web page": (b"<!doctype html><script>1</script>", "geen JPEG, PNG of PDF"),
    "GIF": (b"GIF89a" + bytes(100), "geen JPEG, PNG of PDF"),
    "HEIC": (b"\0\0\0\x18ftypheic" + bytes(60), "HEIC"),
    "a film": (b"\0\0\0\x18ftypisom" + bytes(60), "geen JPEG, PNG of PDF"),
    "letters of HEIC": (b"\0\0\0\x18noneheic" + bytes(60), "geen JPEG, PNG of PDF"),
    "cut JPEG": (uploads.jpeg(uploads.picture((400, 400)))[:-3000], "beschadigd"),
    "cut PNG": (uploads.png()[:60], "beschadigd"),
    "hollow JPEG": (b"\xff\xd8\xff\xe0" + b"\0" * 50, "beschadigd"),
    "hollow PDF": (b"%PDF-1.7\nnothing", "beschadigd"),
    "PDF without pages": (uploads.pdf(pages=0), "beschadigd"),
    "too many pages": (uploads.pdf(pages=21), "te veel pagina's: ten hoogste 20"),
    "password": (uploads.locked_pdf(), "wachtwoord"),
    "too many pixels": (uploads.png_of_size(8000, 6000), "ten hoogste 40 megapixel"),
    "bomb": (uploads.png_of_size(60_000, 60_000), "megapixel"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_in_a_sentence(name: str) -> None:
    upload, said = REFUSED[name]
    with pytest.raises(Refusal, match=said):
        rebuilt(upload)


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.01)
    with pytest.raises(Refusal, match="te zwaar"):
        rebuilt(uploads.jpeg())


def _in_the_child(program: str) -> subprocess.CompletedProcess[bytes]:
    bound = f"from fund.evidence.rebuild import _bound; _bound(); {program}"
    return subprocess.run([sys.executable, "-c", bound], capture_output=True, check=False)


def test_a_child_gets_no_more_memory_time_or_files_than_it_needs(tmp_path: Path) -> None:
    assert b"MemoryError" in _in_the_child("bytearray(2 * 1024**3)").stderr
    assert b"(20, 20)" in _in_the_child("import resource; print(resource.getrlimit(resource.RLIMIT_CPU))").stdout
    kept = tmp_path / "kept"
    assert b"File too large" in _in_the_child(f"import pathlib; pathlib.Path({str(kept)!r}).write_text('x')").stderr
    assert not kept.read_bytes()


def test_a_child_that_breaks_says_that_the_file_is_too_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Refusal, match="te zwaar"):
        rebuilt(uploads.jpeg())
