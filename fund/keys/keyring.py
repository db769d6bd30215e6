"""The regions' keys: files in a folder outside the database, each created once and readable by this program only."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fund.core.errors import Refusal
from fund.db import new_id
from fund.keys.envelope import ID_BYTES, SECRET_BYTES, new_secret


@dataclass(frozen=True, slots=True)
class RegionKey:
    """A region's key: it wraps data keys, and a key for each blind index is derived from it."""

    id: UUID
    secret: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """Return the key for one purpose (HKDF-SHA256)."""
        return HKDF(algorithm=hashes.SHA256(), length=SECRET_BYTES, salt=None, info=purpose.encode()).derive(
            self.secret
        )


class Keyring:
    """The keys of all regions that this program serves; once read, a key is kept in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[UUID, RegionKey] = {}

    def __repr__(self) -> str:
        return "<keyring>"

    def key(self, region_id: UUID) -> RegionKey:
        """Return a region's key; raise Refusal when its file is missing or damaged."""
        if region_id not in self._keys:
            self._keys[region_id] = self._read(region_id)
        return self._keys[region_id]

    def found(self, region_id: UUID) -> RegionKey:
        """Create a region's key unless it exists: an existing key is never overwritten."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._path(region_id).exists():
            self._write(region_id)
        return self.key(region_id)

    def _path(self, region_id: UUID) -> Path:
        return self._folder / f"{region_id}.key"

    def _read(self, region_id: UUID) -> RegionKey:
        try:
            stored = self._path(region_id).read_bytes()
        except OSError:
            raise Refusal("De sleutel van deze regio ontbreekt. Waarschuw de beheerder.") from None
        if len(stored) != ID_BYTES + SECRET_BYTES:
            raise Refusal("De sleutel van deze regio is beschadigd. Waarschuw de beheerder.")
        return RegionKey(UUID(bytes=stored[:ID_BYTES]), stored[ID_BYTES:])

    def _write(self, region_id: UUID) -> None:
        # whole or not at all: linking fails where another process was first, and a crash leaves no half-written key
        with NamedTemporaryFile(dir=self._folder) as draft:  # created with mode 0600
            draft.write(new_id().bytes + new_secret())
            draft.flush()
            os.fsync(draft.fileno())
            try:
                os.link(draft.name, self._path(region_id))
            except FileExistsError:
                return
        self._sync_folder()

    def _sync_folder(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
