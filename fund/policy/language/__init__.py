"""The language: read a policy officer's text, check every table, key and expression, and say what is wrong where.

Begin with `text` (read a text), `schema` (the tables and keys it may have) and `rules` (what comes of it).

The shapes are checked by hand. Pydantic (strict) was tried: it knows neither line nor nearest right name, speaks
English, and says "should be a valid string" where ours shows an example ("een bedrag als 12.50").
"""
