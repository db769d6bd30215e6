"""The language: read a policy officer's text, check every table, key and expression, and say what is wrong where.

Begin with `text` (read a text), `schema` (the tables and keys it may have) and `rules` (what comes of it).
"""
