"""The pages of a claim: the claim itself, the steps of a draft, and its lines."""

from fund.claims.views import claims, drafts, lines
from fund.claims.views.blueprint import blueprint

__all__ = ["blueprint", "claims", "drafts", "lines"]
