"""Accounts and their roles (autorisatie), sign-in, and who may do what: `rules` is the whole table, on one page.

Others use `rules.Actor`, which every query takes; `act.Act`, which every action takes; `guards.may`, which decorates
every view.
"""
