"""The language: read a policy officer's text, check every table, key and expression of it, and say what is wrong and where.

Begin with `text` (read a text), `schema` (the tables and keys it may have) and `rules` (what comes of it).
"""
