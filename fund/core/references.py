"""References that people read aloud: unguessable, without date or region, encoded from bytes handed in."""

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"  # no vowels: no words; no 0, 1: no doubt


def _letters(source: bytes, count: int) -> str:
    number = int.from_bytes(source)
    if len(source) < count:
        raise ValueError(f"{count} bytes needed")
    letters = ""
    for _ in range(count):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return letters


def claim(source: bytes) -> str:
    """Write a claim's reference from at least 8 random bytes.

    >>> claim(bytes(range(8)))
    'VF-8K8L-YF'
    """
    letters = _letters(source, 6)
    return f"VF-{letters[:4]}-{letters[4:]}"


def resident(source: bytes) -> str:
    """Write a resident's pseudonym (valid in one region) from at least 8 random bytes."""
    return f"R-{_letters(source, 4)}"


def bank(source: bytes) -> str:
    """Write an end-to-end or message id for the bank from at least 16 random bytes: 16 letters that tell nothing."""
    return _letters(source, 16)
