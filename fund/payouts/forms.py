"""The forms of the payouts desk."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField

from fund.web.forms import Form


class StatementForm(Form):
    """A bank statement to read."""

    file = FileField(_("Bankafschrift"), description=_("Het camt.053-bestand dat u bij de bank ophaalt, ten hoogste 10 MB."))
