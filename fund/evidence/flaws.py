"""The limits of an upload, and what may be wrong with one: exit codes of the child process, and sentences."""

from enum import IntEnum

from fund.core.errors import Refusal

MOST_MEGABYTES = 10
MOST_PAGES = 20
MOST_MEGAPIXELS = 40


class Flaw(IntEnum):
    """What is wrong with an upload."""

    EMPTY = 10
    TOO_LARGE = 11
    UNKNOWN = 12
    HEIC = 13
    DAMAGED = 14
    TOO_MANY_PAGES = 15
    PASSWORD = 16
    TOO_MANY_PIXELS = 17
    TOO_HEAVY = 18


_SENTENCES = {
    Flaw.EMPTY: Refusal("Dit bestand is leeg. Kies het opnieuw."),
    Flaw.TOO_LARGE: Refusal(
        "Dit bestand is te groot: ten hoogste %(most)s MB. Maak een kleinere foto of scan.", most=MOST_MEGABYTES
    ),
    Flaw.UNKNOWN: Refusal(
        "Dit bestand is geen JPEG, PNG of PDF, ook al heet het misschien zo. Sla het op als JPEG, PNG of PDF."
    ),
    Flaw.HEIC: Refusal(
        "Dit is een HEIC-foto van een iPhone. Die kunnen wij niet lezen. Maak er een schermafbeelding van en kies die."
    ),
    Flaw.DAMAGED: Refusal("Dit bestand is beschadigd. Maak een nieuwe foto of scan."),
    Flaw.TOO_MANY_PAGES: Refusal(
        "Dit bestand heeft te veel pagina's: ten hoogste %(most)s. Stuur alleen wat nodig is.", most=MOST_PAGES
    ),
    Flaw.PASSWORD: Refusal("Deze PDF heeft een wachtwoord. Sla de PDF op zonder wachtwoord."),
    Flaw.TOO_MANY_PIXELS: Refusal("Deze afbeelding is te groot: ten hoogste %(most)s megapixel.", most=MOST_MEGAPIXELS),
    Flaw.TOO_HEAVY: Refusal("Dit bestand is te zwaar om te lezen. Maak een gewone foto of scan."),
}


def refusal(flaw: Flaw) -> Refusal:
    """Return the refusal that says what is wrong, and what to do about it."""
    sentence = _SENTENCES[flaw]
    return Refusal(sentence.message, **sentence.values, beside="file")
