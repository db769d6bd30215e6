"""Every setting of Kostenfonds, on one page: read from the environment as FUND_..., with safe defaults."""

import secrets
from functools import cached_property
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of an installation. `FUND_DATA` is the folder of the default database (SQLite), keys and secret."""

    model_config = SettingsConfigDict(env_prefix="FUND_", extra="ignore")

    data: Path = Field(
        default=Path("var"), description="Folder of the database (when it is SQLite), the keys and the secret"
    )
    database_url: str = Field(default="", description="The app's role; empty: SQLite in FUND_DATA")
    migrate_url: str = Field(
        default="", description="The owner's role, used only by `fund db upgrade`; empty: the same"
    )
    secret_key: str = Field(default="", description="Signs sessions; empty: made once, kept in FUND_DATA")
    password_salt: str = Field(default="", description="Pepper of passwords; empty: made once, kept in FUND_DATA")
    secure_cookies: bool = Field(
        default=True, description="Cookies travel over https only; `fund demo` switches it off"
    )
    demo: bool = Field(default=False, description="Every page says that all is invented; set by `fund demo`")
    idle_minutes: int = Field(default=15, ge=1, le=60, description="Signed out after this long without use")
    fresh_minutes: int = Field(default=15, ge=1, le=60, description="Money asks for the password again after this long")
    exit_url: str = Field(default="https://www.buienradar.nl/", description="Where the exit button leads")

    @property
    def url(self) -> str:
        """Return the database's address for the app."""
        return self.database_url or f"sqlite:///{(self.data / 'fund.sqlite').absolute()}"

    @property
    def owner_url(self) -> str:
        """Return the database's address for migrations."""
        return self.migrate_url or self.url

    @property
    def keys(self) -> Path:
        """Return the folder of the regions' keys, which are never in the database."""
        return self.data / "keys"

    @cached_property
    def secret(self) -> str:
        """Return the secret that signs sessions."""
        return self.secret_key or self._stored("secret")

    @cached_property
    def salt(self) -> str:
        """Return the pepper of passwords."""
        return self.password_salt or self._stored("salt")

    def _stored(self, name: str) -> str:
        file = self.data / name
        if not file.exists():
            self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48))
        return file.read_text()
