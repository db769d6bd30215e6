"""The envelope of everything that is sealed: AES-256-GCM, bound to its place.

Its bytes: key id (16), nonce (12), ciphertext with tag.
"""

from secrets import token_bytes
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fund.core.errors import Refusal

SECRET_BYTES = 32
ID_BYTES = 16
NONCE_BYTES = 12


def new_secret() -> bytes:
    """Return a new random key."""
    return token_bytes(SECRET_BYTES)


def close(key_id: UUID, secret: bytes, plain: bytes, place: str) -> bytes:
    """Seal bytes to a place; they can't be opened at another one."""
    nonce = token_bytes(NONCE_BYTES)
    return key_id.bytes + nonce + AESGCM(secret).encrypt(nonce, plain, place.encode())


def key_id_of(envelope: bytes) -> UUID:
    """Return the id of the key that opens it."""
    if len(envelope) < ID_BYTES + NONCE_BYTES:
        raise Refusal("Deze gegevens zijn beschadigd. Waarschuw de beheerder.")
    return UUID(bytes=envelope[:ID_BYTES])


def open_(envelope: bytes, secret: bytes, place: str) -> bytes:
    """Open sealed bytes at their place.

    Raises:
        Refusal: when the bytes, the place or the key differ from when they were sealed.
    """
    nonce, sealed = envelope[ID_BYTES : ID_BYTES + NONCE_BYTES], envelope[ID_BYTES + NONCE_BYTES :]
    try:
        return AESGCM(secret).decrypt(nonce, sealed, place.encode())
    except InvalidTag:
        raise Refusal("Deze gegevens zijn beschadigd. Waarschuw de beheerder.") from None
