"""What is sealed opens in its own place, under its own key, and nowhere else."""

import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from config import Settings
from fund.core.errors import NotFound, Refusal
from fund.keys import actions, queries
from fund.keys.keyring import Keyring
from fund.keys.models import DataKey
from fund.keys.sealed import Sealed, SealedType, blind, open_, open_text, seal
from fund.payees.models import Payee
from fund.residents.models import Resident
from tests.residents.cast import AT, CONTACT, FILE_NUMBER, NAME, Cast, register

DAMAGED = "beschadigd"


def _fresh(session: Session) -> Session:
    session.commit()
    return Session(session.get_bind(), info={"keyring": queries.keyring(session)})


def test_what_was_sealed_opens_in_another_session(session: Session, cast: Cast) -> None:
    with _fresh(session) as later:
        her = later.get_one(Resident, cast.resident.id)
        assert open_text(later, her, Resident.name) == NAME
        assert open_(later, her, Resident.file_number) == FILE_NUMBER.encode()


def test_the_same_text_is_never_sealed_alike(session: Session, cast: Cast) -> None:
    before = bytes(cast.resident.name)
    seal(session, cast.resident, Resident.name, cast.resident.key_id, NAME)
    assert bytes(cast.resident.name) != before


def test_the_key_id_stands_in_front(cast: Cast) -> None:
    assert bytes(cast.resident.name)[:16] == cast.resident.key_id.bytes


def _from_another_column(session: Session, cast: Cast) -> None:
    cast.resident.name = cast.resident.contact_rule


def _from_another_row(session: Session, cast: Cast) -> None:
    other = register(session, cast.bakker, cast.shelter_id)
    seal(session, other, Resident.name, cast.resident.key_id, NAME)
    cast.resident.name = other.name


class _OtherBase(DeclarativeBase):
    """Tables that are only here."""


class _Elsewhere(_OtherBase):
    """A table with the same column, and a row with the same id."""

    __tablename__ = "elsewhere"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[Sealed] = mapped_column(SealedType)


def _from_another_table(session: Session, cast: Cast) -> None:
    row = _Elsewhere(id=cast.resident.id)
    seal(session, row, _Elsewhere.name, cast.resident.key_id, NAME)
    cast.resident.name = row.name


def _with_a_bit_flipped(session: Session, cast: Cast) -> None:
    changed = bytearray(cast.resident.name)
    changed[-1] ^= 1
    cast.resident.name = Sealed(changed)


def _under_another_key(session: Session, cast: Cast) -> None:
    other = actions.new_key(session, cast.region_id, AT)
    cast.resident.name = Sealed(other.id.bytes + bytes(cast.resident.name)[16:])


def _cut_short(session: Session, cast: Cast) -> None:
    cast.resident.name = Sealed(bytes(cast.resident.name)[:20])


@pytest.mark.parametrize(
    "tamper",
    [_from_another_column, _from_another_row, _from_another_table, _with_a_bit_flipped, _under_another_key, _cut_short],
)
def test_a_ciphertext_that_was_moved_or_changed_is_refused(
    session: Session, cast: Cast, tamper: Callable[[Session, Cast], None]
) -> None:
    assert open_text(session, cast.resident, Resident.name) == NAME
    tamper(session, cast)
    with pytest.raises(Refusal, match=DAMAGED):
        open_text(session, cast.resident, Resident.name)


def test_a_data_key_moved_to_another_region_is_refused_even_under_the_same_key_file(
    session: Session, cast: Cast, settings: Settings
) -> None:
    foreign = cast.vos.roles[0].region_id
    session.get_one(DataKey, cast.resident.key_id).region_id = foreign  # type: ignore[assignment]
    here, there = (settings.keys / f"{region_id}.key" for region_id in (cast.region_id, foreign))
    there.write_bytes(here.read_bytes())
    session.info["keyring"] = Keyring(settings.keys)
    with _fresh(session) as later, pytest.raises(Refusal, match=DAMAGED):
        open_text(later, later.get_one(Resident, cast.resident.id), Resident.name)


def test_another_key_file_opens_nothing(session: Session, cast: Cast, tmp_path: Path) -> None:
    session.commit()
    other = Keyring(tmp_path / "other")
    other.found(cast.region_id)
    with Session(session.get_bind(), info={"keyring": other}) as later, pytest.raises(Refusal, match=DAMAGED):
        open_text(later, later.get_one(Resident, cast.resident.id), Resident.name)


def test_without_its_key_file_a_region_opens_nothing_and_says_so(session: Session, cast: Cast, tmp_path: Path) -> None:
    session.commit()
    with (
        Session(session.get_bind(), info={"keyring": Keyring(tmp_path / "empty")}) as later,
        pytest.raises(Refusal, match="ontbreekt"),
    ):
        open_text(later, later.get_one(Resident, cast.resident.id), Resident.name)


