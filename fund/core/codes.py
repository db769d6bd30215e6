"""Codes: the short names that policy texts give to categories, payees and kinds of evidence."""

from typing import Final

MOST_LETTERS: Final = 40
"""The most letters of a code, in a text and in every table that holds one."""
