"""Account numbers: read an IBAN, find its bank, write it in groups."""

from dataclasses import dataclass, field

from schwifty import IBAN
from schwifty.exceptions import InvalidChecksumDigits, SchwiftyException

from fund.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A checked IBAN, without spaces, and the BIC of its bank."""

    iban: str = field(repr=False)
    bic: str


def grouped(iban: str) -> str:
    """Write an IBAN as people read it.

    >>> grouped("NL91ABNA0417164300")
    'NL91 ABNA 0417 1643 00'
    """
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def read(text: str) -> BankAccount:
    """Read an IBAN, spaces allowed; the bank must be known.

    >>> read("NL91 ABNA 0417 1643 00").bic
    'ABNANL2A'

    Raises:
        Refusal: when it is no IBAN, a digit is wrong, or its bank is unknown.
    """
    try:
        iban = IBAN(text)
    except InvalidChecksumDigits:
        raise Refusal("In dit rekeningnummer zit een tikfout. Kijk het teken voor teken na.", beside="iban") from None
    except SchwiftyException:
        raise Refusal(
            "Dit is geen rekeningnummer. Schrijf een IBAN, bijvoorbeeld NL91 ABNA 0417 1643 00.", beside="iban"
        ) from None
    if iban.bic is None:
        raise Refusal("De bank van dit rekeningnummer kennen wij niet. Kijk het nummer na.", beside="iban")
    return BankAccount(iban.compact, str(iban.bic))