def test_an_erased_key_opens_nothing_any_more_here_and_later(session: Session, cast: Cast) -> None:
    actions.erase(session, cast.resident.key_id, AT)
    actions.erase(session, cast.resident.key_id, AT)
    with pytest.raises(Refusal, match="gewist"):
        open_text(session, cast.resident, Resident.name)
    with _fresh(session) as later, pytest.raises(Refusal, match="gewist"):
        open_text(later, later.get_one(Resident, cast.resident.id), Resident.name)
    assert session.get_one(DataKey, cast.resident.key_id).wrapped is None


def test_erasing_one_resident_leaves_the_others(session: Session, cast: Cast) -> None:
    other = register(session, cast.bakker, cast.shelter_id)
    actions.erase(session, cast.resident.key_id, AT)
    assert open_text(session, other, Resident.name) == NAME


def test_an_unknown_key_is_not_erased(session: Session, cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.erase(session, uuid4(), AT)


def test_a_sealed_value_never_shows(cast: Cast) -> None:
    sealed = cast.resident.name
    assert {repr(sealed), str(sealed), f"{sealed}", f"{sealed:>80}"} == {"<sealed>"}
    assert repr([sealed]) == "[<sealed>]"


def test_a_keyring_and_its_keys_never_show(session: Session, cast: Cast) -> None:
    ring = queries.keyring(session)
    key = ring.key(cast.region_id)
    assert key.secret.hex() not in repr(key) and str(key.secret) not in repr(key)
    assert repr(ring) == "<keyring>"


def test_a_plain_text_is_never_stored_in_a_sealed_column(session: Session, cast: Cast) -> None:
    cast.resident.name = NAME.encode()  # type: ignore[assignment]
    with pytest.raises(StatementError, match="only a sealed value"):
        session.flush()


def test_a_column_of_another_table_is_refused(session: Session, cast: Cast) -> None:
    with pytest.raises(TypeError, match="no column of this row"):
        seal(session, cast.resident, Payee.holder, cast.resident.key_id, NAME)


def test_nothing_readable_stands_in_the_database(session: Session, cast: Cast, engine: Engine, tmp_path: Path) -> None:
    session.commit()
    with engine.connect() as connection:
        tables = ("resident", "data_key", "audit_event")
        stored = repr(
            [tuple(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]
        ).encode()
    if engine.dialect.name == "sqlite":
        database = Path(str(engine.url.database))
        stored += b"".join(file.read_bytes() for file in database.parent.glob(f"{database.name}*"))
    assert len(stored) > 1000
    secret = queries.secret(session, cast.resident.key_id)
    for canary in (NAME, "Achterbergh", FILE_NUMBER, CONTACT, "55512345"):
        assert canary.encode() not in stored
    assert secret not in stored and secret.hex().encode() not in stored


def test_a_region_key_is_a_file_for_the_program_alone_and_made_once(tmp_path: Path) -> None:
    region_id, folder = uuid4(), tmp_path / "keys"
    first = Keyring(folder).found(region_id)
    file = folder / f"{region_id}.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert file.read_bytes() == first.id.bytes + first.secret and len(first.secret) == 32
    assert Keyring(folder).found(region_id) == first == Keyring(folder).key(region_id)
    assert [path.name for path in folder.iterdir()] == [file.name]


def test_a_broken_key_file_is_refused(tmp_path: Path) -> None:
    region_id = uuid4()
    (tmp_path / f"{region_id}.key").write_bytes(b"short")
    with pytest.raises(Refusal, match=DAMAGED):
        Keyring(tmp_path).key(region_id)


def test_a_region_has_one_key_of_its_own(session: Session, cast: Cast) -> None:
    assert queries.general_key(session, cast.region_id).general_of == cast.region_id
    with pytest.raises(IntegrityError):
        actions.found(session, queries.keyring(session), cast.region_id, AT)


def test_a_region_without_a_key_of_its_own_says_so(session: Session, cast: Cast) -> None:
    with pytest.raises(Refusal, match="ontbreekt"):
        queries.general_key(session, uuid4())


def test_keys_of_a_list_are_unwrapped_in_one_statement_and_erased_ones_are_passed_over(
    session: Session, cast: Cast
) -> None:
    gone = register(session, cast.bakker, cast.shelter_id)
    actions.erase(session, gone.key_id, AT)
    with _fresh(session) as later:
        queries.unlock(later, [cast.resident.key_id, gone.key_id])
        assert set(queries.secrets(later)) == {cast.resident.key_id}


def test_a_blind_mark_finds_equal_texts_within_one_purpose_and_one_region(session: Session, cast: Cast) -> None:
    foreign = cast.vos.roles[0].region_id
    assert foreign is not None
    mark = blind(session, cast.region_id, "bill", "zorg 2026-1")
    assert mark == blind(session, cast.region_id, "bill", "zorg 2026-1") and len(mark) == 64
    assert (
        len(
            {
                mark,
                blind(session, cast.region_id, "bill", "zorg 2026-2"),
                blind(session, cast.region_id, "payee", "zorg 2026-1"),
            }
        )
        == 3
    )
    assert mark != blind(session, foreign, "bill", "zorg 2026-1")
