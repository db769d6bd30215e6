"""What may be written of a resident: few facts, and short ones. Each refusal says beside which field it belongs (`beside`). Pure."""

from dataclasses import dataclass, field

from fund.core.errors import Refusal

MOST_FILE_NUMBER = 40
MOST_NAME = 120
MOST_CONTACT_RULE = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """Her sealed facts: the shelter's file number (required), her name, whether and how she may be contacted."""

    file_number: str = field(repr=False)
    name: str = field(repr=False)
    contact_rule: str = field(repr=False)


def fit(facts: Facts) -> Facts:
    """Return the facts without loose spaces; Refusal when the file number is missing or one is too long."""
    neat = Facts(facts.file_number.strip(), facts.name.strip(), facts.contact_rule.strip())
    if not neat.file_number:
        raise Refusal("Vul het dossiernummer van uw opvang in.", beside="file_number")
    if len(neat.file_number) > MOST_FILE_NUMBER:
        raise Refusal("Dit dossiernummer is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_FILE_NUMBER, beside="file_number")
    if len(neat.name) > MOST_NAME:
        raise Refusal("Deze naam is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_NAME, beside="name")
    if len(neat.contact_rule) > MOST_CONTACT_RULE:
        raise Refusal("Deze afspraak is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_CONTACT_RULE, beside="contact_rule")
    return neat
