"""The form of a resident's sealed facts."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from fund.core.errors import Refusal
from fund.residents import rules
from fund.residents.rules import Facts
from fund.web.forms import Form


class FactsForm(Form):
    """What her shelter writes about her; nobody else reads it."""

    file_number = StringField(_l("Dossiernummer van uw opvang"))
    name = StringField(
        _l("Haar naam"), description=_l("Voor de brief die u haar geeft. Het fonds ziet haar naam niet.")
    )
    contact_rule = TextAreaField(
        _l("Veilig contact"),
        description=_l("Mag zij gebeld of gemaild worden, hoe en wanneer? Schrijf niet op waar zij verblijft."),
    )

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse."""
        yield from rules.faults(
            Facts(*((field.data or "").strip() for field in (self.file_number, self.name, self.contact_rule)))
        )

    @property
    def facts(self) -> dict[str, str]:
        """Return the arguments that the actions take."""
        return {field.name: field.data or "" for field in (self.file_number, self.name, self.contact_rule)}
