"""The pages of a resident's stay, for her shelter only: the stay itself, its fee orders and its costs."""

from fund.stays.views import costs, fees, stays
from fund.stays.views.blueprint import blueprint

__all__ = ["blueprint", "costs", "fees", "stays"]
