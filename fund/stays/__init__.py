"""Stays (verblijf): admission and leaving, nights, fee orders (bijdragebesluiten), and costs as they arise.

Front door: `actions.admit`, `actions.leave`, `actions.order_fee`, `actions.note_cost`; `queries.open_costs`.
"""
