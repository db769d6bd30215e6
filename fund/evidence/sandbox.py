"""Rebuild an upload in a child process that has little memory, little time and writes nothing."""

import subprocess
import sys
from pathlib import Path

from fund.evidence.flaws import MOST_MEGABYTES, Flaw, refusal

SECONDS = 25
MEDIA = "image/jpeg"
_TOP = Path(__file__).parents[2]
_FLAWS = frozenset(Flaw)


def rebuilt(upload: bytes) -> list[bytes]:
    """Return the upload's pages as new JPEGs (media type MEDIA).

    Raises:
        Refusal: says what is wrong with the upload.
    """
    if len(upload) > MOST_MEGABYTES * 1024**2:  # here, so that no child reads it
        raise refusal(Flaw.TOO_LARGE)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "fund.evidence.rebuild"],
            input=upload,
            capture_output=True,
            timeout=SECONDS,
            cwd=_TOP,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refusal(Flaw.TOO_HEAVY) from None
    if child.returncode == 0:
        return _cut(child.stdout)
    # killed by a limit, or crashed on what it read: there is nothing more to tell
    raise refusal(Flaw(child.returncode) if child.returncode in _FLAWS else Flaw.TOO_HEAVY)


def _cut(answer: bytes) -> list[bytes]:
    pages = []
    while answer:
        end = 4 + int.from_bytes(answer[:4])
        pages.append(answer[4:end])
        answer = answer[end:]
    return pages
