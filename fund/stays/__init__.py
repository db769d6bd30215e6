"""Stays (verblijf): admission and leaving, nights, fee orders (bijdragebesluiten), and costs as they arise.

Front door: `actions.admit`, `actions.leave`, `actions.order_fee`, `actions.note_fee`, `actions.note_cost`; `queries.one`, `queries.costs`.
Pure: `nights` (nights and units of a period), `fees` (what a night costs, when it is due), `rules` (what may be noted).
"""
