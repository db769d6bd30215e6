"""An account number and its bank."""

from dataclasses import dataclass, field

from schwifty import IBAN
from schwifty.exceptions import InvalidChecksumDigits, SchwiftyException

from fund.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Account:
    """A checked IBAN, without spaces, and the BIC of its bank."""

    iban: str = field(repr=False)
    bic: str


def read(text: str) -> Account:
    """Read an IBAN, spaces allowed; the bank must be known.

    >>> read("NL91 ABNA 0417 1643 00").bic
    'ABNANL2A'

    Raises:
        Refusal: when it is no IBAN, a digit is wrong, or its bank is unknown.
    """
    try:
        iban = IBAN(text)
    except InvalidChecksumDigits:
        raise Refusal("In dit rekeningnummer zit een tikfout. Kijk het teken voor teken na.") from None
    except SchwiftyException:
        raise Refusal("Dit is geen rekeningnummer. Schrijf een IBAN, bijvoorbeeld NL91 ABNA 0417 1643 00.") from None
    if iban.bic is None:
        raise Refusal("De bank van dit rekeningnummer kennen wij niet. Kijk het nummer na.")
    return Account(iban.compact, str(iban.bic))
