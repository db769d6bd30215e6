"""Create a region, its fund and its shelters. Done by the operator at set-up."""

from uuid import UUID

from sqlalchemy.orm import Session

from fund.regions.models import Fund, LegalForm, Region, Shelter


def found(session: Session, *, code: str, name: str, legal_form: LegalForm, inhabitants: int) -> Region:
    """Create a region."""
    region = Region(code=code, name=name, legal_form=legal_form, inhabitants=inhabitants)
    session.add(region)
    session.flush()
    return region


def endow(
    session: Session,
    region_id: UUID,
    *,
    name: str,
    account_name: str,
    iban: str,
    bic: str,
    address: str,
    objection_address: str,
    phone: str,
) -> Fund:
    """Create a region's fund. `account_name` is what creditors and banks read, so it must be neutral."""
    fund = Fund(
        region_id=region_id,
        name=name,
        account_name=account_name,
        iban=iban,
        bic=bic,
        address=address,
        objection_address=objection_address,
        phone=phone,
    )
    session.add(fund)
    session.flush()
    return fund


def open_shelter(
    session: Session, region_id: UUID, *, name: str, places: int, post_box: str, waived_nights: int = 0
) -> Shelter:
    """Create a recognised shelter in a region."""
    shelter = Shelter(region_id=region_id, name=name, places=places, post_box=post_box, waived_nights=waived_nights)
    session.add(shelter)
    session.flush()
    return shelter
