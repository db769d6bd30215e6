"""One envelope for all that is sealed: key id (16 bytes), nonce (12), ciphertext with tag; AES-256-GCM, bound to its place."""

from secrets import token_bytes
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fund.core.errors import Refusal

SECRET_BYTES = 32
ID_BYTES = 16
NONCE_BYTES = 12


def new_secret() -> bytes:
    """Return a new key."""
    return token_bytes(SECRET_BYTES)


def close(key_id: UUID, secret: bytes, plain: bytes, place: str) -> bytes:
    """Seal bytes to a place: elsewhere they don't open."""
    nonce = token_bytes(NONCE_BYTES)
    return key_id.bytes + nonce + AESGCM(secret).encrypt(nonce, plain, place.encode())


def key_id_of(envelope: bytes) -> UUID:
    """Read which key opens it."""
    if len(envelope) < ID_BYTES + NONCE_BYTES:
        raise Refusal("Deze gegevens zijn beschadigd. Waarschuw de beheerder.")
    return UUID(bytes=envelope[:ID_BYTES])


def open_(envelope: bytes, secret: bytes, place: str) -> bytes:
    """Open bytes at their place.

    Raises:
        Refusal: when a bit, the place or the key is another than when it was sealed.
    """
    nonce, sealed = envelope[ID_BYTES : ID_BYTES + NONCE_BYTES], envelope[ID_BYTES + NONCE_BYTES :]
    try:
        return AESGCM(secret).decrypt(nonce, sealed, place.encode())
    except InvalidTag:
        raise Refusal("Deze gegevens zijn beschadigd. Waarschuw de beheerder.") from None
