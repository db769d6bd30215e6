"""Accounts and their standings, sign-in, and who may do what: rules.py is the whole table, on one page.

Front door: `rules.Reader`, which every query and action takes, and `guards.may`, which every view carries.
"""
